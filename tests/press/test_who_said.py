"""Where a pasted text was printed."""

from pathlib import Path

import pytest

from config.outlets import OutletRegistry
from index.printings import ChangeKind, NoteKind, Status, WhoSaid, who_said
from index.values import Article
from scripts.press_evaluation.plain import PlainArchive

HARBOUR = (
    "The harbour master of Port Ister said on Tuesday that the lighthouse would stay dark until the"
    " spring.\n\n“We have no lamp, no keeper and no money,” he told reporters on the quay, “and a"
    " lighthouse needs at least two of the three.”\n\nFishermen said they would hang lanterns from"
    " their masts instead, as their grandfathers had done before the war."
)
BAKERY = (
    "Marrowby's oldest bakery will close its doors in June after one hundred and forty years, its"
    " owner announced. She blamed the price of flour, which has doubled since the autumn, and said"
    " that nobody under fifty had applied to learn the trade."
)
COPY = HARBOUR.replace("Fishermen said", "Local fishermen said")


def article(name: str, body: str, outlet: str | None, published: str | None) -> Article:
    return Article(id=name, body=body, outlet=outlet, published=published, title=name, digest=name)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> PlainArchive:
    articles = [
        article("harbour", HARBOUR, "The Guardian", "2024-03-05"),
        article("copy", COPY, "The Independent", "2024-03-06"),
        article("bakery", BAKERY, "The Times", "2024-03-07"),
        article(
            "noon", "The bells rang for exactly one minute at noon today.", "BBC News", "2024-04-01"
        ),
        article(
            "bells", "The bells rang for exactly one minute at noon today.", "Reuters", "2024-04-01"
        ),
        article("undated", "The bells rang for exactly one minute at noon today.", None, None),
    ]
    return PlainArchive(articles, tmp_path_factory.mktemp("printings"))


@pytest.fixture(scope="module")
def registry() -> OutletRegistry:
    return OutletRegistry.load()


def ask(archive: PlainArchive, text: str, registry: OutletRegistry) -> WhoSaid:
    return who_said(archive, text, registry=registry)  # type: ignore[arg-type]


def test_every_printing_of_a_verbatim_text_is_found_with_its_place(
    archive: PlainArchive, registry: OutletRegistry
) -> None:
    found = ask(archive, "we have no lamp, no keeper and no money", registry)
    assert found.status is Status.VERBATIM
    assert [one.article.id for one in found.printings] == ["harbour", "copy"]
    assert {one.text for one in found.printings} == {"We have no lamp, no keeper and no money"}
    assert found.first_printed is found.printings[0]


def test_a_text_over_two_paragraphs_is_verbatim(
    archive: PlainArchive, registry: OutletRegistry
) -> None:
    found = ask(archive, 'stay dark until the spring. "We have no lamp', registry)
    assert found.status is Status.VERBATIM
    assert found.printings[0].text == "stay dark until the spring.\n\n“We have no lamp"


@pytest.mark.parametrize(
    ("pasted", "kind", "mine", "theirs"),
    [
        (
            "She blamed the price of sugar, which has doubled since the autumn",
            "replaced",
            "sugar",
            "flour",
        ),
        ("She blamed the price of flour, which doubled since the autumn", "dropped", "", "has"),
        ("She blamed the high price of flour, which has doubled since", "added", "high", ""),
        (
            "She blamed price the of flour, which has doubled since the autumn",
            "swapped",
            "price the",
            "the price",
        ),
    ],
)
def test_a_changed_word_is_named(
    archive: PlainArchive, registry: OutletRegistry, pasted: str, kind: str, mine: str, theirs: str
) -> None:
    found = ask(archive, pasted, registry)
    assert found.status is Status.ALTERED
    assert found.printings[0].article.id == "bakery"
    (change,) = found.printings[0].changes
    assert (change.kind, change.pasted, change.printed) == (ChangeKind(kind), mine, theirs)
    assert change.pasted_span.of(pasted) == mine
    assert change.printed_span.of(BAKERY) == theirs


