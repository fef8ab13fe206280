"""Settings: where they come from, which wins, and what is said of one that cannot be used."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from config.reference import EXAMPLE, example_toml, markdown_table, settings_table
from config.settings import CONFIG, ROOT, load_settings, setting_names
from config.sources import NOT_SETTINGS, environment_name
from tests.config.given import load, refusal, written


def test_nothing_given_means_the_defaults() -> None:
    settings = load()
    assert settings.index.articles == (CONFIG / "articles",)
    assert settings.index.folder == ROOT / ".whosaid" / "index"
    assert settings.answer.quotes == 3
    assert settings.discord.token is None


def test_the_environment_wins_over_dotenv_and_dotenv_over_the_file(tmp_path: Path) -> None:
    file = written(tmp_path, "[answer]\nquotes = 1\nthreads = 3\n[index]\nkeep = 7\n")
    dotenv = written(tmp_path, "WHOSAID_ANSWER__QUOTES=2\nWHOSAID_ANSWER__THREADS=4\n", ".env")
    settings = load(file, dotenv, WHOSAID_ANSWER__QUOTES="5")
    assert (settings.answer.quotes, settings.answer.threads, settings.index.keep) == (5, 4, 7)


def test_an_override_wins_over_everything_and_none_changes_nothing(tmp_path: Path) -> None:
    settings = load_settings(
        environment={"WHOSAID_INDEX__KEEP": "9"},
        dotenv=None,
        index={"folder": tmp_path, "keep": None},
    )
    assert (settings.index.folder, settings.index.keep) == (tmp_path, 9)


def test_whosaid_config_names_the_file(tmp_path: Path) -> None:
    file = written(tmp_path, "[answer]\nquotes = 5\n", "mine.toml")
    assert load(WHOSAID_CONFIG=str(file)).answer.quotes == 5


def test_a_path_in_a_file_counts_from_the_folder_of_the_file(tmp_path: Path) -> None:
    file = written(
        tmp_path, '[index]\nfolder = "archive"\narticles = ["news/*.json", "/srv/press"]\n'
    )
    settings = load(file)
    assert settings.index.folder == tmp_path / "archive"
    assert settings.index.articles == (tmp_path / "news/*.json", Path("/srv/press"))


def test_several_article_paths_in_a_variable_are_joined_as_in_path() -> None:
    settings = load(WHOSAID_INDEX__ARTICLES=os.pathsep.join(["one.txt", "two"]))
    assert settings.index.articles == (Path("one.txt"), Path("two"))


def test_the_token_comes_from_discord_token_and_is_never_shown() -> None:
    settings = load(DISCORD_TOKEN="abc.def.ghi")
    assert settings.discord.token is not None
    assert settings.discord.token.get_secret_value() == "abc.def.ghi"
    assert "abc.def.ghi" not in repr(settings)


def test_a_token_that_cannot_be_used_is_hidden_in_the_refusal(tmp_path: Path) -> None:
    message = refusal(written(tmp_path, "[discord]\ntoken = 12345\n"))
    assert message.startswith("discord.token = (hidden) (")
    assert "12345" not in message


def test_an_empty_variable_counts_as_not_set() -> None:
    settings = load(WHOSAID_DISCORD__METRICS_PORT="", DISCORD_TOKEN="")
    assert settings.discord.metrics_port is None
    assert settings.discord.token is None


def test_settings_are_frozen() -> None:
    settings = load()
    with pytest.raises(Exception, match="frozen"):
        settings.answer.quotes = 4  # type: ignore[misc]


@pytest.mark.parametrize(
    ("variable", "value", "expected"),
    [
        (
            "WHOSAID_ANSWER__QUOTES",
            "9",
            "answer.quotes = '9' (WHOSAID_ANSWER__QUOTES, environment) cannot be used: "
            "it should be less than or equal to 5.",
        ),
        (
            "WHOSAID_INDEX__KEEP",
            "many",
            "index.keep = 'many' (WHOSAID_INDEX__KEEP, environment) cannot be used: "
            "it should be a whole number.",
        ),
        (
            "WHOSAID_DISCORD__LOG_LEVEL",
            "LOUD",
            "discord.log_level = 'LOUD' (WHOSAID_DISCORD__LOG_LEVEL, environment) cannot be used: "
            "it should be 'DEBUG', 'INFO', 'WARNING' or 'ERROR'.",
        ),
        (
            "WHOSAID_INDEX__FODLER",
            "x",
            "WHOSAID_INDEX__FODLER (environment) is not a setting. "
            "Did you mean WHOSAID_INDEX__FOLDER?",
        ),
        (
            "WHOSAID_INDEX_FOLDER",
            "x",
            "WHOSAID_INDEX_FOLDER (environment) is not a setting. "
            "Did you mean WHOSAID_INDEX__FOLDER?",
        ),
    ],
)
def test_a_refusal_names_the_setting_its_value_its_origin_and_the_mend(
    variable: str, value: str, expected: str
) -> None:
    assert refusal(**{variable: value}) == expected


def test_an_unknown_key_of_a_file_is_refused_with_the_nearest_known_one(tmp_path: Path) -> None:
    file = written(tmp_path, "[index]\nfoldr = 'x'\n")
    assert refusal(file) == f"index.foldr ({file}) is not a setting. Did you mean index.folder?"


def test_a_key_outside_its_group_is_refused_with_its_full_name(tmp_path: Path) -> None:
    file = written(tmp_path, "passage_tokens = 90\n")
    assert (
        refusal(file)
        == f"passage_tokens ({file}) is not a setting. Did you mean index.passage_tokens?"
    )


def test_an_unknown_group_is_refused_even_when_empty(tmp_path: Path) -> None:
    file = written(tmp_path, "[zzz]\n")
    assert (
        refusal(file)
        == f"zzz ({file}) is not a setting. config/whosaid.example.toml lists every setting."
    )


def test_a_group_given_as_a_value_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path, "index = 3\n")
    assert (
        refusal(file) == "index = 3 is not a group of settings. Write [index] above its settings."
    )


def test_several_bad_values_are_told_together(tmp_path: Path) -> None:
    lines = refusal(written(tmp_path, "[answer]\nquotes = 0\nthreads = 0\n")).splitlines()
    assert [line.split(" = ")[0] for line in lines] == ["answer.quotes", "answer.threads"]


def test_a_missing_settings_file_is_said_with_the_mend(tmp_path: Path) -> None:
    message = refusal(WHOSAID_CONFIG=str(tmp_path / "none.toml"))
    assert message == (
        f"The settings file {tmp_path / 'none.toml'} does not exist. "
        "Create it (config/whosaid.example.toml lists every setting) or unset WHOSAID_CONFIG."
    )


def test_a_file_that_is_no_toml_is_said_with_the_line(tmp_path: Path) -> None:
    message = refusal(written(tmp_path, "[index]\nkeep == 3\n"))
    assert "is not valid TOML" in message
    assert "line 2" in message


def test_a_file_that_is_no_text_is_said(tmp_path: Path) -> None:
    file = tmp_path / "whosaid.toml"
    file.write_bytes(b"\xff\xfe\x00keep")
    assert (
        refusal(file)
        == f"The settings file {file} cannot be read: it is not UTF-8 text; save it as UTF-8."
    )


@pytest.mark.parametrize(
    ("variable", "value", "wanted"),
    [
        ("WHOSAID_DISCORD__MENTIONS", "perhaps", "true or false"),
        ("WHOSAID_DISCORD__COOLDOWN_SECONDS", "soon", "a number"),
        ("WHOSAID_DISCORD__OWNERS", "me, 12", "a whole number"),
    ],
)
def test_a_value_of_another_kind_is_refused_in_plain_words(
    variable: str, value: str, wanted: str
) -> None:
    assert refusal(**{variable: value}).endswith(f"cannot be used: it should be {wanted}.")


def test_a_log_level_may_be_written_in_small_letters() -> None:
    assert load(WHOSAID_DISCORD__LOG_LEVEL="debug").discord.log_level == "DEBUG"


def test_the_example_file_is_the_one_made_from_the_types() -> None:
    assert EXAMPLE.read_text(encoding="utf-8") == example_toml()


def test_the_example_file_loads_as_the_defaults() -> None:
    assert load(EXAMPLE) == load()


def test_the_example_file_still_loads_with_every_setting_switched_on(tmp_path: Path) -> None:
    switched_on = re.sub(r"(?m)^# (\w+ = )", r"\1", example_toml())
    settings = load(written(tmp_path, switched_on))
    assert settings.discord.metrics_port == 9464
    assert settings.answer.min_confidence == 0.5
    named = re.findall(r"(?m)^(\w+) = ", switched_on)
    assert named == [name.partition(".")[2] for name in setting_names()]


def test_every_setting_has_a_row_with_a_description_that_ends_in_a_full_stop() -> None:
    rows = settings_table()
    assert [row.name for row in rows] == list(setting_names())
    assert all(row.description.endswith(".") for row in rows)
    assert rows[1].default == ".whosaid/index"
    assert rows[1].environment == "WHOSAID_INDEX__FOLDER"


def test_the_settings_table_of_the_readme_is_the_one_made_from_the_types() -> None:
    readme = ROOT / "README.md"
    if not readme.exists():
        pytest.skip("README.md is not written yet")
    assert markdown_table() in readme.read_text(encoding="utf-8")


def test_every_variable_named_in_the_project_is_a_setting_or_listed_as_none() -> None:
    known = {environment_name(name) for name in setting_names()} | NOT_SETTINGS
    files = subprocess.run(
        ["git", "ls-files", "*.py", "scripts/*", ".ci/*", "config/*"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    ).stdout.split()  # fmt: skip
    if not files:
        pytest.skip("not a git checkout")
    used = {
        variable: name
        for name in files
        if Path(name).parent.name != "config" or not name.startswith("tests")
        if (ROOT / name).is_file()
        for variable in re.findall(
            r"WHOSAID_[A-Z_]*[A-Z]", (ROOT / name).read_text("utf-8", "replace")
        )
    }
    assert {variable: name for variable, name in used.items() if variable not in known} == {}
