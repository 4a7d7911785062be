"""Reading contributions, drafts and earlier versions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Integer, String, bindparam, cast, func, select
from sqlalchemy.orm import Session, aliased

from panel.accounts.models import Person
from panel.delegations.models import Constituency, Delegation
from panel.kernel.refusal import NotFound
from panel.kernel.text import N_
from panel.norms.models import NormReference
from panel.threads.models import Contribution, ContributionVersion, Thread

PAGE = 50


@dataclass(frozen=True, slots=True)
class ContributionFilter:
    """Which contributions of a thread to show: of one constituency, one kind, resting on one instrument."""

    constituency: str | None = None
    kind: str | None = None
    norm: str | None = None


@dataclass(frozen=True, slots=True)
class ContributionView:
    """One contribution with who made it. `reply_to` and `replies` are numbers; `stage` is the thread's."""

    id: str
    thread_id: str
    number: int
    state: str
    stage: str
    kind: str
    place: str
    language: str
    html: str
    posted_at: datetime
    corrected_at: datetime | None
    withdrawn_at: datetime | None
    withdrawal_reason: str
    delegation_id: str
    delegation: str
    delegation_slug: str
    constituency: str
    reply_to: int | None
    replies: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ContributionList:
    """One page, in the order of numbers. `after` and `before` are the numbers between which it lies, None at an end."""

    contributions: tuple[ContributionView, ...]
    total: int
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft as its delegation sees it: `writer` is the person who saved it last, `stage` the thread's."""

    id: str
    delegation_id: str
    stage: str
    kind: str
    place: str
    language: str
    body: str
    html: str
    norms: list[str]
    reply_to: int | None
    writer: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class VersionView:
    """Earlier words of a contribution, which stood until `until`."""

    until: datetime
    html: str


def contributions_of(
    session: Session,
    thread: str,
    shown: ContributionFilter,
    *,
    after: int | None = None,
    before: int | None = None,
) -> ContributionList:
    """Return a page of what was said in `thread`, stones included, with one statement.

    `after` a number come the next ones, `before` a number those that lead up to it; without either, the first.
    """
    backwards = before is not None
    filters = tuple(name for name in ("constituency", "kind", "norm") if getattr(shown, name))
    rows = session.execute(
        _page(filters, backwards),
        {
            "thread": thread,
            "bound": before if backwards else after or 0,
            **{name: getattr(shown, name) for name in filters},
        },
    ).all()
    more = len(rows) > PAGE
    page = tuple(_view(row) for row in rows[:PAGE])
    if backwards:
        page = page[::-1]
    earlier, later = (more, True) if backwards else (bool(after), more)
    return ContributionList(
        contributions=page,
        total=rows[0][-1] if rows else 0,
        before=page[0].number if page and earlier else None,
        after=page[-1].number if page and later else None,
    )


def contribution_view(session: Session, thread: str, number: int) -> ContributionView:
    """Return one contribution of a thread by its number. Raises `NotFound`."""
    row = session.execute(_ONE, {"thread": thread, "number": number}).one_or_none()
    if row is None:
        raise NotFound(N_("This thread has no contribution with this number."))
    return _view(row)


def body_of(session: Session, contribution: str) -> str:
    """Return the words of a contribution as they were typed, to be corrected."""
    return session.scalars(select(Contribution.body).where(Contribution.id == contribution)).one()


def earlier_versions(session: Session, contribution: str) -> Sequence[VersionView]:
    """Return the earlier words of a contribution, oldest first (at most 100)."""
    rows = session.execute(
        select(ContributionVersion.until, ContributionVersion.html)
        .where(ContributionVersion.contribution_id == contribution)
        .order_by(ContributionVersion.version)
        .limit(100)
    )
    return [VersionView(*row) for row in rows]


