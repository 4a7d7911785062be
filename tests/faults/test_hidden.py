"""Reaching for what is not one's own: acts of others, and everything that is hidden from the public."""

import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from panel.accounts.models import Person
from panel.db.clock import SetClock
from panel.record.models import Record
from panel.record.perform import perform
from panel.record.queries import head
from panel.sessions.acts import IssueSummary
from panel.understandings.acts import GivePosition
from tests.faults.conftest import DRAFTED, OBJECTED, PREPARED, PROPOSED, WITHDRAWN, World
from tests.faults.test_hostile import ROLES, ROUTES, addresses

Browsers = Callable[[str], FlaskClient]

WRITERS = {"head", "alternate", "other head"}
WORDS = {"kind": "position", "language": "en", "body": "Words that are long enough to be posted."}
PARAGRAPH = {"kind": "operative", "text": "Affirms that this has been written by somebody who may;"}
INVITED = {"name": "Newly Invited", "email": "newly.invited@example.org"}

ACTS: dict[str, tuple[str, dict[str, Any], set[str]]] = {
    "open a thread": ("/threads/{proposal}/decision", {"stage": "open"}, {"moderator"}),
    "conclude a thread": (
        "/threads/{thread}/decision",
        {"stage": "concluded", "reason": "Done."},
        {"moderator"},
    ),
    "write a synthesis": (
        "/threads/{thread}/synthesis/new",
        {
            "language": "en",
            "points-0-kind": "divergence",
            "points-0-text": "Time.",
            "points-0-contributions": "1",
        },
        {"moderator"},
    ),
    "post": ("/threads/{thread}/contribute", WORDS, WRITERS | {"observer"}),
    "save a draft": (
        "/threads/{thread}/contribute",
        WORDS | {"action": "save"},
        WRITERS | {"observer", "adviser"},
    ),
    "publish Aldoria's draft": ("/threads/{thread}/drafts/{draft}", WORDS, {"head", "alternate"}),
    "rewrite Aldoria's draft": (
        "/threads/{thread}/drafts/{draft}",
        WORDS | {"action": "save"},
        {"head", "alternate", "adviser"},
    ),
    "throw Aldoria's draft away": (
        "/threads/{thread}/drafts/{draft}/discard",
        {},
        {"head", "alternate", "adviser"},
    ),
    "withdraw Aldoria's words": (
        "/threads/{thread}/contributions/1/withdraw",
        {"reason": "Not ours."},
        {"head", "alternate"},
    ),
    "begin a text": ("/threads/{thread}/begin-text", {"title": "Another text"}, {"moderator"}),
    "write a paragraph": ("/understandings/{prepared}/draft/paragraphs/new", PARAGRAPH, {"moderator"}),
    "rewrite a paragraph": ("/understandings/{prepared}/draft/paragraphs/{key}", PARAGRAPH, {"moderator"}),
    "take a paragraph out": ("/understandings/{prepared}/draft/paragraphs/{key}/removal", {}, {"moderator"}),
    "issue a revision": ("/understandings/{prepared}/issue", {"note": ""}, {"moderator"}),
    "write under silence": ("/understandings/{silent}/draft/paragraphs/new", PARAGRAPH, set()),
    "rewrite under silence": ("/understandings/{silent}/draft/paragraphs/{frozen}", PARAGRAPH, set()),
    "remove under silence": ("/understandings/{silent}/draft/paragraphs/{frozen}/removal", {}, set()),
    "issue under silence": ("/understandings/{silent}/issue", {"note": ""}, set()),
    "write what was adopted": ("/understandings/{adopted}/draft/paragraphs/new", PARAGRAPH, set()),
    "issue what was adopted": ("/understandings/{adopted}/issue", {"note": ""}, set()),
    "adopt before expiry": ("/understandings/{silent}/adoption", {}, set()),
    "adopt what was broken": ("/understandings/{broken}/adoption", {}, set()),
    "extend silence": (
        "/understandings/{silent}/extension",
        {"hours": "24", "reason": "A holiday."},
        {"chair"},
    ),
    "give a position": ("/understandings/{silent}/position", {"position": "join"}, WRITERS),
    "attach a statement": (
        "/understandings/{adopted}/statement",
        {"kind": "explanation", "text": "In our view this restates the law."},
        WRITERS,
    ),
    "conclude without consensus": (
        "/understandings/{broken}/chairs-summary",
        {"convergence": "", "divergence": "Time.", "open_questions": ""},
        {"chair"},
    ),
    "invite to Aldoria": (
        "/delegations/aldoria/invite",
        INVITED | {"rank": "adviser"},
        {"head", "secretariat"},
    ),
    "authorize Aldoria's alternate": (
        "/delegations/aldoria/seats/authorize",
        {"seat": "{alternate}", "may_bind": "no"},
        {"head", "secretariat"},
    ),
    "end a seat of Aldoria": (
        "/delegations/aldoria/seats/vacate",
        {"seat": "{alternate}"},
        {"head", "secretariat"},
    ),
    "end Meresia's seat through Aldoria": (
        "/delegations/aldoria/seats/vacate",
        {"seat": "{foreign}"},
        set(),
    ),
    "suspend Aldoria": (
        "/delegations/aldoria/accreditation",
        {"decision": "suspend", "end-reason": "None."},
        {"secretariat"},
    ),
    "write a note": (
        "/sessions/{session}/meetings/1/note",
        {"note": "It was opened.", "version": "0"},
        {"rapporteur"},
    ),
    "open a session again": ("/sessions/{session}/opening", {}, set()),
    "issue the summary": ("/sessions/{session}/summary/issue", {}, {"secretariat"}),
    "move the clock": ("/demonstration/clock", {"hours": "2400"}, set()),
    "sign in without a password": ("/sign-in/demonstration", {"email": "chair.person@example.org"}, set()),
}
"""What can be done, where, with which fields, and by whom of the world."""


