"""A topic is looked for by every name that it has: those that articles explain, and those that all know."""

import pytest

from index.coverage.coverage import coverage
from index.coverage.synonyms import variants
from index.encoders.loading import load_encoder
from index.snapshot.archive import Archive
from tests.press.test_coverage import article, built

LONG = "The Coastal Harbour Safety Trust (CHST) shut the pier of Marrowby after the storm. "
SHORT = "The CHST wants the pier of Port Ister to be mended by the spring of next year. "
SPELLED = "The old ferry will be tested again, the Coastal Harbour Safety Trust said on Monday. "
OTHER = "A choir sang in the market hall of Tarnside, and nobody left before midnight. "


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    articles = [
        article("l1", "The Guardian", "2024-04-03", LONG + "Boats stayed in the harbour."),
        article("l2", "Reuters", "2024-04-04", LONG + "Nobody was hurt by the falling lamps."),
        article("s1", "The Times", "2024-04-05", SHORT + "The council agreed with the plan."),
        article("s2", "BBC News", "2024-04-06", SPELLED + "It sails to the Skerry islands."),
        article("o1", "CNN", "2024-04-05", OTHER + "The mayor had lent the piano."),
    ]
    return built(articles, tmp_path_factory.mktemp("synonyms"))


def test_an_abbreviation_is_known_by_what_articles_say_it_stands_for(archive: Archive) -> None:
    assert variants(archive, "CHST") == ("CHST", "Coastal Harbour Safety Trust")
    assert variants(archive, "Coastal Harbour Safety Trust rules") == (
        "Coastal Harbour Safety Trust rules",
        "CHST rules",
    )


def test_names_that_all_know_need_no_article(archive: Archive) -> None:
    assert variants(archive, "UK trade")[1:] == ("Britain trade", "British trade")
    assert variants(archive, "coronavirus") == ("coronavirus", "COVID-19", "Covid")
    assert variants(archive, "GOP plan") == ("GOP plan", "Republican plan")
    assert variants(archive, "Republican plan") == ("Republican plan",)


@pytest.mark.parametrize(
    "topic",
    [
        "Feds charge the mayor",
        "the market hall",
        "The UK says that it will mend every pier of the coast by the spring",
        "PIER OF MARROWBY SHUT BY THE CHST",
        "",
    ],
)
def test_headlines_and_plain_words_have_no_other_name(archive: Archive, topic: str) -> None:
    assert variants(archive, topic) == (topic,)


def test_outlets_that_use_the_other_name_alone_are_found_and_no_other(archive: Archive) -> None:
    encoder = load_encoder("fake", role="question")
    for topic in ("CHST", "Coastal Harbour Safety Trust"):
        found = {outlet.outlet for outlet in coverage(archive, encoder, topic).outlets}
        assert found == {"The Guardian", "Reuters", "The Times", "BBC News"}, topic
