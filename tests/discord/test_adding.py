"""Adding articles in awkward ways: same names, bombs, half a file, two at once."""

from __future__ import annotations

import asyncio
import errno
import gzip
import os
import pickle
import signal
import subprocess
import sys
import time
from pathlib import Path

import discord
import pytest

from bot.discord.administration import additions
from bot.discord.administration.additions import Addition
from bot.memory.database import BotDatabase
from config.settings import ROOT
from index.errors import UsageError
from index.reading import ReadingReport
from index.reading.files import article_files
from tests.discord.ferries import article, nothing_built

pytestmark = pytest.mark.simcord(settle_timeout=60)


@pytest.fixture
def settings(tmp_path):
    return nothing_built(tmp_path)


@pytest.fixture
def bot_settings(sample_index, settings):
    index = settings.index.model_copy(update={"folder": sample_index})
    return settings.model_copy(update={"index": index})


@pytest.fixture
def owner(world):
    """A member who manages the server and owns the bot."""
    role = world.guild.create_role("Editors", permissions=discord.Permissions(manage_guild=True))
    member = world.guild.add_member(world.env.create_user("carol"), roles=[role])
    changed = world.bot.settings.discord.model_copy(update={"owners": (member.id,)})
    world.bot.settings = world.bot.settings.model_copy(update={"discord": changed})
    return member


@pytest.fixture
def no_builds(monkeypatch):
    from bot.discord.administration import commands

    """Note builds instead of starting them; each is a process that sleeps."""

    started = []

    def start(_settings, log, *, again):
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text("reading\n")
        time.sleep(0.2)
        started.append(again)
        return os.getpid()

    monkeypatch.setattr(commands, "start_build", start)
    monkeypatch.setattr("bot.discord.administration.builds.alive", lambda _: True)
    return started


def test_files_of_the_same_name_are_all_kept(settings) -> None:
    given = [Addition(name="a.md", data=article(number)) for number in range(3)]
    added = additions.keep(settings, given)
    kept = {path.read_bytes() for path in added.folder.iterdir()}
    assert added.articles == 3 and kept == {one.data for one in given}


def test_additions_of_the_same_second_are_all_kept(settings) -> None:
    for number in range(3):
        additions.keep(settings, [Addition(name="a.md", data=article(number))])
    assert len(list((settings.index.articles[0] / "added").iterdir())) == 3


def test_a_folder_that_can_be_written_to_is_preferred(settings, tmp_path) -> None:
    (settings.index.articles[0] / "added").write_text("a file where the folder would be")
    (tmp_path / "further").mkdir()
    given = (tmp_path / "not there", *settings.index.articles, tmp_path / "further")
    changed = settings.index.model_copy(update={"articles": given})
    added = additions.keep(
        settings.model_copy(update={"index": changed}), [Addition(name="a.md", data=article(1))]
    )
    assert added.folder == tmp_path / "further" / "added"
    assert len(list(added.folder.iterdir())) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_the_right_to_write_is_passed_over(settings) -> None:
    settings.index.articles[0].chmod(0o555)
    with pytest.raises(UsageError, match=r"can be written to: .*Permission denied"):
        additions.keep(settings, [Addition(name="a.md", data=article(1))])


def test_a_disk_without_room_is_named_and_keeps_no_half_article(settings, monkeypatch) -> None:
    write = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        if path.parent.name != "added":
            return write(path, data)
        write(path, data[:9])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(
        UsageError, match=r"added cannot be written to \(No space left on device\); "
    ):
        additions.keep(settings, [Addition(name="a.md", data=article(1))])
    assert list((settings.index.articles[0] / "added").iterdir()) == []


def killed_while_adding(settings) -> Path:
    """Kill a process in the middle of the second of two files, as a full quota would; return their folder."""
    killed = (
        "import pickle, resource, signal, sys; from bot.discord.administration import additions\n"
        "settings, given = pickle.load(sys.stdin.buffer)\n"
        "additions._read = lambda given: (2, (), given)\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_DFL)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "additions.keep(settings, given)\n"
    )
    given = [Addition(name=f"{size}.md", data=b"Rain fell. " * size) for size in (10, 1000)]
    done = subprocess.run(
        [sys.executable, "-c", killed], input=pickle.dumps((settings, given)), cwd=ROOT, check=False
    )
    assert done.returncode == -signal.SIGXFSZ
    folder = settings.index.articles[0] / "added"
    assert list(folder.iterdir()), "something was written before the end"
    return folder


def test_a_file_that_is_still_being_written_is_nothing_that_a_build_reads(settings) -> None:
    killed_while_adding(settings)
    assert list(article_files([*settings.index.articles], ReadingReport())) == []


def test_what_a_killed_addition_left_is_swept_with_the_next_and_nothing_else(settings) -> None:
    folder = killed_while_adding(settings)
    (folder / ".gitkeep").touch()
    added = additions.keep(settings, [Addition(name="a.md", data=article(1))])
    names = [path.name for path in added.folder.iterdir() if path.name != ".gitkeep"]
    assert (folder / ".gitkeep").exists()
    assert len(names) == 1 and names[0].endswith("-a.md") and not names[0].startswith(".")


