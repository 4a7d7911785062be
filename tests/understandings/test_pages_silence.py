"""Pages of rounds in full and of endings: what stands on them, who sees it, where a refusal leads."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from panel.db.clock import SetClock
from panel.understandings.acts import (
    AdoptRules,
    AdoptUnderstanding,
    DeferText,
    FinalizeText,
    GivePosition,
    IssueRevision,
    OpenSilence,
    PutParagraph,
    WithdrawText,
)
from panel.understandings.queries import text_by_number
from panel.understandings.rules import PATH, SECTIONS, STATE_NAMES
from tests.house.crawl import faults, parse
from tests.make import people
from tests.make import understandings as make
from tests.make.people import Signer

Do = Callable[..., Any]
TEXT = "/understandings/1"


def sent(client: FlaskClient, address: str, status: int = 303, **data: Any) -> str:
    """Look at the form's page, send it, and return the page that follows; each is whole."""
    asked = client.get(address)
    answer = client.post(address, data=data)
    assert answer.status_code == status, answer.text
    shown = client.get(answer.location) if status == 303 else answer
    for page in (asked, shown):
        if page.status_code != 405:  # an address that is only sent to
            tree, errors = parse(page.get_data())
            assert not [*errors, *faults(tree)]
            assert page.text.count("button primary") <= 1, "more than one filled button"
    return shown.text


def test_a_delegation_asks_for_time_and_all_see_the_clock_stand(
    session: Session, clock: SetClock, at: make.Table, sign_in: Signer, client: FlaskClient
) -> None:
    make.under_silence(session, clock, at)
    head = sign_in(at.heads["Meresia"])
    assert "Ask for time" in head.get(TEXT).text
    refused = sent(head, f"{TEXT}/time", 422, hours="30", reason="We read it.")
    assert "1 to 24 hours" in refused
    assert 'href="/rules-of-procedure#rule-4-on-hold"' in refused
    assert "Under silence, on hold" in sent(head, f"{TEXT}/time", hours="24", reason="We read it.")
    assert "Ask for time" not in head.get(TEXT).text
    public = client.get(TEXT).text
    assert "The clock stands still until" in public
    assert "We read it." in public
    clock.advance(hours=24)
    assert "on hold" not in client.get(TEXT).text


def test_confirmations_are_given_on_a_page_of_their_own(
    session: Session, clock: SetClock, at: make.Table, do: Do, sign_in: Signer, client: FlaskClient
) -> None:
    text = make.under_silence(session, clock, at)
    do(at.heads["Meresia"], GivePosition(text.id, "join-ad-referendum"))
    clock.advance(hours=72)
    chair, head = sign_in(at.chair), sign_in(at.heads["Meresia"])
    assert "agreed ad referendum" in chair.get(f"{TEXT}/adoption").text
    assert "Agreed ad referendum. The text is adopted once" in sent(chair, f"{TEXT}/adoption")
    public = client.get(TEXT).text
    assert "Agreed ad referendum" in public
    assert "not to be quoted as a common understanding" in public
    assert client.get("/record").text.count("SPMHR/2026/CU/1") == 0
    assert "Confirm our position, or refuse" in head.get(TEXT).text
    assert "We cannot confirm" in head.get(f"{TEXT}/confirmation").text
    assert "Your delegation has confirmed." in sent(head, f"{TEXT}/confirmation")
    assert "Every delegation awaited has confirmed." in client.get(TEXT).text
    assert "Adopted. This is now a recorded" in sent(chair, f"{TEXT}/adoption")


def test_a_refusal_to_confirm_needs_the_tick_and_breaks_the_silence(
    session: Session, clock: SetClock, at: make.Table, do: Do, sign_in: Signer
) -> None:
    text = make.under_silence(session, clock, at)
    do(at.heads["Meresia"], GivePosition(text.id, "join-ad-referendum"))
    clock.advance(hours=72)
    do(at.chair, AdoptUnderstanding(text.id))
    head, address = sign_in(at.heads["Meresia"]), f"{TEXT}/confirmation/refusal"
    words: dict[str, Any] = {
        "paragraphs": text.revision.keys[-1],
        "reason": "Our cabinet declined.",
        "remedy": "Name it.",
    }
    assert "This is needed." in sent(head, address, 422, **words)
    assert "has broken the silence" in sent(head, address, breaks="y", **words)


@pytest.mark.parametrize("disclosure", ["delegations", "public", "nobody"])
def test_who_broke_silence_is_shown_by_the_rules(
    session: Session,
    clock: SetClock,
    at: make.Table,
    do: Do,
    sign_in: Signer,
    client: FlaskClient,
    disclosure: str,
) -> None:
    do(at.chair, AdoptRules({"version": 2, "disclosure": disclosure}))
    text = make.under_silence(session, clock, at)
    wording = "Encourages States to give everybody seven days."
    key = text.revision.keys[-1]
    do(at.heads["Meresia"], GivePosition(text.id, "object", (key,), "Too short.", "Seven days.", wording))
    for page in (TEXT, f"{TEXT}/timeline"):
        public, delegate = client.get(page).text, sign_in(at.heads["Aldoria"]).get(page).text
        assert wording in public
        assert ("<bdi>Meresia</bdi>" in public) == (disclosure == "public")
        assert ("<bdi>Meresia</bdi>" in delegate) == (disclosure != "nobody")
        assert "<bdi>Meresia</bdi>" in sign_in(at.chair).get(page).text


