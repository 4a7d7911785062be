"""Who may do what with texts: the matrix is the specification. A missing cell, row or permission fails."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from panel.policy import PERMISSIONS, Actor, Role, Seat, may
from panel.policy.actor import PUBLIC, SYSTEM
from panel.understandings import policy, rules

ENTITLED = "entitled delegation"
PROPOSER = "proposing delegation"


@dataclass(frozen=True)
class Text:
    """A text as the policies see it."""

    state: str
    proposer: str | None = PROPOSER
    entitled: frozenset[str] = frozenset({ENTITLED, PROPOSER, "suspended delegation"})
    awaited: frozenset[str] = frozenset({ENTITLED})


@dataclass(frozen=True)
class Of:
    """What a delegation has said about a text, or what is asked of it: a concern, a recommendation."""

    state: str
    delegation_id: str = ENTITLED
    proposer: str | None = PROPOSER


@dataclass(frozen=True)
class Thread:
    """A thread as the policy on beginning a text sees it."""

    stage: str
    delegation_id: str = PROPOSER


@dataclass(frozen=True)
class Amendment(Text):
    """An amendment as its policies see it."""

    amendment_state: str = "proposed"
    delegation: str = ENTITLED
    sponsors: frozenset[str] = frozenset({"new delegation"})


def seated(
    role: Role, *, delegation: str = ENTITLED, status: str = "accredited", may_bind: bool = False
) -> Actor:
    seat = Seat("seat", delegation, "Aldoria", "states", status, may_bind)
    return Actor("person", "Name", role, "seat:seat", seat, frozenset({delegation}), 1)


def office(role: Role, *affiliations: str) -> Actor:
    return Actor("person", "Name", role, f"office:{role}", None, frozenset(affiliations), 1)


ACTORS = {
    "public": PUBLIC,
    "observer": seated(Role.OBSERVER, delegation="observing organization", may_bind=True),
    "adviser": seated(Role.ADVISER),
    "alternate": seated(Role.ALTERNATE),
    "alternate-who-binds": seated(Role.ALTERNATE, may_bind=True),
    "head": seated(Role.HEAD, may_bind=True),
    "head-not-entitled": seated(Role.HEAD, delegation="late delegation", may_bind=True),
    "head-provisional": seated(Role.HEAD, delegation="new delegation", status="provisional", may_bind=True),
    "head-suspended": seated(Role.HEAD, delegation="suspended delegation", status="suspended", may_bind=True),
    "moderator": office(Role.MODERATOR),
    "moderator-of-own": office(Role.MODERATOR, PROPOSER),
    "chair": office(Role.CHAIR),
    "rapporteur": office(Role.RAPPORTEUR),
    "secretariat": office(Role.SECRETARIAT),
    "administrator": office(Role.ADMINISTRATOR),
    "system": SYSTEM,
}
STATES: dict[str, dict[str, Any]] = {
    "text": {state: Text(state) for state in rules.STATES},
    "thread": {stage: Thread(stage) for stage in ("proposed", "open", "drafting", "concluded", "closed")},
    "disclosure": {disclosure: disclosure for disclosure in ("delegations", "public", "nobody")},
    "rules": {"-": None},
    "of": {state: Of(state) for state in rules.STATES},
    "amendment": {
        **{state: Amendment("under_negotiation", amendment_state=state) for state in rules.AMENDMENT_STATES},
        "frozen": Amendment("under_silence"),
    },
}

# Head of each block: permission, what is looked at, its states. `others`: every actor not named in the block;
# `elsewhere`: every state not named in it.
MATRIX = """
text.begin thread            proposed open drafting concluded closed
  moderator                  no       no   yes      no        no
  system                     no       no   yes      no        no
  others                     no       no   no       no        no

text.edit text               zero_draft under_negotiation final_draft silence_broken elsewhere
  moderator                  yes        yes               yes         yes            no
  system                     yes        yes               yes         yes            no
  others                     no         no                no          no             no

amendment.propose text       under_negotiation silence_broken elsewhere
  head                       yes               yes            no
  alternate                  yes               yes            no
  alternate-who-binds        yes               yes            no
  head-not-entitled          yes               yes            no
  head-provisional           yes               yes            no
  others                     no                no             no

