"""The pages of soundings, through HTTP."""

import json
import re
from hashlib import sha256
from html import unescape

import pytest

from panel.soundings.acts import CloseSounding, GiveSoundingPosition, ReviseSounding
from panel.soundings.rules import answer
from panel.threads.acts import MoveThread
from tests.house.crawl import complaints, faults, parse
from tests.make import people, soundings, threads

BOARD = "/threads/1/soundings"
ONE = f"{BOARD}/1"
MOST_BYTES = 60_000


@pytest.fixture
def sounding(session, clock, head, thread):
    """A statement that `head` has put."""
    return soundings.proposed(session, clock, head, thread)


@pytest.fixture
def answered(session, clock, head, sounding):
    """The statement with positions of five States, four United Nations entities and one institution."""
    states = [head, *soundings.heads(session, clock, "states", 4)]
    soundings.answer(session, clock, states[:3], sounding, "agree")
    soundings.answer(session, clock, states[3:4], sounding, "live")
    soundings.answer(session, clock, states[4:], sounding, "concern", reason="Who hears them?")
    entities = soundings.heads(session, clock, "un-entities", 4)
    soundings.answer(session, clock, entities[:3], sounding, "agree")
    institutions = soundings.heads(session, clock, "nhris", 1)
    soundings.answer(session, clock, institutions, sounding, "concern", reason="Unseen words.")
    return sounding


def text_of(answer):
    return unescape(answer.get_data(as_text=True))


def lines_of(answer):
    """Return the three lines of code that a computation prints: asked, answered, hashed."""
    return [unescape(line) for line in re.findall(r'class="kept" dir="ltr"><code>(.*?)</code>', answer.text)]


def test_a_board_without_statements_says_who_can_put_one(client, thread):
    found = client.get(BOARD)
    assert found.status_code == 200
    assert "No statement has been put yet." in text_of(found)


def test_the_board_ranks_and_says_class_score_concerns_and_who_is_missing(
    session, clock, client, head, thread, answered
):
    soundings.proposed(session, clock, head, thread, "A statement that nobody has answered so far.")
    found = text_of(client.get(BOARD))
    assert found.index(soundings.TEXT) < found.index("nobody has answered")
    assert "Divides" in found
    assert "1 concern in the constituencies shown" in found
    assert "score <bdi>0.756</bdi>" in found
    assert "Trade unions" in found[found.index("Absent") :]
    assert "National human rights institutions" in found[found.index("Too small to be shown") :]


def test_the_board_shows_our_own_position_to_us_alone(session, clock, client, sign_in, head, other, answered):
    assert "our position: Agree" in text_of(sign_in(head).get(BOARD))
    assert "our position: none yet" in text_of(sign_in(other).get(BOARD))
    assert "our position" not in text_of(client.get(BOARD))


def test_a_statement_shows_strips_figures_and_reasons_by_constituency(client, answered):
    found = text_of(client.get(ONE))
    assert found.count('<svg viewBox="0 0 200 20"') == 2
    row = found[found.index('<th scope="row">States</th>') :]
    assert re.findall(r'class="num" data-label="(\w+)[^"]*"><bdi>(\d+)', row)[:5] == [
        ("Agree", "3"),
        ("Live", "1"),
        ("Concern", "1"),
        ("Pass", "0"),
        ("Silent", "0"),
    ]
    assert "Who hears them?" in found


def test_what_one_or_two_delegations_hold_is_shown_nowhere(client, answered):
    for address in (BOARD, ONE, f"{ONE}/computation", "/log"):
        found = text_of(client.get(address))
        assert "Unseen words." not in found
        assert '<th scope="row">National human rights institutions' not in found
        assert '"nhris"' not in found


def test_no_page_says_which_delegation_holds_what(client, answered):
    assert "Body 4 of states" not in text_of(client.get(ONE))
    assert "Body 4 of states" not in text_of(client.get(f"{ONE}/computation"))


def test_the_computation_can_be_done_again_from_the_page_alone(client, answered):
    found = client.get(f"{ONE}/computation")
    asked, said, hashed = lines_of(found)
    assert answer(asked.encode()) == json.loads(said)
    assert sha256(hashed.encode()).hexdigest() in found.text
    for step in range(1, 12):
        assert f"R{step}" in found.text


def test_the_hash_stays_until_something_that_counts_changes(session, clock, client, head, answered):
    digest = lambda: lines_of(client.get(f"{ONE}/computation"))[2]  # noqa: E731
    first = digest()
    clock.advance(hours=3)
    assert digest() == first
    soundings.answer(session, clock, [head], answered, "live")
    assert digest() != first


def test_a_delegation_proposes_answers_changes_and_withdraws(session, sign_in, head, thread):
    browser = sign_in(head)
    assert browser.post(f"{BOARD}/propose", data={"text": soundings.TEXT, "language": "en"}).location == ONE
    assert "Give our position" in text_of(browser.get(ONE))
    given = browser.post(f"{ONE}/position", data={"version": "1", "position": "agree"})
    assert (given.status_code, given.location) == (303, ONE)
    assert "Change our position" in text_of(browser.get(ONE))
    browser.post(f"{ONE}/position", data={"version": "1", "position": "concern", "reason": "Who hears?"})
    assert "Who hears?" in text_of(browser.get(f"{ONE}/position"))
    assert browser.post(f"{ONE}/position/withdraw").status_code == 303
    assert "None on version 1." in text_of(browser.get(ONE))
    assert browser.post(f"{ONE}/position/withdraw").status_code == 409


