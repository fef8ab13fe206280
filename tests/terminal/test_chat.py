"""The chat with a real archive of invented articles: questions, follow-ups, commands."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from bot.serving.service import AnsweringService
from bot.terminal.chat import Chat
from bot.terminal.commands import COMMANDS
from bot.terminal.handling import Handler
from bot.terminal.printing import make_console
from bot.terminal.session import keep_fault
from bot.values import Answer
from config.settings import ROOT, load_settings
from tests.terminal.examples import BRIDGE


@pytest.fixture(scope="module")
def service(folder: Path) -> Iterator[AnsweringService]:
    settings = load_settings(dotenv=None, index={"folder": folder})
    with AnsweringService(settings) as one:
        yield one


class Talk:
    """A chat whose output is read after each line."""

    def __init__(self, service: AnsweringService) -> None:
        self._file = io.StringIO()
        self.chat = Chat(service, make_console(self._file))
        self.goes_on = True

    def say(self, line: str) -> str:
        self._file.seek(0)
        self._file.truncate()
        self.goes_on = Handler(self.chat).handle(line)
        return self._file.getvalue()


@pytest.fixture
def talk(service: AnsweringService) -> Talk:
    return Talk(service)


def test_a_question_is_answered_with_a_quote_its_source_and_attribution(talk: Talk) -> None:
    text = talk.say(BRIDGE)
    assert "> Repairs to the old bridge will cost £2.4 million, she said." in text
    assert "  The Marlow Courier · 14 November 2023 · Old bridge to stay shut until April\n" in text
    assert "  https://courier.example/bridge\n" in text
    assert "  Attribution: The Marlow Courier" in text
    assert re.search(r"\nConfidence: \w+ \(\d+%\)\nSnapshot [0-9a-f]{16}, built ", text)


def test_a_follow_up_is_confined_to_the_outlet_it_names(talk: Talk) -> None:
    talk.say("When will the old bridge at Marlow open?")
    text = talk.say("and the Thames Post?")
    assert text.startswith(
        "I took this as: “When will the old bridge at Marlow open? (only The Thames Post)”\n"
        "Only The Thames Post\n"
    )
    assert "The Marlow Courier · " not in text


def test_asking_who_said_it_looks_up_the_first_quote(talk: Talk) -> None:
    talk.say(BRIDGE)
    text = talk.say("who said that?")
    assert text.startswith(
        "I took this as: “Who said this: Repairs to the old bridge will cost £2.4 million, she "
        "said.”\nVerbatim: "
    )


def test_asking_for_other_outlets_leaves_the_quoted_ones_out(talk: Talk) -> None:
    talk.say("When will the old bridge at Marlow open?")
    reply = talk.chat.last_reply
    assert isinstance(reply, Answer)
    quoted = {quote.article.outlet for quote in reply.quotes}
    talk.say("and the other papers?")
    again = talk.chat.last_reply
    assert again is not None
    assert not quoted & set(again.question.outlets)


def test_more_shows_what_was_not_shown_yet_until_there_is_no_more(talk: Talk) -> None:
    first = talk.say(BRIDGE)
    seen = set(re.findall(r"> (.+)", first))
    for _ in range(8):
        text = talk.say("/more")
        if text == "That is all the archive has on it.\n":
            break
        assert not seen & set(re.findall(r"> (.+)", text))
    else:
        pytest.fail("the archive of four articles never ended")


def test_the_context_of_a_quote_shows_the_sentences_around_it(talk: Talk) -> None:
    talk.say(BRIDGE)
    text = talk.say("/context 1 1")
    assert "  Lorries damaged two of its iron hangers in August." in text
    assert "  > Repairs to the old bridge" in text
    assert "A ferry runs for walkers." not in text
    told = talk.say("/context 9")
    assert told.startswith("There is no quote 9 on the last question. It has ")


def test_an_article_is_shown_whole_by_id_or_by_a_quotes_number(talk: Talk) -> None:
    talk.say(BRIDGE)
    by_number = talk.say("/article 1")
    assert by_number == talk.say("/article bridge-shut")
    assert by_number.endswith("A ferry runs for walkers.\n")
    assert talk.say("/article none").startswith(
        "The archive has no article “none”. Write /article and the number of a quote"
    )


def test_the_outlets_are_listed_with_counts_and_dates(talk: Talk) -> None:
    text = talk.say("/outlets thames")
    assert text == (
        "2 articles from 1 outlet\n  The Thames Post · 2 articles · 2 October to 20 November 2023\n"
    )


def test_outlets_that_are_not_there_are_said_not_to_be(talk: Talk) -> None:
    told = talk.say("/outlets zebra")
    assert told == "No outlet has “zebra” in its name. /outlets lists them all.\n"


def test_who_said_finds_a_printing(talk: Talk) -> None:
    text = talk.say("/who-said A ferry runs for walkers.")
    assert text.startswith("Verbatim: printed word for word in 1 article.\n")
    assert "The Marlow Courier · 14 November 2023" in text


def test_coverage_names_the_outlets(talk: Talk) -> None:
    text = talk.say("/coverage the old bridge at Marlow")
    assert "The Marlow Courier · 1 article · 14 November 2023\n" in text


def test_json_is_the_last_reply(talk: Talk) -> None:
    assert talk.say("/json") == "Nothing was asked yet.\n"
    talk.say(BRIDGE)
    reply = json.loads(talk.say("/json"))
    assert reply["question"] == BRIDGE
    assert reply["quotes"][0]["article"]["id"] == "bridge-shut"


def test_commands_before_a_question_say_that_nothing_was_asked(talk: Talk) -> None:
    for command in ("/more", "/context", "/json"):
        assert talk.say(command) == "Nothing was asked yet.\n"


def test_help_lists_every_command(talk: Talk) -> None:
    text = talk.say("/help")
    for command in COMMANDS:
        assert f"  /{command.name}" in text
        assert command.does in text


def test_help_says_which_day_today_is(talk: Talk) -> None:
    assert "“last week” count from the day it is in UTC." in talk.say("/help")


def test_an_outlet_that_the_archive_alone_knows_is_asked_after(talk: Talk) -> None:
    assert talk.say("do you have the Marlow Courier?").startswith("/outlets with a name says")


def test_help_keeps_what_a_command_does_together_on_a_narrow_terminal(
    service: AnsweringService,
) -> None:
    file = io.StringIO()
    console = Console(file=file, width=40, force_terminal=True, color_system=None)
    Handler(Chat(service, console)).handle("/help")
    lines = file.getvalue().splitlines()
    place = lines.index("  /more")
    assert lines[place + 1] == "    more on the last question"
    assert max(map(len, lines)) <= 40


def test_an_unknown_command_is_told_the_nearest(talk: Talk) -> None:
    assert talk.say("/coverge x") == "There is no command /coverge. Did you mean /coverage?\n"
    assert talk.say("/zzz\x1b") == "There is no command /zzz␛. /help lists the commands.\n"


def test_a_command_without_its_words_says_how_to_write_it(talk: Talk) -> None:
    assert talk.say("/who-said") == "Write it as: /who-said TEXT\n"


@pytest.mark.parametrize("line", ["/quit", "/exit", "/Q"])
def test_quit_ends_the_chat(talk: Talk, line: str) -> None:
    assert talk.say(line) == ""
    assert talk.goes_on is False


def test_a_fault_is_told_in_fixed_words_and_kept_in_a_file(tmp_path: Path) -> None:
    file = io.StringIO()
    log = tmp_path / "deep" / "faults.log"
    chat = Chat(None, make_console(file))  # type: ignore[arg-type]
    assert Handler(chat, on_fault=lambda: keep_fault(log)).handle("Who?") is True
    assert file.getvalue() == f"Something went wrong. The details are in {log}.\n"
    assert "AttributeError" in log.read_text()


def test_the_readme_lists_every_command() -> None:
    readme = ROOT / "README.md"
    if not readme.exists() or "/who-said TEXT" not in readme.read_text(encoding="utf-8"):
        pytest.skip("README.md does not describe the chat yet")
    text = readme.read_text(encoding="utf-8")
    for command in COMMANDS[:-2]:
        usage = f"/{command.name} {command.takes}".rstrip()
        assert f"| `{usage}` | {command.does} |" in text


def test_doubts_get_both_sides_or_are_told_that_none_contradicts(talk: Talk) -> None:
    talk.say("Had the singers of the Henley choir practised every night?")
    text = talk.say("is that disputed?")
    assert (
        "I took this as: “Is this disputed: Had the singers of the Henley choir practised" in text
    )
    assert "Below is each side as it was printed; I do not judge which is right." in text
    talk.say(BRIDGE)
    text = talk.say("did anyone deny that?")
    assert "No outlet in this archive contradicts this, as far as I can find." in text
    assert "How much will the repairs" in talk.say("who else says so?")


def test_a_misspelt_outlet_is_asked_back_and_yes_takes_it(talk: Talk) -> None:
    text = talk.say("What did the Marlow Couriet say about the bridge?")
    assert "I know no outlet called “Marlow Couriet”. Did you mean The Marlow Courier?" in text
    text = talk.say("yes")
    assert "I took this as: “What did The Marlow Courier say about the bridge?”" in text
    assert "Only The Marlow Courier" in text and "Did you mean" not in text


def test_what_follows_nothing_is_told_so(talk: Talk) -> None:
    assert "Please ask the whole question." in talk.say("is that true?")
    assert talk.say("no") == "All right. Ask me another question whenever you like.\n"


@pytest.mark.parametrize("asked", ["compare", "/compare"])
def test_a_comparison_asks_back_which_outlet_was_meant_and_yes_takes_it(
    talk: Talk, asked: str
) -> None:
    text = talk.say(f"{asked} the Thmaes Post and the Marlow Courier on the old bridge")
    assert "I know no outlet called “Thmaes Post”. Did you mean The Thames Post?\n" in text
    assert "\nThe Marlow Courier\n" in f"\n{text}" and "\nThe Thames Post\n" not in f"\n{text}"
    text = talk.say("yes")
    assert text.startswith("I took this as: “Compare: the old bridge (only The Thames Post and ")
    assert "\nThe Marlow Courier\n" in text and "\nThe Thames Post\n" in text


def test_yes_takes_one_misspelt_outlet_of_a_comparison_after_the_other(talk: Talk) -> None:
    talk.say("compare the Thmaes Post and the Marlow Courrier on the old bridge")
    assert "Did you mean The Marlow Courier?\n" in talk.say("yes")
    text = talk.say("yes")
    assert text.startswith("I took this as: “Compare: the old bridge (only The Thames Post and ")
    assert "\nThe Marlow Courier\n" in text and "\nThe Thames Post\n" in text


def test_an_article_is_shown_by_its_link_however_its_ends_are_written(talk: Talk) -> None:
    text = talk.say("/article http://www.courier.example/bridge/?utm_source=feed#top")
    assert "Article bridge-shut" in text and "A ferry runs for walkers." in text
    assert "has no article" in talk.say("/article https://courier.example/bridges")


def test_yes_to_nothing_is_no_question_and_what_follows_still_follows(talk: Talk) -> None:
    talk.say(BRIDGE)
    assert talk.say("yes") == "All right. Ask me another question whenever you like.\n"
    assert "and The Thames Post" not in (text := talk.say("and the Thames Post?"))
    assert text.startswith(f"I took this as: “{BRIDGE} (only The Thames Post)”")