def test_an_earlier_position_is_given_again_beside_what_has_changed(
    session: Session, clock: SetClock, at: make.Table, do: Do, sign_in: Signer
) -> None:
    text = make.under_silence(session, clock, at)
    key = text.revision.keys[-1]
    do(at.heads["Aldoria"], GivePosition(text.id, "reserve", (key,), "Subject to our legislation."))
    do(at.heads["Meresia"], make.objection(text))
    words = make.SECOND.replace("the time", "two days")
    do(at.moderator, PutParagraph(text.id, "operative", words, key, no_norm=True))
    do(at.moderator, IssueRevision(text.id))
    do(at.moderator, FinalizeText(text.id))
    do(at.chair, OpenSilence(text.id, clock.moment + timedelta(hours=72)))
    head = sign_in(at.heads["Aldoria"])
    assert "To be re-confirmed" in head.get(TEXT).text
    shown = head.get(f"{TEXT}/position").text
    assert "To be re-confirmed" in shown
    assert "From SPMHR/2026/L.1 to SPMHR/2026/L.1/Rev.1" in shown
    assert "<ins>" in shown
    assert "<del>" in shown
    assert "confirmed its position on the new version" in sent(head, f"{TEXT}/position/again")
    assert "Subject to our legislation." in head.get(TEXT).text
    other = sign_in(at.heads["Meresia"])
    assert "To be re-confirmed" not in other.get(f"{TEXT}/position").text
    assert other.post(f"{TEXT}/position/again").status_code == 409


def test_a_text_is_deferred_resumed_and_withdrawn_by_the_chair(
    session: Session, clock: SetClock, at: make.Table, sign_in: Signer, client: FlaskClient
) -> None:
    make.issued(session, clock, at)
    chair = sign_in(at.chair)
    assert "This is needed." in sent(chair, f"{TEXT}/deferral", 422, reason="")
    assert "The text is deferred." in sent(chair, f"{TEXT}/deferral", reason="Until the report is out.")
    assert "Until the report is out." in client.get(TEXT).text
    assert "Take up negotiation again" in chair.get(TEXT).text
    assert "taken up again" in sent(chair, f"{TEXT}/resumption")
    assert "It stays on record" in sent(chair, f"{TEXT}/withdrawal", reason="The sponsors begin anew.")
    listed = client.get("/understandings").text
    assert "Withdrawn" in listed
    assert client.get(f"{TEXT}/timeline").text.count("The text was") == 2


def test_the_secretariat_issues_and_corrects_a_recorded_text(
    session: Session, clock: SetClock, at: make.Table, do: Do, sign_in: Signer, client: FlaskClient
) -> None:
    text = make.under_silence(session, clock, at)
    clock.advance(hours=72)
    do(at.chair, AdoptUnderstanding(text.id))
    person = people.person_in_office(session, clock, "secretariat")
    officer = sign_in(person)
    assert "open for statements" in client.get("/record/SPMHR/2026/CU/1").text
    assert "still received" in sent(officer, f"{TEXT}/issuance", 409)
    clock.advance(days=14)
    officer = sign_in(person)
    assert "issued with its statements" in sent(officer, f"{TEXT}/issuance")
    form: dict[str, Any] = {
        "paragraph": text.revision.keys[1],
        "error": "whatever",
        "correction": "irrespective of",
    }
    assert "do not stand in" in sent(officer, f"{TEXT}/corrigenda", 422, **{**form, "error": "wherever"})
    assert "The corrigendum is issued." in sent(officer, f"{TEXT}/corrigenda", **form)
    public = client.get("/record/SPMHR/2026/CU/1").text
    assert "SPMHR/2026/CU/1/Corr.1" in public
    assert make.FIRST in public, "the text itself stays"


def test_supersession_is_declared_on_a_page_and_shown_on_both(
    session: Session, clock: SetClock, at: make.Table, do: Do, sign_in: Signer, client: FlaskClient
) -> None:
    first = make.under_silence(session, clock, at)
    clock.advance(hours=72)
    do(at.chair, AdoptUnderstanding(first.id))
    later = make.issued(session, clock, at)
    moderator = sign_in(at.moderator)
    address = f"/understandings/{later.number}/supersession"
    assert "no recorded text" in sent(moderator, address, 422, symbol="SPMHR/2026/CU/9")
    assert "Once adopted, it supersedes" in sent(moderator, address, symbol="SPMHR/2026/CU/1")
    do(at.moderator, FinalizeText(later.id))
    do(at.chair, OpenSilence(later.id, clock.moment + timedelta(hours=72)))
    clock.advance(hours=72)
    do(at.chair, AdoptUnderstanding(later.id))
    assert "Superseded by" in client.get("/record/SPMHR/2026/CU/1").text
    assert "Supersedes" in client.get("/record/SPMHR/2026/CU/2").text


def test_every_state_and_every_rule_has_its_place_among_the_rules_of_procedure(client: FlaskClient) -> None:
    page = client.get("/rules-of-procedure").text
    assert PATH.keys() == STATE_NAMES.keys()
    for rule in (*SECTIONS, *(step.rule for step in PATH.values())):
        assert f'id="rule-{rule.replace(", ", "-").replace(" ", "-")}"' in page


def test_texts_put_aside_are_refused_with_a_sentence(
    session: Session, clock: SetClock, at: make.Table, do: Do, sign_in: Signer
) -> None:
    text = make.issued(session, clock, at)
    do(at.chair, DeferText(text.id, "Later."))
    assert "once negotiation has been resumed" in sign_in(at.moderator).get(f"{TEXT}/draft").text
    do(at.chair, WithdrawText(text.id, "In vain."))
    assert text_by_number(session, 1).state == "withdrawn"
    head = sign_in(at.heads["Meresia"])
    assert head.get(f"{TEXT}/time").status_code == 403
