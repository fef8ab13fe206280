"""Make questions about who said what out of attributed sentences, with near misses."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from checker_training.sources import Item, content_words

_NAME = r"(?:(?:Mr|Mrs|Ms|Dr|Sir|President|Prime Minister|Minister|Senator|Judge|Professor|Detective Inspector) )?[A-Z][\w’'.-]+(?: (?:[A-Z][\w’'.-]+|of|the|al|bin)){0,3}"
_SAID = r"(?:said|says|told \w+(?: \w+)?|stated|claimed|announced|added|explained|argued|warned|denied|confirmed|suggested|reported|insisted|noted)"
_LEADING = re.compile(rf"^({_NAME}|(?:The|A|An) [\w’' -]{{3,40}}?),? ({_SAID}) (?:that )?(?:,? ?[\"“])?(.{{25,200}})$")
_TRAILING = re.compile(rf"^[\"“]?(.{{25,200}}?),?[\"”]? (said|says|told|stated|claimed|added|explained|argued|warned) ({_NAME})\b")
_ACCORDING = re.compile(rf"^(?:According to) ({_NAME}|(?:the|a) [\w’' -]{{3,40}}?), (.{{25,200}})$")
_NOT_SPEAKERS = frozenset("He She It They This That There What In On At But And".split())


def _claim(sentence: str) -> tuple[str, str, str] | None:
    """Return (speaker, cue, what was said), or None where no simple pattern fits."""
    if match := _ACCORDING.match(sentence):
        return match[1], "said", match[2]
    if match := _LEADING.match(sentence):
        return match[1], match[2], match[3]
    if match := _TRAILING.match(sentence):
        return match[3], match[2], match[1]
    return None


def _topic(claim: str, chance: random.Random) -> str:
    """Pick a short run of words from a claim that can stand for what it is about."""
    words = claim.strip(" .\"”").split()
    runs = [words[i : i + n] for n in (2, 3, 4) for i in range(len(words) - n + 1)]
    good = [
        " ".join(r) for r in runs
        if r[0].lower() in {"the", "a", "his", "her", "their", "this"} or r[0][:1].isupper()
        if len(content_words(" ".join(r))) >= 1 and r[-1].lower().strip(",.") not in
        {"the", "a", "of", "to", "in", "and", "is", "was", "that", "for", "on", "with", "by", "at", "are", "be"}
        if not re.search(r"[,.;:\"“”]\s", " ".join(r))
    ]  # fmt: skip
    return chance.choice(good).strip(",.;:\"") if good else ""


def _clause(claim: str) -> str:
    clause = re.split(r"[;,.\"“”]", claim.strip(" .\"“”"))[0]
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
        topic, clause, away = _topic(claim, chance), _clause(claim), _topic(other_claim, chance)
        forms: list[tuple[str, str]] = []
        if clause:
            ask = chance.choice(("Who said that {}?", "Who said {}?", "Which person claimed that {}?", "according to whom {}?"))
            forms.append((ask.format(clause), speaker))
        if topic:
            ask = chance.choice(("What did {} say about {}?", "What was {} quoted as saying about {}?",
                                 "What does {} think of {}?", "what did {} say on {}?"))  # fmt: skip
            forms.append((ask.format(speaker, topic), claim))
        wrong: list[str] = []
        if topic and other.lower() not in sentence.lower():
            wrong.append(f"What did {other} say about {topic}?")
        if away and not content_words(away) & content_words(sentence):
            wrong.append(chance.choice(("What did {} say about {}?", "What is {} quoted as saying about {}?")).format(speaker, away))
        for question, answer in forms:
            yield Item(source="said", question=question, sentences=(sentence,), answers={0: answer}, group=group)
        for question in wrong:
            yield Item(source="said", question=question, sentences=(sentence,), answers={},
                       tempting=frozenset({0}), group=group)  # fmt: skip
