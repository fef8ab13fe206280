"""Hold what the bot sends against Discord's published description, and the limits that it leaves out."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[2]
OPENAPI = (
    Path(os.environ.get("WHOSAID_DISCORD", ROOT.parent / "shared" / "discord")) / "openapi.json"
)


def description() -> dict[str, Any] | None:
    """Return Discord's description of its API; None where there is none."""
    return json.loads(OPENAPI.read_text("utf-8")) if OPENAPI.is_file() else None


def units(text: str | None) -> int:
    """Count UTF-16 code units, written apart from the code under test."""
    return len((text or "").encode("utf-16-le", "surrogatepass")) // 2


class BodyChecker:
    """Holds bodies against Discord's published OpenAPI description and the limits that it leaves out."""

    def __init__(self, description: dict[str, Any] | None) -> None:
        self._validators: dict[str, Any] = {}
        self._description = description
        self.checked = 0

    def check(self, method: str, path: str, body: Any) -> None:
        """Raise ``AssertionError`` naming what is wrong with a body."""
        if self._description is not None:
            self._check_schema(method, path, body)
        for message in messages_in(body):
            check_limits(message)
        self.checked += 1

    def _check_schema(self, method: str, path: str, body: Any) -> None:
        template = self._template(path)
        operation = self._description["paths"][template].get(method.lower())
        assert operation is not None, f"{method} {template} is no operation of Discord's"
        if body is None:
            return
        validator = self._validator(template, method.lower())
        error = next(iter(validator.iter_errors(body)), None)
        if error is not None:
            deepest = max(every_error(error), key=lambda one: len(one.absolute_path))
            where = "/".join(map(str, deepest.absolute_path))
            raise AssertionError(f"{method} {path}: at {where}: {deepest.message[:400]}")

    def _template(self, path: str) -> str:
        for template in sorted(self._description["paths"], key=lambda one: one.count("{")):
            if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path):
                return template
        raise AssertionError(f"{path} is no path of Discord's API")

    def _validator(self, template: str, method: str) -> Any:
        from jsonschema import Draft202012Validator
        from referencing import Registry, Resource
        from referencing.jsonschema import DRAFT202012

        key = f"{method} {template}"
        if key not in self._validators:
            resource = Resource(contents=self._description, specification=DRAFT202012)
            content = self._description["paths"][template][method]["requestBody"]["content"]
            registry = Registry().with_resource("urn:discord", resource)
            schema = absolute_references(content["application/json"]["schema"])
            self._validators[key] = Draft202012Validator(schema, registry=registry)
        return self._validators[key]


def every_error(error: Any) -> Iterator[Any]:
    """Yield an error and all that it is made of."""
    yield error
    for part in error.context or ():
        yield from every_error(part)


def absolute_references(schema: Any) -> Any:
    """Point the references of a schema into the whole description."""
    if isinstance(schema, dict):
        return {
            key: f"urn:discord{value}" if key == "$ref" else absolute_references(value)
            for key, value in schema.items()
        }
    return [absolute_references(one) for one in schema] if isinstance(schema, list) else schema


def messages_in(body: Any) -> Iterator[dict[str, Any]]:
    """Return the messages that a body holds: itself, or what an interaction is answered with."""
    if isinstance(body, dict):
        data = body.get("data") if set(body) <= {"type", "data"} else body
        if isinstance(data, dict):
            yield data


def check_limits(message: dict[str, Any]) -> None:
    """Hold a message against the limits that are in Discord's text but in no schema."""
    assert units(message.get("content")) <= 2000
    assert message.get("allowed_mentions", {"parse": []}).get("parse", []) == []
    embeds = message.get("embeds") or []
    assert len(embeds) <= 10
    total = 0
    for embed in embeds:
        texts = [
            embed.get("title"),
            embed.get("description"),
            (embed.get("footer") or {}).get("text"),
        ]
        texts.append((embed.get("author") or {}).get("name"))
        assert units(embed.get("title")) <= 256
        assert units(embed.get("description")) <= 4096
        assert len(embed.get("fields") or []) <= 25
        for field in embed.get("fields") or []:
            assert 0 < units(field["name"]) <= 256
            assert 0 < units(field["value"]) <= 1024
            texts += [field["name"], field["value"]]
        total += sum(map(units, texts))
        if embed.get("url"):
            address = urlsplit(embed["url"])
            assert address.scheme in ("http", "https") and address.hostname
            assert len(embed["url"]) <= 2048
    assert total <= 6000
    check_components(message.get("components") or [])
    for choice in message.get("choices") or []:
        assert 0 < units(choice["name"]) <= 100
        assert 0 < units(choice["value"]) <= 100
    assert len(message.get("choices") or []) <= 25


def check_components(rows: list[dict[str, Any]]) -> None:
    """Hold buttons and inputs against their limits."""
    seen = []
    assert len(rows) <= 5
    for row in rows:
        parts = row.get("components") or ([row["component"]] if "component" in row else [])
        assert len(parts) <= 5
        for part in parts:
            assert units(part.get("label")) <= 80
            assert units(part.get("custom_id")) <= 100
            seen.append(part.get("custom_id"))
    named = [one for one in seen if one]
    assert len(named) == len(set(named)), f"a custom_id occurs twice: {named}"
