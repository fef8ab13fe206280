"""The bot's database: settings by place, answers, feedback, migrations."""

from datetime import date
from pathlib import Path

import pytest

from bot.memory.database import SCHEMA, BotDatabase, Preferences
from bot.memory.records import AnswerRecord, QuoteRecord, Rebuild, Verdict
from index.errors import UsageError


@pytest.fixture
def database(tmp_path: Path):
    with BotDatabase(tmp_path / "deep" / "bot.sqlite") as opened:
        yield opened


RECORD = AnswerRecord(
    guild=1,
    channel=2,
    question_message=30,
    asker=4,
    question="Who said so?",
    outlets=("The Sun",),
    since=date(2023, 10, 1),
    snapshot="s1",
    confidence=0.75,
    quotes=(QuoteRecord(article_id="a", start=3, end=9),),
)


def test_a_channel_overrides_its_server_which_overrides_the_defaults(database: BotDatabase) -> None:
    database.set_preference(1, None, "private", True)
    database.set_preference(1, None, "cooldown", 9.5)
    database.set_preference(1, 7, "private", False)
    database.set_preference(1, 7, "outlets", ["The Sun"])
    assert database.preferences(1, 7) == Preferences(cooldown=9.5, outlets=("The Sun",))
    assert database.preferences(1, 8) == Preferences(private=True, cooldown=9.5)
    assert database.preferences(2, 7) == Preferences()


def test_a_setting_taken_back_falls_to_the_one_below(database: BotDatabase) -> None:
    database.set_preference(1, None, "days", 30)
    database.set_preference(1, 7, "days", 2)
    database.set_preference(1, 7, "days", None)
    assert database.preferences(1, 7).days == 30


def test_an_unknown_setting_is_refused(database: BotDatabase) -> None:
    with pytest.raises(ValueError, match="'colour' is no setting"):
        database.set_preference(1, None, "colour", "red")


def test_an_answer_comes_back_as_it_was_given(database: BotDatabase) -> None:
    number = database.add_answer(RECORD)
    database.place_answer(number, 55)
    kept = database.answer(number)
    assert kept is not None
    assert (kept.message, kept.quotes, kept.since) == (55, RECORD.quotes, date(2023, 10, 1))
    assert database.answers_to(30) == [kept]


def test_forgetting_a_question_forgets_its_feedback(database: BotDatabase) -> None:
    number = database.add_answer(RECORD)
    database.add_feedback(number, 4, Verdict.HELPFUL)
    database.forget_answers_to(30)
    assert (database.answer(number), database.feedback()) == (None, [])


def test_a_second_verdict_of_the_same_member_replaces_the_first(database: BotDatabase) -> None:
    number = database.add_answer(RECORD)
    database.add_feedback(number, 4, Verdict.HELPFUL)
    database.add_feedback(number, 4, Verdict.WRONG_OUTLET)
    database.add_feedback(number, 5, Verdict.HELPFUL)
    assert sorted(row.verdict.value for row in database.feedback()) == ["helpful", "wrong_outlet"]
    assert database.feedback()[0].answer.question == "Who said so?"


def test_old_answers_go_and_those_with_feedback_stay(tmp_path: Path) -> None:
    now = [0.0]
    with BotDatabase(tmp_path / "bot.sqlite", clock=lambda: now[0]) as database:
        old, judged = database.add_answer(RECORD), database.add_answer(RECORD)
        database.add_feedback(judged, 4, Verdict.HELPFUL)
        now[0] = 181 * 86400.0
        database.add_answer(RECORD)
        assert database.answer(old) is None
        assert database.answer(judged) is not None


def test_everything_is_there_again_after_reopening(tmp_path: Path) -> None:
    path = tmp_path / "bot.sqlite"
    rebuild = Rebuild(channel=1, message=2, member=3, process=4, log=tmp_path / "log", started=5.0)
    with BotDatabase(path) as database:
        number = database.add_rebuild(rebuild)
        database.set_preference(1, None, "answers", False)
    with BotDatabase(path) as database:
        assert database.preferences(1).answers is False
        assert [one.message for one in database.open_rebuilds()] == [2]
        database.end_rebuild(number)
        assert database.open_rebuilds() == []


def test_a_database_of_the_first_schema_is_brought_up_to_date(tmp_path: Path) -> None:
    from bot.memory.database import _MIGRATIONS
    from index.snapshot.sqlite import connect

    path = tmp_path / "bot.sqlite"
    first = connect(path)
    first.executescript(_MIGRATIONS[0] + "PRAGMA user_version=1;")
    first.execute("INSERT INTO preferences VALUES (1, 0, 'private', 'true')")
    first.close()
    with BotDatabase(path) as database:
        assert database.preferences(1).private is True
        assert database.open_rebuilds() == []


def test_a_database_of_a_newer_version_is_refused_by_name(tmp_path: Path) -> None:
    from index.snapshot.sqlite import connect

    path = tmp_path / "bot.sqlite"
    newer = connect(path)
    newer.execute(f"PRAGMA user_version={SCHEMA + 1}")
    newer.close()
    with pytest.raises(UsageError, match=r"bot\.sqlite was written by a newer version"):
        BotDatabase(path)
