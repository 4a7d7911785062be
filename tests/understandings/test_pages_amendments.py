"""Pages of amendments through HTTP: proposing, the three views, comparing, merging; and what they cost."""

import gzip
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from panel.db.clock import SetClock
from panel.understandings.acts import IssueRevision, JoinAmendment, PutParagraph, RemoveParagraph
from panel.understandings.queries import TextView
from tests.make import amendments as amend
from tests.make import people
from tests.make import understandings as make
from tests.make.people import Signer
from tests.understandings.test_pages import Browser

pytestmark = pytest.mark.usefixtures("requests_apart")

Do = Callable[..., Any]


@pytest.fixture
def text(session: Session, clock: SetClock, at: make.Table) -> TextView:
    """The zero draft, issued."""
    return make.issued(session, clock, at)


@pytest.fixture
def public(client: FlaskClient) -> Browser:
    return Browser(lambda: client)


@pytest.fixture
def moderator(at: make.Table, sign_in: Signer) -> Browser:
    return Browser(lambda: sign_in(at.moderator))


@pytest.fixture
def meresia(at: make.Table, sign_in: Signer) -> Browser:
    return Browser(lambda: sign_in(at.heads["Meresia"]))


@pytest.fixture
def aldoria(at: make.Table, sign_in: Signer) -> Browser:
    return Browser(lambda: sign_in(at.heads["Aldoria"]))


