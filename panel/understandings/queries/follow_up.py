"""What recorded texts recommend, to whom, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from panel.delegations.models import Constituency, Delegation
from panel.kernel.refusal import NotFound
from panel.kernel.text import N_
from panel.norms.models import Mechanism
from panel.understandings import rules
from panel.understandings.models import (
    Addressee,
    FollowUpEntry,
    Recommendation,
    Understanding,
)
from panel.understandings.queries.subjects import text_for_update

MOST_LINES = 300
SOON = timedelta(days=90)
DUE = ("overdue", "soon", "later", "unset")
"""Filters on the review: it has passed, comes within `SOON`, comes later, or no day is set."""

_NOBODY = N_("This text has no such recommendation to this addressee.")


@dataclass(frozen=True, slots=True)
class EntryView:
    """What was recorded about an addressee: `by_addressee` when it spoke for itself."""

    aspect: str
    value: str
    source: str
    on: date
    by_addressee: bool

    @property
    def is_link(self) -> bool:
        """Whether the source is an address that can be followed."""
        return rules.is_address(self.source)


@dataclass(frozen=True, slots=True)
class FollowUpLine:
    """One addressee of one recommendation. It answers to the policies on follow-up (`state`, `delegation_id`)."""

    text: int
    symbol: str
    title: str
    language: str
    state: str
    recommendation: int
    paragraph: str
    paragraph_number: int
    words: str
    review_at: datetime | None  # None: no review is set
    addressee: int
    kind: str
    key: str
    name: str
    delegation_id: str | None  # None: the addressee is no delegation
    delegation_slug: str | None
    response: str
    implementation: str
    entries: tuple[EntryView, ...]

    def latest(self, aspect: str) -> EntryView | None:
        """Return what `aspect` (response, implementation) rests on now."""
        return next((entry for entry in reversed(self.entries) if entry.aspect == aspect), None)

    @property
    def is_finished(self) -> bool:
        """Whether nothing more is asked of the addressee."""
        return self.implementation in rules.FINISHED


@dataclass(frozen=True, slots=True)
class FollowUpFilter:
    """Which lines are asked for: `addressee` as `kind:id`, `due` one of `DUE`; "" for all."""

    addressee: str = ""
    response: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class AddresseeOfText:
    """An addressee with its text under the lock, as the policy on recording asks for it."""

    addressee: Addressee
    text: Understanding

    @property
    def state(self) -> str:
        return self.text.state

    @property
    def delegation_id(self) -> str | None:
        return self.addressee.delegation_id


def recommendation_of(session: Session, text: str, number: int) -> Recommendation:
    """Return a recommendation of a text by number. Raises `NotFound`."""
    found = session.scalars(
        select(Recommendation).where(Recommendation.understanding_id == text, Recommendation.number == number)
    ).one_or_none()
    if found is None:
        raise NotFound(N_("This text has no such recommendation."))
    return found


def addressee_for_update(session: Session, order: Any) -> AddresseeOfText:
    """Return the addressee that an order names by text, recommendation and number, fresh. Raises `NotFound`."""
    text = text_for_update(session, order)
    found = session.scalars(
        select(Addressee)
        .join(Recommendation, Recommendation.id == Addressee.recommendation_id)
        .where(
            Recommendation.understanding_id == text.id,
            Recommendation.number == order.recommendation,
            Addressee.number == order.addressee,
        )
    ).one_or_none()
    if found is None:
        raise NotFound(_NOBODY)
    return AddresseeOfText(found, text)


def follow_up_lines(
    session: Session,
    now: datetime,
    shown: FollowUpFilter | None = None,
    *,
    text: int | None = None,
) -> tuple[FollowUpLine, ...]:
    """Return the addressees of all recommendations, or of one text (at most 300), in two statements.

    The latest text comes first, its recommendations in their order.
    """
    shown = shown or FollowUpFilter()
    chosen: list[ColumnElement[bool]] = []
    if text is not None:
        chosen.append(Understanding.number == text)
    if shown.addressee:
        kind, _, key = shown.addressee.partition(":")
        column = _COLUMNS.get(kind)
        chosen.append(column == key if column is not None else Addressee.id.is_(None))
    if shown.response:
        chosen.append(Addressee.response == shown.response)
    if shown.due in DUE:
        chosen.append(_due(shown.due, now))
    return _lines(session, *chosen)


def follow_up_line(session: Session, text: int, recommendation: int, addressee: int) -> FollowUpLine:
    """Return one addressee of one recommendation. Raises `NotFound`."""
    found = _lines(
        session,
        Understanding.number == text,
        Recommendation.number == recommendation,
        Addressee.number == addressee,
    )
    if not found:
        raise NotFound(_NOBODY)
    return found[0]


def reviews_due(session: Session, now: datetime) -> tuple[FollowUpLine, ...]:
    """Return what is to be reviewed by now or soon and is not finished, in two statements; the first due first."""
    return _lines(
        session,
        Recommendation.review_at <= now + SOON,
        Addressee.implementation.not_in(rules.FINISHED),
        by_review=True,
    )


def addressees_named(session: Session) -> list[tuple[str, str]]:
    """Return everybody to whom a recommendation is addressed, as (`kind:id`, name), by name."""
    rows = session.execute(
        select(
            Addressee.delegation_id,
            Addressee.constituency_id,
            Addressee.mechanism_id,
            _NAME.label("name"),
        )
        .outerjoin(Delegation, Delegation.id == Addressee.delegation_id)
        .outerjoin(Constituency, Constituency.id == Addressee.constituency_id)
        .outerjoin(Mechanism, Mechanism.id == Addressee.mechanism_id)
        .distinct()
        .order_by("name")
        .limit(MOST_LINES)
    )
    return [(f"{kind}:{key}", row.name) for row in rows for kind, key in [_kind_and_key(row)]]


def addressable(session: Session) -> dict[str, list[tuple[str, str]]]:
    """Return who can be an addressee, by kind: (`kind:id`, name), delegations that were admitted once only."""
    found = {
        "constituency": select(Constituency.id, Constituency.name).order_by(Constituency.position),
        "delegation": select(Delegation.id, Delegation.name)
        .where(Delegation.granted_on.is_not(None))
        .order_by(Delegation.name, Delegation.id)
        .limit(1000),
        "mechanism": select(Mechanism.id, Mechanism.name).order_by(Mechanism.position),
    }
    return {
        kind: [(f"{kind}:{key}", name) for key, name in session.execute(query)]
        for kind, query in found.items()
    }


def _lines(
    session: Session, *chosen: ColumnElement[bool], by_review: bool = False
) -> tuple[FollowUpLine, ...]:
    order: Sequence[Any] = (Understanding.number.desc(), Recommendation.number, Addressee.number)
    if by_review:
        order = (Recommendation.review_at, *order)
    rows = session.execute(
        select(
            Addressee,
            Recommendation,
            Understanding.number.label("text"),
            Understanding.symbol,
            Understanding.title,
            Understanding.language,
            Understanding.state,
            Delegation.slug,
            _NAME.label("name"),
        )
        .join(Recommendation, Recommendation.id == Addressee.recommendation_id)
        .join(Understanding, Understanding.id == Recommendation.understanding_id)
        .outerjoin(Delegation, Delegation.id == Addressee.delegation_id)
        .outerjoin(Constituency, Constituency.id == Addressee.constituency_id)
        .outerjoin(Mechanism, Mechanism.id == Addressee.mechanism_id)
        .where(*chosen)
        .order_by(*order)
        .limit(MOST_LINES)
    ).all()
    entries: dict[str, list[EntryView]] = {}
    for entry in session.scalars(
        select(FollowUpEntry)
        .where(FollowUpEntry.addressee_id.in_([row.Addressee.id for row in rows]))
        .order_by(FollowUpEntry.addressee_id, FollowUpEntry.number)
    ):
        entries.setdefault(entry.addressee_id, []).append(
            EntryView(entry.aspect, entry.value, entry.source, entry.on, entry.delegation_id is not None)
        )
    lines = []
    for row in rows:
        kind, key = _kind_and_key(row.Addressee)
        lines.append(
            FollowUpLine(
                text=row.text,
                symbol=row.symbol,
                title=row.title,
                language=row.language,
                state=row.state,
                recommendation=row.Recommendation.number,
                paragraph=row.Recommendation.paragraph,
                paragraph_number=row.Recommendation.paragraph_number,
                words=row.Recommendation.text,
                review_at=row.Recommendation.review_at,
                addressee=row.Addressee.number,
                kind=kind,
                key=key,
                name=row.name,
                delegation_id=row.Addressee.delegation_id,
                delegation_slug=row.slug,
                response=row.Addressee.response,
                implementation=row.Addressee.implementation,
                entries=tuple(entries.get(row.Addressee.id, ())),
            )
        )
    return tuple(lines)


def _kind_and_key(row: Any) -> tuple[str, str]:
    """Return what kind of addressee a row is, and the identifier it has among its kind."""
    return next((kind, key) for kind in rules.ADDRESSEES if (key := getattr(row, f"{kind}_id")))


def _due(due: str, now: datetime) -> ColumnElement[bool]:
    at = Recommendation.review_at
    return {
        "overdue": and_(at < now, Addressee.implementation.not_in(rules.FINISHED)),
        "soon": and_(at >= now, at <= now + SOON),
        "later": at > now + SOON,
        "unset": at.is_(None),
    }[due]


_NAME = func.coalesce(Delegation.name, Constituency.name, Mechanism.name)
_COLUMNS = {
    "delegation": Addressee.delegation_id,
    "constituency": Addressee.constituency_id,
    "mechanism": Addressee.mechanism_id,
}
