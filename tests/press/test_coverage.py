"""Coverage of a topic, on articles made for the purpose, with the encoder that needs no model."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.json_form.press import coverage_dict, who_said_dict
from bot.timeline.drawing import timeline_png
from config.outlets import OutletRegistry
from index.building.build import build
from index.building.update import snapshot_parts
from index.building.values import BuildPlan
from index.coverage.coverage import Coverage, coverage
from index.encoders.loading import load_encoder
from index.printings import NoteKind, Status, who_said
from index.snapshot.archive import Archive
from index.values import Article
from tests.own_archive import serving

QUAKE = "An earthquake shook the Skerry islands on Tuesday night and broke windows in the harbour. "
OTHER = "The council of Marrowby voted to plant forty lime trees along the old market street. "


def article(name: str, outlet: str | None, day: str, body: str) -> Article:
    return Article(
        id=name, outlet=outlet, published=day, title=None, body=body, digest=name + body[:9]
    )


def built(articles: list[Article], folder: Path) -> Archive:
    plan = BuildPlan(
        folder=folder,
        registry=OutletRegistry.load(),
        encoder=load_encoder("fake", role="passages"),
        parts=snapshot_parts(),
        processes=1,
    )
    build(articles, plan)
    return Archive.open(folder)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    articles = [
        article("q1", "The Guardian", "2024-04-03", QUAKE + "Nobody was hurt, the mayor said."),
        article("q2", "Reuters", "2024-04-02", QUAKE + "The ferry stopped for an hour."),
        article("q3", None, "2024-04-03", QUAKE + "A chimney fell on a garden shed."),
        article("t1", "The Times", "2024-04-03", OTHER + "Work begins in the autumn."),
        article("t2", "BBC News", "2023-01-03", OTHER + "A petition had asked for elms."),
    ]
    return built(articles, tmp_path_factory.mktemp("coverage"))


@pytest.fixture(scope="module")
def quake(archive: Archive) -> Coverage:
    return coverage(archive, load_encoder("fake", role="question"), "Skerry earthquake")


def test_every_outlet_that_told_the_story_is_there_and_no_other(quake: Coverage) -> None:
    assert [outlet.outlet for outlet in quake.outlets] == ["Reuters", "The Guardian", None]
    assert (quake.first, quake.last) == ("2024-04-02", "2024-04-03")


def test_outlets_that_published_then_and_kept_silent_are_named(quake: Coverage) -> None:
    assert quake.silent == ("The Times",)


def test_each_outlet_has_a_verbatim_quote(quake: Coverage) -> None:
    excerpts = [excerpt for outlet in quake.outlets for excerpt in outlet.excerpts]
    assert len(excerpts) >= 3
    assert all(one.article.body[one.start : one.end] == one.text for one in excerpts)


def test_a_title_that_fits_better_elsewhere_still_finds_what_several_outlets_told(
    tmp_path: Path,
) -> None:
    told = "Harbour fees: talks broke up without a deal. "
    articles = [
        article("old", "The Times", "2019-02-01", "Harbour fees talks begin."),
        article("a", "Reuters", "2024-04-03", told + "The ministers blamed each other."),
        article("b", "The Guardian", "2024-04-03", told + "Fishermen waited outside."),
        article("c", "BBC News", "2024-04-03", told + "A second meeting is planned."),
        article("t", "CNN", "2024-04-03", OTHER + "Work begins in the autumn."),
    ]
    found = coverage(
        built(articles, tmp_path), load_encoder("fake", role="question"), "Harbour fees talks"
    )
    assert {outlet.outlet for outlet in found.outlets} == {
        "The Times",
        "Reuters",
        "The Guardian",
        "BBC News",
    }


@pytest.mark.parametrize("topic", ["Marrowby volcano", "harbour petition", "Skerry lime trees"])
def test_what_the_archive_nowhere_tells_of_has_no_coverage(archive: Archive, topic: str) -> None:
    found = coverage(archive, load_encoder("fake", role="question"), topic)
    assert (found.outlets, found.silent, found.origins) == ((), (), ())


def test_a_short_topic_that_is_only_mentioned_has_the_articles_that_mention_it(
    tmp_path: Path,
) -> None:
    articles = [
        article("m", "Reuters", "2024-04-03", OTHER * 9 + "The ferry toll paid for the trees."),
        article("f", "CNN", "2024-04-03", "The ferry was late. " + "The ferry crew slept. " * 9),
        article("t", "NPR", "2024-04-03", "The bridge toll was raised. " * 9),
    ]
    found = coverage(built(articles, tmp_path), load_encoder("fake", role="question"), "ferry toll")
    assert [outlet.outlet for outlet in found.outlets] == ["Reuters"]


def test_a_period_confines_coverage(archive: Archive) -> None:
    found = coverage(
        archive,
        load_encoder("fake", role="question"),
        "Skerry earthquake",
        until=date(2024, 4, 2),
    )
    assert [outlet.outlet for outlet in found.outlets] == ["Reuters"]


def test_the_json_has_the_documented_keys(quake: Coverage) -> None:
    made = coverage_dict(quake)
    assert {"topic", "outlets", "silent", "origins"} <= made.keys()
    assert made["outlets"][0].keys() == {"outlet", "articles", "first", "last", "quotes"}
    assert made["origins"] == len(quake.origins)


def test_the_timeline_is_a_picture_and_needs_a_date(quake: Coverage) -> None:
    assert timeline_png(quake).startswith(b"\x89PNG\r\n")
    with pytest.raises(ValueError, match="no article"):
        timeline_png(
            Coverage(
                topic="x",
                outlets=(),
                silent=(),
                origins=(),
                first=None,
                last=None,
                snapshot="",
                elapsed_ms=0,
            )
        )


def test_a_sentence_since_removed_is_found_in_the_earlier_version(tmp_path: Path) -> None:
    kept = article("k", "Reuters", "2024-01-01", OTHER)
    before = article("a", "The Times", "2024-01-02", QUAKE + "The mayor ran away in his slippers.")
    after = Article(id="a", outlet="The Times", published="2024-01-02", body=QUAKE, digest="new")
    built([kept, before], tmp_path)
    archive = built([kept, after], tmp_path)
    found = who_said(archive, "The mayor ran away in his slippers")
    assert found.status is Status.VERBATIM
    assert [one.withdrawn for one in found.printings] == [True]
    assert NoteKind.WITHDRAWN in {note.kind for note in found.notes}


def test_a_sentence_since_reworded_is_shown_as_such(tmp_path: Path) -> None:
    before = article("a", "The Times", "2024-01-02", OTHER + "The mayor ran away in his slippers.")
    after = article("a", "The Times", "2024-01-02", OTHER + "The mayor walked away in his socks.")
    built([before], tmp_path)
    archive = built([replace(after, digest="new")], tmp_path)
    old = who_said(archive, "The mayor ran away in his slippers")
    assert [(one.text, one.withdrawn) for one in old.printings] == [
        ("The mayor ran away in his slippers", True)
    ]
    assert who_said_dict(old)["printings"][0]["withdrawn"] is True
    new = who_said(archive, "The mayor walked away in his socks")
    assert [one.withdrawn for one in new.printings] == [False]
    assert new.notes == ()


def test_a_broad_topic_gathers_the_events_of_a_year_and_who_mentions_it_is_not_called_silent(
    tmp_path: Path,
) -> None:
    months = ("January", "March", "June", "September", "November")
    tolls = [
        article(
            f"toll{n}",
            outlet,
            f"2024-{2 * n + 1:02}-03",
            f"In {month} the bridge toll was raised again. " + "Drivers pay the bridge toll. " * 40,
        )
        for n, (month, outlet) in enumerate(
            zip(months, ("Reuters", "BBC News", "CNN", "NPR", "Vox"), strict=True)
        )
    ]
    others = [article(f"o{n}", "Politico", "2024-05-01", OTHER * 30) for n in range(3)]
    mention = article("m", "The Times", "2024-06-01", OTHER * 30 + "A bridge toll paid for them.")
    archive = built([*tolls, *others, mention], tmp_path)
    found = coverage(archive, load_encoder("fake", role="question"), "bridge toll")
    longer = coverage(
        archive, load_encoder("fake", role="question"), "the raising of the bridge toll in Renn"
    )
    assert "The Times" not in longer.silent
    told = {outlet.outlet for outlet in found.outlets}
    assert {"Reuters", "BBC News", "CNN", "NPR", "Vox"} <= told
    assert "The Times" not in found.silent and "Politico" in found.silent


def test_a_topic_in_other_words_than_the_articles_is_found(tmp_path: Path) -> None:
    """Most of its words are held and the meaning is near; of another topic there is neither."""
    body = (
        "The prince and his father had a warm talk on the telephone, the first in six months. Relations had been"
        " strained since he left his royal duties, and an apology that he asked for never came."
    )
    record = {"id": "row", "outlet": "The Lantern", "date": "2024-05-02", "title": "", "body": body}
    with serving([record], tmp_path) as service:
        assert [one.outlet for one in service.coverage("royal feud").outlets] == ["The Lantern"]
        assert service.coverage("volcano eruption").outlets == ()
