"""Build and keep the archives that evaluations ask."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from bot.serving.service import AnsweringService
from config.settings import Settings, load_settings
from index.building.update import update_index
from index.snapshot.layout import current_id
from scripts.evaluation import events, news, small
from scripts.evaluation.data import data_folder, lines

DISTRACTORS = 3500


def service_for(name: str, cache: Path) -> AnsweringService:
    """Return a service over the archive of an evaluation set; the index is built where it is absent."""
    settings = load_settings()
    index = settings.index.model_copy(
        update={"folder": cache / name, "articles": tuple(_articles(name, cache))}
    )
    if current_id(index.folder) is None:
        cache.mkdir(parents=True, exist_ok=True)
        print(f"building the index of {name} in {index.folder}; this takes a while", flush=True)
        update_index(index)
    return AnsweringService(_with(settings, index))


def _with(settings: Settings, index: Any) -> Settings:
    return settings.model_copy(update={"index": index})


def _articles(name: str, cache: Path) -> Iterator[Path]:
    data = data_folder()
    match name:
        case "seeds":
            yield data / "seeds"
        case "multihop":
            yield data / "multihop_rag" / "articles.jsonl"
            yield _kept(
                cache / "distractors.jsonl",
                lambda: islice(lines(data / "allsides" / "articles.jsonl.gz"), DISTRACTORS),
            )
        case "realtimeqa":
            yield data / "realtimeqa" / "articles.jsonl.gz"
        case "small":
            yield _kept(cache / "small.jsonl", lambda: small.articles(data))
        case "events":
            yield _kept(cache / "events.jsonl", lambda: events.articles(data))
        case "news":
            yield _kept(cache / "news.jsonl", lambda: news.articles(data))
        case "squad2":
            yield _kept(cache / "squad2.jsonl", lambda: squad_articles(data))
        case "training":
            yield _kept(cache / "training.jsonl", lambda: training_articles(data))
        case _:
            raise ValueError(f"no evaluation set is called {name}")


def _kept(path: Path, read: Callable[[], Iterable[dict[str, Any]]]) -> Path:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(json.dumps(one) + "\n" for one in read()), encoding="utf-8")
    return path


def squad_articles(data: Path) -> Iterator[dict[str, Any]]:
    """Yield the articles that the questions of ``squad2/questions.json`` were asked about."""
    read = json.loads((data / "squad2" / "questions.json").read_text(encoding="utf-8"))
    for article in read["data"]:
        body = "\n\n".join(paragraph["context"] for paragraph in article["paragraphs"])
        yield {"id": article["title"], "title": article["title"].replace("_", " "), "body": body}


def training_articles(data: Path) -> Iterator[dict[str, Any]]:
    """Yield the articles of ``qa_train/squad2`` that are not among those evaluated on."""
    evaluated = {article["id"] for article in squad_articles(data)}
    bodies: dict[str, list[str]] = {}
    for question in lines(data / "qa_train" / "squad2" / "questions.jsonl"):
        title, paragraph = question["title"], question["paragraph"]
        if title not in evaluated and paragraph not in bodies.setdefault(title, []):
            bodies[title].append(paragraph)
    for title, paragraphs in bodies.items():
        if paragraphs:
            title_words = title.replace("_", " ")
            yield {"id": title, "title": title_words, "body": "\n\n".join(paragraphs)}