def placed(text: str, world: World) -> str:
    """Return `text` with the numbers and ids of the world in its places."""
    seats = {name: world.people[name].seat for name in ("alternate", "other head")}
    assert seats["alternate"]
    assert seats["other head"]
    return text.format(
        **world.numbers,
        thread=world.thread.number,
        proposal=world.proposal.number,
        draft=world.draft,
        key=world.prepared.revision.paragraphs[-1].key,
        frozen=world.silent.revision.paragraphs[-1].key,
        session=world.sitting.number,
        alternate=seats["alternate"].id,
        foreign=seats["other head"].id,
    )


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("deed", ACTS)
def test_only_who_may_does(deed: str, role: str, world: World, browser: Browsers, session: Session) -> None:
    address, fields, allowed = ACTS[deed]
    client = browser(role)
    before = head(session)
    sent = {name: placed(value, world) for name, value in fields.items()}
    answer = client.post(placed(address, world), data=sent)
    session.expire_all()
    if role in allowed:
        assert answer.status_code == 303, answer.text
        assert head(session) != before
    else:
        assert answer.status_code in (401, 403, 404, 409, 422), (role, deed)
        assert head(session) == before


# What the public must not find


def public_pages(world: World, client: FlaskClient, session: Session) -> Iterable[tuple[str, str]]:
    """Yield the address and the content of all that anybody can read."""
    size, _ = head(session)
    queries = [
        *(
            f"/search?q={word}"
            for word in ("marigold", "saffron", "hyacinth", "vermilion", "Own", "example.org")
        ),
        *(f"/log?before={before}" for before in range(size, 0, -50)),
        *(f"/threads?stage={stage}" for stage in ("proposed", "returned", "open")),
        f"/understandings?thread={world.proposal.number}",
        *(f"/delegations/{row.slug}" for row in world.table.delegations.values()),
        *(f"/log/{seq}" for seq in range(size)),
    ]
    for address in (*(each for rule in ROUTES for each in addresses(rule, world)), *queries):
        if address.startswith(("/invitations/", "/static/")):
            continue
        answer = client.get(address)
        yield address, answer.text
        answer.close()


