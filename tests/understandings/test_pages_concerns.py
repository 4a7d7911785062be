"""The ledger of concerns and the follow-up of recorded texts, as people meet them."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from panel.db.clock import SetClock
from panel.policy import Actor
from panel.understandings.acts import (
    AdoptUnderstanding,
    AnswerConcern,
    ExtractRecommendation,
    FinalizeText,
    MaintainConcern,
    OpenSilence,
    RaiseConcern,
)
from panel.understandings.queries import TextView, text_by_number
from tests.make import people
from tests.make import understandings as make
from tests.make.people import Signer

Do = Callable[..., Any]
REASON, REMEDY = "The paragraph says nothing of time.", "Name the time that a hearing takes."


def main_of(client: FlaskClient, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return re.sub(r"\s+", " ", answer.text.split("<main")[1])


@pytest.fixture
def text(session: Session, clock: SetClock, at: make.Table) -> TextView:
    """A text issued as the zero draft."""
    return make.issued(session, clock, at)


def test_a_concern_goes_from_its_delegation_to_the_drafters_and_back(
    at: make.Table, text: TextView, sign_in: Signer, client: FlaskClient
) -> None:
    ledger = f"/understandings/{text.number}/concerns"
    assert "No delegation has raised a concern" in main_of(client, ledger)
    delegate = sign_in(at.heads["Meresia"])
    assert f'href="{ledger}/new"' in main_of(delegate, f"/understandings/{text.number}")
    key = text.revision.paragraphs[-1].key
    refused = delegate.post(f"{ledger}/new", data={"paragraph": key, "reason": REASON, "remedy": ""})
    assert refused.status_code == 422
    assert REASON in refused.text
    answer = delegate.post(f"{ledger}/new", data={"paragraph": key, "reason": REASON, "remedy": REMEDY})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{ledger}#concern-1")
    page = main_of(client, ledger)
    assert "1 concern waits for an answer" in page
    assert "Meresia" in page
    assert "1 not answered yet." in page
    assert "<svg" in page
    drafter = sign_in(at.moderator)
    assert f'href="{ledger}/1/answer"' in main_of(drafter, ledger)
    refused = drafter.post(f"{ledger}/1/answer", data={"outcome": "accommodated", "words": "See there."})
    assert refused.status_code == 422
    drafter.post(f"{ledger}/1/answer", data={"outcome": "addressed", "words": "It stays as it is."})
    assert "It stays as it is." in main_of(client, ledger)
    assert "/answer" not in main_of(client, ledger)
    assert f'href="{ledger}/1/word"' in main_of(delegate, ledger)
    assert delegate.post(f"{ledger}/1/word", data={"outcome": "nothing"}).status_code == 422
    assert delegate.post(f"{ledger}/1/word", data={"outcome": "maintained"}).status_code == 303
    assert "1 is maintained" in main_of(client, f"/understandings/{text.number}")
    timeline = main_of(client, f"/understandings/{text.number}/timeline")
    for line in ("raised concern 1.", "answered concern 1: addressed", "maintains concern 1."):
        assert line in timeline


def test_others_are_told_why_they_cannot_answer_or_settle(
    at: make.Table, text: TextView, sign_in: Signer, do: Do, client: FlaskClient
) -> None:
    ledger = f"/understandings/{text.number}/concerns"
    do(at.heads["Meresia"], RaiseConcern(text.id, text.revision.paragraphs[0].key, REASON, REMEDY))
    other = sign_in(at.heads["Aldoria"])
    assert "Only the co-facilitators answer concerns" in other.get(f"{ledger}/1/answer").text
    assert "by the delegation that raised it" in other.get(f"{ledger}/1/word").text
    assert client.get(f"{ledger}/new").status_code in (302, 303, 401)
    assert sign_in(at.moderator).get(f"{ledger}/9/answer").status_code == 404


def test_finalizing_is_refused_by_the_numbers_of_the_concerns(
    at: make.Table, text: TextView, sign_in: Signer, do: Do
) -> None:
    do(at.heads["Meresia"], RaiseConcern(text.id, text.revision.paragraphs[0].key, REASON, REMEDY))
    answer = sign_in(at.moderator).post(f"/understandings/{text.number}/final-draft")
    assert answer.status_code == 422
    assert "Concerns not answered yet: 1." in answer.text


def test_a_maintained_concern_begins_the_position_and_is_printed_where_none_is_given(
    session: Session, clock: SetClock, at: make.Table, text: TextView, sign_in: Signer, do: Do
) -> None:
    do(at.heads["Meresia"], RaiseConcern(text.id, text.revision.paragraphs[-1].key, REASON, REMEDY))
    do(at.moderator, AnswerConcern(text.id, 1, "addressed", "It stays as it is."))
    do(at.heads["Meresia"], MaintainConcern(text.id, 1))
    do(at.moderator, FinalizeText(text.id))
    do(at.chair, OpenSilence(text.id, clock.moment + timedelta(hours=72)))
    page = main_of(sign_in(at.heads["Meresia"]), f"/understandings/{text.number}/position")
    assert "carried as your reservation" in page
    assert REASON in page
    assert re.search(r'<input[^>]* checked [^>]*value="reserve"', page)
    assert REASON not in main_of(sign_in(at.heads["Aldoria"]), f"/understandings/{text.number}/position")
    clock.advance(hours=72)
    do(at.chair, AdoptUnderstanding(text.id))
    symbol = text_by_number(session, text.number).symbol
    page = main_of(sign_in(at.heads["Aldoria"]), f"/record/{symbol}")
    assert "Reservation, carried from concern 1" in page


# --- Follow-up


@pytest.fixture
def officer(session: Session, clock: SetClock) -> Actor:
    """The secretariat."""
    return people.person_in_office(session, clock, "secretariat")


@pytest.fixture
def recorded(session: Session, clock: SetClock, at: make.Table, do: Do) -> TextView:
    """A text adopted on 5 March."""
    made = make.under_silence(session, clock, at)
    clock.advance(hours=72)
    do(at.chair, AdoptUnderstanding(made.id))
    return text_by_number(session, made.number)


def test_the_secretariat_draws_a_recommendation_and_the_addressee_answers(
    at: make.Table, officer: Actor, recorded: TextView, sign_in: Signer, client: FlaskClient
) -> None:
    follow_up = f"/understandings/{recorded.number}/follow-up"
    assert "No recommendation has been drawn" in main_of(client, follow_up)
    assert "Nothing is in follow-up yet" in main_of(client, "/follow-up")
    secretariat = sign_in(officer)
    key = recorded.revision.paragraphs[-1].key
    page = main_of(secretariat, f"{follow_up}/new?paragraph={key}")
    assert "Encourages States to give a person at the border the time to be heard</textarea>" in page
    aldoria = f"delegation:{at.delegations['Aldoria'].id}"
    given = {"paragraph": key, "words": make.SECOND, "review_on": "2026-05-01"}
    refused = secretariat.post(f"{follow_up}/new", data=given)
    assert refused.status_code == 422
    assert "Name at least one addressee" in refused.text
    answer = secretariat.post(
        f"{follow_up}/new", data=given | {"delegations": [aldoria], "constituencies": ["constituency:states"]}
    )
    assert answer.headers["Location"] == f"{follow_up}#recommendation-1"
    entry = f"{follow_up}/1/2/response"
    delegate = sign_in(at.heads["Aldoria"])
    assert f'href="{entry}"' in main_of(delegate, follow_up)
    assert "rejected" not in main_of(delegate, entry).lower()
    assert delegate.post(entry, data={"value": "noted", "on": "2026-03-05"}).status_code == 303
    page = main_of(client, "/follow-up")
    assert "2 recommendations to addressees" in page
    assert "said by the addressee here" in page
    assert "Record<" not in page
    assert main_of(client, "/follow-up?response=noted").count("<tr>") == 2
    assert "No recommendation fits" in main_of(client, "/follow-up?due=overdue")
    assert "in follow-up" in main_of(client, f"/record/{recorded.symbol}")


def test_the_table_downloads_with_nothing_a_spreadsheet_would_run(
    do: Do, officer: Actor, recorded: TextView, client: FlaskClient
) -> None:
    key = recorded.revision.paragraphs[-1].key
    words = '=HYPERLINK("https://example.org")'
    do(officer, ExtractRecommendation(recorded.id, key, words, ("constituency:states",), date(2026, 5, 1)))
    for path in ("/follow-up.csv", f"/understandings/{recorded.number}/follow-up.csv"):
        answer = client.get(path)
        assert answer.mimetype == "text/csv"
        _, row = csv.reader(io.StringIO(answer.text.removeprefix("\ufeff")))
        assert row[:6] == [recorded.symbol, "1", "2", f"'{words}", "States", "No response"]
        assert row[-1] == "2026-05-01"


def test_follow_up_is_of_recorded_texts_and_kept_by_the_secretariat(
    at: make.Table,
    text: TextView,
    officer: Actor,
    recorded: TextView,
    sign_in: Signer,
    client: FlaskClient,
    do: Do,
) -> None:
    main_of(client, f"/understandings/{text.number}/follow-up", 404)
    main_of(sign_in(at.chair), f"/understandings/{recorded.number}/follow-up/new", 403)
    key = recorded.revision.paragraphs[-1].key
    do(officer, ExtractRecommendation(recorded.id, key, make.SECOND, ("constituency:states",)))
    main_of(sign_in(at.heads["Aldoria"]), f"/understandings/{recorded.number}/follow-up/1/1/response", 403)
    secretariat = sign_in(officer)
    address = f"/understandings/{recorded.number}/follow-up/1"
    main_of(secretariat, f"{address}/2/response", 404)
    main_of(secretariat, f"{address}/1/opinion", 404)
    assert secretariat.post(f"{address}/review", data={"review_on": "2026-04-01"}).status_code == 303
    assert "due in" in main_of(client, f"/understandings/{recorded.number}/follow-up")
    for value, source in (("in-progress", "A/HRC/61/4"), ("completed", "https://example.org/report")):
        given = {"value": value, "source": source, "on": "2026-03-05"}
        assert secretariat.post(f"{address}/1/implementation", data=given).status_code == 303
    timeline = main_of(client, f"/understandings/{recorded.number}/timeline")
    assert "The secretariat recorded the implementation of recommendation 1: completed." in timeline
    assert "Recommendation 1 is to be reviewed by 1 April 2026." in timeline
    page = main_of(client, f"/understandings/{recorded.number}/follow-up")
    assert "nothing more is asked" in page
    assert "A/HRC/61/4" in page
    assert 'href="https://example.org/report"' in page
