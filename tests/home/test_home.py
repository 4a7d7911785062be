"""The first page: for the public what was agreed, for everyone else what waits for them."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from panel.db.clock import SetClock
from panel.delegations.acts import DecideAccreditation
from panel.policy import Actor
from panel.threads.acts import AskGuidance, GiveGuidance, ReturnThread, SaveDraft
from panel.understandings.acts import (
    AdoptUnderstanding,
    AnswerConcern,
    AnswerDisposition,
    AskForTime,
    ExtractRecommendation,
    FinalizeText,
    GivePosition,
    IssueRevision,
    MaintainConcern,
    OpenSilence,
    ProposeAmendment,
    ProposeDisposition,
    PutParagraph,
    RaiseConcern,
    RecordFollowUp,
)
from tests.make import people, sessions, threads, understandings
from tests.make.people import Signer
from tests.make.understandings import Table


def text_of(client: FlaskClient, path: str = "/") -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.text.split("<main")[1])


def filled(page: str) -> str:
    """Return where the one filled button of a page leads."""
    (button,) = re.findall(r'<a class="button primary" href="([^"]+)"', page)
    return str(button)


class TestThePublic:
    def test_reads_the_mandate_and_the_eight_issues_before_anything_happened(
        self, client: FlaskClient
    ) -> None:
        page = text_of(client)
        assert "non-binding" in page
        assert page.count("No thread is open") == 8
        assert "Nothing has been recorded yet" in page
        assert "No session has been announced" in page
        assert filled(page) == "/issues"

    def test_sees_what_was_recorded_and_how_far_each_issue_is(
        self, session: Session, clock: SetClock, client: FlaskClient
    ) -> None:
        sitting = sessions.held(session, clock)
        page = text_of(client)
        assert sitting.text
        assert f'href="/record/{sitting.text.symbol}"' in page
        assert "1 thread open" in page
        assert "1 understanding recorded" in page
        assert page.count("No thread is open") == 7

    def test_sees_the_next_session(self, session: Session, clock: SetClock, client: FlaskClient) -> None:
        sessions.announced(session, clock)
        assert 'href="/sessions/1"' in text_of(client)

    def test_is_told_nothing_of_proposals(
        self, session: Session, clock: SetClock, client: FlaskClient
    ) -> None:
        head = people.seated(session, clock, people.delegation(session, clock))
        threads.proposed(session, clock, head, title="Not before everybody yet")
        assert "Not before everybody" not in text_of(client)

    def test_costs_the_same_however_much_there_is(
        self, session: Session, clock: SetClock, client: FlaskClient, statements: Callable[[], int]
    ) -> None:
        text_of(client)
        statements()
        text_of(client)
        empty = statements()
        sessions.held(session, clock)
        statements()
        text_of(client)
        assert statements() == empty <= 8


class TestADelegation:
    def test_with_nothing_to_do_is_told_so(self, session: Session, clock: SetClock, sign_in: Signer) -> None:
        head = people.seated(session, clock, people.delegation(session, clock))
        page = text_of(sign_in(head))
        assert "Nothing waits for your delegation" in page
        assert 'class="button primary"' not in page

    def test_is_asked_for_its_position_first(
        self, session: Session, clock: SetClock, do: Callable[..., Any], sign_in: Signer, table: Table
    ) -> None:
        text = understandings.under_silence(session, clock, table)
        head = table.heads["Meresia"]
        page = text_of(sign_in(head))
        assert filled(page) == f"/understandings/{text.number}/position"
        assert "in 3 days" in page
        do(head, GivePosition(text.id, "join"))
        assert "/position" not in text_of(sign_in(head))

    def test_that_is_not_entitled_or_too_late_is_not_asked(
        self, session: Session, clock: SetClock, sign_in: Signer, table: Table
    ) -> None:
        understandings.under_silence(session, clock, table)
        newcomer = people.seated(session, clock, people.delegation(session, clock, "Republic of Tavora"))
        assert "Under silence" not in text_of(sign_in(newcomer))
        clock.advance(hours=72)
        assert "Under silence" not in text_of(sign_in(table.heads["Meresia"]))

    def test_is_led_to_the_text_where_only_the_head_can_answer(
        self, session: Session, clock: SetClock, sign_in: Signer, table: Table
    ) -> None:
        text = understandings.under_silence(session, clock, table)
        adviser = people.seated(session, clock, table.delegations["Meresia"], "adviser")
        assert filled(text_of(sign_in(adviser))) == f"/understandings/{text.number}"

    def test_sees_a_revision_issued_since_it_spoke(
        self, session: Session, clock: SetClock, do: Callable[..., Any], sign_in: Signer, table: Table
    ) -> None:
        clock.advance(hours=1)
        text = understandings.issued(session, clock, table)
        heads = table.heads
        assert "Read what changed" in text_of(sign_in(heads["Aldoria"]))
        assert "Read what changed" not in text_of(sign_in(heads["Meresia"]))  # it has said nothing
        clock.advance(hours=1)
        assert table.thread
        threads.contributed(session, clock, heads["Aldoria"], table.thread)
        assert "Read what changed" not in text_of(sign_in(heads["Aldoria"]))
        clock.advance(hours=1)
        do(table.moderator, PutParagraph(text.id, "operative", "Invites all to read it again.", no_norm=True))
        do(table.moderator, IssueRevision(text.id, "Again."))
        assert "Read what changed" in text_of(sign_in(heads["Aldoria"]))

    def test_sees_replies_until_it_speaks_again(
        self, session: Session, clock: SetClock, sign_in: Signer, table: Table
    ) -> None:
        ours, theirs = table.heads["Aldoria"], table.heads["Meresia"]
        assert table.thread
        reply = threads.contributed(session, clock, theirs, table.thread, reply_to=1)
        page = text_of(sign_in(ours))
        assert f"/threads/{table.thread.number}/contributions/{reply.number}" in page
        assert "Meresia" in page
        assert "Read the reply" not in text_of(sign_in(theirs))
        threads.contributed(session, clock, ours, table.thread)
        assert "Read the reply" not in text_of(sign_in(ours))

    def test_sees_its_drafts_where_they_can_be_published_and_nobody_elses(
        self, session: Session, clock: SetClock, do: Callable[..., Any], sign_in: Signer, table: Table
    ) -> None:
        adviser = people.seated(session, clock, table.delegations["Aldoria"], "adviser")
        assert table.thread
        do(adviser, SaveDraft(thread=table.thread.id, kind="position", body="A draft."))
        assert "Publish the draft" in text_of(sign_in(table.heads["Aldoria"]))
        assert "Publish the draft" not in text_of(sign_in(adviser))
        assert "Publish the draft" not in text_of(sign_in(table.heads["Meresia"]))

    def test_sees_its_returned_thread(
        self, session: Session, clock: SetClock, do: Callable[..., Any], sign_in: Signer, table: Table
    ) -> None:
        thread = threads.proposed(session, clock, table.heads["Meresia"])
        do(table.moderator, ReturnThread(thread.id, "Name the space."))
        assert filled(text_of(sign_in(table.heads["Meresia"]))) == f"/threads/{thread.number}/resubmit"
        assert "Propose it again" not in text_of(sign_in(table.heads["Aldoria"]))

    def test_pays_the_same_for_one_item_and_for_thirty(
        self,
        session: Session,
        clock: SetClock,
        do: Callable[..., Any],
        sign_in: Signer,
        table: Table,
        statements: Callable[[], int],
    ) -> None:
        assert table.thread
        head, other = table.heads["Aldoria"], table.heads["Meresia"]
        understandings.under_silence(session, clock, table)
        threads.contributed(session, clock, other, table.thread, reply_to=1)
        client = sign_in(head)
        text_of(client)
        statements()
        text_of(client)
        few = statements()
        for _ in range(30):
            threads.contributed(session, clock, other, table.thread, reply_to=1)
            do(head, SaveDraft(thread=table.thread.id, kind="position", body="A draft."))
        statements()
        page = text_of(client)
        assert statements() == few <= 10
        assert page.count("Read the reply") == page.count("Publish the draft") == 10


class TestWhatIsAskedOfADelegation:
    def test_it_gives_its_word_on_a_concern_that_was_addressed(
        self, session: Session, clock: SetClock, do: Callable[..., Any], sign_in: Signer, table: Table
    ) -> None:
        text = understandings.issued(session, clock, table)
        head, ledger = table.heads["Meresia"], f"/understandings/{text.number}/concerns/1"
        do(head, RaiseConcern(text.id, text.revision.paragraphs[-1].key, "No time named.", "Name it."))
        assert f"{ledger}/answer" in text_of(sign_in(table.moderator))
        assert f"{ledger}/word" not in text_of(sign_in(head))
        do(table.moderator, AnswerConcern(text.id, 1, "addressed", "It stays as it is."))
        assert f"{ledger}/answer" not in text_of(sign_in(table.moderator))
        assert f"{ledger}/word" in text_of(sign_in(head))
        assert f"{ledger}/word" not in text_of(sign_in(table.heads["Aldoria"]))
        do(head, MaintainConcern(text.id, 1))
        assert f"{ledger}/word" not in text_of(sign_in(head))

    def test_a_mechanism_gives_guidance(
        self, session: Session, clock: SetClock, do: Callable[..., Any], sign_in: Signer, table: Table
    ) -> None:
        row = people.delegation(
            session, clock, "Committee", constituency="mechanisms", scheme="panel-admission"
        )
        committee = people.seated(session, clock, row)
        assert table.thread
        do(table.moderator, AskGuidance(table.thread.id, row.id, "What is a fair hearing?"))
        address = f"/threads/{table.thread.number}/guidance/1/reply"
        assert filled(text_of(sign_in(committee))) == address
        assert address not in text_of(sign_in(table.heads["Aldoria"]))
        do(committee, GiveGuidance(table.thread.id, 1, threads.BODY))
        assert address not in text_of(sign_in(committee))

    def test_it_answers_recommendations_and_is_reminded_of_reviews(
        self, session: Session, clock: SetClock, do: Callable[..., Any], sign_in: Signer, table: Table
    ) -> None:
        text = understandings.under_silence(session, clock, table)
        clock.advance(hours=72)
        do(table.chair, AdoptUnderstanding(text.id))
        officer = people.person_in_office(session, clock, "secretariat")
        today, key = clock.moment.date(), text.revision.paragraphs[-1].key
        aldoria = f"delegation:{table.delegations['Aldoria'].id}"
        order = ExtractRecommendation(
            text.id, key, "Give the time.", (aldoria, "constituency:states"), today + timedelta(days=200)
        )
        do(officer, order)
        address = f"/understandings/{text.number}/follow-up#recommendation-1"
        heads = table.heads
        assert address in text_of(sign_in(heads["Aldoria"]))
        assert address not in text_of(sign_in(heads["Meresia"]))
        assert address not in text_of(sign_in(officer))
        do(heads["Aldoria"], RecordFollowUp(text.id, 1, 1, "response", "supported", "", today))
        assert address not in text_of(sign_in(heads["Aldoria"]))
        clock.advance(hours=24 * 150)
        for reminded in (heads["Aldoria"], heads["Meresia"], officer):
            page = text_of(sign_in(reminded))
            assert page.count(f'class="title" id="item-1" href="{address}"') == 1
            assert "in 2 months" in page
        assert address not in text_of(sign_in(heads["Harbour Network"]))
        for addressee in (1, 2):
            done = RecordFollowUp(text.id, 1, addressee, "implementation", "completed", "A/81/1", today)
            do(officer, done)
        assert address not in text_of(sign_in(heads["Aldoria"])) + text_of(sign_in(officer))

    def test_it_answers_a_disposition_and_restates_its_amendment(
        self, session: Session, clock: SetClock, do: Callable[..., Any], sign_in: Signer, table: Table
    ) -> None:
        text = understandings.issued(session, clock, table)
        key, head = text.revision.paragraphs[-1].key, table.heads["Meresia"]
        do(
            head,
            ProposeAmendment(
                text.id, 0, key, "replace", "Encourages States to give three days.", "Three days."
            ),
        )
        moderator = text_of(sign_in(table.moderator))
        assert "Merge the amendments" in moderator
        assert "Open amendments: <bdi>1</bdi>" in moderator
        do(table.moderator, ProposeDisposition(text.id, 1, "noted", "Another text says it."))
        assert f"/understandings/{text.number}/amendments/1" in text_of(sign_in(head))
        do(head, AnswerDisposition(text.id, 1, "agree"))
        assert "Answer the disposition" not in text_of(sign_in(head))

    def test_its_position_on_an_earlier_revision_is_to_be_confirmed_anew(
        self, session: Session, clock: SetClock, do: Callable[..., Any], sign_in: Signer, table: Table
    ) -> None:
        text = understandings.under_silence(session, clock, table)
        do(table.heads["Aldoria"], GivePosition(text.id, "join"))
        do(table.heads["Meresia"], understandings.objection(text))
        do(table.moderator, PutParagraph(text.id, "operative", "Names three days.", no_norm=True))
        do(table.moderator, IssueRevision(text.id, "Three days."))
        do(table.moderator, FinalizeText(text.id))
        do(table.chair, OpenSilence(text.id, clock.moment + timedelta(hours=72)))
        assert "Re-confirm your delegation" in text_of(sign_in(table.heads["Aldoria"]))
        assert "Give your delegation" in text_of(sign_in(table.heads["Harbour Network"]))

    def test_it_says_what_it_needs_while_the_clock_stands_still_and_confirms_ad_referendum(
        self, session: Session, clock: SetClock, do: Callable[..., Any], sign_in: Signer, table: Table
    ) -> None:
        text = understandings.under_silence(session, clock, table)
        do(table.heads["Aldoria"], AskForTime(text.id, 24, "Our capital reads it."))
        assert "Say what your delegation needs" in text_of(sign_in(table.heads["Aldoria"]))
        assert "Say what your delegation needs" not in text_of(sign_in(table.heads["Meresia"]))
        do(table.heads["Meresia"], GivePosition(text.id, "join-ad-referendum"))
        clock.advance(hours=96)
        do(table.chair, AdoptUnderstanding(text.id))
        page = text_of(sign_in(table.heads["Meresia"]))
        assert filled(page) == f"/understandings/{text.number}/confirmation"
        assert "confirmation" not in text_of(sign_in(table.heads["Aldoria"]))


class TestAnOffice:
    def test_a_moderator_decides_on_proposals_of_others(
        self, session: Session, clock: SetClock, sign_in: Signer, table: Table
    ) -> None:
        thread = threads.proposed(session, clock, table.heads["Meresia"])
        assert filled(text_of(sign_in(table.moderator))) == f"/threads/{thread.number}/decision"
        own = people.seated(
            session, clock, table.delegations["Meresia"], "adviser", email="moderator.person@example.org"
        )
        assert own.person == table.moderator.person
        moderator = people.acting(session, own.person or "", "office:moderator")
        assert f"/threads/{thread.number}/decision" not in text_of(sign_in(moderator))

    def test_a_moderator_goes_on_drafting_and_takes_broken_texts_back(
        self, session: Session, clock: SetClock, do: Callable[..., Any], sign_in: Signer, table: Table
    ) -> None:
        text = understandings.drafted(session, clock, table)
        assert f"/understandings/{text.number}/draft" in text_of(sign_in(table.moderator))
        broken = understandings.under_silence(session, clock, table)
        do(table.heads["Meresia"], understandings.objection(broken))
        assert "Silence was broken" in text_of(sign_in(table.moderator))

    def test_the_chair_puts_final_drafts_under_silence_and_gavels(
        self, session: Session, clock: SetClock, do: Callable[..., Any], sign_in: Signer, table: Table
    ) -> None:
        final = understandings.final(session, clock, table)
        assert filled(text_of(sign_in(table.chair))) == f"/understandings/{final.number}/silence"
        silent = understandings.under_silence(session, clock, table)
        assert "Adopt the text" not in text_of(sign_in(table.chair))
        clock.advance(hours=72)
        assert filled(text_of(sign_in(table.chair))) == f"/understandings/{silent.number}/adoption"
        do(table.chair, AdoptUnderstanding(silent.id))
        assert "Adopt the text" not in text_of(sign_in(table.chair))

    def test_the_chair_opens_the_session_on_its_day(
        self, session: Session, clock: SetClock, sign_in: Signer
    ) -> None:
        chair = people.person_in_office(session, clock, "chair")
        sessions.announced(session, clock, chair=chair)
        assert "Open the session" not in text_of(sign_in(chair))
        clock.advance(hours=2)
        assert "Open the session" in text_of(sign_in(chair))

    def test_the_secretariat_decides_on_requests_and_not_twice(
        self, session: Session, clock: SetClock, do: Callable[..., Any], sign_in: Signer
    ) -> None:
        first = people.person_in_office(session, clock, "secretariat", name="Ana Silva")
        second = people.person_in_office(session, clock, "secretariat", name="Bo Lind")
        row = people.delegation(
            session,
            clock,
            "Harbour Network",
            constituency="civil-society",
            scheme="panel-admission",
            accredited=False,
        )
        assert filled(text_of(sign_in(first))) == f"/delegations/{row.slug}/accreditation"
        do(first, DecideAccreditation(row.id, "grant"))
        assert "Harbour Network" not in text_of(sign_in(first))
        assert "Decide as second officer" in text_of(sign_in(second))

    def test_the_secretariat_prepares_a_session_and_issues_its_summary(
        self, session: Session, clock: SetClock, sign_in: Signer
    ) -> None:
        sitting = sessions.announced(session, clock)
        assert "Prepare the session" in text_of(sign_in(sitting.secretariat))

    def test_the_rapporteur_writes_notes_on_meetings_that_have_begun(
        self, session: Session, clock: SetClock, sign_in: Signer
    ) -> None:
        sitting = sessions.opened(session, clock)
        assert filled(text_of(sign_in(sitting.rapporteur))) == "/sessions/1/meetings/1/note"

    def test_an_administrator_runs_accounts(self, session: Session, clock: SetClock, sign_in: Signer) -> None:
        administrator = people.person_in_office(session, clock, "administrator")
        assert 'href="/secretariat/people"' in text_of(sign_in(administrator))

    def test_whoever_has_not_chosen_a_capacity_sees_the_public_page_and_is_told(
        self, session: Session, clock: SetClock, sign_in: Signer, table: Table
    ) -> None:
        people.person_in_office(session, clock, "rapporteur", name="Two Hats")
        actor = people.seated(
            session,
            clock,
            table.delegations["Aldoria"],
            "adviser",
            name="Two Hats",
            email="two.hats@example.org",
        )
        page = text_of(sign_in(Actor(person=actor.person, capacity="")))
        assert "You have several capacities" in page
        assert "The eight issues" in page


@pytest.mark.parametrize("office", ["moderator", "chair", "secretariat", "rapporteur", "administrator"])
def test_every_office_has_a_first_page_within_its_budget(
    session: Session, clock: SetClock, sign_in: Signer, statements: Callable[[], int], office: str
) -> None:
    client = sign_in(people.person_in_office(session, clock, office))
    statements()
    assert "What waits for you" in text_of(client)
    assert statements() <= 8


def test_deadlines_stand_in_the_order_in_which_they_come(
    session: Session, clock: SetClock, do: Callable[..., Any], sign_in: Signer, table: Table
) -> None:
    later = understandings.under_silence(session, clock, table, hours=200)
    sooner = understandings.under_silence(session, clock, table, hours=100)
    page = text_of(sign_in(table.heads["Meresia"]))
    assert page.index(f"/understandings/{sooner.number}/") < page.index(f"/understandings/{later.number}/")
