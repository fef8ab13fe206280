"""What a speaker is called in a chain: the whole name that the article prints, and no more."""

from __future__ import annotations

import pytest

from index.values import Role
from tests.attribution.outlets_for_attribution import chain_of


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (
            "“The bridge is safe for every lorry in town,” said harbour master Dwane Casey before the ferry left.",
            "harbour master Dwane Casey",
        ),
        (
            "Neil Roe quit soon after, admitting that he had sunk the boat in the harbour.",
            "Neil Roe",
        ),
        (
            "MARROWBY − Harbour police say they have planned for every storm of the winter.",
            "Harbour police",
        ),
        (
            "“It is safe,” says Marshall “Ferry” Roe in the film on the harbour.",
            "Marshall “Ferry” Roe",
        ),
        (
            "A source close to Ann Roe said on Monday that she had been stuck on the ferry all night.",
            "A source close to Ann Roe",
        ),
        ("The council even mended the bridge, a spokesman said last month.", "a spokesman"),
        (
            "The harbour board has so far declined to comment on the loss of the boat.",
            "The harbour board",
        ),
        (
            "One source who heard Ann Roe brief also told reporters, “I can confirm that she said it was safe.”",
            "One source",
        ),
        (
            "Officials who examined the pier after the storm concluded that it was safe for"
            " every lorry of the yard, for the school buses and for the ferries of the whole coast.",
            "Officials",
        ),
        (
            "Advocates for stricter regulation say that the ferries are too old for the winter.",
            "Advocates for stricter regulation",
        ),
        (
            "Ann Roe, the daughter of former Mayor Neil Roe, and her cousin, called him a “wreck” of a man.",
            "Ann Roe",
        ),
        (
            "Northmere and other harbour towns on Sunday announced that the ferries would stop.",
            "Northmere and other harbour towns",
        ),
        (
            "Mayor Ann Roe struck a note of hope on the bridge Monday, claiming that it would open in May.",
            "Mayor Ann Roe",
        ),
        (
            "Half of all ferries are late, according to a new report released Tuesday by the Harbour Watch.",
            "a new report released Tuesday by the Harbour Watch",
        ),
        (
            "Half of all ferries are late, according to a report published on Tuesday.",
            "a report",
        ),
        (
            "Nine boats were lost, according to the board's annual “State of the Sea” report.",
            "the board's annual “State of the Sea” report",
        ),
        (
            "Of all people 63% trust ferries, according to a survey of 33,000 people by Harbour Watch.",
            "a survey of 33,000 people",
        ),
        (
            "Image Ann Roe, a nurse on the ferry, said she had not seen the storm coming that day.",
            "Ann Roe",
        ),
        (
            "“We need a bridge that lasts,” said Roe in her speech endorsing the plan of the board.",
            "Roe",
        ),
        (
            "The Supreme Court in 2016, in a case on the bridge, said that the toll was lawful.",
            "The Supreme Court",
        ),
        (
            "Ann Roe’s family said that they had last spoken to her on the ferry to Port Ister.",
            "Ann Roe’s family",
        ),
        (
            "Kestrel Ferries in a statement announced that the old ferry would sail again in May.",
            "Kestrel Ferries",
        ),
        (
            "However, Ann Roe, secretary of state for harbours, rejected the advice on the old ferry.",
            "Ann Roe",
        ),
        (
            "Registered voters by 52-40 percent say that they would keep the old ferry.",
            "Registered voters",
        ),
        (
            "“It leaks,” said Ann Roe in a statement earlier on Friday after the flood.",
            "Ann Roe",
        ),
        (
            "Becoming friends in spring – despite the flood – Roe wrote that he was taken aback by how old it was.",
            "Roe",
        ),
        (
            "Marrowby (CNN) Harbour Master Ann Roe on Saturday said she supports the new bridge.",
            "Harbour Master Ann Roe",
        ),
    ],
)
def test_a_name_is_shown_whole_and_no_longer_than_it_is(body: str, name: str) -> None:
    speakers = [link.name for link in chain_of(body, body) if link.role is Role.SPEAKER]
    assert speakers == [name]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("The council and the mayor said that the bridge would be shut until the autumn for repairs.",
         "The council and the mayor"),
        ("The company and its union said that fares would rise by six per cent in the autumn.",
         "The company and its union"),
        ("Police and other officials said that nobody had been hurt when the lamps went out on the pier.",
         "Police and other officials"),
        ("“The ferries will sail again in May,” the coastguard and the authorities said.",
         "the coastguard and the authorities"),
        ("The ferries will sail again in May, Mr Roe and his wife told the harbour board on Monday.",
         "Mr Roe and his wife"),
        ("On Monday a spokesman for the yard and three fishermen said that the pier was rotten.",
         "a spokesman for the yard and three fishermen"),
        ("The pier is rotten and will be shut until May, said her mother and a union leader.",
         "her mother and a union leader"),
        ("The pier will be rotten by the spring, say Dr Lee and the owners.", "Dr Lee and the owners"),
        ("The ship sank and the mayor said that the harbour would be shut until the autumn.", "the mayor"),
        ("The council met and the mayor said that the bridge would be shut until the autumn for repairs.",
         "the mayor"),
    ],
)  # fmt: skip
def test_two_who_speak_are_both_named(body: str, name: str) -> None:
    assert [link.name for link in chain_of(body, body) if link.role is Role.SPEAKER] == [name]


def test_one_who_has_two_offices_is_one_person() -> None:
    body = "“It leaks,” author and harbour researcher Ann Roe said on Monday. She said that it was old."
    assert chain_of(body, "it was old")[-1].name == "harbour researcher Ann Roe"


def test_an_office_before_a_surname_is_no_forename() -> None:
    body = "General Manager Jeff Marks wept. Marks said that the station would be mended by May."
    assert chain_of(body, "the station would be mended by May")[-1].name == "Jeff Marks"


def test_what_an_office_is_of_is_no_forename() -> None:
    body = "Secretary of Harbours Ann Roe left. The pier is rotten and will be shut, Roe said."
    assert chain_of(body, "The pier is rotten and will be shut, Roe said.")[-1].name == "Ann Roe"


def test_an_aide_is_not_whom_the_aide_serves() -> None:
    body = "An aide to Mayor Ann Roe said the bridge was safe."
    assert chain_of(body, body)[-1].name == "An aide to Mayor Ann Roe"
