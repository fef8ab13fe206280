"""Quotes that may be in dispute."""

from bot.conflict.disputes import disputed_pairs
from bot.values import Quote
from index.values import Article

SNUB = "The Lantern reported that Ms Quillan had turned down an invitation to open the regatta in June."
NO_CONTACT = (
    "Her office put out a formal correction after reports wrongly suggested she had refused to open"
    " the regatta. There had been “no contact” about an invitation to open the regatta, it said."
)


def quote(text: str, name: str = "a") -> Quote:
    article = Article(id=name, body=text, outlet=name)
    return Quote(article=article, text=text, start=0, end=len(text), score=1.0, chain=())


def dated(text: str, name: str, day: str) -> Quote:
    article = Article(id=name, body=text, outlet=name, published=day)
    return Quote(article=article, text=text, start=0, end=len(text), score=1.0, chain=())


def disputed(one: str, other: str) -> bool:
    return disputed_pairs([quote(one, "a"), quote(other, "b")]) == ((0, 1),)
