"""Words and signs: however a body is cut, the pieces are those of the one pattern."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.attribution.lexicon import tag_of
from index.attribution.numbers import number_of
from index.attribution.runs import PIECE
from index.attribution.tokens import Tokens, cut_bodies

_PARTS = (
    "said",
    "Smith’s",
    " ",
    "  ",
    "\n",
    "\n\n",
    ".",
    ",",
    "“",
    "''",
    "’’",
    ",''",
    "\xa0",
    "e-mail",
    "U.S.",
    "\t",
    "x" * 300,
)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(_PARTS) | st.text(max_size=4), max_size=30).map("".join))
@example("He said.\n\nShe left.")
@example("three\n\n\nbreaks")
@example("\n\nopens")
@example(" ends \n")
@example("four\n\n\n\nand five\n\n\n\n\nbreaks")
@example("\n\n\nopens")
@example("\xa0a \xa0 b\xa0 c")
def test_a_body_cut_run_by_run_has_the_pieces_that_the_whole_has(body: str) -> None:
    (cut,) = cut_bodies([body])
    pieces = PIECE.findall(body)
    assert [cut.piece(at) for at in range(len(cut))] == pieces
    assert list(cut.tags) == [tag_of(piece.rstrip()) for piece in pieces]
    assert list(cut.numbers) == [number_of(piece.rstrip()) for piece in pieces]


def test_places_are_those_of_the_pieces_that_begin_there_or_later() -> None:
    cut = Tokens("He said so. She left.")
    assert cut.places([(0, 1), (3, 12), (15, 21)]).tolist() == [[0, 1], [1, 4], [5, 7]]
    assert cut.word(4) == "She"
    assert cut.end(4) == 15