def test_the_public_finds_nothing_that_is_hidden(world: World, browser: Browsers, session: Session) -> None:
    """Neither what was withdrawn, drafted, proposed or is in preparation, nor the name or address of anybody."""
    people = session.execute(select(Person.name, Person.email)).all()
    hidden = {"marigold", "saffron", "hyacinth", "vermilion", "Quill", "quill@", "contact@example.org"}
    assert all(any(word in text for word in hidden) for text in (WITHDRAWN, DRAFTED, PROPOSED, PREPARED))
    hidden |= {person.email for person in people} | {person.name for person in people}
    found = [
        (address, word)
        for address, text in public_pages(world, browser("public"), session)
        for word in hidden
        # A search says what was searched for.
        if word in text and f"q={word}" not in address
    ]
    assert found == []


def test_nothing_is_found_that_is_hidden(world: World, browser: Browsers) -> None:
    """A search for a hidden word finds as much as one for a word that nobody has written."""
    client = browser("public")
    nothing = client.get("/search?q=nonesuch").text
    for word in ("marigold", "saffron", "hyacinth", "vermilion", "quill@example.org"):
        found = client.get(f"/search?q={word}").text.replace(quote(word), word)
        assert found.replace(word, "nonesuch") == nothing


@pytest.mark.parametrize("role", ["public", "head"])
def test_what_was_withdrawn_is_gone_from_every_surface(
    role: str, world: World, browser: Browsers, session: Session, clock: SetClock
) -> None:
    client = browser(role)
    thread, number = world.thread.number, world.withdrawn.number
    perform(session, clock, world.people["secretariat"], IssueSummary(world.sitting.number))
    for address in (
        f"/threads/{thread}",
        f"/threads/{thread}/contributions/{number}",
        f"/threads/{thread}/timeline",
        f"/threads/{thread}/contribute?reply_to={number}",
        f"/sessions/{world.sitting.number}/summary",
        f"/sessions/{world.sitting.number}/summary.html",
        f"/issues/{world.thread.issue_id}",
    ):
        assert "marigold" not in client.get(address).text, address
    verified = client.post("/verify", data={"text": WITHDRAWN})
    assert "marigold" not in re.sub(r"(?s)<textarea.*?</textarea>", "", verified.text)
    leaves = session.scalars(select(Record.leaf)).all()
    assert not any(b"marigold" in leaf for leaf in leaves)


def test_no_leaf_holds_words_names_or_addresses(world: World, session: Session) -> None:
    people = session.execute(select(Person.name, Person.email)).all()
    secrets = [WITHDRAWN, DRAFTED, PROPOSED, PREPARED, OBJECTED, "Quill", "contact@example.org"]
    secrets += [person.name for person in people] + [person.email for person in people]
    for leaf in session.scalars(select(Record.leaf)):
        assert not [secret for secret in secrets if secret.encode() in leaf]


@pytest.mark.parametrize("late", [False, True])
def test_the_public_cannot_tell_who_broke_silence(
    late: bool, world: World, browser: Browsers, session: Session, clock: SetClock, ground: Any
) -> None:
    """What anybody reads is the same, whichever delegation it was; only hashes differ, as they do every time."""
    if late:
        clock.advance(hours=300)
    seen = [
        _read_after_an_objection(world, name, browser, session, clock, ground[3])
        for name in ("Harbour Network", "Paths Association")
    ]
    assert seen[0].keys() == seen[1].keys()
    assert [address for address in seen[0] if seen[0][address] != seen[1][address]] == []


