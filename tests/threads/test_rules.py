"""Rules on threads, contributions and syntheses."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.kernel.refusal import Conflict, Refusal
from panel.threads import rules
from panel.threads.rules import Point

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ISSUES = ("interface", "labour", "children")


def field_of(act: Callable[[], object]) -> str | None:
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value.field


@pytest.mark.parametrize(
    ("rule", "most", "field"),
    [
        (rules.title, rules.TITLE_LENGTH, "title"),
        (rules.question, rules.QUESTION_LENGTH, "question"),
        (rules.reason, rules.REASON_LENGTH, "reason"),
        (rules.body, rules.BODY_LENGTH, "body"),
        (rules.draft_body, rules.BODY_LENGTH, "body"),
    ],
)
def test_texts_hold_as_much_as_their_limit_and_no_more(
    rule: Callable[[str], str], most: int, field: str
) -> None:
    assert rule("é" * most) == "é" * most
    assert field_of(lambda: rule("é" * (most + 1))) == field
    assert field_of(lambda: rule(" \n ")) == field


def test_a_contribution_says_something_and_a_draft_anything() -> None:
    assert rules.body("  " + "x" * 20 + "\r\n") == "x" * 20
    assert field_of(lambda: rules.body("x" * 19)) == "body"
    assert rules.draft_body("x") == "x"


@given(st.text(max_size=200))
def test_titles_are_kept_on_one_line(text: str) -> None:
    try:
        kept = rules.title(text)
    except Refusal:
        return
    assert kept == rules.title(kept)
    assert "\n" not in kept


def test_further_issues_repeat_neither_the_main_one_nor_each_other() -> None:
    assert rules.other_issues("labour", ("children", "labour", "children"), ISSUES) == ("children",)
    assert field_of(lambda: rules.other_issues("tourism", (), ISSUES)) == "issue"
    assert field_of(lambda: rules.other_issues("labour", ("tourism",), ISSUES)) == "also"


@pytest.mark.parametrize(
    "spaces",
    [
        (),
        (("hrc", "No time."), ("hrc", "No time.")),
        (("lunch", "No time."),),
        (("hrc", ""),),
        (("hrc", "x" * (rules.MISSING_LENGTH + 1)),),
        (("", "No time."),),
        tuple((f"s{number}", "No time.") for number in range(rules.SPACES + 1)),
    ],
)
def test_a_proposal_says_where_it_is_discussed_and_what_is_missing_there(
    spaces: tuple[tuple[str, str], ...],
) -> None:
    known = {"hrc", "imrf", *(f"s{number}" for number in range(20))}
    assert rules.discussed_today((("hrc", " No  time. "), ("imrf", "Too rare.")), known) == (
        ("hrc", "No time."),
        ("imrf", "Too rare."),
    )
    assert field_of(lambda: rules.discussed_today(spaces, known)) == "spaces"


def test_a_proposal_rests_on_a_norm_or_finds_that_none_is_known() -> None:
    rules.norm_basis(("iccpr:art/13",), no_norm_known=False)
    rules.norm_basis((), no_norm_known=True)
    assert field_of(lambda: rules.norm_basis((), no_norm_known=False)) == "norms"
    assert field_of(lambda: rules.norm_basis(("iccpr:art/13",), no_norm_known=True)) == "no_norm_known"


ALLOWED = {
    ("proposed", "open"),
    ("proposed", "returned"),
    ("returned", "proposed"),
    ("open", "drafting"),
    ("open", "closed"),
    ("drafting", "concluded"),
    ("drafting", "closed"),
}


@pytest.mark.parametrize("present", [*rules.STAGES, "unheard-of"])
@pytest.mark.parametrize("wanted", rules.STAGES)
def test_stages_follow_the_procedure(present: str, wanted: str) -> None:
    if (present, wanted) in ALLOWED:
        assert rules.next_stage(present, wanted) == wanted
    else:
        with pytest.raises(Conflict):
            rules.next_stage(present, wanted)


def test_moderators_decide_on_every_step_but_a_new_proposal() -> None:
    assert {
        (present, wanted) for present in rules.STAGES for wanted in rules.decisions(present)
    } == ALLOWED - {("returned", "proposed")}


@pytest.mark.parametrize("constituency", ["states", "mechanisms", "civil-society"])
@pytest.mark.parametrize("kind", [*rules.KINDS, "vote"])
def test_only_a_mechanism_makes_the_statement_of_a_mechanism(kind: str, constituency: str) -> None:
    if kind == "vote" or (kind == "mechanism-statement" and constituency != "mechanisms"):
        assert field_of(lambda: rules.contribution_kind(kind, constituency)) == "kind"
    else:
        assert rules.contribution_kind(kind, constituency) == kind


@pytest.mark.parametrize("kind", rules.KINDS)
def test_only_information_has_a_place(kind: str) -> None:
    assert rules.place(" ", kind) == ""
    if kind == "information":
        assert rules.place(" Port of  Velmar ", kind) == "Port of Velmar"
        assert field_of(lambda: rules.place("x" * (rules.PLACE_LENGTH + 1), kind)) == "place"
    else:
        assert field_of(lambda: rules.place("Port of Velmar", kind)) == "place"


@pytest.mark.parametrize("kind", rules.KINDS)
def test_a_reply_is_to_what_stands_and_an_answer_is_always_one(kind: str) -> None:
    rules.reply(kind, 4, posted=True)
    assert field_of(lambda: rules.reply(kind, 4, posted=False)) == "reply_to"
    if kind == "answer":
        assert field_of(lambda: rules.reply(kind, None, posted=False)) == "reply_to"
    else:
        rules.reply(kind, None, posted=False)


@given(st.integers(0, 10_000))
def test_corrections_are_taken_for_thirty_minutes(seconds: int) -> None:
    now = NOON + timedelta(seconds=seconds)
    assert rules.can_correct(NOON, now) == (seconds <= 1800)
    if seconds > 1800:
        with pytest.raises(Conflict, match="30 minutes"):
            rules.correction_in_time(NOON, now)
    else:
        rules.correction_in_time(NOON, now)


def test_a_draft_is_saved_over_the_one_that_was_read_only() -> None:
    rules.draft_unchanged(NOON, NOON)
    rules.draft_unchanged(NOON, None)
    with pytest.raises(Conflict, match="A colleague saved"):
        rules.draft_unchanged(NOON + timedelta(seconds=1), NOON)


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_what_does_not_stand_cannot_be_changed(state: str) -> None:
    rules.standing("posted")
    with pytest.raises(Conflict):
        rules.standing(state)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (Point("agreement", "Words.", (1,)), "choose convergence"),
        (Point("convergence", " ", (1,)), "write 1 to"),
        (Point("convergence", "x" * (rules.POINT_LENGTH + 1), (1,)), "write 1 to"),
        (Point("convergence", "Words.", ()), "name the contributions"),
        (Point("convergence", "Words.", (1, 9)), "contribution 9 does not stand"),
        (Point("convergence", "Words.", tuple(range(rules.BASES + 1))), "name the contributions"),
    ],
)
def test_every_point_rests_on_what_was_said(row: Point, said: str) -> None:
    with pytest.raises(Refusal, match=f"Point 2: {said}"):
        rules.points((Point("divergence", "Words.", (1,)), row), {1, 2})


def test_a_synthesis_has_points_but_not_without_end() -> None:
    point = Point("divergence", " Words.\n", (2, 1, 2))
    assert rules.points((point,), {1, 2}) == (Point("divergence", "Words.", (1, 2)),)
    assert len(rules.points((point,) * rules.POINTS, {1, 2})) == rules.POINTS
    assert field_of(lambda: rules.points((), {1})) == "points"
    assert field_of(lambda: rules.points((point,) * (rules.POINTS + 1), {1, 2})) == "points"


def test_languages_begin_with_the_six_of_the_united_nations() -> None:
    assert list(rules.LANGUAGES)[:6] == ["en", "ar", "zh", "fr", "ru", "es"]
    assert rules.language("ti") == "ti"
    assert field_of(lambda: rules.language("tlh")) == "language"
