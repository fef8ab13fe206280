"""The outlet registry: what names an outlet, what only looks like one, and whose label it is."""

from __future__ import annotations

import gzip
import json
import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.domains import host_of, registrable
from config.outlet_files import plain_entries
from config.outlets import SHIPPED, OutletRegistry, OutletsError

DATA = Path(os.environ.get("WHOSAID_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
REGISTRY = OutletRegistry.load()


def _named(text: str, publisher: str | None = None) -> list[str]:
    return [mention.outlet.name for mention in REGISTRY.find(text, publisher)]


def test_at_least_150_real_outlets_ship_and_the_invented_ones_are_kept_apart() -> None:
    real, invented = (tomllib.loads(path.read_text("utf-8"))["outlet"] for path in SHIPPED)
    assert len(real) >= 600
    assert len(invented) == 9
    assert not {one["name"] for one in real} & {one["name"] for one in invented}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.parent.name)
def test_the_fast_reader_reads_shipped_registries_as_tomllib_does(path: Path) -> None:
    text = path.read_text("utf-8")
    assert plain_entries(text) == tomllib.loads(text)["outlet"]


def test_every_id_name_and_domain_belongs_to_one_outlet() -> None:
    outlets = REGISTRY.outlets
    assert len({one.name.casefold() for one in outlets}) == len(outlets)
    domains = [domain for one in outlets for domain in one.domains]
    assert len(set(domains)) == len(domains)
    assert all(host_of(domain) == domain for domain in domains)


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("New York Times - News", "The New York Times"),
        ("New York Times (Online News)", "The New York Times"),
        ("Cnbc | World Business News Leader", "CNBC"),
        ("Fox Online News", "Fox News"),
        ("Fox News Opinion", "Fox News"),
        ("FOX News - Lifestyle", "Fox News"),
        ("CNN (Web News)", "CNN"),
        ("CNN - Editorial", "CNN"),
        ("NPR Online News", "NPR"),
        ("NPR Editorial ", "NPR"),
        ("Wall Street Journal - News", "The Wall Street Journal"),
        ("The Independent - Life and Style", "The Independent"),
        ("BBC News - Entertainment & Arts", "BBC News"),
        ("World news | The Guardian", "The Guardian"),
        ("Eos: Earth And Space Science News", "Eos"),
        ("the verge", "The Verge"),
        ("Sunday Times", "The Sunday Times"),
        ("theguardian.com", "The Guardian"),
        ("https://www.bbc.co.uk/news", "BBC News"),
        ("AP Fact Check", "Associated Press"),
    ],
)
def test_labels_of_feeds_fold_onto_their_outlet(label: str, name: str) -> None:
    found = REGISTRY.by_label(label)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    ("label", "url", "name"),
    [
        ("Ezra Klein", "https://www.vox.com/a/b", "Vox"),
        ("Guest Writer - Left", "http://www.cnn.com/x", "CNN"),
        ("Guest Writer", None, None),
        ("The New York Times", "https://theathletic.com/1/", "The New York Times"),
        (
            "The Daily Telegraph",
            "https://www.dailytelegraph.com.au/a",
            "The Daily Telegraph (Sydney)",
        ),
        (None, "https://politicalticker.blogs.cnn.com/2012/", "CNN"),
        (None, "https://en.globes.co.il/en/article", "Globes"),
        (None, "https://blog.smalltown.co.uk/a", "smalltown.co.uk"),
        (None, "https://web.archive.org/web/2012/http://x.org", None),
        ("Smalltown Bugle - Sports", "https://smalltown.co.uk/a", "Smalltown Bugle"),
        ("N/A", None, None),
        ("", "", None),
        (None, None, None),
    ],
)
def test_the_label_decides_then_the_domain_and_nothing_is_guessed(
    label: str | None, url: str | None, name: str | None
) -> None:
    assert REGISTRY.canonical(label, url) == name


