"""Reading contributions, drafts and earlier versions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import String, cast, func, select
from sqlalchemy.orm import Session, aliased

from panel.accounts.models import Person
from panel.delegations.models import Constituency, Delegation
from panel.kernel.refusal import NotFound
from panel.kernel.text import N_
from panel.norms.queries import owners_citing
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
    body: str
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
    limit: int = PAGE,
) -> ContributionList:
    """Return a page of what was said in `thread`, stones included, with one statement.

    `after` a number come the next ones, `before` a number those that lead up to it; without either, the first.
    """
    chosen = [Contribution.thread_id == thread, Contribution.number.is_not(None)]
    if shown.constituency:
        of_it = select(Delegation.id).where(Delegation.constituency_id == shown.constituency)
        chosen.append(Contribution.delegation_id.in_(of_it))
    if shown.kind:
        chosen.append(Contribution.kind == shown.kind)
    if shown.norm:
        chosen.append(Contribution.id.in_(owners_citing(session, "contribution", shown.norm)))
    total = select(func.count()).select_from(Contribution).where(*chosen).scalar_subquery()
    backwards = before is not None
    bound = Contribution.number < before if backwards else Contribution.number > (after or 0)
    rows = session.execute(
        _views(total)
        .where(*chosen, bound)
        .order_by(Contribution.number.desc() if backwards else Contribution.number)
        .limit(limit + 1)
    ).all()
    more = len(rows) > limit
    page = tuple(_view(row) for row in rows[:limit])
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
    row = session.execute(
        _views().where(Contribution.thread_id == thread, Contribution.number == number)
    ).one_or_none()
    if row is None:
        raise NotFound(N_("This thread has no contribution with this number."))
    return _view(row)


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
    row: Any = session.execute(_drafts(thread, delegation).where(Contribution.id == draft)).one_or_none()
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
            Contribution.body,
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
    )


def _view(row: Any) -> ContributionView:
    replies = tuple(sorted(int(number) for number in row[19].split(","))) if row[19] else ()
    return ContributionView(*(*row[:19], replies))
