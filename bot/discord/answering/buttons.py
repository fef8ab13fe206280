"""The buttons under an answer. What they need is in their ids, so they work after a restart."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Self

import discord

from bot.discord.admission import door
from bot.discord.admission.presses import Pressed
from bot.discord.core import Core
from bot.discord.rendering import limits
from bot.discord.rendering.frames import plain
from bot.discord.reporting import faults
from bot.discord.reporting.notices import take_no_notice, tell
from bot.memory.database import BotDatabase
from bot.memory.records import AnswerRecord

FORGOTTEN = "This answer is no longer kept, so its buttons do nothing any more. Please ask again."
TEMPLATE = r"whosaid:(?P<action>[a-z_]+):(?P<number>\d+):(?P<quote>\d+):(?P<extent>\d+)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """A button that was pressed: on which answer, for which of its quotes, and how far."""

    bot: Core
    interaction: discord.Interaction
    record: AnswerRecord
    quote: int
    extent: int

    @property
    def copy(self) -> bool:
        """Whether the button stands in a message that only the one who pressed it can see."""
        message = self.interaction.message
        return message is not None and message.flags.ephemeral

    async def begin(self, *, in_place: bool = False) -> None:
        """Say that it is being seen to: in the message itself, or in a copy for the member alone."""
        stay = in_place or self.copy
        await self.interaction.response.defer(ephemeral=True, thinking=not stay)

    async def show_words(self, text: str) -> None:
        """Show a text and nothing else: in the copy that the button stands in, or in one for the member alone."""
        await self.interaction.edit_original_response(
            content=text, embeds=[], attachments=[], view=None
        )


Action = Callable[[Press], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """How a button looks."""

    text: str
    style: discord.ButtonStyle = discord.ButtonStyle.secondary
    emoji: str | None = None


LABELS = {
    "context": Label(text="Context"),
    "printed": Label(text="Who else printed this"),
    "others": Label(text="Other outlets"),
    "more": Label(text="More"),
    "back": Label(text="Back"),
    "follow": Label(text="Ask a follow-up", style=discord.ButtonStyle.primary),
    "meant": Label(text="Yes", style=discord.ButtonStyle.primary),
    "helpful": Label(text="Helpful", emoji="👍"),
    "wrong_outlet": Label(text="Wrong outlet"),
    "not_an_answer": Label(text="Not an answer"),
    "refused": Label(text="Wrongly refused"),
    "wider": Label(text="Wider"),
    "whole": Label(text="Whole article"),
    "previous": Label(text="Previous quote"),
    "next": Label(text="Next quote"),
    "previous_printed": Label(text="Previous quote"),
    "next_printed": Label(text="Next quote"),
}


class AnswerButton(discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]], template=TEMPLATE):
    """One button: its action, the number of its answer, a quote of it, and an extent."""

    def __init__(
        self,
        action: str,
        number: int,
        quote: int = 0,
        extent: int = 0,
        *,
        row: int | None = None,
        text: str | None = None,
    ) -> None:
        """``text`` stands on it instead of its usual words."""
        label = LABELS[action]
        super().__init__(
            discord.ui.Button(
                label=text or label.text,
                emoji=label.emoji,
                style=label.style,
                custom_id=f"whosaid:{action}:{number}:{quote}:{extent}",
                row=row,
            )
        )
        self.action = action
        self.number = number
        self.quote = quote
        self.extent = extent

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction,
        item: discord.ui.Item[discord.ui.View],
        match: re.Match[str],
        /,
    ) -> Self:
        """Make the button anew from its id."""
        return cls(match["action"], int(match["number"]), int(match["quote"]), int(match["extent"]))

    async def callback(self, interaction: discord.Interaction) -> None:
        """Do what the button is for, if the member has not pressed too much; a fault is told with its reference."""
        bot: Core = interaction.client  # type: ignore[assignment]
        pressed = Pressed.of(interaction, self.custom_id)
        refusal = door.CLOSING if bot.closing else bot.presses.refusal(pressed)
        if refusal is not None:
            await (tell(interaction, refusal) if refusal else take_no_notice(interaction))
            return
        with bot.at_work(), bot.presses.under_way(pressed):
            try:
                await self._act(bot, interaction)
            except Exception as fault:
                await tell(interaction, faults.report(fault, button=self.action))

    async def _act(self, bot: Core, interaction: discord.Interaction) -> None:
        record = await bot.kept(BotDatabase.answer, self.number)
        action = bot.actions.get(self.action)
        if record is None or action is None:
            await tell(interaction, FORGOTTEN)
            return
        bot.metrics.buttons.labels(self.action).inc()
        quote = min(self.quote, max(0, len(record.quotes) - 1))
        await action(
            Press(bot=bot, interaction=interaction, record=record, quote=quote, extent=self.extent)
        )


def view_of(buttons: Iterable[AnswerButton]) -> discord.ui.View:
    """Return a view that never ends."""
    view = discord.ui.View(timeout=None)
    for button in buttons:
        view.add_item(button)
    return view


def article_view(number: int) -> discord.ui.View:
    """Return the buttons under an article."""
    return view_of(AnswerButton(name, number) for name in ("context", "whole", "printed"))


def answer_view(
    number: int, *, answered: bool, back: int | None = None, meant: str | None = None
) -> discord.ui.View:
    """Return the buttons under an answer; under a refusal, only what makes sense there.

    ``meant`` is the outlet that the answer asks back about.
    """
    offered = [AnswerButton("meant", number, row=0, text=_yes(meant))] if meant else []
    if not answered:
        return view_of([*offered, AnswerButton("follow", number), AnswerButton("refused", number)])
    paging = AnswerButton("more", number, row=0)
    if back is not None:
        paging = AnswerButton("back", back, row=0)
    return view_of(
        [
            *(AnswerButton(name, number, row=0) for name in ("context", "printed", "others")),
            paging,
            *(
                AnswerButton(name, number, row=1)
                for name in ("follow", "helpful", "wrong_outlet", "not_an_answer")
            ),
            *offered,
        ]
    )


def _yes(outlet: str) -> str:
    """Return what stands on the button that takes an outlet."""
    return plain(f"Yes, {outlet}", limits.LABEL)
