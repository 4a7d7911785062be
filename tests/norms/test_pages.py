"""The pages of the catalogue through HTTP: what they show, what they cost, and what they make of hostile addresses."""

import time
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from panel.db.clock import SetClock
from tests.make import norms


def text_of(client: FlaskClient, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.text


def test_the_catalogue_lists_every_instrument_with_its_legal_nature(client: FlaskClient) -> None:
    page = text_of(client, "/norms")
    assert "196 instruments" in page
    assert page.count('<span class="nature">') == 196
    assert page.index("Treaties</h2>") < page.index("Reports</h2>")


def test_the_catalogue_is_found_by_citation_and_by_words(client: FlaskClient) -> None:
    assert 'href="/norms/iccpr/art/12"' in text_of(client, "/norms?q=ICCPR+12")
    assert 'href="/norms/icrmw/art/44"' in text_of(client, "/norms?q=family+icrmw")


def test_an_article_that_does_not_exist_is_said_not_to(client: FlaskClient) -> None:
    assert "There is no article 60 in the International Covenant" in text_of(client, "/norms?q=ICCPR+art.+60")


def test_words_that_find_nothing_say_so(client: FlaskClient) -> None:
    assert "holds nothing for these words" in text_of(client, "/norms?q=xylophone")


def test_the_catalogue_is_narrowed_by_issue_and_legal_nature(client: FlaskClient) -> None:
    page = text_of(client, "/norms?issue=labour&nature=interpretative")
    assert 'href="/norms/cmw-gc-1"' in page
    assert 'href="/norms/icrmw"' not in page.split("<main")[1]
    assert "fits both choices" in text_of(client, "/norms?issue=none")


def test_an_instrument_shows_its_nature_names_body_provisions_and_interpretations(
    client: FlaskClient,
) -> None:
    page = text_of(client, "/norms/icrmw")
    assert "Legally binding on those States that have ratified it" in page
    assert "18 December 1990" in page
    assert 'href="/mechanisms/tb-cmw"' in page
    assert 'href="/norms/icrmw/art/8"' in page
    assert 'href="/norms/cmw-gc-1"' in page
    assert '<dd lang="ar" dir="rtl">' in page
    assert "own knowledge" not in page


def test_a_count_that_nobody_has_checked_is_marked(client: FlaskClient) -> None:
    assert "count not verified" not in text_of(client, "/norms/icrmw")


def test_a_provision_shows_how_it_is_cited_and_what_rests_on_it(
    client: FlaskClient, session: Session, clock: SetClock
) -> None:
    norms.attached(session, clock, "thread", "t1", "iccpr:art/12/2", "iccpr:art/12")
    norms.attached(session, clock, "contribution", "c1", "iccpr:art/11..13")
    norms.attached(session, clock, "contribution", "c2", "iccpr:art/13")
    page = text_of(client, "/norms/iccpr/art/12/2")
    assert "International Covenant on Civil and Political Rights, article 12, paragraph 2" in page
    assert "<code" in page
    assert "iccpr:art/12/2" in page
    assert "1 thread<" in page
    assert "1 contribution<" in page


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/norms/iccpr/art/60", "There is no article 60"),
        ("/norms/iccpr/obj/6", "no numbered objectives"),
        ("/norms/iccpr/art", "ends before the number"),
        ("/norms/nothing", "holds no instrument"),
        ("/norms/nothing/art/1", "holds no instrument"),
        ("/norms/ICCPR", "identifier of an instrument"),
        ("/norms/un/A/HRC/28/68", "Nothing in the Panel rests on"),
        ("/mechanisms/nothing", "holds no body"),
    ],
)
def test_what_does_not_exist_answers_404_with_the_reason(
    client: FlaskClient, path: str, sentence: str
) -> None:
    assert sentence in text_of(client, path, 404)


def test_another_name_of_an_instrument_leads_to_its_own_address(client: FlaskClient) -> None:
    answer = client.get("/norms/crc-gc-22")
    assert answer.status_code == 301
    assert answer.headers["Location"].endswith("/norms/cmw-gc-3")
    assert client.get("/norms/crc-gc-22/para/4").headers["Location"].endswith("/norms/cmw-gc-3/para/4")


def test_a_document_outside_the_catalogue_has_a_page_once_something_rests_on_it(
    client: FlaskClient, session: Session, clock: SetClock
) -> None:
    norms.attached(session, clock, "paragraph", "p1", "un:A/HRC/28/68:para/80")
    page = text_of(client, "/norms/un/A/HRC/28/68:para/80")
    assert "not in the catalogue" in page
    assert "1 paragraph of an understanding" in page


def test_bodies_and_recommendations_link_to_each_other(client: FlaskClient) -> None:
    assert 'href="/mechanisms/tb-cmw"' in text_of(client, "/mechanisms")
    assert 'href="/norms/icrmw"' in text_of(client, "/mechanisms/tb-cmw")
    assert 'href="/recommendations#platform"' in text_of(client, "/mechanisms/standing-panel")
    page = text_of(client, "/recommendations")
    assert 'id="platform"' in page
    assert "Universal Periodic Review" in page


@pytest.mark.parametrize(
    "path",
    ["/norms", "/norms?q=family", "/norms/icrmw", "/norms/icrmw/art/44", "/mechanisms", "/recommendations"],
)
def test_a_page_costs_a_few_statements_however_much_is_used(
    client: FlaskClient, session: Session, clock: SetClock, statements: Callable[[], int], path: str
) -> None:
    client.get(path)
    norms.attached(session, clock, "thread", "t0", "icrmw:art/44")
    statements()
    client.get(path)
    once = statements()
    for number in range(30):
        norms.attached(
            session, clock, "contribution", f"c{number}", f"icrmw:art/{number + 20}", "icrmw:art/44/1"
        )
    statements()
    client.get(path)
    assert statements() <= max(once, 1) <= 8


@pytest.mark.parametrize(
    "query",
    [
        "a" * 100_000,
        "iccpr " * 16_000,
        "1/" * 30_000,
        "%00",
        "iccpr%00art",
        "%ED%A0%80",
        "%FF%FE",
        "..%2f..",
        "%25s%25(x)s",
    ],
)
def test_hostile_words_find_nothing_fast(client: FlaskClient, query: str) -> None:
    for path in (f"/norms?q={query}", f"/norms?q=x&issue={query}&nature={query}"):
        began = time.perf_counter()
        assert client.get(path).status_code in (200, 400, 404, 414)
        assert time.perf_counter() - began < 2


@pytest.mark.parametrize(
    "rest",
    ["%00", "%ED%A0%80", "art/" + "9" * 5000, "art/" + "1/" * 5000, "%2e%2e/x", "art/1..9999", ":"],
)
def test_hostile_addresses_are_not_found(client: FlaskClient, rest: str) -> None:
    for path in ("/norms/iccpr/", "/norms/", "/mechanisms/"):
        assert client.get(path + rest).status_code in (404, 308)