def test_a_missing_comma_makes_a_text_altered_not_verbatim(
    archive: PlainArchive, registry: OutletRegistry
) -> None:
    found = ask(archive, "We have no lamp no keeper and no money", registry)
    assert found.status is Status.ALTERED
    assert found.printings[0].similarity > 0.95


def test_a_text_that_nobody_printed_is_absent(
    archive: PlainArchive, registry: OutletRegistry
) -> None:
    found = ask(
        archive, "The cathedral will be painted blue by Christmas, the bishop said", registry
    )
    assert (found.status, found.printings, found.first_printed) == (Status.ABSENT, (), None)


@pytest.mark.parametrize("pasted", ["", "   ", "…", "“”", "\u200b"])
def test_a_text_without_words_is_absent(
    archive: PlainArchive, registry: OutletRegistry, pasted: str
) -> None:
    assert ask(archive, pasted, registry).status is Status.ABSENT


def test_two_real_halves_joined_are_called_stitched(
    archive: PlainArchive, registry: OutletRegistry
) -> None:
    pasted = (
        "the lighthouse would stay dark until nobody under fifty had applied to learn the trade"
    )
    found = ask(archive, pasted, registry)
    assert found.status is Status.ALTERED
    assert NoteKind.STITCHED in {note.kind for note in found.notes}
    assert {one.article.id for one in found.printings} == {"harbour", "copy", "bakery"}


def test_a_quote_credited_to_another_outlet_is_named(
    archive: PlainArchive, registry: OutletRegistry
) -> None:
    found = ask(archive, "The Times wrote: “We have no lamp, no keeper and no money”", registry)
    assert found.status is Status.VERBATIM
    (note,) = [one for one in found.notes if one.kind is NoteKind.CREDITED_WRONGLY]
    assert "The Times" in note.text
    assert "The Guardian" in note.text


def test_a_right_credit_is_confirmed(archive: PlainArchive, registry: OutletRegistry) -> None:
    found = ask(archive, "The Guardian wrote: “We have no lamp, no keeper and no money.”", registry)
    assert NoteKind.CREDITED_RIGHTLY in {note.kind for note in found.notes}


def test_printings_of_one_day_are_not_ordered_and_undated_ones_are_mentioned(
    archive: PlainArchive, registry: OutletRegistry
) -> None:
    found = ask(archive, "The bells rang for exactly one minute at noon", registry)
    assert found.first_printed is None
    assert {note.kind for note in found.notes} == {NoteKind.SAME_DAY, NoteKind.UNDATED}
    assert found.printings[-1].article.published is None


@pytest.mark.parametrize(
    "credit",
    [
        "The Sun: {}",
        "“{}” — The Sun",
        "{}, The Sun reported.",
        "{}, according to The Sun.",
        "As The Sun put it, “{}”",
    ],
)
def test_a_wrong_credit_is_seen_however_it_is_put(
    archive: PlainArchive, registry: OutletRegistry, credit: str
) -> None:
    found = ask(archive, credit.format("We have no lamp, no keeper and no money"), registry)
    assert found.status is Status.VERBATIM
    assert NoteKind.CREDITED_WRONGLY in {note.kind for note in found.notes}


@pytest.mark.parametrize(
    "pasted",
    [
        "> We have no lamp, no keeper and no money",
        "**We have no lamp, no keeper and no money**",
        "> “We have no lamp, no keeper and no money”\n— **The Guardian**",
        "[We have no lamp, no keeper and no money](https://harbour.example/lamp)",
        "Look at this: **We have no lamp, no keeper and no money** https://harbour.example",
        "Did he say “We have no lamp, no keeper and no money”? <https://harbour.example>",
        "“We have no lamp, no keeper and no money” — The Onion",
        "> We have no lamp, no keeper and no money\nI wonder whether anybody in the harbour or in the town"
        " will ever believe that again",
    ],
)
def test_what_formats_or_leads_to_a_quote_is_not_looked_for(
    archive: PlainArchive, registry: OutletRegistry, pasted: str
) -> None:
    found = ask(archive, pasted, registry)
    assert found.status is Status.VERBATIM
    assert [one.text for one in found.printings] == ["We have no lamp, no keeper and no money"] * 2
    span = found.printings[0].pasted_span
    assert span is None or span.of(pasted) == "We have no lamp, no keeper and no money"