@pytest.mark.parametrize(
    "text",
    [
        "the times are hard",
        "The sun rose over the Sun Valley.",
        "The Sun is a star.",
        "time will tell, and Time will tell",
        "an independent report held a mirror to the guardian of the nation",
        "They met in Times Square, near the Post Office.",
        "The Guardian Angels and the Sun Belt",
        "across the Atlantic, in the Week of Prayer",
        "A Week in the Life of People",
        "The Post said so.",
        "the Post said so",
        "NewsCNN @CNN www.CNN.com x_CNN",
        "the Nation of Islam",
        "she told Morning Star News on Monday",
        "told The Sun\xa0Valley paper",
        "In Hull Daily Mail readers disagree",
        "the hill, the Hill and Capitol Hill",
        "People tell me that People said so in the People's Republic, and Time's Up agreed",
    ],
)
def test_ordinary_words_and_places_name_no_outlet(text: str) -> None:
    assert _named(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A source told The Sun: ", ["The Sun"]),
        ("The Sun also said", ["The Sun"]),
        ("told the Guardian that", ["The Guardian"]),
        ("The Sunday Times, not The Times, reported", ["The Sunday Times", "The Times"]),
        ("told The Sun Tuesday", ["The Sun"]),
        ("The Telegraph understands", ["The Telegraph"]),
        ("What did the verge and The Verge say", ["The Verge"]),
        ("told Time that", ["Time"]),
        ("in Time magazine", ["Time"]),
        ("told the AP on", ["Associated Press"]),
        ("AP Calculus", []),
        ("a Wall Street Journal/NBC News poll", ["The Wall Street Journal", "NBC News"]),
        ("Reuters-Ipsos", ["Reuters"]),
        ("The Verge’s Tom Warren", ["The Verge"]),
        ("dpa, AFP and Agence France-Presse", ["dpa", *["Agence France-Presse"] * 2]),
    ],
)
def test_printed_names_are_found_where_somebody_reports(text: str, names: list[str]) -> None:
    assert _named(text) == names


def test_a_short_name_stands_for_the_full_name_before_it_or_for_the_publisher() -> None:
    both = "The New York Times and the Boston Globe: the Times said, the Globe said, The Times said"
    assert _named(both) == [
        "The New York Times",
        "The Boston Globe",
        "The New York Times",
        "The Boston Globe",
        "The New York Times",
    ]
    assert _named("told The Post on Monday", "The Washington Post") == ["The Washington Post"]
    assert _named("told The Post on Monday", "New York Post") == ["New York Post"]
    assert _named("told The Times on Monday") == ["The Times"]


def test_the_spans_of_mentions_hold_their_text_with_the_article_before() -> None:
    text = "“He told the BBC and The Sunday Times,” she said."
    found = [(one.text, text[one.start : one.end]) for one in REGISTRY.find(text)]
    assert found == [("the BBC", "the BBC"), ("The Sunday Times", "The Sunday Times")]


@given(st.text(alphabet=st.sampled_from("TheSun tolda .’'-\n😀éCNABP"), max_size=80))
def test_mentions_are_in_order_apart_and_verbatim(text: str) -> None:
    end = 0
    for mention in REGISTRY.find(text):
        assert mention.start >= end
        assert text[mention.start : mention.end] == mention.text
        end = mention.end


def test_every_outlet_is_found_by_its_own_name_and_domain() -> None:
    for outlet in REGISTRY.outlets:
        assert REGISTRY.by_name(outlet.name) is outlet
        assert REGISTRY.by_label(outlet.name) is outlet
        for domain in outlet.domains:
            assert REGISTRY.by_domain(f"https://www.{domain}/2024/story.html?a=b") is outlet


def test_the_times_and_the_sunday_times_are_two_outlets_of_one_family() -> None:
    assert REGISTRY.family("The Times") == ("The Times", "The Sunday Times", "Times Radio")
    assert REGISTRY.family("Smalltown Bugle") == ("Smalltown Bugle",)


