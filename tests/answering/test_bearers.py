"""Whether those who bear a surname in an article are the person asked about."""

from __future__ import annotations

import pytest

from bot.evidence.bearers import Person, is_another, person_in
from index.values import Article


def _article(body: str) -> Article:
    return Article(id="one", body=body, title="The Reeds Of Marrowby", outlet="Marrowby Echo")


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Anna Reed", Person("Anna", "Reed")),
        ("Mayor Anna B. Reed's", Person("Anna", "Reed")),
        ("Senator Reed", None),
        ("Prince Edmund", None),
        ("the harbour board", None),
        ("Reed", None),
    ],
)
def test_a_person_is_known_by_forename_and_surname(name: str, person: Person | None) -> None:
    assert person_in(name) == person


@pytest.mark.parametrize(
    ("body", "called"),
    [
        ("Tom Reed spoke. “It leaks,” Reed said.", "Reed"),
        ("Sen. Tom Reed spoke. “It leaks,” Sen. Reed said.", "Sen. Reed"),
        ("Tom Reed and Anna Reed spoke. “It leaks,” Tom Reed said.", "Tom Reed"),
        ("Anna Reed listened. A Reed aide spoke.", "A Reed aide"),
        ("Anna Reed listened. Reed Okoro spoke.", "Reed Okoro"),
    ],
)
def test_another_bearer_is_not_the_one_asked_about(body: str, called: str) -> None:
    assert is_another(Person("Anna", "Reed"), _article(body), called)


@pytest.mark.parametrize(
    ("body", "called"),
    [
        ("Anna Reed spoke. “It leaks,” Reed said.", "Reed"),
        ("Tom Reed met his wife Anna Reed. “It leaks,” Reed said.", "Reed"),
        ("Tom Reed is the son of Senator Reed. “It leaks,” Reed said.", "Reed"),
        ("“It leaks,” Mr. Reed said.", "Mr. Reed"),
        ("Annie Reed spoke. “It leaks,” Reed said.", "Reed"),
        ("J. A. Reed spoke. “It leaks,” Reed said.", "J. A. Reed"),
        ("Tom Reed spoke of the reed that grows there: a reed like others.", "Reed"),
    ],
)
def test_whoever_may_be_the_one_is_not_another(body: str, called: str) -> None:
    assert not is_another(Person("Anna", "Reed"), _article(body), called)


def test_short_forms_of_a_forename_are_one_person() -> None:
    article = _article("Bill Okoro spoke. “It leaks,” Okoro said.")
    assert not is_another(Person("William", "Okoro"), article, "Okoro")
    assert is_another(Person("Walter", "Okoro"), article, "Okoro")
