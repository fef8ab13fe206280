"""An answer as the JSON object that ``scripts/ask.py --json`` prints."""

from __future__ import annotations

from typing import Any

from bot.values import Answer, Quote, Reply
from index.values import Article, Chain, Hit, Role


def reply_dict(reply: Reply) -> dict[str, Any]:
    """Return the reply as plain JSON values; a no-answer has a reason and no quotes."""
    quotes, disputed = (reply.quotes, reply.disputed) if isinstance(reply, Answer) else ((), ())
    return {
        "id": reply.question.id,
        "question": reply.question.text,
        "status": "answered" if isinstance(reply, Answer) else "no_answer",
        "reason": None if isinstance(reply, Answer) else reply.reason.value,
        "confidence": round(reply.confidence, 4),
        "snapshot": reply.snapshot,
        "elapsed_ms": round(reply.elapsed_ms, 3),
        "quotes": [quote_dict(quote) for quote in quotes],
        "did_you_mean": reply.reading.meant.question if reply.reading.meant else None,
        "disputed": [list(pair) for pair in disputed],
        "passages": [hit_dict(hit) for hit in reply.hits],
    }


def quote_dict(quote: Quote) -> dict[str, Any]:
    """Return one quote with its article, chain and other printers."""
    return {
        "text": quote.text,
        "start": quote.start,
        "end": quote.end,
        "score": round(quote.score, 4),
        "article": article_dict(quote.article),
        "attribution": chain_list(quote.chain),
        "relayed_articles": relayed_list(quote.chain),
        "also_printed_by": list(quote.also_printed_by),
    }


def article_dict(article: Article) -> dict[str, Any]:
    """Return what names an article: id, title, outlet (None where not stated), date, URL."""
    return {
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published,
        "url": article.url,
    }


def chain_list(chain: Chain) -> list[dict[str, Any]]:
    """Return an attribution chain, publisher first."""
    return [{"role": link.role.value, "name": link.name, "cue": link.cue} for link in chain]


def relayed_list(chain: Chain) -> list[dict[str, Any]]:
    """Return each relayed outlet with its own article; null where none was found."""
    return [
        {"outlet": link.name, "article": article_dict(link.own) if link.own else None}
        for link in chain
        if link.role is Role.OUTLET
    ]


def hit_dict(hit: Hit) -> dict[str, Any]:
    """Return one ranked passage."""
    return {
        "article_id": hit.article.id,
        "start": hit.passage.start,
        "end": hit.passage.end,
        "score": round(hit.score, 4),
        "text": hit.passage.text,
    }
