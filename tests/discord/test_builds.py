"""Builds begun from Discord: stopped, killed, followed to their ends."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from contextlib import closing

import pytest

from bot.discord.administration.builds import BuildState, build_state, start_build, stop_build
from bot.discord.administration.progress import state_words
from bot.memory.database import BotDatabase
from bot.memory.records import Rebuild
from config.settings import load_settings
from index.errors import UsageError
from index.snapshot.archive import Archive
from tests.discord.ferries import article, nothing_built

pytestmark = pytest.mark.simcord(settle_timeout=60)


@pytest.fixture
def settings(tmp_path):
    return nothing_built(tmp_path)


def test_a_process_that_is_no_build_is_never_stopped() -> None:
    other = subprocess.Popen(
        [sys.executable, "-c", "import time; time.sleep(30)"], start_new_session=True
    )
    try:
        stop_build(other.pid)
        time.sleep(0.3)
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


@pytest.mark.parametrize("after", [0.1, 0.4, 1.5, 3.0])
def test_a_build_can_be_stopped_at_any_moment(settings, tmp_path, after) -> None:
    for number in range(40):
        (settings.index.articles[0] / f"{number}.md").write_bytes(article(number))
    log = tmp_path / "build.log"
    process = start_build(settings, log, again=False)
    time.sleep(after)
    stop_build(process)
    end = time.monotonic() + 60
    while (state := build_state(process, log)).running:
        assert time.monotonic() < end
        time.sleep(0.05)
    assert state.code in (0, 130, 143), (state, log.read_text())
    assert state_words(state).startswith(("Built.", "Stopped."))


def test_a_build_goes_by_the_settings_of_the_bot_whatever_file_they_are_from(
    tmp_path, monkeypatch
) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.md").write_bytes(article(1))
    (tmp_path / "own.toml").write_text(
        '[[outlet]]\nid = "quay-gazette"\nname = "Quay Gazette"\naliases = ["The Quay"]\n'
    )
    (tmp_path / "bot.toml").write_text(
        '[index]\narticles = ["articles"]\nencoder = "fake"\noutlets = "own.toml"\npassage_tokens = 64\n'
    )
    monkeypatch.chdir(tmp_path)
    settings = load_settings(tmp_path / "bot.toml", dotenv=None, index={"folder": "index"})
    log = tmp_path / "build.log"
    process = start_build(settings, log, again=False)
    end = time.monotonic() + 60
    while (state := build_state(process, log)).running:
        assert time.monotonic() < end
        time.sleep(0.05)
    assert state.code == 0, log.read_text()
    with closing(Archive.open(tmp_path / "index")) as built:
        assert (built.manifest.encoder, built.manifest.passage_tokens) == ("fake", 64)
        assert [one.outlet for one in built.outlets()] == ["Quay Gazette"]


def test_a_build_that_was_killed_is_said_to_be_cut_off_and_how_to_go_on(settings, tmp_path) -> None:
    log = tmp_path / "build.log"
    process = start_build(settings, log, again=False)
    os.killpg(process, signal.SIGKILL)
    end = time.monotonic() + 30
    while (state := build_state(process, log)).running:
        assert time.monotonic() < end
        time.sleep(0.05)
    assert state == BuildState(running=False, line=state.line, code=None, summary=state.summary)
    assert "cut off" in state_words(state) and "/archive rebuild" in state_words(state)


async def test_a_build_is_followed_to_its_end_though_that_cannot_be_noted_at_once(
    world, tmp_path, monkeypatch
) -> None:
    full, noted = iter(range(2)), BotDatabase.end_rebuild

    def end(database: BotDatabase, number: int) -> None:
        if next(full, None) is not None:
            raise UsageError("the disk is full")
        noted(database, number)

    monkeypatch.setattr(BotDatabase, "end_rebuild", end)
    log = tmp_path / "build.log"
    log.write_text("exit code: 0\n")
    rebuild = Rebuild(
        channel=world.channel.id, message=1, member=1, process=1 << 30, log=log, started=0.0
    )
    cog = world.bot.get_cog("Rebuilding")
    cog.look.change_interval(seconds=0.05)
    with pytest.raises(UsageError):
        await cog.follow(rebuild)
    for _ in range(100):
        if not await world.bot.kept(BotDatabase.open_rebuilds):
            return
        await asyncio.sleep(0.05)
    pytest.fail("the build was given up, and no other could ever begin")
