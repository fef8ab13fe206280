"""The scripts of the bot: exit codes, what they say, what they keep to themselves."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.discord.operations.checking import check
from bot.discord.reporting.metrics import Metrics
from bot.memory.database import BotDatabase
from bot.memory.records import AnswerRecord, QuoteRecord, Verdict
from bot.wording.renewal import renewal_words
from config.settings import ROOT, Settings, load_settings

GOOD = "MTEyMjMzNDQ1NTY2Nzc4ODk5.GabcDE.abcdefghijklmnopqrstuvwxyz0123456789AB"


def run(script: str, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("WHOSAID_", "DISCORD_"))
    }
    return subprocess.run(
        [sys.executable, str(ROOT / "scripts" / script), *arguments],
        env={**environment, **variables},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(
    ("token", "words"),
    [
        ("", "no Discord token is set"),
        ("not-a-token", "does not have the form of a bot's token"),
        (f"Bot {GOOD}", "begins with a word"),
        ("eHh4eHh4eHh4eHh4eHh4eHh4.GabcDE." + "a" * 38, "does not have the form"),
    ],
)
def test_a_missing_or_bad_token_is_refused_at_once_and_not_shown(token: str, words: str) -> None:
    done = run("bot.py", DISCORD_TOKEN=token)
    assert done.returncode == 2
    assert words in done.stderr and "discord.com/developers" in done.stderr
    assert not token or token not in done.stderr


def test_check_tells_what_is_right_and_what_is_wrong_without_connecting(
    sample_index: Path, tmp_path: Path
) -> None:
    where = {"WHOSAID_DISCORD__DATABASE": str(tmp_path / "bot.sqlite")}
    good = run("bot.py", "--check", "--index", str(sample_index), DISCORD_TOKEN=GOOD, **where)
    assert good.returncode == 0, good.stderr
    assert "none is privileged" in good.stdout and "26 articles" in good.stdout
    bad = run("bot.py", "--check", "--index", str(tmp_path), DISCORD_TOKEN="x", **where)
    assert bad.returncode == 2
    assert "wrong: token:" in bad.stderr and "wrong: archive:" in bad.stderr


def _settings(index: dict[str, object], discord: dict[str, object]) -> Settings:
    given = {"DISCORD_TOKEN": GOOD}
    return load_settings(dotenv=None, environment=given, index=index, discord=discord)


def _checked(index: dict[str, object], discord: dict[str, object]) -> dict[str, tuple[bool, str]]:
    settings = _settings(index, discord)
    told = [(right, *line.split(": ", 1)) for right, line in check(settings)]
    return {name: (right, words) for right, name, words in told}


def test_check_asks_a_question_and_looks_at_what_else_the_bot_will_need(
    sample_index: Path, tmp_path: Path
) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
    discord = {
        "database": tmp_path / "bot.sqlite",
        "metrics_port": port,
        "health_file": tmp_path / "run" / "healthy",
    }
    found = _checked({"folder": sample_index}, discord)
    assert [name for name, (right, _) in found.items() if not right] == []
    assert "a question answered in" in found["answers"][1]
    assert found["metrics"][1] == f"port {port} of the loopback address is free"
    assert not (tmp_path / "run" / "healthy").exists()


def test_check_says_how_to_renew_an_archive_of_older_rules(
    sample_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.building.rules.rules_fingerprint", lambda: "of a newer version")
    found = _checked({"folder": sample_index}, {"database": tmp_path / "bot.sqlite"})
    right, words = found["answers"]
    assert right and words.endswith(f" s. {renewal_words(sample_index)}")


def test_check_names_the_setting_behind_each_thing_that_is_wrong(
    sample_index: Path, tmp_path: Path
) -> None:
    (tmp_path / "text").write_text("no database")
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        discord = {
            "database": tmp_path / "text",
            "metrics_port": taken.getsockname()[1],
            "health_file": tmp_path / "text" / "healthy",
        }
        articles = {"encoder": "fake", "articles": str(tmp_path / "none")}
        settings = _settings({"folder": sample_index, **articles}, discord)
        wrong = [line for right, line in check(settings) if not right]
    assert [line.split(": ", 1)[0] for line in wrong] == [
        "database", "answers", "articles", "metrics", "health file",
    ]  # fmt: skip
    named = ("discord.database", "index.encoder", "index.articles", "metrics_port", "health_file")
    assert all(name in line for name, line in zip(named, wrong, strict=True))
    index = {"folder": sample_index, "outlets": tmp_path / "none.toml"}
    found = _checked(index, {"database": tmp_path / "bot.sqlite"})
    (outlets,) = [words for right, words in found.values() if not right]
    assert "index.outlets" in outlets


def test_check_knows_its_own_bot_behind_the_port(sample_index: Path, tmp_path: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
    metrics = Metrics()
    metrics.serve(port)
    try:
        discord = {"database": tmp_path / "bot.sqlite", "metrics_port": port}
        found = _checked({"folder": sample_index}, discord)
    finally:
        metrics.stop()
    assert found["metrics"] == (True, f"port {port} is served by the bot, which is running")


def test_feedback_is_exported_without_saying_whose_it_is(tmp_path: Path) -> None:
    path = tmp_path / "bot.sqlite"
    record = AnswerRecord(
        guild=11, channel=22, asker=33, question="Who said so?", snapshot="s",
        quotes=(QuoteRecord(article_id="a", start=1, end=5),),
    )  # fmt: skip
    with BotDatabase(path) as database:
        database.add_feedback(database.add_answer(record), 44, Verdict.WRONG_OUTLET)
        database.add_feedback(database.add_answer(record), 44, Verdict.HELPFUL)
    done = run("feedback.py", "--database", str(path), "--verdict", "wrong_outlet")
    (line,) = [json.loads(one) for one in done.stdout.splitlines()]
    assert (line["question"], line["verdict"]) == ("Who said so?", "wrong_outlet")
    assert line["quotes"] == [{"article_id": "a", "start": 1, "end": 5}]
    assert not {"asker", "member", "guild", "channel"} & set(line)


def test_feedback_without_a_database_is_wrong_use(tmp_path: Path) -> None:
    done = run("feedback.py", "--database", str(tmp_path / "none.sqlite"))
    assert done.returncode == 2 and "none.sqlite is not there" in done.stderr


def test_the_package_offers_the_bot_without_importing_discord_before_it_is_asked_for() -> None:
    code = (
        "import sys, bot; assert bot.__all__ == ['create_bot']; assert 'discord' not in sys.modules;"
        "bot.create_bot; assert 'discord' in sys.modules"
    )
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], cwd=ROOT, check=False)
    assert done.returncode == 0