def drafts_of(session: Session, thread: str, delegation: str) -> Sequence[DraftView]:
    """Return a delegation's drafts in a thread, the latest first (at most 50)."""
    rows = session.execute(
        _drafts(thread, delegation).order_by(Contribution.written_at.desc(), Contribution.id).limit(PAGE)
    )
    return [DraftView(*row) for row in rows]


def draft_view(session: Session, thread: str, delegation: str, draft: str) -> DraftView:
    """Return a draft of a delegation. Raises `NotFound`, also for that of another one: to others it does not exist."""
    found = _drafts(thread, delegation).where(Contribution.id == draft)
    row: Any = session.execute(found).one_or_none() if draft.isalnum() else None
    if row is None:
        raise NotFound(N_("There is no such draft. It may have been published or thrown away."))
    return DraftView(*row)


def _drafts(thread: str, delegation: str) -> Any:
    answered = aliased(Contribution)
    return (
        select(
            Contribution.id,
            Contribution.delegation_id,
            Thread.stage,
            Contribution.kind,
            Contribution.place,
            Contribution.language,
            Contribution.body,
            Contribution.html,
            Contribution.norms,
            answered.number,
            Person.name,
            Contribution.written_at,
        )
        .join(Thread, Thread.id == Contribution.thread_id)
        .join(Person, Person.id == Contribution.person_id)
        .outerjoin(answered, answered.id == Contribution.reply_to_id)
        .where(
            Contribution.thread_id == thread,
            Contribution.delegation_id == delegation,
            Contribution.state == "draft",
        )
    )


def _views(*further: Any) -> Any:
    answered, reply = aliased(Contribution), aliased(Contribution)
    replies = (
        select(func.aggregate_strings(cast(reply.number, String), ","))
        .where(reply.reply_to_id == Contribution.id, reply.state == "posted")
        .correlate(Contribution)
        .scalar_subquery()
    )
    return (
        select(
            Contribution.id,
            Contribution.thread_id,
            Contribution.number,
            Contribution.state,
            Thread.stage,
            Contribution.kind,
            Contribution.place,
            Contribution.language,
            Contribution.html,
            Contribution.posted_at,
            Contribution.corrected_at,
            Contribution.withdrawn_at,
            Contribution.withdrawal_reason,
            Delegation.id,
            Delegation.name,
            Delegation.slug,
            Constituency.name,
            answered.number,
            replies,
            *further,
        )
        .join(Thread, Thread.id == Contribution.thread_id)
        .join(Delegation, Delegation.id == Contribution.delegation_id)
        .join(Constituency, Constituency.id == Delegation.constituency_id)
        .outerjoin(answered, answered.id == Contribution.reply_to_id)
        .where(Contribution.thread_id == bindparam("thread"))
    )


_ONE = _views().where(Contribution.number == bindparam("number"))


@cache
def _page(filters: tuple[str, ...], backwards: bool) -> Any:
    """Return the statement of a page with these filters. Each is made once: making it takes longer than running it."""
    in_it = select(Delegation.id).where(Delegation.constituency_id == bindparam("constituency"))
    citing = select(NormReference.owner_id).where(
        NormReference.kind == "contribution", NormReference.instrument_id == bindparam("norm")
    )
    chosen = {
        "constituency": Contribution.delegation_id.in_(in_it),
        "kind": Contribution.kind == bindparam("kind"),
        "norm": Contribution.id.in_(citing),
    }
    shown = [Contribution.number.is_not(None), *(chosen[name] for name in filters)]
    total = (
        select(func.count())
        .select_from(Contribution)
        .where(Contribution.thread_id == bindparam("thread"), *shown)
        .scalar_subquery()
    )
    number, bound = Contribution.number, bindparam("bound", type_=Integer)
    return (
        _views(total)
        .where(*shown, number < bound if backwards else number > bound)
        .order_by(number.desc() if backwards else number)
        .limit(PAGE + 1)
    )


def _view(row: Any) -> ContributionView:
    replies = tuple(sorted(int(number) for number in row[18].split(","))) if row[18] else ()
    return ContributionView(*(*row[:18], replies))
