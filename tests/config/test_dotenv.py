"""``.env`` files: read as people write them; what is ours and cannot be understood is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.config.given import load, refusal, written


def test_a_dotenv_line_for_another_program_is_left_alone(tmp_path: Path) -> None:
    dotenv = written(tmp_path, 'PATH_OF_OTHERS=x\nexport DISCORD_TOKEN="t.o.k"  # ours\n', ".env")
    token = load(None, dotenv).discord.token
    assert token is not None
    assert token.get_secret_value() == "t.o.k"


TWO = "DISCORD_TOKEN=t.o.k\nWHOSAID_ANSWER__QUOTES=2\n"


@pytest.mark.parametrize(
    "data",
    [
        TWO.encode("utf-8-sig"),
        TWO.encode("utf-16"),  # what PowerShell's > writes
        TWO.replace("\n", "\r\n").encode(),
        TWO.replace("\n", "\r").encode(),
        b"  DISCORD_TOKEN = t.o.k  \nexport  WHOSAID_ANSWER__QUOTES = '2' # two\n",
        b'DISCORD_TOKEN="t.o.k"\nWHOSAID_ANSWER__QUOTES="2"',
        b"discord_token=t.o.k\nwhosaid_answer__quotes=2\n",
        b"A LINE: of another program\nDISCORD_TOKEN=t.o.k\nWHOSAID_ANSWER__QUOTES=2\n",
        b"DISCORD_TOKEN=old\nDISCORD_TOKEN=t.o.k\nWHOSAID_ANSWER__QUOTES=2\n",
    ],
)
def test_a_dotenv_file_is_read_as_people_write_it(tmp_path: Path, data: bytes) -> None:
    (tmp_path / ".env").write_bytes(data)
    settings = load(None, tmp_path / ".env")
    assert settings.discord.token is not None
    assert (settings.discord.token.get_secret_value(), settings.answer.quotes) == ("t.o.k", 2)


@pytest.mark.parametrize(
    "line", ['DISCORD_TOKEN="t.o.k', "DISCORD_TOKEN: t.o.k", "DISCORD_TOKEN", "WHOSAID_INDEX__KEEP"]
)
def test_a_dotenv_line_of_ours_that_cannot_be_understood_is_named_and_not_shown(
    tmp_path: Path, line: str
) -> None:
    dotenv = written(tmp_path, f"# ours\n\n{line}\nWHOSAID_ANSWER__QUOTES=2\n", ".env")
    assert refusal(None, dotenv) == (
        f"{dotenv}, line 3 cannot be understood: write NAME=value, a value with blanks in quotation"
        ' marks ("…").'
    )


def test_a_dotenv_that_is_a_folder_or_no_text_is_said(tmp_path: Path) -> None:
    assert "is a folder, not a file" in refusal(None, tmp_path)
    (tmp_path / ".env").write_bytes(b"# caf\xe9\n")
    assert refusal(None, tmp_path / ".env") == (
        f"{tmp_path}/.env cannot be read: it is not UTF-8 text; save it as UTF-8."
    )


def test_a_dotenv_line_with_an_unknown_setting_is_refused(tmp_path: Path) -> None:
    dotenv = written(tmp_path, "WHOSAID_ANSWER__QOUTES=2\n", ".env")
    assert refusal(None, dotenv) == (
        f"WHOSAID_ANSWER__QOUTES ({dotenv}) is not a setting. Did you mean WHOSAID_ANSWER__QUOTES?"
    )
