"""The features of a cue candidate: keys as they are looked up, and the names of what each key stands for."""

from __future__ import annotations

Key = tuple[object, ...]


def names_of(key: Key) -> list[str]:
    """Return the names of the features that a key stands for."""
    kind, *values = key
    return [
        f"{short} " + ",".join(str(values[at]) for at in picked)
        for short, picked in _FEATURES[str(kind)]
    ]


_FEATURES: dict[str, list[tuple[str, tuple[int, ...]]]] = {
    "word": [
        ("t", (1,)),
        ("f", (2,)),
        ("tf", (1, 2)),
        ("l", (0,)),
        ("lf", (0, 2)),
        ("nn", (3, 2)),
        ("cap", (4,)),
    ],
    "before": [("p", (0, 2)), ("pt", (0, 2, 3)), ("b", (1, 2)), ("bt", (1, 2, 3))],
    "lemma before": [("lb", (0, 1))],
    "after": [("a", (0,)), ("af", (0, 2)), ("at", (0, 2, 3)), ("a2", (0, 1)), ("a3", (0, 1, 3))],
    "lemma after": [("la", (0, 1))],
    "next": [("w", (0,)), ("wf", (0, 1)), ("wt", (0, 2))],
    "lemma next": [("wl", (0, 1))],
    "group": [
        ("g", (0,)),
        ("gf", (0, 2)),
        ("gt", (0, 2, 3)),
        ("s", (1,)),
        ("sf", (1, 2)),
        ("st", (0, 1, 3)),
    ],
    "quote": [
        ("q", (0,)),
        ("qf", (0, 2)),
        ("qt", (0, 3)),
        ("i", (1,)),
        ("if", (1, 2)),
        ("it", (1, 3)),
    ],
    "governor": [("gov", (0,))],
    "edge": [("e", (0,)), ("ef", (0, 1)), ("et", (0, 1, 2))],
    "clause": [("c", (0,)), ("cf", (0, 1)), ("ct", (0, 1, 2)), ("cl", (0, 3))],
    "place": [("pos", (0, 1)), ("o", (2, 3))],
}
