"""What admins are told of the snapshots: which are whole, how old they are, and what to do about damage."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.discord.administration.snapshots import snapshot_lines, verified_lines
from bot.terminal.builds import verify_snapshots
from index.snapshot.layout import snapshot_folder
from index.snapshot.manifest import FILE
from tests.engine.conftest import Builder


@pytest.fixture
def two(build_index: Builder, folder: Path) -> list[Path]:
    """Two snapshots, the older first."""
    return [snapshot_folder(folder, str(build_index(range(count)).snapshot)) for count in (5, 6)]


def test_an_altered_manifest_is_told_in_discord_as_in_the_terminal(
    two: list[Path], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = two[1] / FILE
    path.write_text(path.read_text().replace('"articles": 6', '"articles": 9'))
    said = "damaged: manifest.json: does not belong to this snapshot (checksum)"
    assert [one.replace("\\", "") for one in verified_lines(folder)] == [
        f"- `{two[1].name}`: {said}",
        f"- `{two[0].name}`: every byte is right",
    ]
    assert verify_snapshots(folder) == 2
    assert capsys.readouterr().out.startswith(f"{two[1].name}: {said}")


@pytest.mark.parametrize("built", ["", "yesterday", "2024-99-99T00:00:00+00:00\n2\n"])
def test_a_time_that_is_none_is_unknown(two: list[Path], folder: Path, built: str) -> None:
    (two[0] / "built").write_text(built)
    (line,) = [one for one in snapshot_lines(folder) if two[0].name in one]
    assert "built at an unknown time" in line


@pytest.mark.parametrize("in_service", [True, False])
def test_what_to_do_about_damage_depends_on_what_is_damaged(
    two: list[Path], folder: Path, capsys: pytest.CaptureFixture[str], in_service: bool
) -> None:
    (two[in_service] / "vectors.faiss").unlink()
    assert verify_snapshots(folder) == 2
    told = capsys.readouterr().err
    assert ("build with --rebuild" in told) == in_service
    assert ("the snapshot in service is good" in told) == (not in_service)
