"""A folder of articles that changes as archives do, and all that a reader may learn of what is made of it."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

from bot.json_form.answers import reply_dict
from bot.json_form.press import comparison_dict, coverage_dict, who_said_dict
from bot.serving.service import AnsweringService
from bot.values import Question
from config.settings import Settings, load_settings

_NAMES = ("Ann Lee", "Tom Hart", "Zoë Müller", "Captain Ada Brown", "the harbour master")
_CITED = ("The Skerry Post", "The Marrowby Lantern", "Reuters", "The Sun", "the Ferry Herald")
_PUBLISHERS = ("The Skerry Post", "The Guardian", "Ferry Herald", "skerrypost.example", "BBC", None)
_THINGS = (
    "bridge", "harbour", "ferry", "budget", "school", "storm", "museum", "court", "union", "market",
    "lighthouse", "railway", "hospital", "festival",
)  # fmt: skip
_DEEDS = ("closed", "opened", "flooded", "sold", "repaired", "inspected", "postponed", "approved")
_REGISTRIES = (
    '[[outlet]]\nid = "skerry-post"\nname = "The Skerry Post"\ndomains = ["skerrypost.example"]\n',
    '[[outlet]]\nid = "skerry-post"\nname = "Skerry Post & Mail"\naliases = ["The Skerry Post"]\n',
    '[[outlet]]\nid = "lantern"\nname = "The Marrowby Lantern"\nfamily = "lantern"\n',
    '[[outlet]]\nid = "ferry"\nname = "Ferry Herald"\naliases = ["The Ferry Herald"]\n',
    '[[outlet]]\nid = "sun"\nname = "The Sun on Sunday Times"\n',
)
QUESTIONS = (
    "What did Ann Lee say about the bridge?",
    "Who told The Skerry Post that the ferry was sold?",
    "Was the harbour flooded?",
    "What did The Marrowby Lantern report on the school?",
    "When was the lighthouse repaired?",
    "storm museum court",
)
TOPICS = ("harbour ferry", "bridge", "school budget")


class ChangingArchive:
    """Articles in files of their own and in a file of lines, and a registry of outlets; all drawn by chance."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance = random.Random(f"archive/{seed}")
        self.articles, self.registry = folder / "articles", folder / "outlets.toml"
        self.articles.mkdir(parents=True)
        self._lines = self.articles / "wire.jsonl"
        self._lines.write_text("")
        self._count = 0
        self.registry.write_text(_REGISTRIES[0])
        for _ in range(12):
            self.add()
        self.add_line()

    def settings(self, index: Path) -> Settings:
        """Return the settings of an index of this archive in a folder."""
        return load_settings(
            dotenv=None,
            environment={},
            index={
                "articles": str(self.articles),
                "folder": index,
                "encoder": "fake",
                "outlets": self.registry,
            },
            answer={"checker": "none", "min_confidence": 0.0, "threads": 1},
        )

    def change(self) -> str:
        """Let one thing happen; say what."""
        acts = (
            self.add, self.add, self.add_line, self.drop_line, self.shuffle_lines, self.remove, self.rename,
            self.edit, self.edit, self.retitle, self.redate, self.republish, self.copy, self.reregister,
        )  # fmt: skip
        act = self.chance.choice(acts)
        act()
        return act.__name__

    def add(self) -> None:
        self._count += 1
        self._write(self.articles / f"story-{self._count}.json", self._story())

    def add_line(self) -> None:
        self._count += 1
        record = self._story() | {"id": f"wire-{self._count}"}
        with self._lines.open("a") as file:
            file.write(json.dumps(record) + "\n")

    def drop_line(self) -> None:
        lines = self._lines.read_text().splitlines(keepends=True)
        if lines:
            lines.pop(self.chance.randrange(len(lines)))
        self._lines.write_text("".join(lines))

    def shuffle_lines(self) -> None:
        lines = self._lines.read_text().splitlines(keepends=True)
        self.chance.shuffle(lines)
        self._lines.write_text("".join(lines))

    def remove(self) -> None:
        if len(self._files()) > 5:
            self._one().unlink()

    def rename(self) -> None:
        self._count += 1
        self._one().rename(self.articles / f"story-{self._count}.json")

    def copy(self) -> None:
        self._count += 1
        self._write(self.articles / f"story-{self._count}.json", self._read(self._one()))

    def edit(self) -> None:
        path = self._one()
        record = self._read(path)
        sentences = record["body"].split("\n\n")
        sentences[self.chance.randrange(len(sentences))] = self._sentence()
        self._write(path, record | {"body": "\n\n".join(sentences)})

    def retitle(self) -> None:
        path = self._one()
        self._write(path, self._read(path) | {"title": self._title()})

    def redate(self) -> None:
        path = self._one()
        self._write(path, self._read(path) | {"date": self._day()})

    def republish(self) -> None:
        path = self._one()
        self._write(path, self._read(path) | {"outlet": self.chance.choice(_PUBLISHERS)})

    def reregister(self) -> None:
        chosen = self.chance.sample(_REGISTRIES[1:], self.chance.randint(0, 3))
        self.registry.write_text("\n".join(chosen or _REGISTRIES[:1]))

    def _files(self) -> list[Path]:
        return sorted(self.articles.glob("story-*.json"))

    def _one(self) -> Path:
        return self.chance.choice(self._files())

    def _story(self) -> dict[str, Any]:
        body = "\n\n".join(self._sentence() for _ in range(self.chance.randint(2, 9)))
        outlet = self.chance.choice(_PUBLISHERS)
        return {"title": self._title(), "body": body, "outlet": outlet, "date": self._day()}

    def _title(self) -> str:
        return f"{self.chance.choice(_THINGS).capitalize()} {self.chance.choice(_DEEDS)} again"

    def _day(self) -> str:
        return f"2024-{self.chance.randint(1, 12):02d}-{self.chance.randint(1, 28):02d}"

    def _sentence(self) -> str:
        thing, deed = self.chance.choice(_THINGS), self.chance.choice(_DEEDS)
        name, cited = self.chance.choice(_NAMES), self.chance.choice(_CITED)
        number = self.chance.randint(2, 900)
        return self.chance.choice(
            (
                f"The {thing} was {deed} after {number} days, {name} told {cited}.",
                f"“The {thing} will be {deed},” {name} said. “We counted {number} of them.”",
                f"{cited} reported that the {thing} had been {deed} by {number} people.",
                f"{name} denied that the {thing} was {deed}, {cited} understands.",
                f"Some {number} visitors saw how the {thing} was {deed} on Monday.",
            )
        )

    @staticmethod
    def _read(path: Path) -> dict[str, Any]:
        read: dict[str, Any] = json.loads(path.read_text())
        return read

    @staticmethod
    def _write(path: Path, record: dict[str, Any]) -> None:
        path.write_text(json.dumps(record))


