"""The tables that the checker learns from: laid out as the bot lays pairs out, each pair once, each row learnt."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from bot.evidence.checker import Layout, bare, lay_out, load_tokenizer
from scripts.checker_training.batches import Assembler, packs, together
from scripts.checker_training.drawings import Wanted, unlabelled, write_pairs
from scripts.checker_training.pairs import Group, Pair
from scripts.checker_training.sources import Item
from scripts.checker_training.tables import Drawing, PairTable, TableMaker
from scripts.evaluation.data import DataAbsent, data_folder

QUESTION = "Who told the council that the bridge was unsafe?"
SAID = "An engineer, Ana Ruiz, told the council on Monday that the bridge was unsafe."
BEFORE = "The council met behind closed doors."
LONG = " ".join(f"The {n}th lorry crossed the bridge." for n in range(40))


def pair(sentence: str = SAID, before: str = "", question: str = QUESTION, words: str = "") -> Pair:
    return Pair(
        question=question, sentence=sentence, before=before, answers=bool(words), words=words
    )


PAIRS = (
    pair(),
    pair(before=BEFORE),
    pair(before=LONG),
    pair(sentence=LONG),
    pair(sentence=LONG, before=BEFORE),
    pair(question=LONG, before=BEFORE),
    pair(question=LONG, sentence=LONG, before=BEFORE),
    pair(question="Who?", sentence="She.", before="So?"),
    pair(sentence="", before=BEFORE),
    pair(question=" ".join(["lorries"] * 46), sentence=" ".join(["bridge"] * 61), before=BEFORE),
    pair(question=" ".join(["lorries"] * 46), sentence=" ".join(["bridge"] * 62), before=BEFORE),
)


def laid_out_alone(one: Pair) -> tuple[list[int], list[int], int]:
    tokenizer = load_tokenizer()
    asked, said, before = (
        tokenizer.encode(text, add_special_tokens=False).ids
        for text in (bare(one.question), one.sentence, one.before)
    )
    return lay_out(asked, said, before, Layout())


def test_rows_of_a_table_are_laid_out_as_the_bot_lays_out_each_pair() -> None:
    maker = TableMaker(load_tokenizer())
    rows = np.array([maker.row(one) for one in PAIRS])
    assembler = Assembler(maker.table())
    out = assembler.laid_out(rows)
    lengths = set()
    for place, one in enumerate(PAIRS):
        ids, segments, start = laid_out_alone(one)
        spare = [0] * (out.ids.shape[1] - len(ids))
        assert out.ids[place].tolist() == ids + spare
        assert out.segments[place].tolist() == segments + spare
        assert assembler.totals[rows[place]] == len(ids)
        said = segments.count(1) - 1
        behind = len(ids) + len(spare) - start - said
        assert out.ordinals[place].tolist() == [-1] * start + [*range(said)] + [-1] * behind
        lengths.add(len(ids))
    assert max(lengths) > 112 > 12 > min(lengths)  # both what is cut and what is short was seen


def test_each_pair_and_each_text_is_kept_once_and_read_back_as_it_was(tmp_path: Path) -> None:
    maker = TableMaker(load_tokenizer())
    again = pair(question=QUESTION.rstrip("?"))
    rows = [maker.row(one) for one in (pair(), pair(before=BEFORE), again)]
    assert rows == [0, 1, 0]
    table = maker.table()
    assert table.pairs.tolist() == [[0, 1, -1], [0, 1, 2]]
    assert table.lengths.sum() == len(table.tokens)
    table.save(tmp_path / "pairs.npz")
    back = PairTable.load(tmp_path / "pairs.npz")
    assert all(np.array_equal(getattr(table, n), getattr(back, n)) for n in PairTable.__slots__)


def test_words_that_answer_are_tagged_and_nothing_where_they_are_not_known() -> None:
    maker = TableMaker(load_tokenizer())
    pairs = (pair(words="Ana Ruiz"), pair(sentence=BEFORE), pair(words="Bea Roe"))
    drawing = maker.drawing([Group(pairs, 0.5)], marked=True)
    unmarked = maker.drawing([Group(pairs, math.nan)], marked=False)
    assembler = Assembler(maker.table())
    batch = assembler.batch(drawing, np.arange(3), np.array([4, 5, 6], np.float32))
    tagged = batch.ids[0][batch.tags[0] == 1]
    assert load_tokenizer().decode(tagged.tolist()) == "ana ruiz"
    scored = (batch.tags >= 0).sum(1)
    assert scored.tolist() == [*(int(n) for n in (batch.segments[:2].sum(1) - 1)), 0]
    assert not (batch.tags[1] == 1).any()
    assert batch.wanted is not None and batch.wanted.tolist() == [4, 5, 4]  # the third is the first
    other = assembler.batch(unmarked, np.arange(3), None)
    assert (other.tags == -1).all() and other.wanted is None and other.priors.isnan().all()


def drawn(sizes: list[int]) -> Drawing:
    count = sum(sizes)
    return Drawing(
        pairs=np.arange(count, dtype=np.int32),
        groups=np.repeat(np.arange(len(sizes), dtype=np.int32), sizes),
        answers=np.zeros(count, np.uint8),
        priors=np.zeros(count, np.float32),
        spans=np.zeros((count, 2), np.int16),
    )


def test_every_row_is_in_one_batch_with_all_of_its_question_and_others_of_its_length() -> None:
    whole = together([drawn([3, 1, 4] * 40), drawn([2, 5] * 30)])
    assert whole.groups.max() == 179 and len(whole.groups) == 530
    totals = np.random.default_rng(3).integers(10, 112, 320)
    found = packs(whole, totals, 50, 7)
    assert sorted(np.concatenate(found)) == [*range(530)]
    homes = [set(whole.groups[rows]) for rows in found]
    assert sum(map(len, homes)) == 180
    assert sorted(map(len, found))[1] >= 50 and max(map(len, found)) < 55
    longest = [
        [totals[whole.pairs[whole.groups == g]].max() for g in sorted(home)] for home in homes
    ]
    between = np.median([max(lengths) - min(lengths) for lengths in longest])
    assert between < 40
    assert [r.tolist() for r in packs(whole, totals, 50, 7)] == [r.tolist() for r in found]
    assert [r.tolist() for r in packs(whole, totals, 50, 8)] != [r.tolist() for r in found]


def test_unlabelled_pairs_are_of_other_excerpts_and_share_words_with_their_question() -> None:
    items = [
        Item(source="news", question=q, sentences=s, answers={}, group=q)
        for q, s in (
            ("Is the bridge shut?", ("The bridge is shut.", "Lorries go round.")),
            ("Where do lorries go?", ("Lorries take the coast road.", "The bridge reopens.")),
            ("Xyzzy?", ("Nothing happens.",)),
        )
    ]
    groups = unlabelled(items, items, 3)
    found = {g.pairs[0].question: {p.sentence for p in g.pairs} for g in groups}
    assert found == {
        "Is the bridge shut?": {"The bridge reopens."},
        "Where do lorries go?": {"Lorries go round."},
    }
    assert all(math.isnan(group.prior) for group in groups)
    assert len(unlabelled(items, items, 1)) <= 1


def test_all_drawings_are_written_with_one_table_of_all_their_pairs(tmp_path: Path) -> None:
    try:
        data = data_folder()
    except DataAbsent as absent:
        pytest.skip(str(absent))
    if not (data / "qa_train").is_dir():
        pytest.skip("no question sets to learn from")
    told: list[str] = []
    wanted = Wanted(drawings=1, unlabelled=20, seed=1, most=120)
    write_pairs(data, wanted, tmp_path, told.append)
    assert [line.partition(":")[0] for line in told] == ["general-0", "news-0", "unlabelled"]
    table = PairTable.load(tmp_path / "pairs.npz")
    assert len({*map(tuple, table.pairs.tolist())}) == len(table.pairs)
    seen = set()
    for name in ("general-0", "news-0", "unlabelled"):
        drawing = Drawing.load(tmp_path / f"{name}.npz")
        seen |= set(drawing.pairs.tolist())
        judged = not np.isnan(drawing.priors).all()
        assert judged == bool(drawing.answers.any()) == (name != "unlabelled")
        assert (drawing.spans[:, 1] > 0).any() == (name == "general-0")
    assert seen == set(range(len(table.pairs)))
