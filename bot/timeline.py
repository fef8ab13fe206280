"""Draw who covered a topic and when, for Discord's dark theme.

One row an outlet, the first to print at the top; one mark an article. Marks of one origin share
colour and shape, so that neither alone carries the meaning. Matplotlib is loaded on first use only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

from index.coverage import Coverage, OutletCoverage

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_ROWS = 24
_ROW_HEIGHT, _MARGIN, _WIDTH, _DPI = 0.36, 1.5, 8.0, 150
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    day: date
    row: int
    origin: int | None
    """Number of an origin that several articles share, None for one that stands alone."""


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


def _marks(coverage: Coverage, rows: Sequence[OutletCoverage]) -> list[_Mark]:
    shared = [origin for origin in coverage.origins if len(origin.article_ids) > 1]
    number = {one: place for place, origin in enumerate(shared) for one in origin.article_ids}
    return [
        _Mark(day=article.day, row=row, origin=number.get(article.id))
        for row, outlet in enumerate(rows)
        for article in outlet.articles
        if article.day
    ]


def _drawn(coverage: Coverage, rows: Sequence[OutletCoverage], theme: _Theme) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    height = max(2.2, _MARGIN + _ROW_HEIGHT * len(rows))
    figure = Figure(figsize=(_WIDTH, height), dpi=_DPI, facecolor=theme.background)
    FigureCanvasAgg(figure)
    axes = figure.add_subplot(facecolor=theme.background)
    marks = _marks(coverage, rows)
    _draw_marks(axes, marks, theme)
    _label(axes, coverage, rows, marks, theme)
    figure.tight_layout()
    target = BytesIO()
    figure.savefig(target, format="png", facecolor=theme.background, metadata={"Software": None})
    return target.getvalue()


def _draw_marks(axes: Axes, marks: Sequence[_Mark], theme: _Theme) -> None:
    """Draw each mark; several of one outlet on one day stand a little apart."""
    seen: Counter[tuple[int, date]] = Counter()
    for mark in marks:
        place = seen[mark.row, mark.day]
        seen[mark.row, mark.day] += 1
        step = (place + 1) // 2 * (0.24 if place % 2 else -0.24)
        style: dict[str, Any] = {"color": theme.alone, "marker": "o"}
        if mark.origin is not None:
            style = {
                "color": _COLOURS[mark.origin % len(_COLOURS)],
                "marker": _SHAPES[mark.origin % len(_SHAPES)],
            }
        axes.plot([_at(mark.day)], [mark.row + step], markersize=8, linestyle="", **style)


def _at(day: date) -> float:
    from matplotlib.dates import date2num

    return float(date2num(day))


def _label(
    axes: Axes,
    coverage: Coverage,
    rows: Sequence[OutletCoverage],
    marks: Sequence[_Mark],
    theme: _Theme,
) -> None:
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

    axes.set_yticks(range(len(rows)), [_name(outlet) for outlet in rows])
    axes.set_ylim(len(rows) - 0.4, -0.6)
    first, last = min(mark.day for mark in marks), max(mark.day for mark in marks)
    room = max(timedelta(days=1), (last - first) / 15)
    axes.set_xlim(_at(first - room), _at(last + room))
    locator = AutoDateLocator(minticks=2, maxticks=8, interval_multiples=True)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))
    axes.grid(axis="both", color=theme.faint, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.tick_params(colors=theme.text, labelsize=10, length=0)
    axes.xaxis.get_offset_text().set_color(theme.text)
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.set_title(_title(coverage), color=theme.text, fontsize=11, loc="left", parse_math=False)


def _name(outlet: OutletCoverage) -> str:
    """Return a row's label: the outlet, shortened, with its number of articles; ``$`` is plain
    text."""
    name = outlet.outlet or "publisher not stated"
    short = name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"
    return f"{short} ({len(outlet.articles)})".replace("$", r"\$")


def _title(coverage: Coverage) -> str:
    topic = " ".join(coverage.topic.split())
    short = topic if len(topic) <= 60 else topic[:59] + "…"
    shared = sum(len(origin.article_ids) > 1 for origin in coverage.origins)
    note = "; marks alike in colour and shape share an origin" if shared else ""
    outlets, origins = len(coverage.outlets), len(coverage.origins)
    return f"{short}\n{_count(outlets, 'outlet')}, {_count(origins, 'origin')}{note}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