def test_words_left_aside_around_a_quotation_are_named(
    archive: PlainArchive, registry: OutletRegistry
) -> None:
    found = ask(archive, "“We have no lamp, no keeper and no money” — The Onion", registry)
    assert [note.text for note in found.notes if note.kind is NoteKind.QUOTATION] == [
        "Only the quotation was looked for, without “— The Onion”."
    ]


def test_a_quote_put_in_anothers_mouth_stays_altered(
    archive: PlainArchive, registry: OutletRegistry
) -> None:
    found = ask(archive, "“We have no lamp, no keeper and no money,” she told reporters", registry)
    assert found.status is Status.ALTERED


@pytest.mark.parametrize("dots", ["…", "...", "[...]", "[…]"])
def test_a_quote_with_words_left_out_where_dots_stand_is_called_shortened(
    archive: PlainArchive, registry: OutletRegistry, dots: str
) -> None:
    found = ask(archive, f"Marrowby's oldest bakery will close {dots} in June after", registry)
    assert found.status is Status.ALTERED
    assert [note.kind for note in found.notes] == [NoteKind.SHORTENED]
    assert {one.text for one in found.printings} == {
        "Marrowby's oldest bakery will close",
        "in June after",
    }


def test_dots_between_parts_in_the_wrong_order_are_not_called_shortened(
    archive: PlainArchive, registry: OutletRegistry
) -> None:
    found = ask(
        archive, "nobody under fifty had applied … Marrowby's oldest bakery will close", registry
    )
    assert NoteKind.SHORTENED not in {note.kind for note in found.notes}


@pytest.mark.parametrize(
    ("pasted", "printed"),
    [
        (
            "bakery oldest will close its doors in June after one hundred and forty years",
            "oldest bakery will close its doors in June after one hundred and forty years",
        ),
        (
            "the price of flour, which has doubled since autumn the",
            "the price of flour, which has doubled since the autumn",
        ),
        ("no lamp, no keeper and no money,” told", "no lamp, no keeper and no money,” he told"),
        (
            "the price of flour, which has doubled the autumn",
            "the price of flour, which has doubled since the autumn",
        ),
    ],
)
def test_a_change_beside_the_edge_keeps_the_whole_printed_range(
    archive: PlainArchive, registry: OutletRegistry, pasted: str, printed: str
) -> None:
    found = ask(archive, pasted, registry)
    assert found.status is Status.ALTERED
    assert found.printings[0].text == printed


def test_a_long_text_that_shares_only_a_sentence_is_absent(
    archive: PlainArchive, registry: OutletRegistry
) -> None:
    pasted = (
        "“We have no lamp, no keeper and no money,” he told reporters on the quay, and then the"
        " mayor opened the new swimming baths with a speech about thrift and cold water"
    )
    assert ask(archive, pasted, registry).status is Status.ABSENT


def test_the_place_is_found_where_captions_repeat_its_words(tmp_path: Path) -> None:
    captions = "".join(
        f"Photos: The regatta final, photos of the regatta final number {n}, {name} waits. "
        for n, name in enumerate(("Ann", "Bo", "Cy", "Di", "Ed", "Flo", "Gus"), 1)
    )
    gallery = PlainArchive([article("gallery", captions, None, None)], tmp_path / "gallery")
    found = who_said(
        gallery,  # type: ignore[arg-type]
        "Photos: The regatta final, pictures of the regatta final number 6, Flo waits.",
    )
    (change,) = found.printings[0].changes
    assert (change.pasted, change.printed) == ("pictures", "photos")
    assert found.printings[0].text.endswith("Flo waits.")
