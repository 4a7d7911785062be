"""Follow-up: recommendations drawn from recorded texts, and what is recorded about each addressee."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from panel.db.clock import SetClock
from panel.kernel.refusal import Forbidden, NotFound, Refusal
from panel.policy import Actor
from panel.record.queries import facts_about
from panel.understandings import rules
from panel.understandings.acts import (
    AdoptUnderstanding,
    ExtractRecommendation,
    RecordFollowUp,
    SetReview,
)
from panel.understandings.queries import (
    FollowUpFilter,
    TextView,
    follow_up_lines,
    reviews_due,
    text_by_number,
)
from tests.make import people
from tests.make import understandings as make

Do = Callable[..., Any]
Statements = Callable[[], int]
TODAY = date(2026, 3, 5)


@pytest.fixture
def officer(session: Session, clock: SetClock) -> Actor:
    """The secretariat."""
    return people.person_in_office(session, clock, "secretariat")


@pytest.fixture
def text(session: Session, clock: SetClock, at: make.Table, do: Do) -> TextView:
    """A text adopted on 5 March."""
    made = make.under_silence(session, clock, at)
    clock.advance(hours=72)
    do(at.chair, AdoptUnderstanding(made.id))
    return text_by_number(session, made.number)


def drawn(do: Do, officer: Actor, text: TextView, *addressees: str, review: date | None = None) -> int:
    key = text.revision.paragraphs[-1].key
    order = ExtractRecommendation(text.id, key, make.SECOND, addressees or ("constituency:states",), review)
    return int(do(officer, order).result)


def test_the_first_recommendation_puts_the_text_in_follow_up(
    session: Session, at: make.Table, do: Do, officer: Actor, text: TextView, clock: SetClock
) -> None:
    aldoria = at.delegations["Aldoria"].id
    assert drawn(do, officer, text, "constituency:states", f"delegation:{aldoria}", "mechanism:tb-cmw") == 1
    assert drawn(do, officer, text) == 2
    assert text_by_number(session, text.number).state == "in_follow_up"
    lines = follow_up_lines(session, clock.moment, text=text.number)
    assert [(line.recommendation, line.kind, line.paragraph_number) for line in lines] == [
        (1, "constituency", 2),
        (1, "delegation", 2),
        (1, "mechanism", 2),
        (2, "constituency", 2),
    ]
    assert {(line.response, line.implementation) for line in lines} == {("none", "no-indication")}
    kinds = [fact.kind for fact in facts_about(session, [f"understanding:{text.id}"])]
    assert kinds.count("follow_up_begun") == 1


def test_only_the_secretariat_draws_recommendations_and_only_from_recorded_texts(
    session: Session, clock: SetClock, at: make.Table, do: Do, officer: Actor, text: TextView
) -> None:
    for nobody in (at.moderator, at.chair, at.heads["Aldoria"]):
        with pytest.raises(Forbidden, match="The secretariat keeps the follow-up"):
            drawn(do, nobody, text)
    with pytest.raises(Forbidden, match="Only what recorded"):
        drawn(do, officer, make.issued(session, clock, at))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"paragraph": "preamble"}, "paragraph"),
        ({"words": "  "}, "words"),
        ({"addressees": ()}, "addressees"),
        ({"addressees": ("everybody",)}, "addressees"),
        ({"addressees": ("person:x",)}, "addressees"),
        ({"addressees": ("constituency:nobody",)}, "addressees"),
        ({"addressees": ("delegation:nobody",)}, "addressees"),
        ({"review_on": TODAY - timedelta(days=1)}, "review_on"),
    ],
)
def test_a_recommendation_is_complete(
    do: Do, officer: Actor, text: TextView, changes: dict[str, Any], field: str
) -> None:
    given: dict[str, Any] = {
        "paragraph": text.revision.paragraphs[-1].key,
        "words": make.SECOND,
        "addressees": ("constituency:states",),
    }
    if changes.get("paragraph") == "preamble":
        changes = {"paragraph": text.revision.paragraphs[0].key}
    with pytest.raises(Refusal) as refused:
        do(officer, ExtractRecommendation(text.id, **(given | changes)))
    assert refused.value.field == field


def test_response_and_implementation_stand_apart_and_nothing_is_overwritten(
    session: Session, clock: SetClock, do: Do, officer: Actor, text: TextView
) -> None:
    drawn(do, officer, text)
    for aspect, value, source in (
        ("response", "under-consideration", "https://example.org/letter"),
        ("implementation", "in-progress", "A/HRC/61/4"),
        ("response", "noted", "SPMHR/2026/NV.3"),
    ):
        do(officer, RecordFollowUp(text.id, 1, 1, aspect, value, source, TODAY))
    (line,) = follow_up_lines(session, clock.moment)
    assert (line.response, line.implementation) == ("noted", "in-progress")
    assert [entry.value for entry in line.entries] == ["under-consideration", "in-progress", "noted"]
    latest = line.latest("response")
    assert latest
    assert (latest.source, latest.is_link, latest.by_addressee) == ("SPMHR/2026/NV.3", False, False)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"value": "rejected"}, "value"),
        ({"value": "completed"}, "value"),
        ({"aspect": "opinion"}, "value"),
        ({"source": ""}, "source"),
        ({"source": "hearsay"}, "source"),
        ({"source": "javascript:alert(1)"}, "source"),
        ({"on": TODAY + timedelta(days=1)}, "on"),
    ],
)
def test_what_is_recorded_has_its_source_and_its_day(
    do: Do, officer: Actor, text: TextView, changes: dict[str, Any], field: str
) -> None:
    drawn(do, officer, text)
    given: dict[str, Any] = {
        "aspect": "response",
        "value": "supported",
        "source": "https://example.org/letter",
        "on": TODAY,
    }
    with pytest.raises(Refusal) as refused:
        do(officer, RecordFollowUp(text.id, 1, 1, **(given | changes)))
    assert refused.value.field == field


def test_an_addressee_speaks_for_itself_and_for_nobody_else(
    session: Session, clock: SetClock, at: make.Table, do: Do, officer: Actor, text: TextView
) -> None:
    drawn(do, officer, text, f"delegation:{at.delegations['Aldoria'].id}", "constituency:states")
    do(at.heads["Aldoria"], RecordFollowUp(text.id, 1, 1, "response", "supported", "", TODAY))
    adviser = people.seated(session, clock, at.delegations["Aldoria"], "adviser")
    for nobody, place in ((at.heads["Meresia"], 1), (at.heads["Aldoria"], 2), (adviser, 1)):
        with pytest.raises(Forbidden):
            do(nobody, RecordFollowUp(text.id, 1, place, "response", "supported", "", TODAY))
    with pytest.raises(NotFound):
        do(officer, RecordFollowUp(text.id, 1, 3, "response", "supported", "A/1", TODAY))
    line = follow_up_lines(session, clock.moment)[0]
    latest = line.latest("response")
    assert latest
    assert latest.by_addressee


def test_the_day_of_a_review_is_set_and_taken_away(
    session: Session, clock: SetClock, at: make.Table, do: Do, officer: Actor, text: TextView
) -> None:
    drawn(do, officer, text, review=TODAY + timedelta(days=30))
    (line,) = reviews_due(session, clock.moment)
    assert line.review_at
    assert rules.day_in_geneva(line.review_at) == TODAY + timedelta(days=30)
    with pytest.raises(Forbidden):
        do(at.chair, SetReview(text.id, 1, None))
    with pytest.raises(NotFound):
        do(officer, SetReview(text.id, 2, None))
    do(officer, SetReview(text.id, 1, None))
    assert reviews_due(session, clock.moment) == ()


def test_no_review_is_due_of_what_is_finished_or_far_away(
    session: Session, clock: SetClock, do: Do, officer: Actor, text: TextView
) -> None:
    drawn(do, officer, text, review=TODAY + timedelta(days=30))
    drawn(do, officer, text, review=TODAY + timedelta(days=300))
    assert [line.recommendation for line in reviews_due(session, clock.moment)] == [1]
    do(officer, RecordFollowUp(text.id, 1, 1, "implementation", "completed", "A/80/1", TODAY))
    assert reviews_due(session, clock.moment) == ()


def test_lines_are_chosen_by_addressee_response_and_review(
    session: Session, clock: SetClock, at: make.Table, do: Do, officer: Actor, text: TextView
) -> None:
    aldoria = f"delegation:{at.delegations['Aldoria'].id}"
    drawn(do, officer, text, "constituency:states", aldoria, review=TODAY + timedelta(days=30))
    drawn(do, officer, text, "constituency:states")
    do(officer, RecordFollowUp(text.id, 1, 2, "response", "noted", "A/80/1", TODAY))

    def chosen(**by: str) -> list[tuple[int, int]]:
        lines = follow_up_lines(session, clock.moment, FollowUpFilter(**by))
        return [(line.recommendation, line.addressee) for line in lines]

    assert chosen(addressee=aldoria) == [(1, 2)]
    assert chosen(addressee="constituency:states") == [(1, 1), (2, 1)]
    assert chosen(addressee="nonsense") == []
    assert chosen(response="noted") == [(1, 2)]
    assert chosen(due="unset") == [(2, 1)]
    assert chosen(due="soon") == [(1, 1), (1, 2)]
    clock.advance(hours=24 * 31)
    assert chosen(due="overdue") == [(1, 1), (1, 2)]


def test_reading_costs_the_same_however_much_there_is(
    session: Session, clock: SetClock, do: Do, officer: Actor, text: TextView, statements: Statements
) -> None:
    drawn(do, officer, text)
    statements()
    follow_up_lines(session, clock.moment)
    few = statements()
    for _ in range(20):
        drawn(do, officer, text)
        do(officer, RecordFollowUp(text.id, 1, 1, "response", "noted", "A/80/1", TODAY))
    statements()
    assert len(follow_up_lines(session, clock.moment)) == 21
    assert statements() == few == 2