def test_agencies_are_marked() -> None:
    agencies = {one.name for one in REGISTRY.outlets if one.agency}
    wanted = {"Associated Press", "Reuters", "Agence France-Presse", "PA Media", "Bloomberg", "dpa"}
    assert wanted <= agencies
    assert "CNN" not in agencies


def test_an_archives_own_outlets_can_be_added() -> None:
    wider = REGISTRY.extended(["The Smalltown Bugle", "CNN"])
    assert len(wider.outlets) == len(REGISTRY.outlets) + 1
    assert [one.text for one in wider.find("told The Smalltown Bugle")] == ["The Smalltown Bugle"]


def test_a_further_registry_replaces_an_entry_of_the_same_id(tmp_path: Path) -> None:
    extra = tmp_path / "more.toml"
    extra.write_text('[[outlet]]\nid = "cnn"\nname = "CNN!"\n  domains=[ "cnn.com" ]\n', "utf-8")
    registry = OutletRegistry.load(extra)
    assert registry.canonical(None, "https://cnn.com/a") == "CNN!"
    assert len(registry.outlets) == len(REGISTRY.outlets)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[outlet]]\nid = "a"\n', "outlet 1 (no name): give it a name"),
        ('[[outlet]]\nname = "A"\ncolour = "red"\n', "unknown key 'colour'"),
        ('[[outlet]]\nname = "A"\naliases = "B"\n', "aliases must be a list of texts"),
        ("[[outlet]]\nname = 3\n", "name must be a text"),
        ('[[outlet]]\nname = "A"\nkind = "paper"\n', "kind 'paper' must be agency, word or label"),
        ("[[outlet]\n", "cannot be read as an outlet registry"),
        ('outlet = ["A"]\n', "give every outlet a table"),
    ],
)
def test_an_unusable_registry_is_refused_by_file_entry_and_mend(
    tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "outlets.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(OutletsError) as refused:
        OutletRegistry.load(path)
    assert said in str(refused.value)
    assert str(path) in str(refused.value)


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://user:pw@News.Example.CO.UK:8080/a?b#c", "example.co.uk"),
        ("www.example.com", "example.com"),
        ("http://192.168.0.1/x", None),
        ("localhost", None),
        ("mailto:", None),
        ("", None),
    ],
)
def test_the_registered_domain_of_an_address(url: str, domain: str | None) -> None:
    assert registrable(url) == domain


def _lines(name: str) -> list[dict[str, str]]:
    path = DATA / name
    if not path.exists():
        pytest.skip(f"{path} is not here; set WHOSAID_DATA to the folder of test data")
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def test_every_gold_source_of_multihop_is_known_by_its_label() -> None:
    records = _lines("multihop_rag/articles.jsonl")
    gold = {one["source"] for one in records if one["source_status"] == "gold"}
    assert [label for label in sorted(gold) if REGISTRY.by_label(label) is None] == []


def test_at_least_99_of_100_allsides_records_get_an_outlet_that_the_registry_knows() -> None:
    records = _lines("allsides/articles.jsonl.gz")
    names = [REGISTRY.canonical(one["source"], one["url"]) for one in records]
    known = sum(name is not None and REGISTRY.by_name(name) is not None for name in names)
    assert known >= 0.99 * len(records)


def test_every_realtimeqa_domain_has_an_outlet() -> None:
    urls = [one["url"] for one in _lines("realtimeqa/articles.jsonl.gz")]
    assert {REGISTRY.canonical(None, url) for url in urls} == {"CNN", "USA Today", "The Week"}


def test_the_seeds_name_the_outlets_that_they_relay_and_no_others() -> None:
    folder = DATA / "seeds"
    if not folder.exists():
        pytest.skip(f"{folder} is not here; set WHOSAID_DATA to the folder of test data")
    found = {path.name[:3]: set(_named(path.read_text("utf-8"))) for path in folder.glob("*.txt")}
    relayed = {"The Sun", "The Messenger", "The Times", "The Sunday Times", "The Telegraph"}
    assert set.union(*found.values()) <= relayed
    assert "The Telegraph" in found["001"]
