"""The scripts of the bot: exit codes, what they say, what they keep to themselves."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.database import BotDatabase
from bot.records import AnswerRecord, QuoteRecord, Verdict
from config.settings import ROOT

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
