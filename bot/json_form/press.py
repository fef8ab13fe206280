"""The JSON of who said it, of coverage and of comparisons."""

from __future__ import annotations

from typing import Any

from bot.json_form.answers import article_dict, chain_list, quote_dict, relayed_list
from bot.replies.compare import Comparison
from index.coverage.coverage import Coverage, Excerpt, OutletCoverage
from index.printings.values import Change, Printing, WhoSaid


def who_said_dict(found: WhoSaid, record_id: str | None = None) -> dict[str, Any]:
    """Return the object that ``scripts/who_said.py --json`` prints."""
    return {
        "id": record_id,
        "text": found.text,
        "status": found.status.value,
        "snapshot": found.snapshot,
        "elapsed_ms": round(found.elapsed_ms, 3),
        "printings": [printing_dict(printing) for printing in found.printings],
        "first_printed": printing_dict(found.first_printed) if found.first_printed else None,
        "notes": [{"kind": note.kind.value, "text": note.text} for note in found.notes],
    }


def printing_dict(printing: Printing) -> dict[str, Any]:
    """Return one printing with its article, chain and changes."""
    return {
        "text": printing.text,
        "start": printing.start,
        "end": printing.end,
        "similarity": round(printing.similarity, 4),
        "article": article_dict(printing.article),
        "attribution": chain_list(printing.chain),
        "relayed_articles": relayed_list(printing.chain),
        "changes": [change_dict(change) for change in printing.changes],
        "withdrawn": printing.withdrawn,
    }


def change_dict(change: Change) -> dict[str, Any]:
    """Return one departure of the pasted text from the printed one."""
    return {"kind": change.kind.value, "pasted": change.pasted, "printed": change.printed}


def coverage_dict(found: Coverage, record_id: str | None = None) -> dict[str, Any]:
    """Return the object that ``scripts/coverage.py --json`` prints."""
    return {
        "id": record_id,
        "topic": found.topic,
        "outlets": [outlet_dict(outlet) for outlet in found.outlets],
        "silent": list(found.silent),
        "origins": len(found.origins),
        "origin_groups": [
            {"articles": list(origin.article_ids), "reason": origin.reason}
            for origin in found.origins
        ],
        "snapshot": found.snapshot,
        "elapsed_ms": round(found.elapsed_ms, 3),
    }


def outlet_dict(outlet: OutletCoverage) -> dict[str, Any]:
    """Return one outlet's part of a coverage."""
    return {
        "outlet": outlet.outlet,
        "articles": [article_dict(article) for article in outlet.articles],
        "first": outlet.first,
        "last": outlet.last,
        "quotes": [excerpt_dict(excerpt) for excerpt in outlet.excerpts],
    }


def excerpt_dict(excerpt: Excerpt) -> dict[str, Any]:
    """Return one quote of a coverage."""
    return {
        "text": excerpt.text,
        "start": excerpt.start,
        "end": excerpt.end,
        "score": round(excerpt.score, 4),
        "article": article_dict(excerpt.article),
        "attribution": chain_list(excerpt.chain),
        "relayed_articles": relayed_list(excerpt.chain),
    }


def comparison_dict(found: Comparison, record_id: str | None = None) -> dict[str, Any]:
    """Return the object that ``scripts/compare.py --json`` prints."""
    return {
        "id": record_id,
        "topic": found.topic,
        "columns": [
            {"outlet": column.outlet, "quotes": [quote_dict(quote) for quote in column.quotes]}
            for column in found.columns
        ],
        "agreeing": [list(group) for group in found.agreeing],
        "disputed": [[quote_dict(one), quote_dict(other)] for one, other in found.disputed],
        "missing": list(found.missing),
        "left_out": list(found.left_out),
        "did_you_mean": {one.written: one.outlet for one in found.meant},
        "snapshot": found.snapshot,
        "elapsed_ms": round(found.elapsed_ms, 3),
    }
