"""Follow-ups that doubt: "is that disputed?", "so who is right?", "did anyone deny that?", "who else says so?"."""

from __future__ import annotations

import re


def _any(*words: str) -> str:
    return f"(?:{'|'.join(words)})"


_IT = r"(?:that|this|it|those|these|them|so|the (?:claim|report|story|quote|answer|statement)s?)"
_PRINTED_BY = r"(?:outlets?|papers?|newspapers?|sources?)"
_OTHERS = rf"(?:the )?other(?:s| {_PRINTED_BY}| side)"
_ANYONE = _any(
    r"(?:any|some|every)(?:one|body)", r"nobody|no one|all|they|he|she", rf"any (?:other )?{_PRINTED_BY}",
    _OTHERS, rf"(?:the|all(?: the)?|all of the) {_PRINTED_BY}|all of them",
)  # fmt: skip
_DENY = _any(
    r"den(?:y|ies|ied|ying)", r"disput(?:es?|ed|ing)", r"contradict(?:s|ed|ing)?", r"contest(?:s|ed)?",
    r"challeng(?:es?|ed|ing)", r"reject(?:s|ed)?", r"refut(?:es?|ed)", r"debunk(?:s|ed)?", r"correct(?:s|ed)?",
    r"retract(?:s|ed)?", r"withdr(?:aw|ew|awn)", r"question(?:s|ed)?", r"doubt(?:s|ed)?", r"disprove[dns]?",
    r"disagree(?:s|d|ing)?",
)  # fmt: skip
_SAY = r"(?:say|said|says|claim|claims|claimed|report|reports|reported|see|sees|saw|tells?|told)"
_OTHERWISE = rf"{_SAY} (?:it |that )?(?:otherwise|differently|(?:some|any)thing (?:else|different)|the opposite)"
_HELD = _any(
    "so|true|right|correct|accurate|real|wrong|false|untrue|incorrect|factual|confirmed|certain|sure|settled|verified",
    "disputed|contested|controversial|denied|contradicted|corrected|debunked|refuted|retracted|withdrawn|challenged",
    "questioned|proven|proved|reliable|credible|trustworthy|believable|legit|made up|invented|nonsense|fake(?: news)?",
    "the case|the truth|a lie|lies|a rumou?r|facts?|a fact",
)
_STILL = r"(?:(?:really|actually|even|still|in fact|ever|since|been|being|definitely|all|later|now|not) )*"
_AS_YET = r"(?:,? (?:though|tho|now|here|since|later|anywhere|then|so far|exactly|please|at all))"
_OR_NOT = r"(?:,? or (?:not|false|fake|wrong|fiction|disputed|is it not|isn't it))"
_TAIL = rf"(?:{_AS_YET}|{_OR_NOT}|(?: (?:by|of|about|on|over|with) (?:{_ANYONE}|{_IT})(?: else)?)){{0,4}}"
_BE = r"(?:is|are|was|were|has|have|had|could|can)(?:n't)?"
_DO = r"(?:do|does|did|has|have|is|are|was|were)(?:n't)?"
_SIDES = _any(
    r"disputes?|disagreements?|contradictions?|denials?|corrections?|objections?|rebuttals?|doubts?|counter-?claims?",
    r"(?:different |conflicting |contradicting )?(?:sides?|versions?|reports?|quotes?|conflict)",
)
_FORMS = (
    rf"{_BE} (?:any of )?{_IT} {_STILL}{_HELD}{_TAIL}",
    rf"(?:true|false|disputed|contradicted|confirmed|fact){_TAIL}",
    rf"who(?:['’]?s| is| are| was| were)? {_STILL}(?:right|wrong|lying|correct|mistaken|to be believed"
    rf"|(?:telling|speaking) the truth){_TAIL}",
    rf"(?:{_DO} )?{_ANYONE} (?:else )?{_STILL}(?:{_DENY}|{_OTHERWISE})(?: {_IT})?{_TAIL}",
    rf"who (?:else |is )?{_STILL}(?:{_DENY}|{_OTHERWISE})(?: {_IT})?{_TAIL}",
    rf"(?:(?:is|are|was|were)(?:n't)? there )?{_STILL}(?:any|a|an|some|no|more than one|another)(?: other)? {_SIDES}"
    rf"(?: (?:of|to|about|over|on|in|with) {_IT})?{_TAIL}",
    rf"(?:is|are|was|were)(?:n't)? there {_STILL}(?:other )?{_SIDES}(?: (?:to|about|over|on) {_IT})?{_TAIL}",
    r"(?:what(?:['’]?s| is| was| does| about| did) )?the other (?:side|version)"
    r"(?: (?:of|to) (?:it|that|the story)| say)*",
    rf"(?:do|does|did) (?:{_ANYONE}|these|those|the quotes|both(?: sides)?) (?:all )?"
    rf"(?:agree|contradict each other|say the same(?: thing)?|differ|match)(?: (?:on|about|with) {_IT})?",
    rf"(?:can|should|could|do) (?:i|we|you|one) (?:really )?(?:trust|believe|rely on) {_IT}",
    rf"how (?:sure|certain|reliable|true|credible|accurate) (?:is|are|was) (?:{_IT}|you|they)(?: about {_IT})?",
    rf"(?:fact[- ]?check|verify|double[- ]check)(?: {_IT})?",
    r"really|seriously|for real|(?:are )?you sure(?: about (?:that|this|it))?",
    r"is (?:it|that|this)(?: really)?(?: though)?",
    r"(?:did|does|has|is|was) (?:he|she|they|it) (?:really|actually)(?: (?:do|say|mean) (?:that|this|it|so))?",
    rf"(?:what(?:['’]?s| is)|tell me) the truth(?: (?:about|of|on) {_IT})?",
)
_TRUTH = re.compile("|".join(_FORMS), re.IGNORECASE)
_CONFIRM = _any(
    r"say|said|says", r"reports?|reported", r"confirms?|confirmed", r"claims?|claimed", r"backs?|backed",
    r"supports?|supported", r"writes?|wrote|written", r"repeats?|repeated", r"thinks?|carried",
)  # fmt: skip
_AGREEING = (
    rf"who else (?:also )?{_CONFIRM}(?: {_IT}| the same)",
    rf"(?:do|does|did|has|have) (?:any(?:one|body)|some(?:one|body)|any other {_PRINTED_BY}|{_OTHERS}) (?:else )?"
    rf"(?:also )?{_CONFIRM} (?:{_IT}|the same)(?: up)?(?: (?:too|as well))?",
    rf"(?:is|are|was|has|have) {_IT} (?:been )?{_CONFIRM}(?: up)? "
    rf"(?:by (?:any(?:one|body)|others|an?other {_PRINTED_BY}|other {_PRINTED_BY})(?: else)?|elsewhere)",
    rf"(?:(?:is|are) there )?(?:any )?(?:other|another|a second|more) {_PRINTED_BY}"
    rf"(?: (?:for|saying|reporting) {_IT})?",
)
_ELSE = re.compile("|".join(_AGREEING), re.IGNORECASE)


def asks_whether_true(text: str) -> bool:
    """Say whether a message, without its opening and mark, asks if what was quoted is true or disputed."""
    return bool(_TRUTH.fullmatch(text)) and not asks_who_agrees(text)


def asks_who_agrees(text: str) -> bool:
    """Say whether a message asks which others say what was quoted."""
    return bool(_ELSE.fullmatch(text))
