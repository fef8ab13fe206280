"""Make any text inert in Discord's markdown, so that a reader sees exactly its characters.

Only backslashes are added, and only before ASCII punctuation, which is the one escape that Discord's
renderer takes back (its rule: a backslash and one character that is no letter, digit or blank).
"""

from __future__ import annotations

import re

from index.values import Span

# Emphasis, code, spoilers, links, mentions, timestamps, custom emoji, headings: special wherever they stand.
_ANYWHERE = r"[\\*_~|`<>\[\]@#]"
# A colon opens an emoji name or ends the scheme of a link; a full stop makes a bare host ("discord.gg").
_COLON = r":(?=\S)"
_STOP = r"(?<=\w)\.(?=[^\W\d])"
# Lists: a dash, a plus, or a number with its full stop or bracket, at the start of a line.
_BULLET = r"(?<![^\n])(?P<bullet>[^\S\n]*)(?P<sign>[-+])"
_NUMBER = r"(?<![^\n])(?P<number>[^\S\n]*\d+)(?P<point>[.)])"
_SPECIAL = re.compile(f"{_BULLET}|{_NUMBER}|(?P<one>{_ANYWHERE}|{_COLON}|{_STOP})")
_LIST = re.compile(r"(?:\A|\n)[^\S\n]*(?:[-+]|\d+[.)])")
_HERE = re.compile(f"{_COLON}|{_STOP}")
_ALONE = re.compile(r"[\\*_~|`<>\[\]@#:.]")
"""What may be special where no line opens as a list does: one set is found three times as fast as all of the above."""

_MARKUP = re.compile(r"\\([!-/:-@\[-`{-~])|\*\*")

# Characters that reorder text, or that no renderer shows and Discord's servers may refuse or strip.
_UNSHOWN = (
    "\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f"
)
_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
UNSHOWN = re.compile(
    f"[{_UNSHOWN}]+|(?<=[{_MARKS}]{{8}})[{_MARKS}]+|(?<=\n)[^\\S\n]*\n(?=[^\\S\n]*\n)"
)
"""What is left out of a shown text: no reader can see it, or it is only there to break the layout
(control and reordering characters, more than eight marks on one letter, blank lines after a blank line)."""
_SUSPECT = re.compile(f"[{_UNSHOWN}{_MARKS}]")


def shows_whole(text: str) -> bool:
    """Say whether nothing of a text can be left out, without looking for it closely; most texts are such."""
    return text.count("\n") < 3 and not _SUSPECT.search(text)


def _escaped(match: re.Match[str]) -> str:
    if match["sign"]:
        return f"{match['bullet']}\\{match['sign']}"
    if match["point"]:
        return f"{match['number']}\\{match['point']}"
    return f"\\{match['one']}"


def _escaped_alone(match: re.Match[str]) -> str:
    if match[0] in ":." and not _HERE.match(match.string, match.start()):
        return match[0]
    return f"\\{match[0]}"


def escape(text: str) -> str:
    """Return the text with a backslash before everything that Discord would act on."""
    if _LIST.search(text):
        return _SPECIAL.sub(_escaped, text)
    return _ALONE.sub(_escaped_alone, text)


def blockquote(text: str) -> str:
    """Return the text escaped, each of its lines a line of a block quote."""
    return "\n".join(f"> {line}" for line in escape(text).split("\n"))


def marked_quote(text: str, part: Span) -> str:
    """Return the text as a block quote with a part of it in bold, which ends and begins with each line."""
    lines, at = [], 0
    for line in text.split("\n"):
        start = min(max(part.start - at, 0), len(line))
        end = min(max(part.end - at, start), len(line))
        lines.append(f"> {escape(line[:start])}{_bold(line[start:end])}{escape(line[end:])}")
        at += len(line) + 1
    return "\n".join(lines)


def read_quote(description: str) -> str:
    """Return the block quote in a text of ours as it was before: without quote signs, bold and escapes."""
    lines = [line[2:] for line in description.split("\n") if line.startswith("> ")]
    # What is escaped is read as it stands; two asterisks that are not begin or end what is in bold.
    return _MARKUP.sub(r"\1", "\n".join(lines))


def _bold(text: str) -> str:
    """Return the text escaped and in bold, but for the blanks around it: Discord takes none there."""
    inner = text.strip()
    if not inner:
        return escape(text)
    lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{lead}**{escape(inner)}**{trail}"


def clean(text: str) -> str:
    """Return the text without what cannot be shown, for words that are not quoted (names, titles, questions)."""
    return " ".join(UNSHOWN.sub("", text.replace("\x85", " ")).split())


def inline(text: str) -> str:
    """Return the text cleaned, on one line and escaped."""
    return escape(clean(text))
