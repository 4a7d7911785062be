"""Pages of texts, through HTTP: the whole path, and what each form answers to what it cannot take."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from hashlib import sha256
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from panel.db.clock import SetClock
from panel.record.queries import latest_facts
from panel.understandings.acts import (
    AdoptRules,
    AdoptUnderstanding,
    FinalizeText,
    GivePosition,
    IssueRevision,
    OpenSilence,
    PutParagraph,
    RemoveParagraph,
)
from panel.understandings.queries import TextView, text_by_number
from tests.house.crawl import faults, parse
from tests.make import people
from tests.make import understandings as make
from tests.make.people import Signer

pytestmark = pytest.mark.usefixtures("requests_apart")

Do = Callable[..., Any]


class Browser:
    """Somebody at the pages, signed in anew for each: between two, days of silence may pass.

    Every page seen is looked over: it is whole, and has at most one filled button.
    """

    def __init__(self, enter: Callable[[], FlaskClient]) -> None:
        self.enter = enter

    def get(self, address: str, status: int = 200) -> str:
        return self._seen(self.enter().get(address), address, status)

    def post(self, address: str, status: int = 303, /, **form: Any) -> str:
        """Send a form; after a redirect, return the page it leads to."""
        client = self.enter()
        answer = client.post(address, data=form)
        if answer.status_code == status == 303:
            address, status = answer.headers["Location"].partition("#")[0], 200
            answer = client.get(address)
        return self._seen(answer, address, status)

    def _seen(self, answer: Any, address: str, status: int) -> str:
        assert answer.status_code == status, f"{address}: {answer.status_code}\n{answer.text[:3000]}"
        if answer.mimetype == "text/html" and answer.status_code != 303:
            tree, errors = parse(answer.get_data())
            assert not [*errors, *faults(tree)], address
            assert answer.text.count("button primary") <= 1, f"{address}: more than one filled button"
        return unescape(answer.text)


@pytest.fixture
def public(client: FlaskClient) -> Browser:
    return Browser(lambda: client)


@pytest.fixture
def moderator(at: make.Table, sign_in: Signer) -> Browser:
    return Browser(lambda: sign_in(at.moderator))


@pytest.fixture
def chair(at: make.Table, sign_in: Signer) -> Browser:
    return Browser(lambda: sign_in(at.chair))


@pytest.fixture
def meresia(at: make.Table, sign_in: Signer) -> Browser:
    return Browser(lambda: sign_in(at.heads["Meresia"]))


@pytest.fixture
def paths(at: make.Table, sign_in: Signer) -> Browser:
    return Browser(lambda: sign_in(at.heads["Paths Association"]))


def keys(session: Session, number: int = 1) -> list[str]:
    return [paragraph.key for paragraph in text_by_number(session, number).revision.paragraphs]


# --- The whole path


def test_a_text_goes_from_the_first_word_to_the_record(
    session: Session,
    clock: SetClock,
    moderator: Browser,
    chair: Browser,
    meresia: Browser,
    paths: Browser,
    public: Browser,
) -> None:
    assert "No text has been begun yet" in public.get("/understandings")
    assert "No common understanding has been recorded yet" in public.get("/record")

    page = moderator.post("/threads/1/begin-text", title="Being heard at the border")
    assert "has no paragraphs yet" in page
    assert "Nothing to read yet" in public.get("/understandings/1")

    new = "/understandings/1/draft/paragraphs/new"
    page = moderator.post(new, kind="preambular", text=make.PREAMBLE, another="1")
    assert re.search(r"<input [^>]*checked[^>]* value=\"preambular\"", page)
    page = moderator.post(new, 200, kind="operative", text=make.FIRST, norm_query="CAT 3", find_norm="1")
    assert make.FIRST in page
    assert 'value="cat:art/3"' in page
    moderator.post(new, kind="operative", text=make.FIRST, norms="cat:art/3")
    page = moderator.post(new, kind="operative", text=make.SECOND)
    assert "norm basis missing" in page
    assert "Issue SPMHR/2026/L.1" in page

    page = moderator.post("/understandings/1/issue", note="First draft.")
    assert "Declare it the final draft" in page
    page = moderator.post("/understandings/1/final-draft", 422)
    assert "Paragraphs without norm basis: 2" in page
    last = keys(session)[-1]
    moderator.post(
        f"/understandings/1/draft/paragraphs/{last}", kind="operative", text=make.SECOND, no_norm="y"
    )
    assert "A further revision is being prepared" in public.get("/understandings/1")
    assert "Norm basis still missing" in public.get("/understandings/1")
    moderator.post("/understandings/1/issue", note="Finding recorded.")
    assert "is now the final draft" in moderator.post("/understandings/1/final-draft")

    page = chair.get("/understandings/1/silence")
    assert "Every represented constituency has been heard" in page or "Enough have been heard" in page
    assert "5 March 2026, 14:00 Geneva time (UTC+1)" in page
    assert "5 March 2026, 13:00 UTC" in page
    page = chair.post("/understandings/1/silence", hours="72")
    assert "0 of 4 entitled delegations have given a position" in page
    assert "Extend the silence" in page

    page = meresia.get("/understandings/1")
    assert "None given yet" in page
    assert "Give our delegation's position" in page
    page = meresia.post("/understandings/1/position", position="reserve", paragraphs=last, reason="Our law.")
    assert "1 of 4 entitled delegations has given" not in page
    assert "1 of 4 entitled delegations have given a position" in page
    assert "Joins with a reservation" in page
    assert "paragraph 2" in page
    assert "paragraphs 2" not in page
    assert "Replace our position" in page

    page = chair.post("/understandings/1/extension", hours="24", reason="Two delegations travel.")
    assert "6 March 2026, 14:00 Geneva time" in page
    assert "Silence has not closed yet" in chair.get("/understandings/1/adoption")
    assert "not expired yet" in chair.post("/understandings/1/adoption", 409)

    objection = {
        "position": "object",
        "paragraphs": last,
        "reason": "It asks for too little.",
        "remedy": "Name the time.",
    }
    page = paths.post("/understandings/1/position", 422, **objection)
    assert "Tick this if your delegation objects" in page
    assert "It asks for too little." in page
    page = paths.post("/understandings/1/position", breaks="y", **objection)
    assert "has broken the silence" in page
    assert "What would remove the objection" in page

    moderator.post(
        f"/understandings/1/draft/paragraphs/{last}",
        kind="operative",
        text="Encourages States to give a person at the border two days to be heard.",
        no_norm="y",
    )
    page = moderator.post("/understandings/1/issue", note="Names the time.")
    assert "Why silence was broken" in page
    moderator.post("/understandings/1/final-draft")
    chair.post("/understandings/1/silence", hours="72")
    meresia.post("/understandings/1/position", position="disassociate", paragraphs=last)
    clock.advance(hours=74)

    assert "Silence has expired" in public.get("/understandings/1")
    assert "Put a late objection on record" in meresia.get("/understandings/1")
    assert "Joins, and disassociates itself" in chair.get("/understandings/1/adoption")
    page = chair.post("/understandings/1/adoption")
    assert "Adopted. This is now a recorded common understanding." in page
    assert "SPMHR/2026/CU/1" in page

    page = paths.post("/understandings/1/statement", kind="interpretative", text="We read it narrowly.")
    assert "We read it narrowly." in page
    page = public.get("/record/SPMHR/2026/CU/1")
    for words in ("Disassociation", "paragraph 2", "We read it narrowly.", "broken on", "without objection"):
        assert words in page
    exact = public.get("/record/SPMHR/2026/CU/1.txt")
    assert sha256(exact.encode()).hexdigest() in page
    assert exact.startswith("Being heard at the border\n\nRecalling")
    assert "SPMHR/2026/CU/1" in public.get("/record")
    assert "Recorded common understanding" in public.get("/understandings")

    page = public.get("/understandings/1/timeline")
    for words in (
        "3 paragraphs of the zero draft were written",
        "A paragraph of revision 1 was written",
        "The Chair extended the silence until 6 March 2026, 14:00 Geneva time",
        "4 delegations are entitled",
        "Work on this text began",
        "as SPMHR/2026/CU/1",
    ):
        assert words in page
    for number in range(3):
        assert make.FIRST in public.get(f"/understandings/1/revisions/{number}")


def test_a_broken_text_ends_with_the_chairs_summary(
    session: Session, clock: SetClock, at: make.Table, do: Do, chair: Browser, public: Browser
) -> None:
    text = make.under_silence(session, clock, at)
    do(at.heads["Meresia"], make.objection(text))
    page = chair.post("/understandings/1/chairs-summary", 422, convergence="They agree on much.")
    assert "They agree on much." in page
    page = chair.post("/understandings/1/chairs-summary", convergence="Much.", divergence="On the time.")
    assert "On the time." in page
    page = public.get("/understandings/1")
    assert "not a common understanding" in page
    assert "Open questions" not in page
    assert "Chair's summaries" in public.get("/record")
    public.get("/record/SPMHR/2026/L.1", 404)


# --- Drafting


def test_an_article_that_does_not_exist_is_said_not_to_and_the_words_stay(
    session: Session, clock: SetClock, at: make.Table, moderator: Browser
) -> None:
    make.drafted(session, clock, at)
    for status, more in ((200, {"find_norm": "1"}), (422, {})):
        page = moderator.post(
            "/understandings/1/draft/paragraphs/new",
            status,
            kind="operative",
            text="Affirms what is not there.",
            norm_query="ICCPR art. 60",
            **more,
        )
        assert "There is no article 60" in page
        assert "Affirms what is not there." in page


def test_words_rewritten_meanwhile_answer_409_with_both_texts_and_then_yield(
    session: Session, clock: SetClock, at: make.Table, do: Do, moderator: Browser
) -> None:
    text = make.drafted(session, clock, at)
    key = keys(session)[1]
    address = f"/understandings/1/draft/paragraphs/{key}"
    assert make.FIRST in moderator.get(address)
    do(at.moderator, PutParagraph(text.id, "operative", "Affirms it anew.", key, norms=("cat:art/3",)))
    mine = {"kind": "operative", "text": "Affirms it my way.", "norms": "cat:art/3"}
    page = moderator.post(address, 409, seen=make.FIRST, **mine)
    assert page.count("Affirms it anew.") >= 2
    assert page.count("Affirms it my way.") >= 2
    assert 'name="seen" type="hidden" value="Affirms it anew."' in page
    moderator.post(address, seen="Affirms it anew.", **mine)
    assert text_by_number(session, 1).revision.paragraphs[1].text == "Affirms it my way."


def test_words_for_a_paragraph_that_was_taken_out_are_kept(
    session: Session, clock: SetClock, at: make.Table, do: Do, moderator: Browser
) -> None:
    text = make.drafted(session, clock, at)
    key = keys(session)[2]
    do(at.moderator, RemoveParagraph(text.id, key))
    address = f"/understandings/1/draft/paragraphs/{key}"
    moderator.get(address, 404)
    page = moderator.post(address, 409, kind="operative", text="Kept all the same.", seen=make.SECOND)
    assert "Kept all the same." in page
    assert 'action="/understandings/1/draft/paragraphs/new"' in page


def test_a_paragraph_is_taken_out_and_put_at_its_place(
    session: Session, clock: SetClock, at: make.Table, moderator: Browser
) -> None:
    make.drafted(session, clock, at)
    new = "/understandings/1/draft/paragraphs/new"
    moderator.post(new, kind="operative", text="Notes the report.", no_norm="y", position="1")
    assert [p.text for p in text_by_number(session, 1).revision.paragraphs][1] == "Notes the report."
    page = moderator.post(f"/understandings/1/draft/paragraphs/{keys(session)[1]}/removal")
    assert "has been taken out" in page
    assert len(keys(session)) == 3


def test_a_draft_is_seen_by_nobody_before_it_is_issued(
    session: Session, clock: SetClock, at: make.Table, do: Do, meresia: Browser, public: Browser
) -> None:
    text = make.issued(session, clock, at)
    do(at.moderator, PutParagraph(text.id, "operative", "Not to be read yet.", no_norm=True))
    for browser, refusal in ((public, 303), (meresia, 403)):  # the public is asked to sign in
        for address in ("/understandings/1", "/understandings", "/understandings/1/timeline"):
            assert "Not to be read yet." not in browser.get(address)
        browser.get("/understandings/1/revisions/1", refusal)
        browser.get("/understandings/1/draft", refusal)


# --- What forms answer


def test_every_form_keeps_the_words_it_cannot_take(
    session: Session,
    clock: SetClock,
    at: make.Table,
    do: Do,
    moderator: Browser,
    chair: Browser,
    meresia: Browser,
) -> None:
    page = moderator.post("/threads/1/begin-text", 422, title="", body="Kept words here.")
    assert "Kept words here." in page
    moderator.post("/threads/1/begin-text", 422, title="Title", body="Recalling,\n\n1. 2. Affirms.")
    text = make.drafted(session, clock, at)
    new = "/understandings/1/draft/paragraphs/new"
    assert "ends with a comma" in moderator.post(new, 422, kind="preambular", text="Recalling it.")
    assert "Recalling it," in moderator.post(new, 422, kind="", text="Recalling it,")
    assert "x" * 1001 in moderator.post("/understandings/1/issue", 422, note="x" * 1001)
    do(at.moderator, IssueRevision(text.id))
    assert "Nothing has been changed" in moderator.post("/understandings/1/issue", 409)
    do(at.moderator, FinalizeText(text.id))
    assert "at least 72 hours" in chair.post("/understandings/1/silence", 422, hours="70")
    do(at.chair, OpenSilence(text.id, clock.moment + timedelta(hours=72)))
    page = chair.post("/understandings/1/extension", 422, hours="24", reason="")
    assert 'value="24"' in page
    address = "/understandings/1/position"
    assert "Kept reason." in meresia.post(address, 422, position="disassociate", reason="Kept reason.")
    assert "Choose one." in meresia.post(address, 422, reason="Kept reason.")
    clock.advance(hours=72)
    do(at.chair, AdoptUnderstanding(text.id))
    assert "Write the statement" in meresia.post("/understandings/1/statement", 422, kind="explanation")
    page = meresia.post("/understandings/1/statement", 422, text="Kept statement.")
    assert "Kept statement." in page


def test_reckoning_the_closing_time_opens_nothing_and_judges_nothing(
    session: Session, clock: SetClock, at: make.Table, chair: Browser
) -> None:
    make.final(session, clock, at)
    page = chair.post("/understandings/1/silence", 200, hours="96", reckon="1", balance_reason="Kept.")
    assert "6 March 2026, 14:00 Geneva time" in page
    assert "error-summary" not in page
    assert text_by_number(session, 1).state == "final_draft"


def test_the_shortest_silence_can_be_opened_although_time_goes_on(
    session: Session, clock: SetClock, at: make.Table, chair: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between reading the clock and opening, a real clock moves."""
    make.final(session, clock, at)
    still = SetClock.now

    def moving(self: SetClock, session: Session) -> Any:
        self.advance(seconds=1)
        return still(self, session)

    monkeypatch.setattr(SetClock, "now", moving)
    clock.advance(minutes=59, seconds=50)
    assert "The text is under silence" in chair.post("/understandings/1/silence", hours="72")