def test_nothing_that_a_living_process_writes_is_swept(settings) -> None:
    folder = killed_while_adding(settings)
    left = {path.name for path in folder.iterdir()}
    writes = (
        "import sys; from pathlib import Path\n"
        "from bot.discord.administration.leftovers import holding\n"
        f"with holding(Path({str(folder)!r})):\n"
        f"    (Path({str(folder)!r}) / '.20240101-000000-000000001-0-b.md').touch()\n"
        "    print('holds', flush=True); sys.stdin.read()\n"
    )
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", writes], cwd=ROOT, **pipes) as living:
        living.stdout.readline()
        assert not left & {path.name for path in folder.iterdir()}, (
            "it swept what the dead one left"
        )
        additions.keep(settings, [Addition(name="a.md", data=article(1))])
        assert (folder / ".20240101-000000-000000001-0-b.md").exists()
    additions.keep(settings, [Addition(name="c.md", data=article(2))])
    assert sorted(path.name[-4:] for path in folder.iterdir()) == ["a.md", "c.md"]


async def test_a_member_reads_why_nothing_can_be_added_and_what_mends_it(
    world, owner, no_builds, tmp_path
) -> None:
    (tmp_path / "articles" / "added").write_text("a file where the folder would be")
    result = await owner.slash(world.channel, "archive add", file=("a.md", article(1)))
    assert result.response.content.replace("\\", "") == (
        "Nothing was added: the setting index.articles names no folder that can be written to: "
        f"{tmp_path / 'articles'} (File exists); change its permissions, or name a further folder"
    )
    assert no_builds == []


def test_a_bomb_is_refused_in_a_moment_and_within_bounded_memory(settings) -> None:
    bomb = gzip.compress(b"a" * (600 << 20), 1)
    assert len(bomb) < additions.MOST_BYTES
    before = time.process_time()
    with pytest.raises(UsageError, match="is longer than 32 MiB; split it"):
        additions.keep(settings, [Addition(name="bomb.jsonl.gz", data=bomb)])
    assert time.process_time() - before < 20
    assert not (settings.index.articles[0] / "added").exists()


@pytest.mark.parametrize(
    "data", [b"", b"\x00" * 1000, b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20, b"[" * 100_000]
)
@pytest.mark.parametrize("name", ["a.md", "a.json", "a.jsonl.gz", "a.html", "a.rss"])
def test_what_is_no_article_is_refused_in_words(settings, name, data) -> None:
    try:
        additions.keep(settings, [Addition(name=name, data=data)])
    except UsageError as refused:
        assert str(refused).startswith((f"{name}: ", "there is no article in it"))


async def test_files_are_read_in_a_process_of_their_own(settings, monkeypatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("read in the process of the event loop")

    monkeypatch.setattr(additions, "read_articles", never)
    added = await additions.keep_apart(settings, [Addition(name="a.md", data=article(1))])
    assert added.articles == 1
    with pytest.raises(UsageError, match="is not JSON"):
        await additions.keep_apart(settings, [Addition(name="a.json", data=b"{not json")])


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz", "a.gz", "gz", "a", ".gz"])
def test_a_kind_that_is_not_read_is_refused_by_its_name(name) -> None:
    assert f"{name} is none of the kinds I read" in (additions.checked_name(name, 10) or "")
    assert additions.checked_name("a.JSONL.GZ", 10) is None


def test_a_name_from_another_system_stays_in_its_folder(settings) -> None:
    for name in (
        "..\\..\\evil.md",
        "../../evil.md",
        "/etc/evil.md",
        "....md",
        "CON.md",
        "é" * 300 + ".md",
    ):
        added = additions.keep(settings, [Addition(name=name, data=article(1))])
        assert all(path.parent == added.folder for path in added.folder.iterdir())
    assert {path.name for path in settings.index.articles[0].iterdir()} == {"added"}


async def test_ten_files_can_be_added_at_once(world, owner, no_builds) -> None:
    names = (
        "file",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
    )
    files = {name: ("a.md", article(at)) for at, name in enumerate(names)}
    result = await owner.slash(world.channel, "archive add", **files)
    assert result.response.content == "Added 10 articles."


async def test_what_is_added_during_a_build_is_said_to_wait_for_the_next(
    world, owner, no_builds
) -> None:
    await owner.slash(world.channel, "archive rebuild")
    result = await owner.slash(world.channel, "archive add", file=("a.md", article(1)))
    text = result.response.content
    assert (
        text.startswith("Added 1 article. A build is running already")
        and "/archive rebuild" in text
    )
    assert len(no_builds) == 1


async def test_two_owners_at_once_start_one_build(world, owner, no_builds) -> None:
    from types import SimpleNamespace

    cog = world.bot.get_cog("archive") or world.bot.get_cog("Administering")
    said = []

    async def edit_original_response(**parts):
        said.append(parts)
        return SimpleNamespace(id=1, channel=SimpleNamespace(id=world.channel.id))

    interaction = SimpleNamespace(
        edit_original_response=edit_original_response, user=owner, guild_id=1,
        app_permissions=discord.Permissions.all(),
    )  # fmt: skip
    await asyncio.gather(*(cog._build(interaction, again=False) for _ in range(2)))
    assert len(no_builds) == 1
    assert sum("running already" in str(parts.get("content")) for parts in said) == 1


async def test_a_build_is_not_started_where_its_progress_could_not_be_shown(
    world, owner, no_builds
) -> None:
    world.env.inject_error("PATCH", "/webhooks/*/messages/@original", status=404, code=10008)
    await owner.slash(world.channel, "archive rebuild")
    assert no_builds == []
    assert await world.bot.kept(BotDatabase.open_rebuilds) == []
