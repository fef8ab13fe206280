"""Labels that share a name with an outlet, and are another paper's."""

from __future__ import annotations

import pytest

from config.domains import carried_host, registrable, states_no_outlet
from config.outlets import OutletRegistry

REGISTRY = OutletRegistry.load()


@pytest.mark.parametrize(
    "label",
    [
        "The Telegraph (Calcutta)",
        "The Guardian (Charlottetown)",
        "The Observer (New York)",
        "The Independent (Ireland)",
        "The Messenger (Athens)",
        "The Standard (Kenya)",
        "Sunday Times (South Africa)",
        "Daily Mail (Charleston)",
        "Sun News",
        "Express News",
    ],
)
def test_a_paper_elsewhere_of_the_same_title_is_another_one(label: str) -> None:
    assert REGISTRY.canonical(label, None) == label


@pytest.mark.parametrize(
    ("label", "url", "name"),
    [
        ("The Guardian", "https://guardian.ng/news/1", "guardian.ng"),
        ("The Telegraph", "https://www.telegraphindia.com/1", "telegraphindia.com"),
        ("The Independent", "https://www.independent.ie/1", "Irish Independent"),
        ("The Times", "https://www.nytimes.com/1", "The New York Times"),
        ("The Sunday Times", "https://www.thetimes.co.uk/1", "The Sunday Times"),
        ("Sunday Mirror", "https://www.mirror.co.uk/1", "Sunday Mirror"),
        ("The Guardian", "https://www.businessinsider.com/guardian", "The Guardian"),
        ("The Telegraph", "https://www.msn.com/en-gb/telegraph", "The Telegraph"),
        ("Reuters", "https://www.nytimes.com/reuters/1", "Reuters"),
    ],
)
def test_of_papers_of_one_title_the_site_of_its_own_chooses(
    label: str, url: str, name: str
) -> None:
    assert REGISTRY.canonical(label, url) == name


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("The Guardian (London)", "The Guardian"),
        ("The Sun (England)", "The Sun"),
        ("The Times (UK edition)", "The Times"),
        ("The Telegraph (Web News)", "The Telegraph"),
        ("The Guardian News", "The Guardian"),
        ("Reuters (UK)", "Reuters"),
        ("Forbes (Mexico)", "Forbes"),
        ("Daily Telegraph (Australia)", "The Daily Telegraph (Sydney)"),
        ("NYT > World News", "The New York Times"),
        ("the-washington-post", "The Washington Post"),
        ("Irish Times, The", "The Irish Times"),
    ],
)
def test_what_stands_with_a_name_and_tells_of_no_other_paper_is_left_out(
    label: str, name: str
) -> None:
    assert REGISTRY.canonical(label, None) == name


@pytest.mark.parametrize(
    "label",
    [
        "rss",
        "Google News",
        "climate - Google News",
        "LexisNexis",
        "dump.csv.gz",
        "Latest News",
        "Politics",
        "newsapi.org",
    ],
)
def test_how_a_text_was_come_by_is_no_outlet(label: str) -> None:
    assert REGISTRY.canonical(label, None) is None
    assert REGISTRY.canonical(label, "https://www.cnn.com/a") == "CNN"


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://m.tarnside.web.id/x", "tarnside.web.id"),
        ("https://www.tarnside.gob.mx/x", "tarnside.gob.mx"),
        ("https://news.web.de/x", "web.de"),
        ("story.html", None),
        ("article.php?id=3", None),
    ],
)
def test_domains_under_countries_and_names_of_files(url: str, domain: str | None) -> None:
    assert registrable(url) == domain


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://web.archive.org/web/2023/http://www.bbc.co.uk/news", "bbc.co.uk"),
        ("https://www.google.com/url?sa=t&url=https%3A%2F%2Fwww.bbc.co.uk%2Fnews", "bbc.co.uk"),
        ("https://www.google.com/amp/s/www.bbc.co.uk/news/1", "bbc.co.uk"),
        ("https://archive.is/abcde", ""),
    ],
)
def test_an_address_may_carry_another(url: str, host: str) -> None:
    assert states_no_outlet(url)
    assert carried_host(url) == host