def test_a_reason_is_asked_for_while_migrants_are_unheard(
    session: Session, clock: SetClock, at: make.Table, chair: Browser, public: Browser
) -> None:
    for name, constituency in (
        ("Union", "trade-unions"),
        ("Cities", "local-authorities"),
        ("Firms", "employers"),
    ):
        people.delegation(session, clock, name, constituency=constituency, scheme="panel-admission")
    make.final(session, clock, at)
    assert "only if you record a reason" in chair.get("/understandings/1/silence")
    chair.post("/understandings/1/silence", 422, hours="72")
    chair.post("/understandings/1/silence", hours="72", balance_reason="They were invited three times.")
    clock.advance(hours=74)
    chair.post("/understandings/1/adoption")
    assert "They were invited three times." in public.get("/record/SPMHR/2026/CU/1")


# --- Silence


def test_a_late_objection_is_put_on_record_and_said_to_be_late(
    session: Session, clock: SetClock, at: make.Table, meresia: Browser, chair: Browser, public: Browser
) -> None:
    make.under_silence(session, clock, at)
    clock.advance(hours=72)
    page = meresia.get("/understandings/1/position")
    assert "no effect on the text" in page
    assert 'value="join"' not in page
    late = {"paragraphs": keys(session)[-1], "reason": "Too late.", "remedy": "More time."}
    meresia.post("/understandings/1/position", 422, position="join")
    page = meresia.post("/understandings/1/position", position="object", **late)
    assert "came after expiry" in page
    assert "1 objection came after closing" in chair.get("/understandings/1/adoption")
    chair.post("/understandings/1/adoption")
    page = public.get("/record/SPMHR/2026/CU/1")
    assert "on record and inadmissible" in page
    assert "An entitled delegation" in page


