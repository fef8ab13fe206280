"""The words that readers see, shared by the terminal and Discord: plain text, no markup, no news.

Only fixed words and what the archive records (names, dates, counts, cues) are put together here; no
sentence about the news is ever made.
"""

from bot.wording.chains import attribution_words, relay_note
from bot.wording.counting import count_words, joined, possessive
from bot.wording.cutting import shortened
from bot.wording.dates import age_words, date_words, day_words, duration_words, period_words
from bot.wording.language import language_words
from bot.wording.replies import (
    NEAREST,
    advice_words,
    alike_words,
    also_printed_words,
    confidence_words,
    disputed_mark,
    disputed_words,
    doubt_settled_words,
    doubt_words,
    footer_words,
    meant_words,
    outlet_words,
    quote_heading,
    reading_words,
    refusal,
    refusal_words,
    taken_as_words,
)
from bot.wording.titles import NO_TITLE, has_title, title_words

__all__ = [
    "NEAREST",
    "NO_TITLE",
    "advice_words",
    "age_words",
    "alike_words",
    "also_printed_words",
    "attribution_words",
    "confidence_words",
    "count_words",
    "date_words",
    "day_words",
    "disputed_mark",
    "disputed_words",
    "doubt_settled_words",
    "doubt_words",
    "duration_words",
    "footer_words",
    "has_title",
    "joined",
    "language_words",
    "meant_words",
    "outlet_words",
    "period_words",
    "possessive",
    "quote_heading",
    "reading_words",
    "refusal",
    "refusal_words",
    "relay_note",
    "shortened",
    "taken_as_words",
    "title_words",
]
