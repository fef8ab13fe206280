"""The parts that a word or sign may play, as small numbers: they are compared millions of times."""

from __future__ import annotations

OTHER = 0
CAPITAL = 1
NUMBER = 2
DETERMINER = 3
SUBJECT = 4  # pronouns that are a whole source: he, she, they
OBJECT = 5
POSSESSIVE = 6
PREPOSITION = 7
AND = 8
BE = 9
HAVE = 10
DO = 11
MODAL = 12
NOT = 13
ADVERB = 14
TO = 15
THAT = 16
RELATIVE = 17
CONJUNCTION = 18
TIME = 19
COMMA = 20
STOP = 21
COLON = 22
DASH = 23
BRACKET = 24
VERB = 25  # common verbs that introduce nobody's words: they bound a subject
ENDING = 26  # the possessive 's, which may also be "is" or "has"
QUOTE = 27  # from here on: what quotations and cues are found by
PARAGRAPH = 28
SINGLE = 29  # a single quotation mark or apostrophe
CUE = 30  # from here on: words that may be cues, by form
CUE_BASE = 30
CUE_PRESENT = 31
CUE_PAST = 32
CUE_PARTICIPLE = 33
CUE_ING = 34
CUE_NOUN = 35
CUE_ADJECTIVE = 36
ACCORDING = 37

NAMES = {
    value: name
    for name, value in list(globals().items())
    if name.isupper() and isinstance(value, int)
}
