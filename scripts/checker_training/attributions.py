"""Make questions about who said what out of attributed sentences, with near misses."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from scripts.checker_training.sources import Item, content_words

_TITLE = "Mr|Mrs|Ms|Dr|Sir|President|Prime Minister|Minister|Senator|Judge|Professor"
_NAME = rf"(?:(?:{_TITLE}) )?[A-Z][\w’'.-]+(?: (?:[A-Z][\w’'.-]+|of|the|al|bin)){{0,3}}"
_SAID = (
    r"(?:said|says|told \w+(?: \w+)?|stated|claimed|announced|added|explained|argued|warned|denied"
    r"|confirmed|suggested|reported|insisted|noted)"
)
_SAYS = "said|says|told|stated|claimed|added|explained|argued|warned"
_LEADING = re.compile(
    rf"^({_NAME}|(?:The|A|An) [\w’' -]{{3,40}}?),? ({_SAID}) (?:that )?(?:,? ?[\"“])?(.{{25,200}})$"
)
_TRAILING = re.compile(rf"^[\"“]?(.{{25,200}}?),?[\"”]? ({_SAYS}) ({_NAME})\b")
_ACCORDING = re.compile(rf"^(?:According to) ({_NAME}|(?:the|a) [\w’' -]{{3,40}}?), (.{{25,200}})$")
_PRONOUNS = ("He", "She", "It", "They", "His", "Her", "We", "I")
_OPENERS = ("This", "That", "There", "What", "In", "On", "At", "But", "And", "As", "The", "A")
_NOT_SPEAKERS = frozenset(_PRONOUNS + _OPENERS)


def _claim(sentence: str) -> tuple[str, str, str] | None:
    """Return (speaker, cue, what was said), or None where no simple pattern fits."""
    if match := _ACCORDING.match(sentence):
        return match[1], "said", match[2]
    if match := _LEADING.match(sentence):
        return match[1], match[2], match[3]
    if match := _TRAILING.match(sentence):
        return match[3], match[2], match[1]
    return None


_STARTS = frozenset(("the", "a", "his", "her", "their", "this"))
_LOOSE = frozenset(
    (
        "the",
        "a",
        "of",
        "to",
        "in",
        "and",
        "is",
        "was",
        "that",
        "for",
        "on",
        "with",
        "by",
        "at",
        "an",
        "are",
        "were",
        "be",
        "has",
        "had",
        "have",
        "as",
        "from",
        "would",
        "will",
        "not",
    )
)
_WHO = (
    "Who said that {}?",
    "Who said {}?",
    "Which person claimed that {}?",
    "according to whom {}?",
)
_WHAT = (
    "What did {} say about {}?",
    "What was {} quoted as saying about {}?",
    "What does {} think of {}?",
    "what did {} say on {}?",
)


def _topic(claim: str, chance: random.Random) -> str:
    """Pick a short run of words from a claim that can stand for what it is about."""
    words = claim.strip(' ."”').split()
    runs = [words[i : i + n] for n in (2, 3, 4) for i in range(len(words) - n + 1)]
    runs = [r for r in runs if r[0].lower() in _STARTS or r[0][:1].isupper()]
    runs = [r for r in runs if r[-1].lower() not in _LOOSE and content_words(" ".join(r))]
    good = [t for t in map(" ".join, runs) if not re.search(r"[,.;:\"“”]\s", t)]
    return chance.choice(good).strip(',.;:"') if good else ""


def _clause(claim: str) -> str:
    clause = re.split(r"[;,.\"“”]", claim.strip(' ."“”'))[0]
    return clause if 4 <= len(clause.split()) <= 18 else ""


def attributed_questions(sentences: Sequence[tuple[str, str]], seed: int = 7) -> Iterator[Item]:
    """Yield questions on (group, sentence) pairs: who said that, what did they say, and swaps.

    A swap keeps the sentence and puts another speaker or another topic into the question, so the
    sentence no longer answers it.
    """
    chance = random.Random(seed)
    claims = [(g, s, c) for g, s in sentences if (c := _claim(s)) and c[0] not in _NOT_SPEAKERS]
    for group, sentence, (speaker, _, claim) in claims:
        _, _, (other, _, other_claim) = chance.choice(claims)
        topic, away = _topic(claim, chance), _topic(other_claim, chance)
        asked: list[tuple[str, dict[int, str]]] = []
        if clause := _clause(claim):
            asked.append((chance.choice(_WHO).format(clause), {0: speaker}))
        if topic:
            asked.append((chance.choice(_WHAT).format(speaker, topic), {0: claim}))
        if topic and other.lower() not in sentence.lower():
            asked.append((chance.choice(_WHAT).format(other, topic), {}))
        if away and not content_words(away) & content_words(sentence):
            asked.append((chance.choice(_WHAT).format(speaker, away), {}))
        for question, answers in asked:
            yield Item(
                source="said",
                question=question,
                sentences=(sentence,),
                answers=answers,
                tempting=frozenset() if answers else frozenset({0}),
                group=group,
            )
