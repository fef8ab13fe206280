"""Show a topic's coverage by outlet, complete: what a message cannot hold is in a text file with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import discord
import structlog

from bot import wording
from bot.discord.rendering import limits
from bot.discord.rendering.answers import SnapshotStamp, footer
from bot.discord.rendering.colours import NEUTRAL
from bot.discord.rendering.directions import steady
from bot.discord.rendering.files import picture, text_file
from bot.discord.rendering.frames import below, lines_that_fit, plain, quote_frame, short
from bot.serving.service import AnsweringService
from bot.timeline.drawing import timeline_png
from bot.wording import press
from index.coverage.coverage import Coverage, OutletCoverage

_QUOTES = 3
_LINES = 1800
_MOST = 20
"""Outlets listed in a message; a text file lists all where there are more."""
_TIMELINE = "timeline.png"
_TIMELINE_WORDS = (
    "Timeline: one row an outlet, one mark an article; the days are listed in the text."
)
_log = structlog.get_logger("whosaid.discord")


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageMessage:
    """A topic's coverage ready to be sent: made beside the archive, so that the whole of it stays there."""

    embeds: list[discord.Embed]
    text: str | None
    """Everything, where a message cannot hold it."""
    timeline: bytes | None
    """A picture (PNG) for those who see it; the same is in the text."""

    def parts(self) -> dict[str, Any]:
        """Return the arguments of discord.py's ways to send."""
        files = [text_file("coverage.txt", self.text)] if self.text else []
        if self.timeline:
            files.append(picture(_TIMELINE, self.timeline, _TIMELINE_WORDS))
        return {"embeds": self.embeds, "attachments": files}


def look_up_coverage(
    service: AnsweringService, topic: str, since: date | None, until: date | None
) -> CoverageMessage:
    """Find all coverage of a topic and return the message that shows it."""
    found = service.coverage(topic, since, until)
    archive = service.archive
    outlets = frozenset(one.outlet for one in archive.outlets())
    embeds = render_coverage(
        found, SnapshotStamp(id=archive.id, built=archive.built, outlets=outlets)
    )
    timeline = _timeline(found)
    if timeline:
        embeds[0].set_image(url=f"attachment://{_TIMELINE}")
    text = coverage_text(found) if needs_file(found) else None
    return CoverageMessage(embeds=embeds, text=text, timeline=timeline)


def _timeline(found: Coverage) -> bytes | None:
    """Draw the timeline; without dates there is none."""
    if not found.first:
        return None
    try:
        return timeline_png(found)
    except Exception as fault:
        _log.warning("no timeline", exc_info=fault)
        return None


def render_coverage(coverage: Coverage, stamp: SnapshotStamp) -> list[discord.Embed]:
    """Return the embeds: all outlets with their days, shared origins, who was silent, best quotes."""
    summary = discord.Embed(
        title=short(f"Coverage: {coverage.topic}", limits.TITLE), colour=NEUTRAL
    )
    lines = [f"**{short(press.coverage_words(coverage), 300)}**", ""]
    listed = _listed(coverage)
    lines += listed
    if len(listed) < len(coverage.outlets):
        hidden = wording.count_words(len(coverage.outlets) - len(listed), "further outlet")
        lines += ["", f"{hidden}: see the attached text file."]
    summary.description = "\n".join(lines)
    if shared := _shared_origins(coverage):
        summary.add_field(name="Articles that share one origin", value=shared, inline=False)
    if silent := press.silent_words(coverage):
        summary.add_field(name="Silent", value=short(silent, 600), inline=False)
    best = [one for one in coverage.outlets if one.excerpts][:_QUOTES]
    frames = [
        quote_frame(
            one.excerpts[0].article,
            wording.attribution_words(one.excerpts[0].chain, archive_outlets=stamp.outlets),
        )
        for one in best
    ]
    texts = [one.excerpts[0].text for one in best]
    return below(summary, frames, texts, footer(coverage.snapshot, stamp))


def coverage_text(coverage: Coverage) -> str:
    """Return everything as text: every outlet, every article."""
    lines = [f"Coverage: {plain(coverage.topic, 300)}", press.coverage_words(coverage), ""]
    for one in coverage.outlets:
        lines.append(steady(press.outlet_coverage_words(one)))
        for article in one.articles:
            title = steady(wording.title_words(article))
            lines.append(f"  {wording.date_words(article.published)}  {title}  {article.url or ''}")
    if silent := press.silent_words(coverage, most=10_000):
        lines += ["", silent]
    return "\n".join(lines) + "\n"


def needs_file(coverage: Coverage) -> bool:
    """Say whether a message cannot hold all outlets and articles."""
    several = any(len(one.articles) > 1 for one in coverage.outlets)
    return several or len(coverage.outlets) > 12 or len(_listed(coverage)) < len(coverage.outlets)


def _listed(coverage: Coverage) -> list[str]:
    return lines_that_fit([_outlet_line(one) for one in coverage.outlets[:_MOST]], _LINES)


def _outlet_line(outlet: OutletCoverage) -> str:
    return f"- {short(press.outlet_coverage_words(outlet), 160)}"


def _shared_origins(coverage: Coverage) -> str | None:
    lines = []
    for origin in coverage.origins:
        if len(origin.article_ids) > 1:
            names = dict.fromkeys(wording.outlet_words(name) for name in origin.outlets)
            lines.append(
                f"- {short(f'{wording.joined(list(names), most=6)}: {origin.reason}', 300)}"
            )
    kept = lines_that_fit(lines, limits.FIELD_VALUE - 40)
    if len(kept) < len(lines):
        kept.append(f"and {wording.count_words(len(lines) - len(kept), 'further origin')}")
    return "\n".join(kept) or None
