"""What a question names, for telling whether it is about a dispute: its words, but for those that only ask."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.conflict.claims import OFFICES, TURNED_DOWN
from bot.conflict.everyday import stands_for
from bot.conflict.words import alike, all_alike
from index.words.terms import find_terms, stemmed

_TRUTH_WORDS = """
true truth false falsely untrue fake hoax real really accurate accurately inaccurate correct
correctly corrected incorrect incorrectly correction right wrong wrongly mistake mistaken misreport misreported
misreporting deny denies denied denial dispute disputed row feud spat beef fuss quarrel argument controversy clash
contradict contradicted contradiction refute refuted rumour rumor alleged allegedly allegation accuse accused
accusation version lie lied lying liar debunked agree disagree conflicting supposed supposedly apparently retract
retracted withdrawn upset complain complaint confirm confirmed verify verified invented fabricate fabricated
exist existed misleading differ different difference match contradictory inconsistent consistent discrepancy vs versus
straight disagreement fact factual factually fact-check factcheck credible credibility plausible reliable believable
trustworthy proof prove proven evidence unfounded groundless baseless unsubstantiated myth bogus legit genuine
exaggerated overblown distorted hearsay gossip contrary opposite rebut rebutted rebuttal contested contesting retraction
admit admitted admits concede conceded acknowledge acknowledged
""".split()  # noqa: SIM905
_TALK_WORDS = """
report reports reported reporting reportedly paper newspaper media press headline tabloid outlet
article story coverage news say says said saying tell told claim claimed suggest suggested mention comment statement
account react reaction respond response explain explanation issue issued put make made give gave set side record
reply replied cause caused none never team people staff
somebody someone nobody summary summarise summarize explained
know hear heard read think believe trust sure want going happen happened happening mean talk talking matter
choose chose choice decide decided begin began start started come came get got turn out
thing deal fuss drama way reason actually ever even just still seriously exactly apparently please anybody anyone
everybody everyone one others another something anything nothing possibly maybe perhaps definitely certainly honestly
certain check checked look lookup hold holds keep kept write writes wrote written reading repeat repeated often find
archive information info detail curious wonder wondering possible able
lol lmao rly omg tbh btw pls plz idk imo imho smh ngl tho yo bro dude mate hey hi guys wtf um uh hmm huh ok okay
whats didnt wasnt isnt doesnt hasnt werent wont couldnt today yesterday week recently latest
""".split()  # noqa: SIM905
_SPOKESMAN_WORDS = """
spokesman spokeswoman spokesperson spokespeople office camp representative rep aide
""".split()  # noqa: SIM905
_SPOKESMAN = frozenset(map(stemmed, _SPOKESMAN_WORDS))
ASKING = (*_TRUTH_WORDS, *_TALK_WORDS)
_TRUTH = frozenset(map(stemmed, _TRUTH_WORDS))
_TALK = _TRUTH | _SPOKESMAN | frozenset(map(stemmed, _TALK_WORDS))
"""Words of a question that ask, and name nothing."""
_DECLINED = re.compile(
    r"(?i)\b(?P<verb>bl[oe]w(?:s|n|ing)?|brush(?:e[sd]|ing)?) (?:(?:him|her|it|them) )?off\b"
    r"|\b(?P<bail>bail(?:s|ed|ing)?) on\b|\b(?P<opt>opt(?:s|ed|ing)?) out of\b"
    r"|\b(?P<stay>stay(?:s|ed|ing)?) away from\b"
    r"|\b(?P<give>g[ia]ve(?:s|n)?|giving) [^.;:!?]{1,40}? a (?P<miss>miss)\b"
)
"""Everyday ways of saying that somebody refuses; the words named are that verb's alone."""
_HEARSAY = re.compile(
    r"(?i)\b(?:a|an|my|our|some|one|the) (?:\w+ ){1,2}(?:told|tells|keeps? telling) (?:me|us|everyone)\b(?: that)?"
    r"|\b(?:my|our) (?:\w+ ){1,2}(?:says?|said|claims?|claimed|thinks?|insists?|swears?|believes?|reckons?)\b(?: that)?"
)
"""Who it was that told the asker: nobody whom the papers write about."""
_DOUBTING = re.compile(
    r"(?i)^\W*(?:\w+ ){0,2}?(?:did|was|were|is|are|has|have|had|do|does)"
    r"(?:n['’]?t\b|(?: [\w'’]+){0,4}? (?:not|never|nobody"
    r"|no one|none)\b)|\bwhich (?:one )?is it\b|\bis that (?:so|the case)\b|\bor (?:not|what|isn['’]?t|wasn['’]?t"
    r"|didn['’]?t|hasn['’]?t)\b|\b(?:find out|check|see|know|tell me|ask) (?:whether|if)\b"
)
"""What asks whether something is so as one who doubts it does."""
_SAID_NO = re.compile(r"\bsa(?:y|ys|id|ying) no to\b", re.IGNORECASE)
_HIT_BACK = re.compile(
    r"(?i)\b(?:hit|hits|hitting|push\w*|clap\w*|fire[sd]?) back\b"
    r"|\b(?:back(?:s|ed|ing)?|h[oe]lds?) (?:it |that |this )?up\b|\b(?:stand(?:s|ing)?|stood) by\b"
    r"|\b(?:been|was|were|is|are|being) (?:\w+ly |ever |since )?(?:challenged|questioned|countered)\b"
)
_CALLED = 4
"""Words after "call" within which it is called wrong: "call the report of the Times incorrect"."""
_AFFAIR = re.compile(
    r"(?i)\bwhat(?:['’]?s| is| was) (?:all )?the (?:deal|story|matter|drama|issue|problem|trouble)"
    r" (?:with|about|over|between)\b"
)
"""Words that ask what is wrong between some."""
TURN, _CALL = stemmed("turn"), stemmed("call")
REFUSAL = alike("refus")


