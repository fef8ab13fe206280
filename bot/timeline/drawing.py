"""Draw who covered a topic and when, for Discord's dark theme.

One row an outlet, the first to print at the top; one mark an article. Marks of one origin share
colour and shape, so that neither alone carries the meaning. Matplotlib is loaded on first use only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

from bot.timeline.axis import Tick, ticks
from bot.timeline.rows import Mark, Place, laid_out
from index.coverage.coverage import Coverage, OutletCoverage

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_ROWS = 16
"""Most outlets drawn: Discord shows a picture small, and a high one unreadable."""
_WIDTH, _DPI = 6.4, 150
_EDGE, _BELOW, _LINE = 0.2, 0.6, 0.23
"""Inches: around the picture, for the days under it, for a line of text above it."""
_LONGEST_NAME = 26
_COLOURS = ("#5ab4f0", "#f2a65a", "#8fd694", "#e58fb1", "#d9d36c", "#b79cf2")
_SHAPES = ("s", "D", "^", "v", "P", "X")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Theme:
    background: str
    text: str
    faint: str
    alone: str
    """Colour of an article whose origin no other shares."""


_DARK = _Theme(background="#2b2d31", text="#f2f3f5", faint="#4e5058", alone="#c4c9ce")
_LIGHT = _Theme(background="#ffffff", text="#1e1f22", faint="#d4d7dc", alone="#5c5e66")


def timeline_png(coverage: Coverage, *, dark: bool = True) -> bytes:
    """Return a PNG picture of a coverage; undated articles are counted in the outlet's label.

    Raises ``ValueError`` where no article has a date: there is nothing to draw then.
    """
    rows = _rows(coverage.outlets)
    if not rows:
        raise ValueError("no article of this coverage has a date")
    return _drawn(coverage, rows, _DARK if dark else _LIGHT)


def _rows(outlets: Sequence[OutletCoverage]) -> list[OutletCoverage]:
    """Return the outlets drawn: those with dates, the ones with most articles where there are
    many."""
    dated = [outlet for outlet in outlets if outlet.first]
    kept = sorted(dated, key=lambda outlet: -len(outlet.articles))[:MOST_ROWS]
    return [outlet for outlet in dated if outlet in kept]


def _marks(coverage: Coverage, rows: Sequence[OutletCoverage]) -> list[list[Mark]]:
    """Return the marks of each row, earliest first."""
    shared = [origin for origin in coverage.origins if len(origin.article_ids) > 1]
    number = {one: place for place, origin in enumerate(shared) for one in origin.article_ids}
    return [
        sorted(
            (
                Mark(day=article.day, origin=number.get(article.id))
                for article in outlet.articles
                if article.day
            ),
            key=lambda mark: mark.day,
        )
        for outlet in rows
    ]


def _drawn(coverage: Coverage, rows: Sequence[OutletCoverage], theme: _Theme) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(_WIDTH, 2.0), dpi=_DPI, facecolor=theme.background)
    FigureCanvasAgg(figure)
    names, heading = [_name(outlet) for outlet in rows], _heading(coverage, len(rows))
    left = _EDGE + max(_text_width(figure, name) for name in names) + 0.1
    marks = _marks(coverage, rows)
    days = [mark.day for row in marks for mark in row]
    begin, end = _limits(min(days), max(days))
    scale = (_WIDTH - _EDGE - left) / ((end - begin) / timedelta(days=1))
    layout = laid_out(marks, scale)
    above = _EDGE + _LINE * len(heading)
    height = above + layout.height + _BELOW
    figure.set_size_inches(_WIDTH, height)
    axes = figure.add_axes(
        (
            left / _WIDTH,
            _BELOW / height,
            (_WIDTH - _EDGE - left) / _WIDTH,
            layout.height / height,
        ),
        facecolor=theme.background,
    )
    _write_heading(figure, heading, height, theme)
    _set_scales(axes, names, layout.centres, layout.height, theme)
    axes.set_xlim(0, (end - begin) / timedelta(days=1) * scale)
    told = ticks(min(days), max(days))
    axes.set_xticks(
        [_inches(one.day, begin, scale) for one in told], [_two_lines(one) for one in told]
    )
    for place in layout.places:
        _draw(axes, place, _inches(place.day, begin, scale), theme)
    target = BytesIO()
    figure.savefig(target, format="png", facecolor=theme.background, metadata={"Software": None})
    return target.getvalue()


def _limits(first: date, last: date) -> tuple[timedelta, timedelta]:
    """Return where the picture begins and ends, since the beginning of the calendar."""
    room = max(timedelta(hours=12), (last - first) / 30)
    start = date.min
    return (first - start) - room, (last - start) + room


def _inches(day: date, begin: timedelta, scale: float) -> float:
    return ((day - date.min) - begin) / timedelta(days=1) * scale


def _two_lines(tick: Tick) -> str:
    """Put the year under the day, where it says both: so they need half the room."""
    return tick.words.replace(f" {tick.day.year}", f"\n{tick.day.year}")


def _set_scales(
    axes: Axes, names: Sequence[str], centres: Sequence[float], height: float, theme: _Theme
) -> None:
    axes.set_yticks(centres, names)
    axes.set_ylim(height, 0)
    axes.grid(axis="both", color=theme.faint, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.tick_params(colors=theme.text, labelsize=10, length=0, pad=6)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _draw(axes: Axes, place: Place, at: float, theme: _Theme) -> None:
    """Draw a mark, or how many more there are that have no room."""
    if place.more:
        axes.text(
            at + place.right, place.down, f"+{place.more}",
            color=theme.text, fontsize=8, ha="center", va="center",
        )  # fmt: skip
        return
    axes.plot(
        [at + place.right], [place.down],
        linestyle="", markersize=8, clip_on=False, **_style(place.origin, theme),
    )  # fmt: skip


def _style(origin: int | None, theme: _Theme) -> dict[str, Any]:
    """Return how a mark looks: 72 origins are told apart by colour, shape, and filled or hollow."""
    if origin is None:
        return {"color": theme.alone, "marker": "o"}
    turn = origin // len(_COLOURS)
    colour = _COLOURS[origin % len(_COLOURS)]
    hollow = turn // len(_SHAPES) % 2 == 1
    return {
        "color": colour,
        "marker": _SHAPES[(origin + turn) % len(_SHAPES)],
        "markerfacecolor": "none" if hollow else colour,
    }


def _name(outlet: OutletCoverage) -> str:
    """Return a row's label: the outlet, shortened, with its number of articles; ``$`` is plain
    text."""
    name = outlet.outlet or "publisher not stated"
    short = name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"
    return f"{short} ({len(outlet.articles)})".replace("$", r"\$")


def _text_width(figure: Figure, text: str) -> float:
    """Return how wide a label is, in inches."""
    label = figure.text(0, 0, text, fontsize=10)
    width = label.get_window_extent().width / _DPI
    label.remove()
    return float(width)


def _heading(coverage: Coverage, drawn: int) -> list[str]:
    """Return the lines above the picture: the topic, the numbers, how marks are read."""
    topic = " ".join(coverage.topic.split())
    outlets, origins = len(coverage.outlets), len(coverage.origins)
    counts = f"{_count(outlets, 'outlet')}, {_count(origins, 'origin')}"
    if drawn < outlets:
        counts += (
            f"; drawn are the {drawn} with most articles"
            if drawn == MOST_ROWS
            else (f"; drawn are the {drawn} that state a date")
        )
    lines = [topic if len(topic) <= 60 else topic[:59] + "…", counts]
    if any(len(origin.article_ids) > 1 for origin in coverage.origins):
        lines.append("Marks alike in colour and shape share an origin; round ones stand alone")
    return lines


def _write_heading(figure: Figure, lines: Sequence[str], height: float, theme: _Theme) -> None:
    for place, line in enumerate(lines):
        figure.text(
            _EDGE / _WIDTH, 1 - (_EDGE * 0.7 + _LINE * place) / height, line,
            color=theme.text, fontsize=10 if place else 12, va="top", parse_math=False,
        )  # fmt: skip


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