def test_who_has_not_spoken_is_named_to_delegations_only(
    session: Session,
    clock: SetClock,
    at: make.Table,
    do: Do,
    meresia: Browser,
    chair: Browser,
    public: Browser,
) -> None:
    text = make.under_silence(session, clock, at)
    do(at.heads["Aldoria"], GivePosition(text.id, "join"))
    for browser in (meresia, chair):
        named = browser.get("/understandings/1").split("No position given yet")[1].split("Entitled")[0]
        assert "Harbour Network" in named
        assert "Aldoria" not in named
    assert "No position given yet" not in public.get("/understandings/1")


def test_whoever_cannot_give_the_position_is_told_who_can(
    session: Session, clock: SetClock, at: make.Table, sign_in: Signer
) -> None:
    make.under_silence(session, clock, at)
    seated = people.seated(session, clock, at.delegations["Aldoria"], "adviser")
    adviser = Browser(lambda: sign_in(seated))
    page = adviser.get("/understandings/1")
    assert "Our delegation's position" in page
    assert "Ask the head of your delegation" in page
    assert "button primary" not in page
    assert "Ask the head of your delegation" in adviser.get("/understandings/1/position", 403)


# --- Who broke silence

OBJECTOR = "Paths Association"


def pages_of(text: TextView, session: Session) -> Iterator[str]:
    """Yield every address at which what happened to a text is read, the bytes of its objections among them."""
    yield from ("/understandings", f"/understandings/{text.number}", "/record", "/rules-of-procedure")
    yield f"/understandings/{text.number}/timeline"
    yield from (
        f"/understandings/{text.number}/revisions/{number}"
        for number, _, issued_at, _ in text.history
        if issued_at
    )
    if text.symbol:
        yield f"/record/{text.symbol}"
        yield f"/record/{text.symbol}.txt"
    yield "/log"
    yield from (
        f"/log/{fact.seq}"
        for fact in latest_facts(session)
        if fact.kind in ("silence_broken", "late_objection_recorded")
    )


