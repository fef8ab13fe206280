"""Rank loose sentences for a question with the scorer that answers use: for measuring and for callers
that have sentences of their own."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from bot.evidence.checker import Candidate, Checker
from bot.evidence.listed import holds_listed
from bot.evidence.signs import anchors, covered, length_sign, sign_row
from bot.evidence.things import fits
from bot.evidence.weighing import joint_score, sign_score
from bot.understanding.asked import read_demand
from bot.understanding.question import plain_subject
from index.encoders.encoder import Encoder
from index.words.terms import stems


class Ranker:
    """Scores sentences that stand in no archive."""

    def __init__(self, encoder: Encoder, checker: Checker | None) -> None:
        self._encoder = encoder
        self._checker = checker

    def scores(
        self, question: str, sentences: Sequence[str], title: str = ""
    ) -> npt.NDArray[np.float32]:
        """Return how well each sentence answers (n,); they are read as one text, in their order."""
        vectors = self._encoder.encode_question([question, *sentences])
        similar = vectors[1:] @ vectors[0]
        subject = plain_subject(question)
        demand, title_stems = read_demand(question), stems(title)
        own = [stems(sentence) for sentence in sentences]
        rows = []
        for place, sentence in enumerate(sentences):
            near = own[place].union(title_stems, *own[max(0, place - 1) : place + 2])
            held, beside = fits(demand.asked, sentence, subject.all_stems, anchors(subject))
            rows.append(
                sign_row(
                    similar=similar[place],
                    similar_part=similar[place],
                    passage=similar.max(),
                    terms=covered(subject.terms, own[place]),
                    terms_near=covered(subject.terms, near),
                    names=covered(subject.names, own[place]),
                    names_near=covered(subject.names, near),
                    held=held,
                    beside=beside,
                    listed=holds_listed(demand.sort, sentence, question),
                    opening=place == 0,
                    length=length_sign(sentence),
                )
            )
        cheap = sign_score(np.array(rows, np.float32))
        if self._checker is None:
            return cheap
        befores = [title, *sentences[:-1]]
        views = self._checker.score(
            question,
            [Candidate(sentence=s, before=b) for s, b in zip(sentences, befores, strict=True)],
        )
        return np.array(
            [joint_score(view, one) for view, one in zip(views, cheap.tolist(), strict=True)],
            np.float32,
        )
