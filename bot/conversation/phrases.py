"""The forms that follow-ups take, each a pattern over a whole message without its closing mark."""

from __future__ import annotations

import re

_OPENING = re.compile(
    r"^(?:(?:and|but|so|ok|okay|now|then|well|also|thanks|thank you|hm+)\b[\s,:;.…–—-]*)+",
    re.IGNORECASE,
)


def without_opening(message: str) -> tuple[str, bool]:
    """Return the message without "and", "but" … before it and marks after it; was there one?"""
    text = " ".join(message.split()).strip(" ?!.…")
    rest = _OPENING.sub("", text)
    return rest, rest != text


def _whole(*forms: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:{'|'.join(forms)})(?:,? (?:please|then|now|too|as well))?", re.IGNORECASE
    )


_IT = r"(?:that|this|it|those|these|them|so)"

_SAY = r"(?:say|report|print|publish|write|run)"
_TOLD = r"(?:said|reported|printed|published|wrote|ran)"

MORE = _whole(
    r"(?:show|give|tell|send)(?: (?:me|us))? "
    r"(?:the rest|more|more quotes|the others?|everything|all)",
    r"(?:(?:can you |could you |please )*(?:find|show|give|get)(?: me| us)? )?(?:the |any |some )?"
    r"(?:rest|(?:more|further)(?: (?:quotes|articles|results|info|information|details|sources))?)",
    r"continue|go on|carry on|next|what else|anything else|is there more|more like this",
)
OTHERS = _whole(
    r"(?:what about |how about |and )?(?:the |any )?"
    r"other (?:outlets?|papers?|newspapers?|sources?)",
    r"(?:what|how) (?:did|do|about) (?:the )?(?:others?|other (?:outlets|papers|newspapers))"
    rf"(?: (?:say|write|report|print))?(?: (?:about|on) {_IT})?",
    r"(?:who else|which (?:outlets|papers|other (?:outlets?|papers?))|what other (?:outlets?|papers?)) (?:else )?"
    rf"(?:reported|printed|covered|wrote about|wrote|published|carried|ran) {_IT}",
    rf"who (?:covered|wrote about|carried) {_IT}",
    r"who else|anyone else|elsewhere",
)
YES = _whole(
    r"yes|yeah|yep|yup|y|aye|sure|exactly|correct|right|i (?:do|did)|of course|please do|that one"
)
WHO_SAID = _whole(
    rf"who (?:said|says|claimed|claims|told them|reported|wrote|is saying) ?{_IT}?",
    rf"who (?:printed|published|ran) {_IT}|when (?:was|were) {_IT} (?:first )?(?:printed|published|reported|written)",
    r"(?:which|what) (?:outlet|paper|newspaper|source|site|article)"
    rf"(?: (?:is|was) {_IT}(?: from| in)?| {_TOLD} {_IT})?",
    rf"who (?:is|was|'s|are|were) (?:the|their|its) sources?(?: (?:of|for) {_IT})?",
    rf"what(?: is|'s| was) (?:the|their|its|your) source(?: (?:of|for) {_IT})?|how do you know(?: {_IT})?",
    rf"whose words (?:are|were) (?:they|{_IT})",
    r"according to who(?:m)?|says who|who says",
    rf"who (?:{_TOLD}|had|broke) {_IT} first|who was (?:the )?first(?: to {_SAY} {_IT})?",
    rf"who first {_TOLD} {_IT}|where was {_IT} (?:first )?(?:printed|reported|published)(?: first)?",
    r"(?:what(?: is|'s) (?:the|your)|any|got a|link to the|give me (?:the|a|your)|show (?:me )?(?:the|your)) source",
    r"(?:(?:got |is there |do you have )?(?:a|the|any) )?"
    rf"links?(?: to (?:{_IT}|(?:the|that) (?:article|story|source)))?",
    rf"source(?: for {_IT})?|where (?:is|'s) {_IT} from|where did you (?:get|find|read) {_IT}",
)
_ASIDE = r"(?:exactly|precisely|again)"
WHEN = _whole(
    rf"(?:exactly )?when(?: {_ASIDE})?",
    rf"when (?:exactly )?(?:was|is|were|will|did) {_IT}(?: (?:be|happen|take place|said|announced))?",
    rf"(?:on )?(?:what|which) (?:day|date|month|year)(?: (?:was|is) {_IT})?",
    r"since when|at what time|what time(?: was (?:that|this|it))?",
)
WHERE = _whole(
    rf"where(?: {_ASIDE})?",
    rf"where (?:was|is|were|will|did) {_IT}(?: (?:be|happen|take place))?",
    rf"in (?:what|which) (?:place|city|country|town)(?: (?:was|is) {_IT})?",
)
WHY = _whole(
    r"why(?: not)?|how come|for what reason",
    rf"why (?:was|is|were|did) {_IT}(?: (?:be|happen|so))?",
)
HOW = _whole(rf"how(?: {_ASIDE})?", rf"how (?:was|is|did) {_IT}(?: (?:happen|work|come about))?")
HOW_LONG = _whole(
    rf"(?:for )?how long(?: (?:was|is|were|did|does|will) {_IT}(?: (?:be|last|take|for))?)?"
)
HOW_MUCH = _whole(rf"how much(?: (?:was|is|were) {_IT})?")
HOW_MANY = _whole(rf"how many(?: (?:was|is|were) {_IT})?")