@dataclass(frozen=True, kw_only=True)
class Named:
    """What a question names: its words of content, by the stem that stands for all that mean alike."""

    words: Mapping[str, str]
    """Of each stem its word, in lower case; words that only ask are left out."""
    truth: bool
    """Whether it asks what is true, wrong, denied or disputed."""
    outright: bool
    """Whether it does so by a word that says so, not by its form alone ("wasn't he …?")."""
    spokesman: bool
    """Whether it asks what somebody's spokesman or office says."""

    names: frozenset[str]
    """The stems of those that are written as names; offices that many hold are none."""

    def senses(self) -> dict[str, set[str]]:
        """Return, by each stem that a sentence may hold, which of the words that makes held."""
        found: dict[str, set[str]] = {}
        for stem, word in self.words.items():
            for meant in filter(None, (stem, stands_for(word))):
                for one in all_alike(meant) | ({TURN} if meant == REFUSAL else set()):
                    found.setdefault(one, set()).add(stem)
        return found

    def reading(self, words: Mapping[str, str]) -> Named:
        """Return the same with some of its words read as others."""
        kept = {stem: word for stem, word in self.words.items() if word not in words}
        meant = {alike(stemmed(word)): word for word in words.values()}
        return replace(
            self,
            words=kept | {stem: word for stem, word in meant.items() if stem not in _TALK},
            truth=self.truth or not _TRUTH.isdisjoint(meant),
        )

    @classmethod
    def of(cls, question: str) -> Named:
        """Read a question."""
        question = _HEARSAY.sub(" ", question)
        declined = _DECLINED.search(question)
        verbs = {declined.start(name) for name in _DECLINED.groupindex} if declined else set()
        refusing = bool(declined or TURNED_DOWN.search(question) or _SAID_NO.search(question))
        words = {REFUSAL: "refused"} if refusing else {}
        back = _HIT_BACK.search(question)
        doubting = bool(back or _AFFAIR.search(question) or _DOUBTING.search(question))
        outright = spokesman = False
        terms = find_terms(question)
        for place, term in enumerate(terms):
            outright |= term.stem in _TRUTH
            spokesman |= term.stem in _SPOKESMAN
            judged = term.stem == _CALL and any(
                after.stem in _TRUTH for after in terms[place + 1 : place + _CALLED]
            )
            hits = back is not None and back.start() <= term.start < back.end()
            asks = (
                term.start in verbs or judged or hits or term.stem in _TALK or len(term.word) == 1
            )
            if not asks and not (refusing and term.stem == TURN):
                words.setdefault(alike(term.stem), term.word.lower())
        names = frozenset(alike(term.stem) for term in terms if term.name) - OFFICES
        return cls(
            words=words,
            truth=outright or doubting,
            outright=outright,
            spokesman=spokesman,
            names=names,
        )


def asks_for_truth(question: str) -> bool:
    """Say whether a question asks what is true, wrong, denied or disputed."""
    return Named.of(question).truth