amendment.join amendment     proposed bracketed to-be-restated elsewhere
  head-not-entitled          yes      yes       yes            no
  others                     no       no        no             no

amendment.leave amendment    proposed bracketed to-be-restated elsewhere
  head-provisional           yes      yes       yes            no
  others                     no       no        no             no

amendment.withdraw amendment proposed bracketed to-be-restated elsewhere
  head                       yes      yes       yes            no
  alternate                  yes      yes       yes            no
  alternate-who-binds        yes      yes       yes            no
  others                     no       no        no             no

amendment.restate amendment  proposed bracketed to-be-restated elsewhere
  head                       yes      yes       yes            no
  alternate                  yes      yes       yes            no
  alternate-who-binds        yes      yes       yes            no
  others                     no       no        no             no

amendment.answer amendment   proposed bracketed to-be-restated elsewhere
  head                       yes      yes       yes            no
  alternate                  yes      yes       yes            no
  alternate-who-binds        yes      yes       yes            no
  others                     no       no        no             no

amendment.dispose amendment  proposed bracketed to-be-restated elsewhere
  moderator                  yes      yes       yes            no
  system                     yes      yes       yes            no
  others                     no       no        no             no

silence.open text            final_draft elsewhere
  chair                      yes         no
  others                     no          no

silence.extend text          under_silence elsewhere
  chair                      yes           no
  others                     no            no

text.adopt text              under_silence agreed_ad_referendum elsewhere
  chair                      yes           yes                  no
  others                     no            no                   no

silence.position text        under_silence elsewhere
  head                       yes           no
  alternate-who-binds        yes           no
  head-suspended             yes           no
  others                     no            no

silence.hold text            under_silence elsewhere
  head                       yes           no
  alternate-who-binds        yes           no
  head-suspended             yes           no
  others                     no            no

silence.confirm text         agreed_ad_referendum elsewhere
  head                       yes                  no
  alternate-who-binds        yes                  no
  others                     no                   no

statement.attach text        adopted issued in_follow_up superseded elsewhere
  head                       yes     yes    yes          yes        no
  head-not-entitled          yes     yes    yes          yes        no
  head-provisional           yes     yes    yes          yes        no
  alternate-who-binds        yes     yes    yes          yes        no
  others                     no      no     no           no         no

text.conclude text           under_negotiation silence_broken elsewhere
  chair                      yes               yes            no
  others                     no                no             no

text.defer text              under_negotiation silence_broken elsewhere
  chair                      yes               yes            no
  moderator                  yes               yes            no
  others                     no                no             no

text.resume text             deferred elsewhere
  chair                      yes      no
  moderator                  yes      no
  others                     no       no

text.withdraw text           under_negotiation silence_broken deferred elsewhere
  chair                      yes               yes            yes      no
  moderator                  yes               yes            yes      no
  others                     no                no             no       no

text.issue text              adopted elsewhere
  secretariat                yes     no
  others                     no      no

text.correct text            adopted issued in_follow_up superseded elsewhere
  secretariat                yes     yes    yes          yes        no
  others                     no      no     no           no         no

silence.see-who-broke disclosure  delegations public nobody
  public                          no          yes    no
  administrator                   no          yes    no
  head-suspended                  no          yes    no
  system                          no          yes    no
  chair                           yes         yes    yes
  secretariat                     yes         yes    yes
  others                          yes         yes    no

silence.see-silent text      elsewhere
  public                     no
  administrator              no
  head-suspended             no
  system                     no
  others                     yes

rules.adopt rules            -
  chair                      yes
  system                     yes
  others                     no

concern.raise text           under_negotiation elsewhere
  head                       yes               no
  alternate                  yes               no
  alternate-who-binds        yes               no
  head-not-entitled          yes               no
  head-provisional           yes               no
  others                     no                no

concern.answer of            under_negotiation final_draft silence_broken elsewhere
  moderator                  yes               yes         yes            no
  system                     yes               yes         yes            no
  others                     no                no          no             no

concern.settle of     under_negotiation final_draft silence_broken deferred under_silence agreed_ad_referendum elsewhere
  head                yes               yes         yes            yes      yes           yes                  no
  alternate           yes               yes         yes            yes      yes           yes                  no
  alternate-who-binds yes               yes         yes            yes      yes           yes                  no
  others              no                no          no             no       no            no                   no