def told(browser: Browser, address: str) -> str:
    """Return what an address answers, and nothing where there is no such page."""
    answer = browser.enter().get(address)
    assert answer.status_code < 500, address
    return unescape(answer.text) if answer.status_code == 200 else ""


def lines_about_the_objection(page: str) -> str:
    """Return the page without the entitled list, where every delegation stands by name."""
    return re.sub(r"<details.*?</details>|<h2 id=\"entitled\">.*?</main>", "", page, flags=re.S)


@pytest.mark.parametrize("is_late", [False, True])
def test_the_public_never_reads_who_broke_silence_and_delegations_do(
    session: Session, clock: SetClock, at: make.Table, do: Do, sign_in: Signer, public: Browser, is_late: bool
) -> None:
    text = make.under_silence(session, clock, at)
    if is_late:
        clock.advance(hours=72)
    do(at.heads[OBJECTOR], make.objection(text))
    if not is_late:
        do(at.moderator, PutParagraph(text.id, "operative", "Asks for two days.", no_norm=True))
        do(at.moderator, IssueRevision(text.id))
        do(at.moderator, FinalizeText(text.id))
        do(at.chair, OpenSilence(text.id, clock.moment + timedelta(hours=72)))
        clock.advance(hours=72)
    do(at.chair, AdoptUnderstanding(text.id))
    text = text_by_number(session, 1)
    objector = at.delegations[OBJECTOR]
    seat = at.heads[OBJECTOR].seat
    assert seat
    officer = people.person_in_office(session, clock, "administrator")
    administrator = Browser(lambda: sign_in(officer))
    for browser in (public, administrator):
        for address in pages_of(text, session):
            said = lines_about_the_objection(told(browser, address))
            for secret in (OBJECTOR, objector.id, objector.slug, seat.id):
                if address == "/log" and secret == OBJECTOR:
                    continue  # its accreditation and its contribution stand there
                assert secret not in said, f"{address} gives {secret} away"
        assert "too little" in told(browser, f"/record/{text.symbol}")
    delegate = Browser(lambda: sign_in(at.heads["Meresia"]))
    assert OBJECTOR in lines_about_the_objection(told(delegate, f"/record/{text.symbol}"))
    assert (OBJECTOR in told(delegate, "/understandings/1/timeline")) != is_late


