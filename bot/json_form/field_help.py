"""The fields of the JSON that scripts print, as their ``--help`` explains them."""

from __future__ import annotations

from typing import Final

_QUOTE: Final = """\
A quote or printing holds:
  text, start, end  its words, and where they stand in the stored body, in characters
  score             (quotes) how well it fits, higher is better; only for comparing
  article           {"id", "title", "outlet", "published", "url"}; null where not stated, days and
                    times are ISO 8601 in UTC
  attribution       whose words they are, the publisher first: {"role", "name", "cue"}, the role
                    "publisher", "outlet" (one that is relayed) or "speaker"; cue is the word that
                    says so, name is null for a publisher that is not stated
  relayed_articles  each relayed outlet's own article, {"outlet", "article"}; null: not found here"""

_EXITS: Final = (
    "Exit codes: 0 done (also where nothing is found), 2 wrong use or bad input, 1 a fault."
)

ASK: Final = f"""\
Each JSON object holds:
  id, question      of the line of a batch; id is null for a question on the command line
  status            "answered" or "no_answer"
  reason            null, "not_in_archive", "not_answered", "outlet_not_in_archive" or
                    "nothing_in_period"
  confidence        0 to 1
  snapshot          the snapshot answered from
  elapsed_ms        milliseconds
  quotes            what a reader sees, best first; empty where there is no answer
  did_you_mean      the question with the name of an outlet that it seems to misspell; else null
  disputed          pairs of quotes, by position from 0, that deny or contradict each other
  passages          the nearest passages, best first: "article_id", "start", "end", "score", "text"

{_QUOTE}
  also_printed_by   other outlets that printed the same words

Example: which outlets answered?
  python scripts/ask.py --json "Why was the bridge closed?" | jq -r '.quotes[].article.outlet'

{_EXITS}"""

WHO_SAID: Final = f"""\
Each JSON object holds:
  id, text          as pasted; id is that of the line of a batch, else null
  status            "verbatim", "altered" or "absent"
  printings         where it was printed, by day, of an altered text the most alike first
  first_printed     the one printed first; null where none is dated or several share the first day
  notes             what else to know, {{"kind", "text"}}: "same_day", "undated", "stitched",
                    "shortened", "credited_wrongly", "credited_rightly", "credit_relayed",
                    "credit_unproven", "withdrawn", "quotation", "headline", "more"
  snapshot, elapsed_ms

{_QUOTE}
  similarity        0 to 1; 1 is word for word
  changes           how the pasted text departs from it, {{"kind", "pasted", "printed"}}: "replaced",
                    "dropped" (printed, not pasted), "added" (pasted, not printed), "swapped"
  withdrawn         whether only an earlier version of the article prints it

{_EXITS}"""

COVERAGE: Final = f"""\
Each JSON object holds:
  id, topic         as asked; id is that of the line of a batch, else null
  outlets           those that covered it, all of them: "outlet" (null: not stated), "articles",
                    "first" and "last" (day or time of publication), "quotes"
  silent            outlets that printed something in the same days, but nothing on it
  origins           how many independent sources stand behind the articles
  origin_groups     which articles share one: "articles" (ids) and the "reason"
  snapshot, elapsed_ms

{_QUOTE}

Lines of a batch may also have "since" and "until".
{_EXITS}"""

COMPARE: Final = f"""\
Each JSON object holds:
  id, topic         as asked; id is that of the line of a batch, else null
  columns           one for each outlet: "outlet" and its "quotes"
  agreeing          groups of columns, by position from 0, whose first quotes say the same; a column
                    that agrees with no other is a group of its own
  disputed          pairs of quotes that deny, correct or contradict each other
  missing           outlets asked for that say nothing on it
  left_out          outlets that write about it, too, but have no column (null: not stated)
  did_you_mean      names among these that no outlet bears, each with the outlet nearest to it
  snapshot, elapsed_ms

{_QUOTE}
  also_printed_by   other outlets that printed the same words

Lines of a batch may also have "outlets", a list of names.
{_EXITS}"""
