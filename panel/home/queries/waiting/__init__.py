"""What waits for the reader, in the capacity in which they act: each item is one thing to do, at one address.

Every part is a query of at most ten rows with the same columns, and all parts of a capacity are sent as one statement:
the page costs the same however much waits, and a further part costs no further statement.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, select, union_all
from sqlalchemy.orm import Session

from panel.home.queries.waiting import delegations, offices
from panel.home.queries.waiting.part import MOST, Asking
from panel.policy import Actor, Role

__all__ = ["MOST", "Waiting", "waiting_for"]


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits. `kind` says what is asked; `at` is the deadline, or since when it waits.

    `by` is the delegation it comes from, "" if none; `number` what the kind counts (a contribution, a concern, a
    meeting), 0 for nothing.
    """

    kind: str
    href: str
    title: str
    language: str
    at: datetime
    is_deadline: bool = False
    by: str = ""
    number: int = 0


Part = Callable[[Asking], Select[Any]]

_TEXT: Final = "/understandings/{number}"
_ADDRESSES: Final[Mapping[str, str]] = {
    "position": _TEXT + "/position",
    "reconfirm": _TEXT + "/position",
    "confirm": _TEXT + "/confirmation",
    "hold": _TEXT,
    "told-extended": _TEXT,
    "told-held": _TEXT,
    "told-broken": _TEXT,
    "told-adopted": _TEXT,
    "recommendation": _TEXT + "/follow-up#recommendation-{item}",
    "follow-up": _TEXT + "/follow-up#recommendation-{item}",
    "concern": _TEXT + "/concerns/{item}/word",
    "disposition": _TEXT + "/amendments/{item}",
    "restate": _TEXT + "/amendments/{item}/restatement",
    "guidance": "/threads/{number}/guidance/{item}/reply",
    "draft": "/threads/{number}/drafts",
    "returned": "/threads/{number}/resubmit",
    "changed": _TEXT,
    "reply": "/threads/{number}/contributions/{item}",
    "proposed": "/threads/{number}/decision",
    "broken": _TEXT,
    "preparing": _TEXT + "/draft",
    "answer-concern": _TEXT + "/concerns/{item}/answer",
    "amendments": _TEXT + "/merge",
    "gavel": _TEXT + "/adoption",
    "final": _TEXT + "/silence",
    "open-session": "/sessions/{number}",
    "adopt-agenda": "/sessions/{number}/agenda/adoption",
    "close-session": "/sessions/{number}",
    "accreditation": "/delegations/{slug}/accreditation",
    "second-officer": "/delegations/{slug}/accreditation",
    "prepare-session": "/sessions/{number}",
    "issue-summary": "/sessions/{number}/summary",
    "review": _TEXT + "/follow-up#recommendation-{item}",
    "note": "/sessions/{number}/meetings/{item}/note",
}
_BINDING: Final = ("position", "reconfirm", "confirm")
"""What only those who bind the delegation can do: others are led to the text."""
_DEADLINES: Final = (*_BINDING, "hold", "recommendation", "follow-up", "gavel", "prepare-session", "review")
_LATEST_FIRST: Final = (
    "draft",
    "returned",
    "changed",
    "reply",
    "told-extended",
    "told-held",
    "told-broken",
    "told-adopted",
)

_READING: Final[tuple[Part, ...]] = (delegations.changed, delegations.replies)
_DUE: Final[tuple[Part, ...]] = (
    delegations.positions,
    delegations.confirmations,
    delegations.holds,
    delegations.notices,
    delegations.recommendations,
)
_SPEAKING: Final[tuple[Part, ...]] = (
    *_DUE,
    delegations.concerns,
    delegations.amendments,
    delegations.guidance,
    delegations.drafts,
    delegations.returned,
    *_READING,
)
_PARTS: Final[Mapping[Any, tuple[Part, ...]]] = {
    Role.HEAD: _SPEAKING,
    Role.ALTERNATE: _SPEAKING,
    Role.ADVISER: (*_DUE, *_READING),
    Role.OBSERVER: _READING,
    Role.MODERATOR: (offices.proposed, offices.drafting, offices.concerns, offices.amendments),
    Role.CHAIR: (offices.gavel, offices.final, offices.to_preside),
    Role.SECRETARIAT: (offices.accreditations, offices.to_prepare, offices.reviews),
    Role.RAPPORTEUR: (offices.to_note,),
}


def waiting_for(session: Session, actor: Actor, now: datetime) -> list[Waiting]:
    """Return what waits for `actor`, in one statement: what has a deadline first, the nearest first; then by part."""
    parts = _PARTS.get(actor.role, ())
    if not parts:
        return []
    asking = Asking(
        actor.delegation,
        actor.seat.constituency if actor.seat else None,
        actor.person,
        tuple(sorted(actor.affiliations)),
        now,
    )
    queries = [part(asking).subquery() for part in parts]
    rows = session.execute(union_all(*(select(query) for query in queries))).all()
    order = {kind: count for count, kind in enumerate(_ADDRESSES)}

    def place(item: Waiting) -> tuple[int, float]:
        moment = item.at.timestamp()
        if item.is_deadline:
            return 0, moment
        return 1 + order[item.kind], -moment if item.kind in _LATEST_FIRST else moment

    return sorted((_item(row, actor) for row in rows), key=place)


def _item(row: Any, actor: Actor) -> Waiting:
    address = _ADDRESSES[row.kind]
    if row.kind in _BINDING and not (actor.seat and actor.seat.may_bind):
        address = _TEXT
    return Waiting(
        row.kind,
        address.format(number=row.number, item=row.item, slug=row.slug),
        row.title,
        row.language,
        row.at,
        is_deadline=row.kind in _DEADLINES,
        by=row.by,
        number=row.item,
    )