@pytest.mark.parametrize(
    ("disclosure", "by_public", "by_delegate", "by_chair"),
    [("delegations", False, True, True), ("public", True, True, True), ("nobody", False, False, True)],
)
def test_the_rules_say_who_learns_who_broke_silence(
    session: Session,
    clock: SetClock,
    at: make.Table,
    do: Do,
    public: Browser,
    meresia: Browser,
    chair: Browser,
    disclosure: str,
    by_public: bool,
    by_delegate: bool,
    by_chair: bool,
) -> None:
    do(at.chair, AdoptRules({"version": 2, "disclosure": disclosure}))
    text = make.under_silence(session, clock, at)
    do(at.heads[OBJECTOR], make.objection(text))
    for browser, is_told in ((public, by_public), (meresia, by_delegate), (chair, by_chair)):
        for address in ("/understandings/1", "/understandings/1/timeline"):
            assert (OBJECTOR in browser.get(address)) == is_told


# --- Addresses and hostile input


def test_head_answers_like_get(
    session: Session, clock: SetClock, at: make.Table, do: Do, public: Browser
) -> None:
    text = make.under_silence(session, clock, at)
    clock.advance(hours=72)
    do(at.chair, AdoptUnderstanding(text.id))
    for address in (
        "/understandings",
        "/understandings/1",
        "/understandings/1/timeline",
        "/understandings/1/revisions/0",
        "/record",
        "/record/SPMHR/2026/CU/1",
        "/record/SPMHR/2026/CU/1.txt",
        "/rules-of-procedure",
    ):
        answer = public.enter().head(address)
        assert (answer.status_code, answer.text) == (200, "")


