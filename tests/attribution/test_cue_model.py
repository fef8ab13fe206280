"""Cues: what the tables of many articles sum to is what the weights say of each word."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.attribution.clues import candidates
from index.attribution.cue_model import shipped
from index.attribution.cues import accepted
from index.attribution.extraction import scene_of
from index.attribution.features import names_of
from index.attribution.scene import Scene
from index.attribution.tape import Tape
from index.attribution.tokens import cut_bodies
from index.sentences.splitting import split_sentences

_WORDS = st.sampled_from(
    """said says told that to have been not has will did well yesterday Reuters he they who it the
    a minister report claims , . : “ ” " - ( ) according to likely declined want is reportedly
    asked wrote adding Ada Brown officials 12 ’s and but statement confident believe""".split()  # noqa: SIM905
)
_BODIES = st.lists(_WORDS, max_size=60).map(" ".join)


def _scenes(bodies: list[str]) -> list[Scene]:
    return [scene_of(tokens, split_sentences(tokens.body)) for tokens in cut_bodies(bodies)]


@settings(max_examples=200, deadline=None)
@given(st.lists(_BODIES, min_size=1, max_size=4))
@example(["He said so.", "", "“No,” she has never been known to say. He did."])
def test_a_word_is_a_cue_where_the_weights_of_its_features_reach_the_threshold(
    bodies: list[str],
) -> None:
    model = shipped()
    found = candidates(Tape(_scenes(bodies)))
    sums = [
        sum(round(1000 * model.weights.get(name, 0)) for name in names_of(found, row))
        for row in range(len(found.at))
    ]
    assert model.accepts(found).tolist() == [
        total >= round(1000 * model.threshold) for total in sums
    ]


@settings(max_examples=200, deadline=None)
@given(st.lists(_BODIES, min_size=1, max_size=4))
def test_several_articles_at_once_have_the_cues_that_each_has_alone(bodies: list[str]) -> None:
    scenes = _scenes(bodies)
    assert accepted(scenes) == [one for scene in scenes for one in accepted([scene])]
