"""A pasted quote that names the outlet which printed it, in the ways that people put that."""

from pathlib import Path

import pytest

from config.outlets import OutletRegistry
from index.printings import ChangeKind, NoteKind, Status, who_said
from index.values import Article
from scripts.press_evaluation.plain import PlainArchive

BODY = (
    "The ferry to Port Ister was late again. The harbour master will not answer letters from the town,"
    " and nobody expects that he will."
)
QUOTE = "The harbour master will not answer letters from the town"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> PlainArchive:
    one = Article(id="ferry", body=BODY, outlet="CNBC", published="2024-03-05", digest="ferry")
    return PlainArchive([one], tmp_path_factory.mktemp("credits"))


@pytest.mark.parametrize(
    "pasted",
    [
        "Per {outlet}, {quote}.",
        "I read in {outlet} that {quote}.",
        "Is it true that {outlet} wrote that {quote}?",
        "{outlet} just said “{quote}”, can you believe it",
        "> **{outlet}**: *{quote}.*\nis this real?",
        "**{outlet}** | 4 March 2024\n{quote}.",
        "> **{outlet}** | 4 March 2024\n> {quote}.",
        "{quote}.\n{outlet}, 4 March 2024",
    ],
)
@pytest.mark.parametrize(
    ("outlet", "kind"),
    [("CNBC", NoteKind.CREDITED_RIGHTLY), ("The Times", NoteKind.CREDITED_WRONGLY)],
)
def test_the_credit_is_judged_and_the_quote_found(
    archive: PlainArchive, pasted: str, outlet: str, kind: NoteKind
) -> None:
    text = pasted.format(outlet=outlet, quote=QUOTE)
    found = who_said(archive, text, registry=OutletRegistry.load())  # type: ignore[arg-type]
    assert found.status is Status.VERBATIM
    assert kind in {note.kind for note in found.notes}


def test_the_question_mark_of_a_quoted_question_stays(archive: PlainArchive) -> None:
    text = f"Did CNBC write “{QUOTE}?”"
    found = who_said(archive, text, registry=OutletRegistry.load())  # type: ignore[arg-type]
    assert found.status is Status.ALTERED


@pytest.mark.parametrize(
    ("frame", "status"),
    [
        ("Roe insisted “{}”", Status.ALTERED),
        ("Roe warned: “{}”", Status.ALTERED),
        ("I just found this: “{}”", Status.VERBATIM),
        ("Is it real? “{}”", Status.VERBATIM),
    ],
)
def test_only_words_that_tell_nothing_of_who_said_it_are_left_aside(
    archive: PlainArchive, frame: str, status: Status
) -> None:
    found = who_said(archive, frame.format(QUOTE))  # type: ignore[arg-type]
    assert found.status is status


@pytest.mark.parametrize(
    ("pasted", "mine", "theirs"),
    [
        ("The harbour master will answer not letters from the town", "answer not", "not answer"),
        (
            "The harbour master not will answer letters from the town",
            "not will",
            "will not",
        ),
    ],
)
def test_words_that_changed_places_are_one_change(
    archive: PlainArchive, pasted: str, mine: str, theirs: str
) -> None:
    found = who_said(archive, pasted)  # type: ignore[arg-type]
    (change,) = found.printings[0].changes
    assert (change.kind, change.pasted, change.printed) == (ChangeKind.SWAPPED, mine, theirs)
    assert change.printed_span.of(BODY) == theirs


def test_a_word_that_moved_far_is_added_here_and_left_out_there(tmp_path: Path) -> None:
    body = (
        "Yesterday the harbour master of Port Ister read every letter that the town had sent him."
    )
    one = Article(id="far", body=body, outlet=None, published=None, digest="far")
    archive = PlainArchive([one], tmp_path / "far")
    text = "the harbour master of Port Ister every letter that the town had read sent him"
    found = who_said(archive, text)  # type: ignore[arg-type]
    assert {change.kind for change in found.printings[0].changes} == {
        ChangeKind.ADDED,
        ChangeKind.DROPPED,
    }