def test_a_concern_without_a_reason_keeps_what_was_chosen(sign_in, head, sounding):
    found = sign_in(head).post(f"{ONE}/position", data={"version": "1", "position": "concern"})
    assert found.status_code == 422
    assert "Give the reason for the concern" in text_of(found)
    assert re.search(r'<input[^>]* checked[^>]*value="concern"', found.text)


def test_a_position_on_old_words_is_stopped_and_the_new_ones_shown(do, sign_in, head, other, sounding):
    do(head, ReviseSounding(sounding.id, "Everyone is heard before any return at all.", "Shorter."))
    browser = sign_in(other)
    found = browser.post(f"{ONE}/position", data={"version": "1", "position": "agree"})
    assert found.status_code == 409
    assert "Everyone is heard before any return at all." in text_of(found)
    assert 'name="version" type="hidden" value="2"' in found.text
    assert browser.post(f"{ONE}/position", data={"version": "2", "position": "agree"}).status_code == 303


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 40, "²"])
def test_a_version_that_is_none_is_refused(sign_in, head, sounding, version):
    found = sign_in(head).post(f"{ONE}/position", data={"version": version, "position": "agree"})
    assert found.status_code == 409


def test_our_position_on_an_earlier_version_is_told_to_us(do, sign_in, head, sounding):
    do(head, GiveSoundingPosition(sounding.id, 1, "live"))
    do(head, ReviseSounding(sounding.id, "Everyone is heard before any return at all.", "Shorter."))
    found = text_of(sign_in(head).get(ONE))
    assert "None on version 2." in found
    assert "On version 1: Could live with it." in found
    assert "Shorter." in found


def test_the_proposer_and_a_moderator_revise_and_a_moderator_closes(sign_in, head, moderator, sounding):
    words = {"text": "Everyone is heard before any return at all.", "reason": "Shorter."}
    assert sign_in(head).post(f"{ONE}/revise", data=words).location == ONE
    browser = sign_in(moderator)
    assert browser.post(f"{ONE}/close", data={"reason": ""}).status_code == 422
    assert browser.post(f"{ONE}/close", data={"reason": "Answered."}).location == ONE
    assert "Answered." in text_of(browser.get(ONE))
    assert sign_in(head).get(f"{ONE}/position").status_code == 403


def test_a_constituency_too_small_to_be_shown_is_told_so_before_it_answers(session, clock, sign_in, sounding):
    (institution,) = soundings.heads(session, clock, "nhris", 1)
    assert "neither its counts nor its reasons are shown" in text_of(
        sign_in(institution).get(f"{ONE}/position")
    )


def test_what_is_not_there_is_not_found(session, clock, client, head, thread, other):
    for address in ("/threads/9/soundings", ONE, f"{ONE}/computation"):
        assert client.get(address).status_code == 404
    threads.proposed(session, clock, other, title="Not opened yet")
    assert client.get("/threads/2/soundings").status_code == 404


def test_the_public_is_asked_to_sign_in_first(client, sounding):
    assert "Sign in to give a position" in text_of(client.get(ONE))
    assert client.get(f"{ONE}/position").status_code in (302, 303, 401, 403)


def test_words_keep_their_own_language_and_direction(session, clock, client, sign_in, head, thread):
    text = "لكل شخص أن يُسمع قبل أي إعادة، أيًا كان وضعه."
    sign_in(head).post(f"{BOARD}/propose", data={"text": text, "language": "ar"})
    for address in (BOARD, ONE):
        assert 'lang="ar" dir="rtl"' in client.get(address).text


def test_every_page_is_whole(app, session, clock, client, do, sign_in, head, moderator, answered):
    do(head, ReviseSounding(answered.id, "Everyone is heard before any return at all.", "Shorter."))
    for who in (client, sign_in(head), sign_in(moderator)):
        assert list(complaints(app, who, BOARD)) == []
    tree, errors = parse(sign_in(moderator).get(f"{ONE}/close").get_data())
    assert [*errors, *faults(tree)] == []


@pytest.mark.parametrize("number", [1, 30])
def test_a_board_costs_eight_statements_and_sixty_kilobytes(
    session, clock, sign_in, statements, head, thread, number
):
    made = [
        soundings.proposed(session, clock, head, thread, f"Statement {place}: {soundings.TEXT}")
        for place in range(number)
    ]
    states = [head, *soundings.heads(session, clock, "states", 3)]
    soundings.answer(session, clock, states, made[0], "agree")
    browser = sign_in(head)
    statements()
    found = browser.get(BOARD)
    assert statements() <= 8
    assert len(found.data) <= MOST_BYTES
    statements()
    browser.get(ONE)
    assert statements() <= 12


def test_a_closed_sounding_offers_no_position(do, sign_in, head, moderator, thread, sounding):
    do(moderator, CloseSounding(sounding.id, "Answered."))
    assert "Give our position" not in text_of(sign_in(head).get(ONE))


def test_a_closed_thread_keeps_its_board(do, client, moderator, thread, sounding):
    do(moderator, MoveThread(thread.id, "closed", "It led nowhere."))
    assert soundings.TEXT in text_of(client.get(BOARD))


def test_the_thread_leads_to_its_soundings(client, thread):
    assert f'href="{BOARD}"' in client.get("/threads/1").text


def test_an_adviser_is_told_whom_to_ask(sign_in, adviser, sounding):
    found = sign_in(adviser).get(f"{ONE}/position")
    assert found.status_code == 403
    assert "head of delegation" in text_of(found)


def test_a_person_in_another_capacity_sees_no_own_position(session, clock, sign_in, sounding):
    assert "Our position" not in text_of(sign_in(people.person_in_office(session, clock, "chair")).get(ONE))
