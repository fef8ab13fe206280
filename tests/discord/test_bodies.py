"""The checker of bodies itself: it lets through what Discord takes and names what it refuses."""

import pytest

MESSAGES = "/channels/123456789012345678/messages"


def message(**parts: object) -> dict[str, object]:
    return {"content": "hello", "allowed_mentions": {"parse": []}, **parts}


def button(custom_id: str, label: str = "More") -> dict[str, object]:
    return {"type": 2, "style": 2, "label": label, "custom_id": custom_id}


@pytest.mark.parametrize(
    ("body", "names"),
    [
        (message(content="x" * 2001), "2000"),
        (message(embeds=[{"title": "t", "description": "d" * 4000}] * 2), "6000"),
        (message(embeds=[{"title": "t", "url": "javascript:alert(1)"}]), "scheme"),
        (message(allowed_mentions={"parse": ["everyone"]}), "parse"),
        (
            message(components=[{"type": 1, "components": [button("a"), button("a")]}]),
            "occurs twice",
        ),
        (message(embeds=[{"title": "t", "fields": [{"name": "n", "value": ""}]}]), "field"),
    ],
)
def test_a_body_over_a_limit_is_named(bodies, body, names) -> None:
    bodies._description, kept = None, bodies._description
    try:
        with pytest.raises(AssertionError):
            bodies.check("POST", MESSAGES, body)
    finally:
        bodies._description = kept


def test_an_ordinary_message_passes(bodies) -> None:
    rows = [{"type": 1, "components": [button("a"), button("b")]}]
    bodies.check("POST", MESSAGES, message(embeds=[{"title": "t"}], components=rows))


@pytest.mark.parametrize(
    "body",
    [
        {"content": 5},
        {"content": "hello", "components": [{"type": 1, "components": [button("a" * 101)]}]},
        {"embeds": [{"title": "t" * 257}]},
        {"message_reference": {"message_id": "not a number"}},
    ],
)
def test_a_body_against_the_published_description_is_named(bodies, body) -> None:
    if bodies._description is None:
        pytest.skip("Discord's OpenAPI description is not there: ../shared/discord/openapi.json")
    with pytest.raises(AssertionError, match=r"POST /channels/123456789012345678/messages: at"):
        bodies._check_schema("POST", MESSAGES, body)


def test_a_path_that_discord_does_not_have_is_named(bodies) -> None:
    if bodies._description is None:
        pytest.skip("Discord's OpenAPI description is not there: ../shared/discord/openapi.json")
    with pytest.raises(AssertionError, match="no path of Discord's API"):
        bodies.check("POST", "/channels/1/shout", {})