def words(page: str) -> str:
    """Return a page without tags, its white space folded."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_an_amendment_goes_from_its_paragraph_to_rev_1(
    session: Session,
    clock: SetClock,
    text: TextView,
    moderator: Browser,
    meresia: Browser,
    aldoria: Browser,
    public: Browser,
) -> None:
    key = text.revision.paragraphs[2].key
    new = f"/understandings/1/amendments/new?paragraph={key}"
    assert new in meresia.get("/understandings/1")
    assert "Propose an amendment" not in public.get("/understandings/1")
    assert make.SECOND in meresia.get(new)
    page = meresia.post(new, 422, kind="replace", text=make.SECOND, reason="Why", revision="0")
    assert "stand already" in page
    page = meresia.post(new, kind="replace", text=amend.HOURS, reason="Too vague.", revision="0")
    assert "<del>the time</del><ins>two hours</ins>" in page
    assert "From SPMHR/2026/L.1 to amendment 1" in page
    page = aldoria.post("/understandings/1/amendments/1/sponsors/ours")
    assert "Meresia, Aldoria" in words(page).replace(" ,", ",")
    page = moderator.post("/understandings/1/amendments/1/disposition", 422, disposition="noted")
    assert "Say why" in page
    moderator.post("/understandings/1/amendments/1/disposition", disposition="accepted", reason="")
    page = meresia.post("/understandings/1/amendments/1/answer", answer="agree")
    assert "We agree with the disposition proposed" in page

    assert "Merge the amendments" in moderator.get("/understandings/1")
    assert "the sponsor agrees" in moderator.get("/understandings/1/merge")
    work = {"base": "0", "seen": "0", "key-3": key, "words-3": make.SECOND}
    page = moderator.post("/understandings/1/merge", 200, do="take-1", **work)
    assert f">\n{amend.HOURS}</textarea>" in page
    work |= {"words-3": amend.HOURS, "disposition-1": "accepted", "note": "Hours."}
    page = moderator.post("/understandings/1/merge", 200, do="review", **work)
    assert "What issuing SPMHR/2026/L.1/Rev.1 does" in page
    assert "Decided, and each sponsor told: 1" in words(page)
    clock.moment += timedelta(hours=1)
    page = moderator.post("/understandings/1/merge", do="issue", **work)
    assert amend.HOURS in page
    page = public.get("/understandings/1/amendments/1")
    assert "decided with SPMHR/2026/L.1/Rev.1" in page
    page = public.get("/understandings/1/compare?from=0&to=1")
    assert "From SPMHR/2026/L.1 to SPMHR/2026/L.1/Rev.1" in page
    assert "<del>the time</del><ins>two hours</ins>" in page
    page = words(public.get("/understandings/1/timeline"))
    assert "Meresia proposed amendment 1: other words for a paragraph." in page
    assert "Amendment 1: accepted." in page
    assert "At most 1 amendment was open at once (solid line); now 0 are open, 0 in brackets" in page


def test_the_three_views_show_brackets_margin_or_neither(
    session: Session, clock: SetClock, at: make.Table, do: Do, text: TextView, public: Browser
) -> None:
    head = at.heads["Meresia"]
    amend.proposed(session, clock, head, text)
    amend.proposed(session, clock, head, text, amend.DAYS)
    amend.proposed(session, clock, head, text, "", kind="delete", place=1)
    amend.proposed(session, clock, head, text, "Recalling the report,", kind="insert-after", place=0)
    do(at.heads["Aldoria"], JoinAmendment(text.id, 2))
    page = public.get("/understandings/1")
    assert "4 amendments open" in page
    plain = words(page)
    for shown in ("2 bis", "2 ter", "Delete:", "same words as 2", "a new paragraph"):
        assert shown in plain, shown
    assert '<span class="bracket">' in page
    clean = public.get("/understandings/1?view=clean")
    assert 'class="bracket"' not in clean
    assert "2 amendments open" in words(clean)
    margin = public.get("/understandings/1?view=margin")
    assert "<del>the time</del><ins>three days</ins>" in margin
    assert "Differences from SPMHR/2026/L.1 to each amendment" in margin


def test_the_list_is_filtered_by_paragraph_delegation_and_state(
    session: Session, clock: SetClock, at: make.Table, text: TextView, public: Browser
) -> None:
    assert "No amendment has been proposed" in public.get("/understandings/1/amendments")
    amend.proposed(session, clock, at.heads["Meresia"], text)
    amend.proposed(session, clock, at.heads["Aldoria"], text, "", kind="delete", place=1)
    address = "/understandings/1/amendments"
    assert "2 amendments" in public.get(address)
    key, aldoria = text.revision.paragraphs[1].key, at.delegations["Aldoria"].id
    for query in (f"paragraph={key}", f"delegation={aldoria}"):
        page = public.get(f"{address}?{query}")
        assert "/amendments/2" in page
        assert "/amendments/1" not in page
    assert "No amendment is like this" in public.get(f"{address}?state=withdrawn")
    assert "2 amendments" in public.get(f"{address}?state=nonsense&after=-5")


def test_what_is_to_be_restated_is_restated_on_another_paragraph_if_need_be(
    session: Session, clock: SetClock, at: make.Table, do: Do, text: TextView, meresia: Browser
) -> None:
    amend.proposed(session, clock, at.heads["Meresia"], text)
    do(at.moderator, RemoveParagraph(text.id, text.revision.paragraphs[2].key))
    do(at.moderator, IssueRevision(text.id, "Shorter."))
    assert "To be restated" in meresia.get("/understandings/1/amendments/1")
    address = "/understandings/1/amendments/1/restatement"
    assert "Choose the one" in meresia.get(address)
    key = text.revision.paragraphs[1].key
    other = f"{address}?paragraph={key}"
    assert make.FIRST in meresia.get(other)
    page = meresia.post(other, 409, kind="delete", reason="Covered elsewhere.", revision="0")
    assert "has been issued since" in page
    assert re.search(r'<input[^>]* name="revision"[^>]* value="1"', page), "sent again, it is accepted"
    page = meresia.post(other, kind="delete", reason="Covered elsewhere.", revision="1")
    assert "Paragraph 1: Delete the paragraph" in words(page)
    assert "Withdrawn by its sponsor" in meresia.post("/understandings/1/amendments/1/withdrawal")


def test_work_on_a_merge_is_kept_and_comes_back(
    session: Session, clock: SetClock, at: make.Table, text: TextView, moderator: Browser
) -> None:
    amend.proposed(session, clock, at.heads["Meresia"], text)
    amend.proposed(session, clock, at.heads["Aldoria"], text, amend.DAYS)
    assert "2 touch the same words as another" in moderator.get("/understandings/1/merge")
    key = text.revision.paragraphs[2].key
    work = {
        "base": "0",
        "key-3": key,
        "words-3": amend.DAYS,
        "disposition-2": "accepted",
        "reason-2": "Clear.",
    }
    page = moderator.post("/understandings/1/merge", do="save", seen="0", **work)
    assert f">\n{amend.DAYS}</textarea>" in page
    assert 'value="Clear."' in page
    page = moderator.post("/understandings/1/merge", 409, do="save", seen="0", **work)
    assert "Somebody else has saved" in page
    page = moderator.post("/understandings/1/merge", 422, do="take-1", seen="1", **work)
    assert "Bring them together" in page
    page = moderator.post(
        "/understandings/1/merge", 422, do="review", seen="1", **(work | {"disposition-1": "noted"})
    )
    assert 'href="#reason-1"' in page
    work |= {"disposition-1": "bracketed"}
    page = words(moderator.post("/understandings/1/merge", 200, do="review", seen="1", **work))
    assert "sponsors are asked to restate them: 1" in page


def test_nobody_is_offered_to_decide_the_amendment_of_their_own_organization(
    session: Session, clock: SetClock, at: make.Table, text: TextView, sign_in: Signer
) -> None:
    amend.proposed(session, clock, at.heads["Meresia"], text)
    own = people.person_in_office(session, clock, "moderator", name="Two Hats")
    people.seated(
        session, clock, at.delegations["Meresia"], "adviser", name="Two Hats", email="two.hats@example.org"
    )
    assert own.person
    own = people.acting(session, own.person, "office:moderator")
    page = Browser(lambda: sign_in(own)).get("/understandings/1/merge")
    assert "another moderator must act" in page
    assert 'name="disposition-1"' not in page


def test_a_merge_without_amendments_leads_to_the_draft(text: TextView, moderator: Browser) -> None:
    assert "No amendment is open" in moderator.get("/understandings/1/merge")


def test_two_revisions_compare_whole_or_by_what_changed(
    session: Session, clock: SetClock, at: make.Table, do: Do, text: TextView, public: Browser
) -> None:
    assert "no word has changed" in public.get("/understandings/1/compare")
    do(at.moderator, PutParagraph(text.id, "operative", "Notes the report;", no_norm=True, position=1))
    do(at.moderator, RemoveParagraph(text.id, text.revision.paragraphs[1].key))
    do(at.moderator, IssueRevision(text.id, "Other."))
    page = words(public.get("/understandings/1/compare?from=0&to=1"))
    assert "2 paragraphs changed" in page
    assert "Taken out; it was paragraph 1." in page
    assert make.PREAMBLE not in page
    assert make.PREAMBLE in words(public.get("/understandings/1/compare?from=99&to=1&whole=1"))


def test_nothing_is_compared_before_the_zero_draft(
    session: Session, clock: SetClock, at: make.Table, public: Browser
) -> None:
    make.drafted(session, clock, at)
    assert "Nothing to compare yet" in public.get("/understandings/1/compare")


@pytest.mark.parametrize("address", ["amendments/9", "amendments/new?paragraph=none", "merge"])
def test_what_is_not_there_is_not_found_and_what_may_not_be_is_refused(
    text: TextView, meresia: Browser, address: str
) -> None:
    meresia.get(f"/understandings/1/{address}", 403 if address == "merge" else 404)


# --- What the pages cost

MANY, PARAGRAPHS = 400, 60


@pytest.fixture
def crowded(session: Session, clock: SetClock, at: make.Table) -> TextView:
    """A text of 60 paragraphs, with one amendment."""
    return amend.crowded(session, clock, at, PARAGRAPHS, 1)


@pytest.mark.parametrize("path", ["", "?view=clean", "?view=margin", "/amendments", "/merge"])
def test_one_amendment_costs_as_many_statements_as_four_hundred(
    session: Session,
    clock: SetClock,
    at: make.Table,
    sign_in: Signer,
    statements: Callable[[], int],
    crowded: TextView,
    path: str,
) -> None:
    actor = at.moderator if path == "/merge" else at.heads["Meresia"]
    client = sign_in(actor)
    address = f"/understandings/{crowded.number}{path}"
    statements()
    assert client.get(address).status_code == 200
    one = statements()
    amend.amended(session, clock, at, crowded, MANY - 1)
    client = sign_in(actor)
    statements()
    answer = client.get(address)
    assert statements() == one <= 12
    assert len(gzip.compress(answer.get_data(), 6)) <= 120_000
