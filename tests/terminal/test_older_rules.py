"""A chat with an archive that was analysed by older rules says so once, and how to renew it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.serving.service import AnsweringService
from config.settings import ROOT, load_settings
from index.building.update import update_index
from tests.terminal.examples import BRIDGE
from tests.terminal.pseudo_terminal import plain, terminal


@pytest.fixture(scope="module")
def old_folder(folder: Path) -> Path:
    """The same archive as an older version of the program, with other rules, would have built it."""
    place = folder.parent / "old index"
    settings = load_settings(
        dotenv=None, index={"articles": [str(folder.parent / "articles.jsonl")], "folder": place}
    )
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("index.building.rules.rules_fingerprint", lambda: "of an older version")
        update_index(settings.index, threads=1)
    return place


def renewal(folder: Path) -> str:
    return (
        "This archive was analysed by older rules, of another version of Whosaid. To renew it, run python "
        f"scripts/build_index.py --index '{folder}' --articles PATH with the articles that it was built from; "
        "nothing is embedded again."
    )


def test_an_archive_of_older_rules_is_told_once_and_never_into_a_pipe(old_folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "scripts/chat.py", "--index", str(old_folder)],
        cwd=ROOT, input=f"{BRIDGE}\n/outlets\n", capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, f"whosaid: {renewal(old_folder)}\n")
    assert done.stdout.startswith(f"Question: {BRIDGE}\nQuote")


def test_an_archive_of_older_rules_is_told_once_in_a_chat(old_folder: Path) -> None:
    with terminal("scripts/chat.py", "--index", str(old_folder)) as screen:
        for _ in range(2):
            screen.until("Ask:")
            screen.send("/outlets\r")
            screen.until("3 articles from 2 outlets")
        screen.until("Ask:")
        screen.send("/quit\r")
        assert screen.ended() == 0
        assert plain(screen.seen).count("analysed by older rules") == 1


def test_what_renews_an_archive_of_older_rules_does(old_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    shutil.copytree(old_folder, folder)
    articles = str(old_folder.parent / "articles.jsonl")
    command = [sys.executable, "scripts/build_index.py", "--index", str(folder)]
    subprocess.run([*command, "--articles", articles], cwd=ROOT, check=True, capture_output=True)
    with AnsweringService(load_settings(dotenv=None, index={"folder": folder})) as renewed:
        assert not renewed.outdated