BARE = _whole(r"who(?:m|se)?|what|which(?: one)?")
"""A question word that asks for nothing yet."""

WH_WORDS = (
    ("When", WHEN),
    ("Where", WHERE),
    ("Why", WHY),
    ("How", HOW),
    ("How long", HOW_LONG),
    ("How much", HOW_MUCH),
    ("How many", HOW_MANY),
)

_SAY = r"(?:say|said|says|write|report|print|claim|think|have to say|tell us|publish)"
_ON_IT = rf"(?: (?:about|on|of|to) {_IT}| {_IT}| there)?"
OUTLET = re.compile(
    r"(?:what|how) about (?:(?:the one )?in )?(?P<a>.+)"
    rf"|what (?:did|does|do|has|have|had) (?P<b>.+?) {_SAY}{_ON_IT}"
    rf"|what (?:was|is) (?P<c>.+?) (?:saying|reporting|writing){_ON_IT}"
    rf"|(?:did|does|do|has|have) (?P<d>.+?) (?:say|write|report|print|cover|mention|confirm|carry)"
    rf"(?:ed)? (?:anything|something|{_IT})(?: (?:about|on|of) {_IT})?"
    r"|(?:only |just )?(?:in|from|by|according to|only|just) (?P<e>.+)"
    r"|(?P<f>.+)",
    re.IGNORECASE,
)
_COURTESY = re.compile(r",? (?:please|then|too|as well|instead|only|alone)$", re.IGNORECASE)

ON = re.compile(r"(?:about|on|with) (?P<topic>.+)", re.IGNORECASE)
ABOUT = re.compile(r"(?:what|how) about (?P<topic>.+)", re.IGNORECASE)
SPEAKER = re.compile(
    rf"what (?P<aux>did|does|do|has|have) (?P<who>.+?) (?P<verb>say|do|think|want|claim|reply|"
    rf"answer){_ON_IT}",
    re.IGNORECASE,
)
POINTING = re.compile(rf"{_IT}|him|her|they|he|she|all|everything|me|you|us", re.IGNORECASE)
A_THING = re.compile(r"(?:the|his|her|their|its) \w[\w-]*(?: \w[\w-]*)?", re.IGNORECASE)
YEAR = re.compile(r"(?<![\w-])(?:19|20)\d\d(?![\w-])")
MONTH = re.compile(
    r"(?:in )?(?P<month>january|february|march|april|may|june|july|august|september|october|november|december)",
    re.IGNORECASE,
)
PERIOD_ONLY = re.compile(
    r"(?:\s|[,.–—-]|what about|how about|what happened|only|just|in|on|since|until|till|before|"
    r"after|during|from|between|and|to|the|of|by|for|as of)*",
    re.IGNORECASE,
)


def outlet_part(text: str) -> str | None:
    """Return the words of a follow-up that would be the names of outlets, or None."""
    match = OUTLET.fullmatch(_COURTESY.sub("", text))
    return next((part for part in match.groups() if part), None) if match else None
