"""A follow-up that asks for what was printed since: "any updates?", "what happened since then?"."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.conversation.follow_up import FollowUp, completed_as
from bot.conversation.topics import topic
from bot.conversation.values import Completed
from bot.understanding.asking_day import asking_day
from bot.understanding.news_asked import news_asked

_ON_IT = r"(?: (?:on|about|with|to|of|in) (?:that|this|it|them|him|her))?"
_NEWER = re.compile(
    r"(?:(?:is|are) there |do you have |have you |got )?(?:any |some |the )?"
    rf"(?:(?:newer|further|more|later|recent|latest) )?(?:updates?|developments?|news){_ON_IT}(?: since(?: then)?)?"
    rf"|(?:is there )?anything (?:new|newer|later|more recent|since(?: then)?){_ON_IT}"
    rf"|what(?:['’]s| is) (?:new|newer|the latest|the latest news|happening now){_ON_IT}"
    r"|what(?: has|['’]s)? happened (?:since(?: then| that)?|after(?: that|wards)?)|update(?: me)?"
    rf"|since then|nowadays|lately|what(?: about|['’]s it| is it)? (?:like )?now|latest{_ON_IT}",
    re.IGNORECASE,
)


def in_newest(follow_up: FollowUp) -> Completed | None:
    """Ask for the newest articles on what was asked about before."""
    last = follow_up.last
    if not _NEWER.fullmatch(follow_up.text):
        return None
    if news_asked(last.text, asking_day()) is not None:
        return completed_as(last)
    asked = f"What is the latest on {topic(last.text)}?"
    return completed_as(replace(last, text=asked, since=None, until=None))