HUGE = "9" * 40


@pytest.mark.parametrize(
    "address",
    [
        "/understandings/2",
        "/understandings/0",
        f"/understandings/{HUGE}",
        f"/understandings/{HUGE}/timeline",
        f"/understandings/1/revisions/{HUGE}",
        "/understandings/1/revisions/7",
        "/understandings/one",
        "/understandings/-1",
        "/record/SPMHR/2026/CU/9",
        "/record/SPMHR/2026/CU/1.txt",
        "/record/%FF%FE",
        "/record/" + "a" * 3000,
    ],
)
def test_what_does_not_exist_answers_404(
    session: Session, clock: SetClock, at: make.Table, public: Browser, address: str
) -> None:
    make.issued(session, clock, at)
    public.get(address, 404)


def test_an_address_that_is_no_text_is_refused(at: make.Table, public: Browser) -> None:
    """A NUL is a name like any other to SQLite and none to PostgreSQL."""
    assert public.enter().get("/record/%00").status_code in (400, 404)


@pytest.mark.parametrize("before", ["", "x", "-1", "0", HUGE, f"-{HUGE}", "\x00", "1" * 5000])
def test_a_timeline_begins_anywhere(
    session: Session, clock: SetClock, at: make.Table, public: Browser, before: str
) -> None:
    make.issued(session, clock, at)
    answer = public.enter().get("/understandings/1/timeline", query_string={"before": before})
    assert answer.status_code == 200


