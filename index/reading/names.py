"""What each field of a record may be called."""

from __future__ import annotations

from functools import lru_cache

LEADS = "summary lead_paragraph description short_description abstract snippet excerpt"
"""What stands for a text where there is none: the lead, as in feeds."""
_NAMES = {
    "id": "id _id article_id uuid guid",
    "title": "title headline webtitle article_title news_title heading name",
    "label": "outlet source publisher publication newspaper site_name source_name outlet_name media_outlet"
    " news_outlet publisher_name publication_name media_name source_hostname source_title news_source provider"
    " website site",
    "site": "domain hostname domain_name source_url source_domain media_url site website",
    "published": "published_at published date date_published published_date publish_date date_publish pub_date"
    " publication_date publish_time published_time published_on article:published_time first_published"
    " first_published_at web_publication_date date_gmt date_time_pub date_posted posted_at seen_date issued"
    " datetime",
    "made": "created_at timestamp",
    "url": "url link canonical_url weburl article_url news_url page_url story_url article_link permalink href canonical"
    " alternate original_url links main_entity_of_page uri guid",
    "authors": "authors author byline by creator dc:creator writer",
    "body": "body content text article article_body full_text maintext content_text body_text article_text"
    " story_text raw_text plain_text text_content post_content body_content article_content cleaned_text story document"
    f" contents paragraphs sentences content_html html_content body_html html markdown {LEADS}",
}
"""The best name first. When a record was ``made`` counts where nothing is told of when it was published."""
_LONGEST = 64


def flat(name: str) -> str:
    """Return what ``publishedAt``, ``published_at`` and ``Published-At`` share."""
    return "".join(one for one in name.lower() if one.isalnum())


def names_of(field: str) -> tuple[str, ...]:
    """Return the names of a field as ``flat`` gives them, the best first."""
    return tuple(dict.fromkeys(flat(name) for name in _NAMES[field].split()))


_PLACES: dict[str, list[tuple[str, int]]] = {}
for _field, _words in _NAMES.items():
    for _rank, _word in enumerate(_words.split()):
        for _form in dict.fromkeys((_word, flat(_word))):
            _PLACES.setdefault(_form, []).append((_field, _rank))
_PLACES["id"] = [("id", 0)]  # not the rank of "_id" as well


@lru_cache(maxsize=4096)
def _places(name: str) -> tuple[tuple[str, int], ...]:
    return tuple(_PLACES.get(name) or _PLACES.get(flat(name)) or ())


def places_of(name: str) -> tuple[tuple[str, int], ...]:
    """Return the fields that a record's name stands for, each with its rank among their names."""
    return _places(name) if len(name) <= _LONGEST else ()