follow-up.enter text         adopted issued in_follow_up elsewhere
  secretariat                yes     yes    yes          no
  system                     yes     yes    yes          no
  others                     no      no     no           no

follow-up.record of          adopted issued in_follow_up elsewhere
  head                       yes     yes    yes          no
  alternate                  yes     yes    yes          no
  alternate-who-binds        yes     yes    yes          no
  secretariat                yes     yes    yes          no
  system                     yes     yes    yes          no
  others                     no      no     no           no
"""


def cells() -> Iterator[tuple[str, str, str, str, bool]]:
    """Yield (permission, what is looked at, state, actor, allowed) for every cell."""
    for block in MATRIX.strip().split("\n\n"):
        head, *lines = block.splitlines()
        name, looked_at, *states = head.split()
        rows = {actor: answers for actor, *answers in map(str.split, lines)}
        others = rows.pop("others")
        for actor in ACTORS:
            answers = rows.pop(actor, others)
            given = dict(zip(states, answers, strict=True))
            elsewhere = given.pop("elsewhere", None)
            if elsewhere:
                given = dict.fromkeys(STATES[looked_at], elsewhere) | given
            for state, answer in given.items():
                yield name, looked_at, state, actor, {"yes": True, "no": False}[answer]
        assert not rows, f"unknown actors: {rows}"


CELLS: dict[str, list[tuple[str, str, str, bool]]] = {}
for permission, *cell in cells():
    CELLS.setdefault(permission, []).append(tuple(cell))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", CELLS)
def test_the_matrix_holds(name: str) -> None:
    wrong = []
    for looked_at, state, actor, allowed in CELLS[name]:
        decision = may(ACTORS[actor], name, STATES[looked_at][state])
        if decision.ok != allowed:
            wrong.append(f"{actor} in {state}: {'yes' if decision.ok else 'no'}")
        assert bool(decision.reason) != decision.ok, f"{actor} in {state}: a refusal says why"
    assert not wrong, "; ".join(wrong)


def test_no_permission_and_no_state_is_left_out() -> None:
    registered = {name for name, rule in PERMISSIONS.items() if rule.__module__.startswith(policy.__name__)}
    found = list(cells())
    assert {name for name, *_ in found} == registered
    for name in registered:
        states = {(looked_at, state) for of, looked_at, state, *_ in found if of == name}
        (looked_at,) = {at for at, _ in states}
        assert {state for _, state in states} == STATES[looked_at].keys()
    assert (
        len(found)
        == len({cell[:4] for cell in found})
        == sum(len(ACTORS) * len(STATES[looked_at]) for looked_at in looked_at_by_permission().values())
    )


def looked_at_by_permission() -> dict[str, str]:
    return {name: looked_at for name, looked_at, *_ in cells()}


def test_a_text_of_a_thread_that_no_delegation_proposed_is_anybodys_to_edit() -> None:
    text = Text("zero_draft", proposer=None)
    assert may(ACTORS["moderator-of-own"], "text.edit", text).ok
    assert not may(ACTORS["moderator-of-own"], "text.edit", Text("zero_draft")).ok


@pytest.mark.parametrize(
    ("actor", "sentence"),
    [
        ("adviser", "Only the head"),
        ("alternate", "Only the head"),
        ("head-not-entitled", "entitled list"),
        ("chair", "given by delegations"),
        ("public", "given by delegations"),
    ],
)
def test_who_cannot_give_a_position_is_told_why(actor: str, sentence: str) -> None:
    assert sentence in may(ACTORS[actor], "silence.position", Text("under_silence")).reason


def test_a_moderator_disposes_of_no_amendment_that_their_own_organization_sponsors() -> None:
    for affiliation in (ENTITLED, "new delegation"):
        decision = may(
            office(Role.MODERATOR, affiliation), "amendment.dispose", STATES["amendment"]["proposed"]
        )
        assert "another moderator" in decision.reason


def test_a_moderator_answers_no_concern_of_their_own_organization() -> None:
    decision = may(office(Role.MODERATOR, ENTITLED), "concern.answer", Of("under_negotiation"))
    assert "another moderator" in decision.reason
