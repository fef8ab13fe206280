"""A model that a setting names and that is nowhere is told within seconds, in one line."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from config.settings import ROOT
from index.encoders.named_models import loaded
from index.errors import UsageError

OTHERWISE = "'default', a model's name or its folder"
ASKED = """
import sys
from index.errors import UsageError
from index.encoders.named_models import loaded

def load(name, local):
    print("loading", name, "here" if local else "from the hub")
    if local and "half" in name:
        raise OSError("a file is missing")
    return name

for name in sys.argv[1:]:
    try:
        loaded(name, load, "index.encoder", otherwise="'default'")
    except UsageError as fault:
        print(fault)
"""


class _Hub(BaseHTTPRequestHandler):
    """Knows one model; of others it says what the hub says to strangers."""

    def do_GET(self) -> None:
        known = self.path.startswith("/api/models/org/")
        body = b'{"id": "org/known"}' if known else b"{}"
        self.send_response(200 if known else 401)
        if not known:
            self.send_header("X-Error-Code", "RepoNotFound")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def hub() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Hub)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def _told(home: Path, *names: str, **environment: str) -> list[str]:
    """Ask in a process of its own: the library reads its environment once, when it is imported."""
    done = subprocess.run(
        [sys.executable, "-c", ASKED, *names],
        cwd=ROOT,
        env=os.environ
        | {"HF_HOME": str(home), "HF_HUB_OFFLINE": "0", "NO_PROXY": "*"}
        | environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout.splitlines()


def _cache(home: Path, name: str) -> None:
    """Lay out what a download leaves of a model."""
    place = home / "hub" / f"models--{name.replace('/', '--')}"
    (place / "refs").mkdir(parents=True)
    (place / "refs" / "main").write_text("0" * 40)
    (place / "snapshots" / ("0" * 40)).mkdir(parents=True)
    (place / "snapshots" / ("0" * 40) / "modules.json").write_text("[]")


def test_a_hub_that_cannot_be_reached_is_asked_once_and_told(tmp_path: Path) -> None:
    # Nobody listens at port 9; were it asked again and again, this would take more than a minute.
    (told,) = _told(tmp_path, "dfault", HF_ENDPOINT="http://127.0.0.1:9")
    assert told == (
        "index.encoder: 'dfault' is not on this machine, and the Hugging Face hub cannot be asked for"
        " it ([Errno 111] Connection refused); check the connection, or give 'default'"
    )


def test_where_the_network_is_forbidden_that_is_told(tmp_path: Path) -> None:
    (told,) = _told(tmp_path, "org/known", HF_HUB_OFFLINE="1")
    assert told == (
        "index.encoder: 'org/known' is not on this machine, and HF_HUB_OFFLINE forbids looking for it;"
        " give 'default'"
    )


def test_the_hub_tells_known_models_from_unknown_ones(tmp_path: Path, hub: str) -> None:
    assert _told(tmp_path, "org/known", "no-such/model", "no model", HF_ENDPOINT=hub) == [
        "loading org/known from the hub",
        "index.encoder: 'no-such/model' is no model that the Hugging Face hub knows; give 'default'",
        "index.encoder: 'no model' is no model that the Hugging Face hub knows; give 'default'",
    ]


def test_a_model_that_was_downloaded_before_needs_no_network(tmp_path: Path) -> None:
    _cache(tmp_path, "org/known")
    _cache(tmp_path, "sentence-transformers/usual")
    told = _told(tmp_path, "org/known", "usual", HF_ENDPOINT="http://127.0.0.1:9")
    assert told == ["loading org/known here", "loading usual here"]


def test_a_download_that_was_interrupted_goes_on(tmp_path: Path, hub: str) -> None:
    _cache(tmp_path, "org/half")
    assert _told(tmp_path, "org/half", HF_ENDPOINT=hub) == [
        "loading org/half here",
        "loading org/half from the hub",
    ]


@pytest.mark.parametrize("name", ["/no/such/folder", "./model", "~/model", "a/b/c", r"C:\model"])
def test_a_folder_that_is_not_there_is_not_looked_for_elsewhere(name: str) -> None:
    with pytest.raises(UsageError) as refused:
        loaded(name, lambda *_: pytest.fail("loaded"), "index.encoder", otherwise=OTHERWISE)
    assert str(refused.value) == f"index.encoder: {name!r} is no folder; give {OTHERWISE}"


def test_a_folder_that_holds_no_model_is_told_in_one_line(tmp_path: Path) -> None:
    def load(name: str, local: bool) -> str:
        assert local
        raise ValueError(f"Unrecognized model in {name}.\nShould have a key")

    with pytest.raises(UsageError) as refused:
        loaded(str(tmp_path), load, "answer.checker", otherwise="'none'")
    assert str(refused.value) == (
        f"answer.checker: {str(tmp_path)!r} cannot be loaded (Unrecognized model in {tmp_path}."
        " Should have a key); give 'none'"
    )
