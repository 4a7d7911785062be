"""Pages of threads, through HTTP."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from panel.db.clock import SetClock
from panel.delegations.models import Delegation
from panel.kernel.clock import stamp
from panel.policy import Actor
from panel.threads.acts import MoveThread, PublishSynthesis, ReturnThread, SaveDraft, WithdrawContribution
from panel.threads.models import Contribution, Thread
from panel.threads.rules import Point
from tests.make import people, threads
from tests.make.people import Signer

Do = Callable[..., Any]
PROPOSAL = {
    "title": "Who is heard at sea",
    "question": "What must a rescuer ask?",
    "kind": "policy-gap",
    "issue": "smuggled",
    "also": "children",
    "spaces-0-space": "imrf",
    "spaces-0-missing": "Norms are not discussed.",
    "spaces-1-space": "",
    "spaces-1-missing": "",
    "norms": "iccpr:art/6",
    "language": "en",
}
CONTRIBUTION = {"kind": "position", "language": "fr", "body": threads.BODY, "norms": "cat:art/3"}


def text(client: FlaskClient, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.text
    return answer.text


def test_every_page_that_is_public_reads_without_signing_in(
    session: Session,
    clock: SetClock,
    do: Do,
    client: FlaskClient,
    head: Actor,
    moderator: Actor,
    thread: Thread,
) -> None:
    threads.contributed(session, clock, head, thread, norms=("cat:art/3",))
    do(moderator, PublishSynthesis(thread.id, (Point("divergence", "Who decides.", (1,)),)))
    assert "Asylum and migration interface" in text(client, "/issues")
    assert "Who decides." in text(client, "/issues/interface")
    assert "Who is heard at the border" in text(client, "/threads?norm=cat&issue=children&stage=open")
    page = text(client, "/threads/1")
    for words in (
        threads.BODY,
        "Who decides.",
        "Only refugees are on its agenda.",
        "Not heard yet:",
        "CAT, art. 3",
    ):
        assert words in page
    assert "Where it was used" in text(client, "/threads/1/contributions/1")
    assert "Version 1" in text(client, "/threads/1/synthesis/1")
    timeline = text(client, "/threads/1/timeline")
    assert (
        timeline.index("published version 1")
        < timeline.index("posted contribution 1")
        < timeline.index("opened")
    )
    assert "No thread has been opened on this issue." in text(client, "/issues/labour")
    for address in ("/issues/tourism", "/threads/2", "/threads/1/contributions/9", "/threads/1/synthesis/2"):
        text(client, address, 404)


def test_a_proposal_is_seen_by_those_who_take_part_only(
    session: Session, clock: SetClock, client: FlaskClient, sign_in: Signer, head: Actor, other: Actor
) -> None:
    threads.proposed(session, clock, head)
    assert text(client, "/threads/1", 404) == text(client, "/threads/1", 404)
    assert "Who is heard" not in text(client, "/threads")
    assert "Who is heard" in text(sign_in(other), "/threads")
    assert "Proposed" in text(sign_in(other), "/threads/1")


@pytest.mark.parametrize(
    "address", ["/threads/99999999999999999999", "/threads/1/contributions/99999999999999999999"]
)
def test_a_number_beyond_all_numbers_is_not_there(client: FlaskClient, thread: Thread, address: str) -> None:
    text(client, address, 404)


@pytest.mark.parametrize(
    "query", ["after=x", "after=٣", "before=-1", "norm=%00", "kind=' or 1=1", "constituency=%ff"]
)
def test_filters_that_mean_nothing_break_nothing(client: FlaskClient, thread: Thread, query: str) -> None:
    text(client, f"/threads/1?{query}")


def test_a_head_proposes_and_a_moderator_opens(
    session: Session, sign_in: Signer, head: Actor, moderator: Actor
) -> None:
    delegate = sign_in(head)
    text(delegate, "/threads/propose?issue=smuggled&norm=iccpr:art/6")
    answer = delegate.post("/threads/propose", data=PROPOSAL)
    assert (answer.status_code, answer.location) == (303, "/threads/1")
    desk = sign_in(moderator)
    assert "Open the thread" in text(desk, "/threads/1/decision")
    refused = desk.post("/threads/1/decision", data={"stage": "returned", "reason": ""})
    assert refused.status_code == 422
    assert "Give the reason" in refused.text
    assert desk.post("/threads/1/decision", data={"stage": "open"}).status_code == 303
    assert session.scalars(select(Thread.stage)).one() == "open"


def test_what_is_missing_in_a_proposal_is_said_and_the_words_are_kept(sign_in: Signer, head: Actor) -> None:
    answer = sign_in(head).post("/threads/propose", data=PROPOSAL | {"norms": [], "spaces-0-missing": ""})
    assert answer.status_code == 422
    assert "Who is heard at sea" in answer.text
    assert "Say what is missing there" in answer.text


def test_adding_a_space_and_finding_a_norm_submit_nothing(
    session: Session, sign_in: Signer, head: Actor
) -> None:
    delegate = sign_in(head)
    added = delegate.post("/threads/propose", data=PROPOSAL | {"add_space": "1"})
    assert "spaces-2-missing" in added.text
    found = delegate.post("/threads/propose", data=PROPOSAL | {"find_norm": "1", "norm_query": "ICCPR 12"})
    assert "iccpr:art/12" in found.text
    assert (added.status_code, found.status_code) == (200, 200)
    assert session.scalar(select(Thread.id)) is None


def test_a_returned_thread_comes_back_filled_in(
    session: Session, clock: SetClock, do: Do, sign_in: Signer, head: Actor, moderator: Actor
) -> None:
    do(moderator, ReturnThread(threads.proposed(session, clock, head).id, "Name the norm."))
    delegate = sign_in(head)
    assert "Propose it again" in text(delegate, "/threads/1")
    page = text(delegate, "/threads/1/resubmit")
    for words in (
        "Name the norm.",
        "Who is heard at the border",
        "Only refugees are on its agenda.",
        "iccpr:art/13",
    ):
        assert words in page
    assert delegate.post("/threads/1/resubmit", data=PROPOSAL).location == "/threads/1"


def test_a_contribution_is_posted_corrected_and_withdrawn(
    sign_in: Signer, head: Actor, thread: Thread
) -> None:
    delegate = sign_in(head)
    text(delegate, "/threads/1/contribute")
    posted = delegate.post("/threads/1/contribute", data=CONTRIBUTION | {"action": "post"})
    assert (posted.status_code, posted.location) == (303, "/threads/1?after=0#c1")
    page = text(delegate, "/threads/1")
    assert '<div class="words" lang="fr" dir="ltr">' in page
    assert "Français" in page
    assert "You reply to contribution 1" in text(delegate, "/threads/1/contribute?reply_to=1")
    assert threads.BODY in text(delegate, "/threads/1/contributions/1/correct")
    corrected = delegate.post("/threads/1/contributions/1/correct", data={"body": "Corrected in good time."})
    assert corrected.status_code == 303
    assert "Earlier words" in text(delegate, "/threads/1/contributions/1")
    text(delegate, "/threads/1/contributions/1/withdraw")
    gone = delegate.post("/threads/1/contributions/1/withdraw", data={"reason": "Put better elsewhere."})
    assert gone.status_code == 303
    page = text(delegate, "/threads/1")
    assert "Put better elsewhere." in page
    assert "Corrected in good time." not in page
    assert text(delegate, "/threads/1/contributions/1/correct", 409)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kind": ""}, "Choose one."),
        ({"body": "Short."}, "Write at least 20 characters"),
        ({"reply_to": "7"}, "Contribution 7 of this thread does not exist"),
        ({"reply_to": "seven"}, "Give the number of one contribution"),
        ({"place": "Velmar"}, "Only information or practice has a place"),
        ({"kind": "answer"}, "Give the number of the contribution that you answer"),
        ({"kind": "mechanism-statement"}, "Not a valid choice"),
    ],
)
def test_a_refused_contribution_keeps_its_words(
    sign_in: Signer, head: Actor, thread: Thread, changes: dict[str, str], said: str
) -> None:
    answer = sign_in(head).post("/threads/1/contribute", data=CONTRIBUTION | {"place": "", **changes})
    assert answer.status_code == 422
    assert said in answer.text
    assert changes.get("body", threads.BODY) in answer.text


def test_an_adviser_saves_a_draft_that_the_head_posts(
    session: Session, sign_in: Signer, head: Actor, adviser: Actor, other: Actor, thread: Thread
) -> None:
    writer = sign_in(adviser)
    assert "Post for our delegation" not in text(writer, "/threads/1/contribute")
    address = writer.post("/threads/1/contribute", data=CONTRIBUTION | {"action": "save"}).location
    assert "saved last by" in text(writer, address)
    assert "CAT, art. 3" in text(writer, address)
    text(sign_in(other), address, 404)
    chief = sign_in(head)
    assert "1 draft" in text(chief, "/threads/1/drafts")
    text(chief, "/threads/1/drafts/%00", 404)
    assert chief.post(address, data=CONTRIBUTION | {"action": "post"}).status_code == 303
    assert session.scalars(select(Contribution.state)).all() == ["posted"]
    text(writer, address, 404)


def test_colleagues_do_not_overwrite_each_other(
    session: Session, clock: SetClock, sign_in: Signer, head: Actor, adviser: Actor, thread: Thread
) -> None:
    writer, chief = sign_in(adviser), sign_in(head)
    address = writer.post("/threads/1/contribute", data=CONTRIBUTION | {"action": "save"}).location
    read_at = stamp(clock.moment)
    assert f'value="{read_at}"' in text(chief, address)
    clock.advance(minutes=1)
    again = CONTRIBUTION | {
        "action": "save",
        "body": "Words of the adviser, saved later.",
        "read_at": read_at,
    }
    assert writer.post(address, data=again).status_code == 303
    for action in ("save", "post"):
        late = CONTRIBUTION | {
            "action": action,
            "body": "Words of the head, typed before.",
            "read_at": read_at,
        }
        refused = chief.post(address, data=late)
        assert refused.status_code == 409
        assert "Words of the adviser" in refused.text
        assert "Words of the head" in refused.text
        assert f'value="{stamp(clock.moment)}"' in refused.text
    assert chief.post(address, data=CONTRIBUTION | {"read_at": "yesterday"}).status_code == 422
    refused = chief.post(address, data=CONTRIBUTION | {"action": "save", "reply_to": "9"})
    assert "Contribution 9 of this thread does not exist" in refused.text


def test_a_draft_is_thrown_away(
    session: Session, do: Do, sign_in: Signer, adviser: Actor, other: Actor, thread: Thread
) -> None:
    draft = do(adviser, SaveDraft(thread=thread.id, kind="position", body="Not yet.")).result
    address = f"/threads/1/drafts/{draft}/discard"
    assert sign_in(other).post(address).status_code == 404
    assert sign_in(adviser).post(address).status_code == 303
    assert session.scalar(select(Contribution.id)) is None


def test_a_synthesis_is_written_without_script(
    session: Session, clock: SetClock, sign_in: Signer, head: Actor, moderator: Actor, thread: Thread
) -> None:
    threads.contributed(session, clock, head, thread)
    desk = sign_in(moderator)
    text(desk, "/threads/1/synthesis/new")
    rows = {
        "language": "en",
        "points-0-kind": "convergence",
        "points-0-text": "Return to torture is prohibited.",
        "points-0-contributions": "1",
        "points-1-kind": "convergence",
    }
    added = desk.post("/threads/1/synthesis/new", data=rows | {"add_point": "1"})
    assert "points-3-text" not in added.text
    assert "points-2-text" in added.text
    assert "Return to torture is prohibited." in added.text
    wrong = desk.post("/threads/1/synthesis/new", data=rows | {"points-0-contributions": "one"})
    assert "Give numbers of contributions" in wrong.text
    absent = desk.post("/threads/1/synthesis/new", data=rows | {"points-0-contributions": "4"})
    assert "contribution 4 does not stand" in absent.text
    assert (wrong.status_code, absent.status_code) == (422, 422)
    assert desk.post("/threads/1/synthesis/new", data=rows).location == "/threads/1/synthesis/1"


def test_whoever_may_not_is_told_who_may(
    session: Session,
    clock: SetClock,
    client: FlaskClient,
    sign_in: Signer,
    head: Actor,
    adviser: Actor,
    moderator: Actor,
    thread: Thread,
) -> None:
    threads.contributed(session, clock, head, thread)
    assert client.get("/threads/propose").status_code == 303
    for who, address, said in (
        (adviser, "/threads/propose", "An adviser cannot propose"),
        (moderator, "/threads/1/contribute", "Contributions are made by delegations"),
        (head, "/threads/1/decision", "Only a moderator"),
        (head, "/threads/1/synthesis/new", "Only a moderator"),
        (moderator, "/threads/1/contributions/1/withdraw", "Only the delegation"),
        (moderator, "/threads/1/drafts", "Drafts are for the delegation"),
    ):
        assert said in text(sign_in(who), address, 403)


def test_the_page_of_a_thread_takes_as_many_statements_for_fifty_contributions_as_for_one(
    session: Session,
    clock: SetClock,
    do: Do,
    sign_in: Signer,
    statements: Callable[[], int],
    head: Actor,
    other: Actor,
    moderator: Actor,
    thread: Thread,
) -> None:
    threads.contributed(session, clock, head, thread, norms=("cat:art/3",))
    do(moderator, PublishSynthesis(thread.id, (Point("divergence", "Who decides.", (1,)),)))
    delegate = sign_in(other)
    text(delegate, "/threads/1")
    statements()
    text(delegate, "/threads/1")
    # Two for the actor; the third of a real request is the database's time, which a test's clock does not ask for.
    of_one = statements()
    assert of_one <= 6
    for number in range(2, 53):
        threads.contributed(
            session, clock, head, thread, norms=("cat:art/3", "iccpr:art/7"), reply_to=number - 1
        )
    delegate = sign_in(other)
    text(delegate, "/threads/1")
    statements()
    page = text(delegate, "/threads/1")
    assert statements() == of_one
    assert page.count('<article class="contribution"') == 50
    assert "after=50" in page
    later = text(delegate, "/threads/1?after=50")
    assert later.count('<article class="contribution"') == 2
    assert "before=51" in later
    assert text(delegate, "/threads/1?before=51").count('<article class="contribution"') == 50


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/issues", 1),
        ("/issues/interface", 4),
        ("/threads", 2),
        ("/threads/1/timeline", 4),
        ("/threads/1/contributions/1", 4),
    ],
)
def test_lists_keep_to_their_budget(
    session: Session,
    clock: SetClock,
    client: FlaskClient,
    statements: Callable[[], int],
    head: Actor,
    thread: Thread,
    address: str,
    most: int,
) -> None:
    for _ in range(3):
        threads.contributed(session, clock, head, thread, norms=("cat:art/3",))
    text(client, address)
    statements()
    text(client, address)
    assert statements() <= most


def test_contributions_are_chosen_by_constituency_kind_and_norm(
    session: Session, clock: SetClock, client: FlaskClient, head: Actor, thread: Thread
) -> None:
    network = people.delegation(
        session, clock, "Harbour Network", constituency="civil-society", scheme="panel-admission"
    )
    threads.contributed(session, clock, head, thread, norms=("cat:art/3",))
    threads.contributed(session, clock, people.seated(session, clock, network), thread, kind="question")
    for query, number in (("constituency=civil-society", 2), ("kind=question", 2), ("norm=cat", 1)):
        page = text(client, f"/threads/1?{query}")
        assert page.count('<article class="contribution"') == 1
        assert f'id="c{number}"' in page
    assert "No contribution fits" in text(client, "/threads/1?kind=proposal")


def test_a_concluded_thread_says_why_and_takes_nothing_more(
    session: Session,
    clock: SetClock,
    do: Do,
    sign_in: Signer,
    head: Actor,
    moderator: Actor,
    thread: Thread,
    aldoria: Delegation,
) -> None:
    contribution = threads.contributed(session, clock, head, thread)
    do(moderator, MoveThread(thread.id, "closed", "No delegation wishes to go on."))
    page = text(sign_in(head), "/threads/1")
    assert "No delegation wishes to go on." in page
    assert "/contribute" not in page
    do(head, WithdrawContribution(contribution.id, "We took it back."))
    assert "We took it back." in text(sign_in(head), "/threads/1")