HOSTILE = [
    "\x00",
    "\ud800",
    "a" * 100_000,
    "[" * 100_000,
    "%s %(x)s {{ 7 * 7 }}",
    "<script>alert(1)</script>",
    "-1",
]
NUMBERS = ["", "x", "-72", "0", "1e9", str(10**30), "9" * 5000, "\x00", "72.5"]


def answered(browser: Browser, address: str, data: Any) -> None:
    answer = browser.enter().post(address, data=data)
    assert answer.status_code < 500, f"{address} {str(data)[:80]}"
    assert "<script>alert" not in answer.text


def sent(fields: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the form with each field in turn replaced by each hostile value, sent twice, and left out."""
    for name, value in fields.items():
        for hostile in HOSTILE:
            encoded = hostile.encode("utf-8", "surrogatepass")
            yield {**fields, name: encoded}
        yield {**fields, name: [value, value, "other"]}
        yield {other: fields[other] for other in fields if other != name}


def test_hostile_words_never_break_a_form(
    session: Session,
    clock: SetClock,
    at: make.Table,
    do: Do,
    moderator: Browser,
    chair: Browser,
    meresia: Browser,
) -> None:
    text = make.drafted(session, clock, at)
    new = "/understandings/1/draft/paragraphs/new"
    for form in sent({"kind": "applause", "text": "Words.", "norms": "cat:art/3", "position": "1"}):
        answered(moderator, new, form)
    for form in sent({"title": "", "body": "Recalling,"}):
        answered(moderator, "/threads/1/begin-text", form)
    for number in NUMBERS:
        answered(moderator, new, {"kind": "operative", "text": "", "position": number})
    do(at.moderator, IssueRevision(text.id))
    do(at.moderator, FinalizeText(text.id))
    for number in NUMBERS:
        answered(chair, "/understandings/1/silence", {"hours": number})
        answered(chair, "/understandings/1/silence", {"hours": number, "reckon": "1"})
    assert text_by_number(session, 1).state == "final_draft"
    do(at.chair, OpenSilence(text.id, clock.moment + timedelta(hours=72)))
    for number in NUMBERS:
        answered(chair, "/understandings/1/extension", {"hours": number, "reason": "Reason."})
        answered(chair, "/understandings/1/extension", {"hours": number, "reason": "Reason.", "reckon": "1"})
    key = keys(session)[1]
    for form in sent({"position": "object", "paragraphs": key, "reason": "No.", "remedy": "Yes."}):
        answered(meresia, "/understandings/1/position", form)
    answered(meresia, "/understandings/1/position", {"position": "reserve", "paragraphs": ["nowhere"] * 1000})
    assert text_by_number(session, 1).state == "under_silence"
    clock.advance(hours=96)
    do(at.chair, AdoptUnderstanding(text.id))
    for form in sent({"kind": "disassociation", "paragraphs": "nowhere", "text": "Words."}):
        answered(meresia, "/understandings/1/statement", form)
    assert not [s for s in text_by_number(session, 1).statements if "nowhere" in s.paragraphs]


def test_pages_of_acts_refuse_the_public_and_others(
    session: Session, clock: SetClock, at: make.Table, public: Browser, meresia: Browser, moderator: Browser
) -> None:
    make.under_silence(session, clock, at)
    for address in ("silence", "extension", "adoption", "chairs-summary", "draft", "statement"):
        assert public.enter().get(f"/understandings/1/{address}").status_code in (302, 303, 401, 403)
        meresia.get(f"/understandings/1/{address}", 403)
    for address in ("issue", "final-draft", f"draft/paragraphs/{keys(session)[0]}/removal"):
        assert "under silence" in moderator.post(f"/understandings/1/{address}", 403)
