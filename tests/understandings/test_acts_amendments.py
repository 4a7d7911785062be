"""Acts on amendments: what delegations and co-facilitators do with them, and what is refused."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from panel.db.clock import SetClock
from panel.kernel.refusal import Conflict, Forbidden, NotFound, Refusal
from panel.record.queries import facts_about, verify
from panel.understandings.acts import (
    AnswerDisposition,
    FinalizeText,
    IssueMergedRevision,
    IssueRevision,
    JoinAmendment,
    LeaveAmendment,
    ProposeAmendment,
    ProposeDisposition,
    PutParagraph,
    RemoveParagraph,
    RestateAmendment,
    SaveMerge,
    WithdrawAmendment,
)
from panel.understandings.queries import (
    TextView,
    merge_draft,
    open_amendment_views,
    text_by_number,
)
from panel.understandings.rules import Merge, Ruling, merge_from
from tests.make import amendments as amend
from tests.make import people
from tests.make import understandings as make

Do = Callable[..., Any]


@pytest.fixture
def text(session: Session, clock: SetClock, at: make.Table) -> TextView:
    """The zero draft, issued."""
    return make.issued(session, clock, at)


def kinds(session: Session, text: TextView) -> list[str]:
    return [fact.kind for fact in reversed(facts_about(session, [f"understanding:{text.id}"]))]


# --- Proposing


def test_a_delegation_proposes_other_words_with_a_reason(
    session: Session, clock: SetClock, at: make.Table, text: TextView
) -> None:
    number = amend.proposed(session, clock, at.heads["Meresia"], text)
    view = amend.shown(session, text, number)
    assert (view.number, view.amendment_state, view.base, view.delegation_name) == (
        1,
        "proposed",
        0,
        "Meresia",
    )
    assert [run.words for run in view.runs if run.kind == "in"] == ["two hours"]
    assert kinds(session, text)[-1] == "amendment_proposed"


def test_advisers_and_offices_propose_nothing(
    session: Session, clock: SetClock, at: make.Table, text: TextView
) -> None:
    adviser = people.seated(session, clock, at.delegations["Meresia"], "adviser")
    for actor, sentence in ((adviser, "Advisers draft"), (at.chair, "proposed by delegations")):
        with pytest.raises(Forbidden, match=sentence):
            amend.proposed(session, clock, actor, text)


def test_no_amendment_comes_before_the_zero_draft_or_after_the_final_one(
    session: Session, clock: SetClock, at: make.Table, do: Do, text: TextView
) -> None:
    do(at.moderator, FinalizeText(text.id))
    with pytest.raises(Forbidden, match="under negotiation"):
        amend.proposed(session, clock, at.heads["Meresia"], text)


@pytest.mark.parametrize(
    ("change", "error", "sentence"),
    [
        ({"revision": 1}, Conflict, "has been issued since"),
        ({"paragraph": "none"}, NotFound, "no such paragraph"),
        ({"kind": "rewrite"}, Refusal, "Choose what"),
        ({"words": make.SECOND}, Refusal, "stand already"),
        ({"reason": ""}, Refusal, "Say why"),
    ],
)
def test_what_is_no_amendment_is_refused(
    at: make.Table, do: Do, text: TextView, change: dict[str, Any], error: type[Exception], sentence: str
) -> None:
    order = {
        "text": text.id,
        "revision": 0,
        "paragraph": text.revision.paragraphs[2].key,
        "kind": "replace",
        "words": amend.HOURS,
        "reason": "A reason.",
    }
    with pytest.raises(error, match=sentence):
        do(at.heads["Meresia"], ProposeAmendment(**(order | change)))


def test_a_text_has_a_bounded_number_of_open_amendments(
    session: Session, clock: SetClock, at: make.Table, do: Do, text: TextView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("panel.understandings.rules.MOST_OPEN_AMENDMENTS", 1)
    monkeypatch.setattr("panel.understandings.rules.MOST_AMENDMENTS", 1)
    amend.proposed(session, clock, at.heads["Meresia"], text)
    with pytest.raises(Refusal, match="at most 1 open"):
        amend.proposed(session, clock, at.heads["Meresia"], text)
    do(at.heads["Meresia"], WithdrawAmendment(text.id, 1))
    with pytest.raises(Refusal, match="at most 1 amendments in all"):
        amend.proposed(session, clock, at.heads["Meresia"], text)


# --- Sponsors


def test_another_delegation_joins_and_leaves_again(
    session: Session, clock: SetClock, at: make.Table, do: Do, text: TextView
) -> None:
    amend.proposed(session, clock, at.heads["Meresia"], text)
    do(at.heads["Aldoria"], JoinAmendment(text.id, 1))
    assert amend.shown(session, text).names == ("Meresia", "Aldoria")
    for actor in (at.heads["Aldoria"], at.heads["Meresia"]):
        with pytest.raises(Forbidden, match="sponsor of this amendment already"):
            do(actor, JoinAmendment(text.id, 1))
    do(at.heads["Aldoria"], LeaveAmendment(text.id, 1))
    assert amend.shown(session, text).names == ("Meresia",)
    with pytest.raises(Forbidden, match="has not joined"):
        do(at.heads["Aldoria"], LeaveAmendment(text.id, 1))


def test_an_amendment_that_is_not_there_cannot_be_joined(at: make.Table, do: Do, text: TextView) -> None:
    with pytest.raises(NotFound, match="no amendment with this number"):
        do(at.heads["Aldoria"], JoinAmendment(text.id, 7))


def test_only_its_delegation_withdraws_an_amendment_and_then_it_stays_as_it_is(
    session: Session, clock: SetClock, at: make.Table, do: Do, text: TextView
) -> None:
    amend.proposed(session, clock, at.heads["Meresia"], text)
    with pytest.raises(Forbidden, match="Only the delegation"):
        do(at.heads["Aldoria"], WithdrawAmendment(text.id, 1))
    do(at.heads["Meresia"], WithdrawAmendment(text.id, 1))
    assert amend.shown(session, text).settled_at == clock.moment
    with pytest.raises(Forbidden, match="decided or withdrawn"):
        do(at.heads["Aldoria"], JoinAmendment(text.id, 1))


# --- What the drafters mean to do, and the answer


def test_the_sponsor_is_told_what_the_drafters_mean_to_do_and_answers(
    session: Session, clock: SetClock, at: make.Table, do: Do, text: TextView
) -> None:
    meresia = at.heads["Meresia"]
    amend.proposed(session, clock, meresia, text)
    with pytest.raises(Conflict, match="nothing to answer"):
        do(meresia, AnswerDisposition(text.id, 1, "agree"))
    with pytest.raises(Refusal, match="Say why"):
        do(at.moderator, ProposeDisposition(text.id, 1, "noted", ""))
    do(at.moderator, ProposeDisposition(text.id, 1, "noted", "Paragraph 1 says it."))
    assert amend.shown(session, text).proposed_disposition == "noted"
    do(meresia, AnswerDisposition(text.id, 1, "maintain", "It does not."))
    assert amend.shown(session, text).answer == "maintain"
    do(
        meresia,
        RestateAmendment(text.id, 1, 0, text.revision.paragraphs[2].key, "replace", amend.DAYS, "Clearer."),
    )
    assert amend.shown(session, text).proposed_disposition is None


def test_a_moderator_of_a_sponsors_organization_disposes_of_nothing_of_its_own(
    session: Session, clock: SetClock, at: make.Table, do: Do, text: TextView
) -> None:
    amend.proposed(session, clock, at.heads["Meresia"], text)
    own = people.person_in_office(session, clock, "moderator", name="Two Hats")
    people.seated(
        session, clock, at.delegations["Meresia"], "adviser", name="Two Hats", email="two.hats@example.org"
    )
    assert own.person
    own = people.acting(session, own.person, "office:moderator")
    with pytest.raises(Forbidden, match="another moderator"):
        do(own, ProposeDisposition(text.id, 1, "accepted", ""))
    with pytest.raises(Forbidden, match="another moderator"):
        do(own, amend.merge(text, (1, "noted")))


# --- Carrying over


def test_an_amendment_is_carried_over_when_other_words_change(
    session: Session, clock: SetClock, at: make.Table, do: Do, text: TextView
) -> None:
    amend.proposed(session, clock, at.heads["Meresia"], text)
    key = text.revision.paragraphs[2].key
    do(at.moderator, PutParagraph(text.id, "operative", amend.URGES, key, no_norm=True))
    do(at.moderator, IssueRevision(text.id, "Urges."))
    view = amend.shown(session, text)
    assert (view.amendment_state, view.base) == ("proposed", 1)
    assert view.words == amend.URGES.replace("the time", "two hours")
    assert kinds(session, text)[-1] == "amendment_carried"


def test_an_amendment_whose_words_changed_is_to_be_restated_and_its_sponsor_learns_it(
    session: Session, clock: SetClock, at: make.Table, do: Do, text: TextView
) -> None:
    meresia, key = at.heads["Meresia"], text.revision.paragraphs[2].key
    amend.proposed(session, clock, meresia, text)
    do(at.moderator, PutParagraph(text.id, "operative", amend.DAYS, key, no_norm=True))
    do(at.moderator, IssueRevision(text.id, "Days."))
    view = amend.shown(session, text)
    assert (view.amendment_state, view.base, view.base_words) == ("to-be-restated", 0, make.SECOND)
    assert kinds(session, text)[-1] == "restatement_asked"
    do(meresia, RestateAmendment(text.id, 1, 1, key, "replace", amend.HOURS, "Days are too long."))
    assert amend.shown(session, text).amendment_state == "proposed"
    with pytest.raises(Forbidden, match="Only the delegation"):
        do(at.heads["Aldoria"], RestateAmendment(text.id, 1, 1, key, "delete", "", "No."))


def test_an_amendment_to_a_paragraph_taken_out_is_to_be_restated(
    session: Session, clock: SetClock, at: make.Table, do: Do, text: TextView
) -> None:
    amend.proposed(session, clock, at.heads["Meresia"], text)
    do(at.moderator, RemoveParagraph(text.id, text.revision.paragraphs[2].key))
    do(at.moderator, IssueRevision(text.id, "Shorter."))
    assert amend.shown(session, text).amendment_state == "to-be-restated"
    do(at.moderator, PutParagraph(text.id, "operative", "Notes the report.", no_norm=True))
    do(at.moderator, IssueRevision(text.id, "Longer."))
    assert amend.shown(session, text).base == 0


# --- Merging


def test_one_act_decides_amendments_writes_their_words_and_issues_the_revision(
    session: Session, clock: SetClock, at: make.Table, do: Do, text: TextView
) -> None:
    meresia, paths = at.heads["Meresia"], at.heads["Paths Association"]
    amend.proposed(session, clock, meresia, text)
    amend.proposed(session, clock, paths, text, amend.DAYS)
    amend.proposed(session, clock, paths, text, "Welcomes the report;", kind="insert-after", place=1)
    amend.proposed(session, clock, meresia, text, "", kind="delete", place=1)
    done = do(
        at.moderator,
        amend.merge(
            text, (1, "accepted"), (2, "not-accepted"), (3, "accepted"), (4, "noted"), second=amend.HOURS
        ),
    )
    assert done.result == 1
    now = text_by_number(session, text.number)
    assert [p.text for p in now.revision.paragraphs] == [
        make.PREAMBLE,
        make.FIRST,
        "Welcomes the report;",
        amend.HOURS,
    ]
    assert [n.reference for n in now.revision.paragraphs[1].norms] == ["cat:art/3"]
    assert now.revision.paragraphs[3].no_norm
    assert open_amendment_views(session, text.id) == ()
    view = amend.shown(session, text, 2)
    assert (view.disposition, view.disposition_reason, view.decided_in) == (
        "not-accepted",
        "As discussed.",
        1,
    )
    assert kinds(session, text).count("amendment_decided") == 4
    assert verify(session)


def test_what_is_not_decided_is_carried_over_and_what_is_left_in_brackets_keeps_the_text_from_being_final(
    session: Session, clock: SetClock, at: make.Table, do: Do, text: TextView
) -> None:
    for words in (amend.HOURS, amend.DAYS, amend.URGES):
        amend.proposed(session, clock, at.heads["Meresia"], text, words)
    do(at.moderator, amend.merge(text, (3, "accepted"), (2, "bracketed"), second=amend.URGES))
    states = {
        view.number: (view.amendment_state, view.base) for view in open_amendment_views(session, text.id)
    }
    assert states == {1: ("proposed", 1), 2: ("bracketed", 1)}
    with pytest.raises(Refusal, match="in brackets"):
        do(at.moderator, FinalizeText(text.id))
    do(at.heads["Meresia"], WithdrawAmendment(text.id, 2))
    with pytest.raises(Refusal, match="still open"):
        do(at.moderator, FinalizeText(text.id))
    do(at.heads["Meresia"], WithdrawAmendment(text.id, 1))
    do(at.moderator, FinalizeText(text.id))


def test_an_accepted_deletion_takes_the_paragraph_out(
    session: Session, clock: SetClock, at: make.Table, do: Do, text: TextView
) -> None:
    amend.proposed(session, clock, at.heads["Meresia"], text, "", kind="delete")
    do(at.moderator, amend.merge(text, (1, "accepted")))
    assert [p.text for p in text_by_number(session, text.number).revision.paragraphs] == [
        make.PREAMBLE,
        make.FIRST,
    ]
    assert amend.shown(session, text).base_words == make.SECOND


@pytest.mark.parametrize(
    ("rulings", "words", "sentence"),
    [
        (((1, "accepted"),), {}, "have not been changed"),
        (((9, "noted"),), {}, "not open any more"),
        (((1, "rejected"),), {}, "give a disposition"),
        (((3, "accepted"), (1, "accepted")), {"second": amend.HOURS}, "another one, accepted, deletes"),
        (((3, "accepted"), (1, "bracketed")), {}, "another one, accepted, deletes"),
        ((), {}, "Decide at least one"),
        ((), {"second": "1. Encourages"}, "Leave out the number"),
    ],
)
def test_a_merge_that_does_not_hold_together_is_refused_whole(
    session: Session,
    clock: SetClock,
    at: make.Table,
    do: Do,
    text: TextView,
    rulings: tuple[tuple[int, str], ...],
    words: dict[str, str],
    sentence: str,
) -> None:
    amend.proposed(session, clock, at.heads["Meresia"], text)
    amend.proposed(session, clock, at.heads["Meresia"], text, amend.DAYS)
    amend.proposed(session, clock, at.heads["Meresia"], text, "", kind="delete")
    with pytest.raises(Refusal, match=sentence):
        do(at.moderator, amend.merge(text, *rulings, **words))
    assert len(open_amendment_views(session, text.id)) == 3
    assert text_by_number(session, text.number).revision.number == 0


def test_a_merge_of_an_older_revision_is_refused(
    session: Session, clock: SetClock, at: make.Table, do: Do, text: TextView
) -> None:
    amend.proposed(session, clock, at.heads["Meresia"], text)
    do(at.moderator, amend.merge(text, (1, "noted")))
    with pytest.raises(Conflict, match="has been issued meanwhile"):
        do(at.moderator, amend.merge(text, (1, "noted")))


def test_work_on_a_merge_is_kept_until_it_is_issued_and_never_overwritten_unseen(
    session: Session, clock: SetClock, at: make.Table, do: Do, text: TextView
) -> None:
    amend.proposed(session, clock, at.heads["Meresia"], text)
    work = Merge((Ruling(1, "accepted", ""),), {text.revision.paragraphs[2].key: "Half"}, {1: "x"}, "So far.")
    assert do(at.moderator, SaveMerge(text.id, 0, work)).result == 1
    saved = merge_draft(session, text.id, text.revision.id)
    assert saved
    assert merge_from(saved.content) == work
    with pytest.raises(Conflict, match="Somebody else has saved"):
        do(at.moderator, SaveMerge(text.id, 0, work))
    with pytest.raises(Forbidden, match="Only the co-facilitators"):
        do(at.heads["Meresia"], SaveMerge(text.id, 0, work, 1))
    assert do(at.moderator, SaveMerge(text.id, 0, work, 1)).result == 2
    do(at.moderator, amend.merge(text, (1, "noted")))
    now = text_by_number(session, text.number)
    assert merge_draft(session, text.id, now.revision.id) is None


def test_delegations_issue_no_merged_revision(at: make.Table, do: Do, text: TextView) -> None:
    with pytest.raises(Forbidden, match="Only the co-facilitators"):
        do(at.heads["Meresia"], IssueMergedRevision(text.id, 0, Merge()))