def _read_after_an_objection(
    world: World, name: str, browser: Browsers, session: Session, clock: SetClock, connection: Any
) -> dict[str, str]:
    session.close()
    undone = connection.begin_nested()
    text, number = world.silent, world.silent.number
    size, _ = head(session)
    objection = GivePosition(
        text.id, "object", (text.revision.paragraphs[-1].key,), "It cannot be.", "Change it."
    )
    perform(session, clock, world.table.heads[name], objection)
    perform(session, clock, world.people["secretariat"], IssueSummary(world.sitting.number))
    after, _ = head(session)
    client = browser("public")
    read = {
        address: re.sub(r"[0-9a-f]{64}", "#", client.get(address).text)
        for address in (
            "/",
            f"/understandings/{number}",
            f"/understandings/{number}/timeline",
            f"/understandings/{number}/revisions/0",
            "/understandings",
            "/search?q=objection",
            "/search?q=cannot",
            "/log",
            *(f"/log/{seq}" for seq in range(size, after - 1)),
            f"/sessions/{world.sitting.number}",
            f"/sessions/{world.sitting.number}/summary.html",
            f"/threads/{world.thread.number}",
            f"/threads/{world.thread.number}/timeline",
            f"/delegations/{world.table.delegations['Harbour Network'].slug}",
            f"/delegations/{world.table.delegations['Paths Association'].slug}",
        )
    }
    session.close()
    undone.rollback()
    return read


@pytest.mark.parametrize(
    "address",
    [
        "/threads/{}",
        "/threads/{}/timeline",
        "/threads/{}/contribute",
        "/threads/{}/contributions/1",
        "/threads/{}/contributions/1/withdraw",
        "/threads/{}/decision",
        "/threads/{}/drafts",
        "/threads/{}/resubmit",
        "/threads/{}/synthesis/1",
        "/threads/{}/synthesis/new",
        "/threads/{}/begin-text",
        "/understandings?thread={}",
    ],
)
def test_a_proposal_is_to_the_public_as_if_it_were_not_there(
    address: str, world: World, browser: Browsers
) -> None:
    client = browser("public")
    there, nowhere = world.proposal.number, 987_654
    seen, expected = client.get(address.format(there)), client.get(address.format(nowhere))
    assert (seen.status_code, seen.location) == (expected.status_code, expected.location)
    number = re.compile(rf"(?<=[/=FD])({nowhere}|{there})\b")
    assert number.sub("#", seen.text) == number.sub("#", expected.text)


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"head", "alternate", "adviser"}))
def test_another_delegations_draft_is_as_if_it_were_not_there(
    role: str, world: World, browser: Browsers
) -> None:
    client = browser(role)
    here = f"/threads/{world.thread.number}/drafts"
    for method in ("GET", "POST"):
        seen = client.open(f"{here}/{world.draft}", method=method, data=WORDS if method == "POST" else None)
        expected = client.open(f"{here}/nothing", method=method, data=WORDS if method == "POST" else None)
        assert seen.status_code == expected.status_code
        assert seen.text.replace(world.draft, "nothing") == expected.text
    assert "saffron" not in client.get(here).text


@pytest.mark.parametrize(
    "role", ["public", "head", "alternate", "adviser", "observer", "moderator", "administrator"]
)
def test_a_draft_of_the_summary_is_for_those_who_make_it(role: str, world: World, browser: Browsers) -> None:
    client = browser(role)
    for form in ("", ".html", ".pdf", ".docx"):
        answer = client.get(f"/sessions/{world.sitting.number}/summary{form}")
        assert answer.status_code in (303, 403)


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"moderator"}))
def test_a_text_in_preparation_is_for_its_co_facilitators(role: str, world: World, browser: Browsers) -> None:
    client = browser(role)
    number = world.prepared.number
    for address in ("", "/draft", "/revisions/0", "/timeline", "/draft/paragraphs/new"):
        assert "vermilion" not in client.get(f"/understandings/{number}{address}").text
    assert "vermilion" not in client.get("/search?q=Emphasizes").text


def test_nobody_ends_the_sign_in_of_somebody_else(world: World, browser: Browsers) -> None:
    victim = browser("chair")
    page = victim.get("/account").text
    for sign_in in re.findall(r'name="sign_in" value="([^"]+)"', page):
        browser("administrator").post("/account/sign-ins/end", data={"sign_in": sign_in})
    assert victim.get("/account").status_code == 200


def test_nobody_acts_in_a_capacity_of_somebody_else(world: World, browser: Browsers) -> None:
    client = browser("adviser")
    seat = world.people["head"].capacity
    for capacity in (seat, "office:chair", "system", "", "person:" + (world.people["head"].person or "")):
        assert client.post("/capacity", data={"capacity": capacity}).status_code == 422
