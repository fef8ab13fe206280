"""The opening of an article, shown as if it answered, so that the buttons under it work."""

from __future__ import annotations

from collections.abc import Sequence

from bot import wording
from bot.conversation.links import link_given
from bot.discord.service.titles import the_only
from bot.serving.service import AnsweringService
from bot.values import Answer, Question, Quote, Reading
from index.values import Article, Link, Role, Sentence, SentenceKind

_SENTENCES = 3


def about_article(article: Article) -> str:
    """Say what is known of an article besides its title, outlet and date."""
    by = f"by {wording.joined(article.authors, most=4)}" if article.authors else "author not stated"
    return f"{by}, {wording.count_words(len(article.body.split()), 'word')} in all"


def opening(service: AnsweringService, title: str) -> Answer | None:
    """Return the first sentences of an article, by its id, title or link, as if they answered; None without one."""
    archive = service.archive
    article = archive.article(title) or (
        archive.article_at(address)
        if (address := link_given(title))
        else archive.article(the_only(service, title) or "")
    )
    if article is None:
        return None
    start, end = _opening(article, archive.sentences(article.id))
    text = article.body[start:end]
    if not text:
        return None
    chain = (Link(role=Role.PUBLISHER, name=article.outlet),)
    quote = Quote(article=article, text=text, start=start, end=end, score=1.0, chain=chain)
    return Answer(
        question=Question(text=article.id),
        reading=Reading(),
        quotes=(quote,),
        hits=(),
        confidence=1.0,
        snapshot=archive.id,
        elapsed_ms=0.0,
    )


def _opening(article: Article, sentences: Sequence[Sentence]) -> tuple[int, int]:
    news = [one for one in sentences if one.kind is SentenceKind.NEWS][:_SENTENCES]
    return (news[0].start, news[-1].end) if news else (0, len(article.body))