def learned(settings: Settings) -> dict[str, Any]:
    """Return everything that may be learned from an index, but for what tells when and how it was made."""
    with AnsweringService(settings) as service:
        archive = service.archive
        told: dict[str, Any] = {
            "articles": {name: _article(archive, name) for name, _ in archive.digests()},
            "outlets": sorted((one.outlet or "", one.articles) for one in archive.outlets()),
        }
        for text in QUESTIONS:
            told[text] = _plain(reply_dict(service.answer(Question(text=text))))
        for text in TOPICS:
            told[f"coverage of {text}"] = _plain(coverage_dict(service.coverage(text)))
            told[f"comparison on {text}"] = _plain(comparison_dict(service.compare(text)))
        for name in sorted(told["articles"])[:6]:
            first = archive.article(name).body.split("\n\n")[0]
            told[f"who said {name}"] = _plain(who_said_dict(service.who_said(first)))
        return told


def _article(archive: Any, name: str) -> Any:
    article = archive.article(name)
    return (
        article.title, article.outlet, article.published, article.body,
        [(one.start, one.end) for one in archive.passages(archive.passage_rows(name))],
        [str(one) for one in archive.attributions(name)],
    )  # fmt: skip


def _plain(told: dict[str, Any]) -> dict[str, Any]:
    told.pop("snapshot")
    told.pop("elapsed_ms")
    return {name: _rounded(value) for name, value in told.items()}


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 3)
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    return [_rounded(one) for one in value] if isinstance(value, list) else value
