"""The two seed articles as the only archive, asked with the real models."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.serving.service import AnsweringService
from bot.values import Answer, NoAnswer, Question, Reason
from config.settings import load_settings
from index.building.update import update_index
from index.values import Role
from scripts.evaluation import seeds
from scripts.evaluation.data import ROOT, DataAbsent, data_folder

try:
    DATA = data_folder()
except DataAbsent as absent:
    pytest.skip(str(absent), allow_module_level=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seeds")
    settings = load_settings().index
    update_index(settings.model_copy(update={"folder": folder, "articles": (DATA / "seeds",)}))
    return folder


@pytest.fixture(scope="module")
def service(folder: Path) -> Iterator[AnsweringService]:
    settings = load_settings()
    index = settings.index.model_copy(update={"folder": folder})
    with AnsweringService(settings.model_copy(update={"index": index})) as service:
        yield service


def test_most_questions_are_answered_and_most_near_misses_refused(
    service: AnsweringService,
) -> None:
    result = seeds.measure(service)
    assert result["wrong_outlets"] == 0
    assert result["answered"] >= 0.85 * result["answerable"]
    assert result["refused"] >= 0.7 * result["unanswerable"]


def test_what_an_outlet_was_told_is_quoted_with_the_relay(service: AnsweringService) -> None:
    reply = service.answer(Question(text="What did a source tell The Sun?"))
    assert isinstance(reply, Answer)
    names = [link.name for link in reply.quotes[0].chain]
    assert names[0] is None
    assert "The Sun" in names


def test_every_outlet_that_a_quote_relays_is_in_its_attribution(
    service: AnsweringService,
) -> None:
    reply = service.answer(Question(text="Did Prince Harry refuse the King's invitation?"))
    assert isinstance(reply, Answer)
    told = [quote for quote in reply.quotes if "told The Messenger" in quote.text]
    assert told
    for quote in reply.quotes:
        names = {link.name for link in quote.chain if link.role is Role.OUTLET}
        for cue, outlet in (
            ("told The Messenger", "The Messenger"),
            ("The Telegraph rep", "The Telegraph"),
        ):
            assert outlet in names or cue not in quote.text


def test_words_that_nobody_is_quoted_as_saying_are_refused(service: AnsweringService) -> None:
    reply = service.answer(Question(text="What did Camilla tell Harry on the phone?"))
    assert isinstance(reply, NoAnswer)


def test_an_outlet_that_is_neither_held_nor_relayed_is_named_as_the_reason(
    service: AnsweringService,
) -> None:
    reply = service.answer(Question(text="What did the BBC report about the phone call?"))
    assert isinstance(reply, NoAnswer)
    assert reply.reason is Reason.OUTLET_NOT_IN_ARCHIVE
    assert reply.reading.unknown_outlets == ("BBC News",)


def test_a_period_without_articles_is_named_as_the_reason(service: AnsweringService) -> None:
    from datetime import date

    reply = service.answer(Question(text="How old is Prince Archie?", until=date(2020, 1, 1)))
    assert isinstance(reply, NoAnswer)
    assert reply.reason is Reason.NOTHING_IN_PERIOD
    assert reply.hits == ()


def test_no_quote_is_shown_twice_and_every_one_is_its_span(service: AnsweringService) -> None:
    reply = service.answer(Question(text="How old did the King turn?"), quotes=5)
    assert isinstance(reply, Answer)
    spans = [(q.article.id, q.span) for q in reply.quotes]
    for place, (article, span) in enumerate(spans):
        assert not any(a == article and s.overlaps(span) for a, s in spans[:place])
    assert all(q.article.body[q.start : q.end] == q.text for q in reply.quotes)


def test_questions_answered_together_and_alone_get_the_same_quotes(
    service: AnsweringService,
) -> None:
    texts = ["How old is Prince Archie?", "", "Where was the dinner held?", "🎉" * 200]
    together = service.answer_many([Question(text=text) for text in texts])
    for text, reply in zip(texts, together, strict=True):
        alone = service.answer(Question(text=text))
        spans = [
            [(q.article.id, q.start, q.end) for q in getattr(r, "quotes", ())]
            for r in (reply, alone)
        ]
        assert spans[0] == spans[1]


def test_a_batch_gives_one_line_each_in_order(folder: Path, tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    lines = [{"id": "b", "question": "How old is Prince Archie?"}, {"id": "a", "question": "Why?"}]
    batch.write_text("\n".join(json.dumps(line) for line in lines))
    done = _ask("--index", folder, "--batch", batch)
    assert done.returncode == 0, done.stderr
    printed = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["id"] for line in printed] == ["b", "a"]
    assert printed[0]["status"] == "answered"
    assert printed[0]["quotes"][0]["article"]["outlet"] is None
    assert printed[0]["quotes"][0]["attribution"][0] == {
        "role": "publisher",
        "name": None,
        "cue": None,
    }
    assert printed[1]["reason"] is not None


def test_wrong_use_of_the_script_is_exit_code_2_with_the_mend(folder: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"id": "x"}\n')
    done = _ask("--index", folder, "--batch", bad)
    assert done.returncode == 2
    assert "line 1" in done.stderr
    assert _ask("--index", tmp_path / "nowhere", "Why?").returncode == 2
    assert _ask("--since", "yesterday", "Why?").returncode == 2


def _ask(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts" / "ask.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
