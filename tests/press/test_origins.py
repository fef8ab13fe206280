"""Which articles share an independent source."""

import random

from index.origins.origins import origins
from index.values import Article, Attribution, Relay, Span

WORDS = [f"word{n}" for n in range(400)]


def written(name: str, words: list[str], **known: object) -> Article:
    known.setdefault("published", "2024-01-01")
    known.setdefault("outlet", name)
    return Article(id=name, body=" ".join(words), **known)  # type: ignore[arg-type]


def story(seed: int, length: int = 250) -> list[str]:
    draw = random.Random(seed)
    return [draw.choice(WORDS) for _ in range(length)]


def test_a_copy_with_thirty_percent_of_its_words_changed_shares_its_origin() -> None:
    draw = random.Random(7)
    words = story(1)
    copied = [draw.choice(WORDS) if draw.random() < 0.3 else word for word in words]
    (group,) = origins([written("a", words), written("b", copied)])
    assert group.article_ids == ("a", "b")
    assert "wording" in group.reason


def test_independent_reports_stay_apart() -> None:
    groups = origins([written("a", story(1)), written("b", story(2))])
    assert [group.article_ids for group in groups] == [("a",), ("b",)]
    assert all(group.reason == "" for group in groups)


def test_a_shared_byline_joins_what_wording_alone_would_not() -> None:
    shared, agency = story(3, 100), ("Fenwick Press Agency",)
    one = written("a", shared + story(4, 150), authors=agency)
    other = written("b", shared + story(5, 150), authors=agency)
    assert len(origins([one, other])) == 1
    assert "Fenwick Press Agency" in origins([one, other])[0].reason
    assert len(origins([written("a", one.body.split()), written("b", other.body.split())])) == 2


def test_two_articles_of_one_outlet_are_called_that() -> None:
    shared = story(3, 100)
    one = written("a", shared + story(4, 150), authors=("Reuters",), outlet="Reuters")
    other = written("b", shared + story(5, 150), authors=("Reuters",), outlet="Reuters")
    (origin,) = origins([one, other])
    assert origin.reason.startswith("two articles by Reuters share")


def relaying(words: list[str], outlet: str) -> Attribution:
    """Attribute the first half of a body of those words to an outlet."""
    whole = Span(0, len(" ".join(words)) // 2)
    return Attribution(
        content=whole, cue=None, source=None, relays=(Relay(outlet=outlet, span=Span(0, 4)),)
    )


def test_an_article_that_mostly_relays_another_shares_its_origin() -> None:
    report, own = story(6), story(7)
    relayed = [word for place in range(0, 240, 6) for word in (*report[place : place + 3], "own")]
    told, teller = written("The Sun", report), written("The Echo", relayed + own)
    relay = relaying(relayed + own, "The Sun")
    found = origins([told, teller], attributions=lambda one: [relay] if one == "The Echo" else [])
    (group,) = found
    assert group.reason == "The Echo mostly relays The Sun"


def test_an_article_that_relays_another_story_of_the_same_outlet_stands_alone() -> None:
    told, teller = written("The Sun", story(6)), written("The Echo", story(7))
    relay = relaying(story(7), "The Sun")
    found = origins([told, teller], attributions=lambda one: [relay] if one == "The Echo" else [])
    assert [group.article_ids for group in found] == [("The Echo",), ("The Sun",)]


def test_two_articles_that_mostly_relay_one_report_share_its_origin() -> None:
    report = story(8, 300)
    one, other = written("The Echo", report + story(9)), written("The Herald", report + story(10))
    relay = relaying(report + story(9, 60), "The Sun")
    (group,) = origins([one, other], attributions=lambda _: [relay])
    assert group.reason == "The Echo and The Herald mostly relay The Sun"


def test_reports_that_quote_the_same_statement_at_length_stay_apart() -> None:
    statement = " ".join(story(11, 150))
    one = written("a", [*story(12, 60), f"“{statement}”", *story(13, 60)])
    other = written("b", [*story(14, 60), f'"{statement}"', *story(15, 60)])
    assert len(origins([one, other])) == 2
    copied = written("c", [*story(12, 60), f"“{statement}”", *story(13, 60)])
    assert len(origins([one, copied])) == 1
