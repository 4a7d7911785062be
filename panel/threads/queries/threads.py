"""Reading issues and threads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, case, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from panel.delegations.models import Constituency, Delegation
from panel.kernel.refusal import NotFound
from panel.kernel.text import N_
from panel.norms.models import Issue, Space
from panel.norms.queries import owners_citing
from panel.threads import rules
from panel.threads.models import (
    Contribution,
    GuidanceRequest,
    Synthesis,
    SynthesisBasis,
    SynthesisPoint,
    Thread,
    ThreadIssue,
    ThreadSpace,
)
from panel.threads.queries.syntheses import PointView, points_by_kind

PAGE = 50


@dataclass(frozen=True, slots=True)
class ThreadView:
    """A thread with its issue, its proposer and its latest synthesis (`synthesis` None: there is none yet)."""

    id: str
    number: int
    title: str
    question: str
    kind: str
    stage: str
    stage_reason: str
    stage_at: datetime
    no_norm_known: bool
    language: str
    proposed_at: datetime
    opened_at: datetime | None
    is_imported: bool
    issue_id: str
    issue: str
    delegation_id: str
    delegation: str
    delegation_slug: str
    synthesis: str | None
    synthesis_version: int | None
    synthesis_at: datetime | None
    synthesis_language: str | None


@dataclass(frozen=True, slots=True)
class Heard:
    """A constituency, and how many contributions and delegations of it were heard."""

    id: str
    name: str
    contributions: int
    delegations: int


@dataclass(frozen=True, slots=True)
class Guidance:
    """A question put to a mechanism, whose delegation is named, and the number of its reply (None: none stands).

    It answers to the policy on replies (`delegation_id`, `stage`).
    """

    number: int
    delegation_id: str
    delegation: str
    question: str
    reply: int | None
    stage: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around the contributions of a thread.

    The points of its latest synthesis by kind, further issues (id, title), spaces (name, what is missing there), and
    who was heard, and what guidance was asked.
    """

    points: dict[str, list[PointView]]
    issues: tuple[tuple[str, str], ...]
    spaces: tuple[tuple[str, str], ...]
    heard: tuple[Heard, ...]
    guidance: tuple[Guidance, ...]


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """A thread in a list."""

    number: int
    title: str
    question: str
    language: str
    kind: str
    stage: str
    proposed_at: datetime
    is_imported: bool
    issue_id: str
    issue: str
    delegation: str
    contributions: int


@dataclass(frozen=True, slots=True)
class ThreadList:
    """One page of threads, newest first; `before` is the number after which the next page begins, None on the last."""

    threads: tuple[ThreadRow, ...]
    total: int
    before: int | None


@dataclass(frozen=True, slots=True)
class IssueView:
    """An issue, and how many threads it has in each stage."""

    id: str
    title: str
    short_title: str
    stages: dict[str, int]

    @property
    def under_discussion(self) -> int:
        """How many threads take contributions."""
        return sum(self.stages.get(stage, 0) for stage in rules.OPEN_STAGES)

    @property
    def is_quiet(self) -> bool:
        """Whether no thread on it has been opened."""
        return not any(self.stages.get(stage) for stage in rules.PUBLIC_STAGES)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a thread was proposed with besides its own fields, to be proposed again."""

    also: tuple[str, ...]
    spaces: tuple[tuple[str, str], ...]


def thread_by_number(session: Session, number: int) -> ThreadView:
    """Return one thread, with one statement. Raises `NotFound`."""
    row: Any = session.execute(_THREAD, {"number": number}).one_or_none()
    if row is None:
        raise NotFound(N_("There is no thread with this number."))
    return ThreadView(*row)


def surroundings(session: Session, thread: ThreadView) -> Surroundings:
    """Return what stands around the contributions of a thread, with one statement."""
    rows = session.execute(_SURROUNDINGS, {"thread": thread.id, "synthesis": thread.synthesis or ""}).all()
    return Surroundings(
        points=points_by_kind(
            (row.position, row.key, row.text, row.number, row.more == 1)
            for row in rows
            if row.what == "point"
        ),
        issues=tuple((row.key, row.name) for row in rows if row.what == "issue"),
        spaces=tuple((row.name, row.text) for row in rows if row.what == "space"),
        heard=tuple(Heard(row.key, row.name, row.number, row.more) for row in rows if row.what == "heard"),
        guidance=tuple(
            Guidance(row.position, row.key, row.name, row.text, row.number or None, thread.stage)
            for row in rows
            if row.what == "guidance"
        ),
    )


def heard_on(session: Session, issue: str) -> tuple[Heard, ...]:
    """Return every constituency with what was heard of it in the threads whose main issue is `issue`."""
    spoken = _spoken(Contribution.thread_id.in_(select(Thread.id).where(Thread.issue_id == issue)))
    rows = session.execute(
        select(
            Constituency.id,
            Constituency.name,
            func.coalesce(spoken.c.contributions, 0),
            func.coalesce(spoken.c.delegations, 0),
        )
        .outerjoin(spoken, spoken.c.constituency == Constituency.id)
        .order_by(Constituency.position, Constituency.id)
    )
    return tuple(Heard(*row) for row in rows)


def threads_on(
    session: Session,
    *,
    issue: str | None = None,
    norm: str | None = None,
    stages: Sequence[str] = rules.PUBLIC_STAGES,
    before: int | None = None,
    limit: int = PAGE,
) -> ThreadList:
    """Return threads in any of `stages`, newest first, with one statement.

    With `issue`, those on it, as their main issue or another; with `norm`, those that rest on that instrument or in
    which a contribution does.
    """
    chosen: list[Any] = [Thread.stage.in_(stages)]
    if issue is not None:
        crossing = select(ThreadIssue.thread_id).where(ThreadIssue.issue_id == issue)
        chosen.append(or_(Thread.issue_id == issue, Thread.id.in_(crossing)))
    if norm is not None:
        resting = select(Contribution.thread_id).where(
            Contribution.id.in_(owners_citing(session, "contribution", norm))
        )
        chosen.append(or_(Thread.id.in_(owners_citing(session, "thread", norm)), Thread.id.in_(resting)))
    total = select(func.count()).select_from(Thread).where(*chosen).scalar_subquery()
    posted = (
        select(func.count())
        .where(Contribution.thread_id == Thread.id, Contribution.state == "posted")
        .correlate(Thread)
        .scalar_subquery()
    )
    page = chosen if before is None else [*chosen, Thread.number < before]
    rows: Sequence[Any] = session.execute(
        select(
            Thread.number,
            Thread.title,
            Thread.question,
            Thread.language,
            Thread.kind,
            Thread.stage,
            Thread.proposed_at,
            Thread.source.is_not(None),
            Issue.id,
            Issue.short_title,
            Delegation.name,
            posted,
            total,
        )
        .join(Issue, Issue.id == Thread.issue_id)
        .join(Delegation, Delegation.id == Thread.delegation_id)
        .where(*page)
        .order_by(Thread.number.desc())
        .limit(limit + 1)
    ).all()
    threads = tuple(ThreadRow(*row[:12]) for row in rows[:limit])
    return ThreadList(
        threads=threads,
        total=rows[0][12] if rows else 0,
        before=threads[-1].number if len(rows) > limit else None,
    )


def issues_with_threads(session: Session) -> tuple[IssueView, ...]:
    """Return the eight issues with how many threads each has by stage, with one statement."""
    rows = session.execute(
        select(Issue.id, Issue.title, Issue.short_title, Thread.stage, func.count(Thread.id).label("threads"))
        .outerjoin(Thread, Thread.issue_id == Issue.id)
        .group_by(Issue.id, Issue.title, Issue.short_title, Issue.position, Thread.stage)
        .order_by(Issue.position, Issue.id)
    )
    found: dict[str, IssueView] = {}
    for row in rows:
        issue = found.setdefault(row.id, IssueView(row.id, row.title, row.short_title, {}))
        if row.stage is not None:
            issue.stages[row.stage] = row.threads
    return tuple(found.values())


def proposal_of(session: Session, thread: str) -> Proposal:
    """Return the further issues and the spaces, by id, of a thread that is to be proposed again."""
    also = session.scalars(select(ThreadIssue.issue_id).where(ThreadIssue.thread_id == thread))
    spaces = session.execute(
        select(ThreadSpace.space_id, ThreadSpace.missing)
        .where(ThreadSpace.thread_id == thread)
        .order_by(ThreadSpace.position)
    )
    return Proposal(tuple(also), tuple((row.space_id, row.missing) for row in spaces))


def _spoken(where: Any) -> Any:
    """Return a subquery: constituency -> contributions that stand, and delegations that made them."""
    return (
        select(
            Delegation.constituency_id.label("constituency"),
            func.count(Contribution.id).label("contributions"),
            func.count(Delegation.id.distinct()).label("delegations"),
        )
        .join(Contribution, Contribution.delegation_id == Delegation.id)
        .where(Contribution.state == "posted", where)
        .group_by(Delegation.constituency_id)
        .subquery()
    )


def _thread() -> Any:
    latest = select(func.max(Synthesis.version)).where(Synthesis.thread_id == Thread.id).correlate(Thread)
    return (
        select(
            Thread.id,
            Thread.number,
            Thread.title,
            Thread.question,
            Thread.kind,
            Thread.stage,
            Thread.stage_reason,
            Thread.stage_at,
            Thread.no_norm_known,
            Thread.language,
            Thread.proposed_at,
            Thread.opened_at,
            Thread.source.is_not(None),
            Issue.id,
            Issue.short_title,
            Delegation.id,
            Delegation.name,
            Delegation.slug,
            Synthesis.id,
            Synthesis.version,
            Synthesis.at,
            Synthesis.language,
        )
        .join(Issue, Issue.id == Thread.issue_id)
        .join(Delegation, Delegation.id == Thread.delegation_id)
        .outerjoin(
            Synthesis, and_(Synthesis.thread_id == Thread.id, Synthesis.version == latest.scalar_subquery())
        )
        .where(Thread.number == bindparam("number"))
    )


def _surroundings() -> Any:
    thread: Any = bindparam("thread")
    issues = (
        select(
            literal("issue").label("what"),
            Issue.id.label("key"),
            Issue.short_title.label("name"),
            literal("").label("text"),
            Issue.position.label("position"),
            literal(0).label("number"),
            literal(0).label("more"),
        )
        .join(ThreadIssue, ThreadIssue.issue_id == Issue.id)
        .where(ThreadIssue.thread_id == thread)
    )
    spaces = (
        select(
            literal("space"),
            Space.id,
            Space.name,
            ThreadSpace.missing,
            ThreadSpace.position,
            literal(0),
            literal(0),
        )
        .join(ThreadSpace, ThreadSpace.space_id == Space.id)
        .where(ThreadSpace.thread_id == thread)
    )
    spoken = _spoken(Contribution.thread_id == thread)
    heard = select(
        literal("heard"),
        Constituency.id,
        Constituency.name,
        literal(""),
        Constituency.position,
        func.coalesce(spoken.c.contributions, 0),
        func.coalesce(spoken.c.delegations, 0),
    ).outerjoin(spoken, spoken.c.constituency == Constituency.id)
    points = (
        select(
            literal("point"),
            SynthesisPoint.kind,
            literal(""),
            SynthesisPoint.text,
            SynthesisPoint.position,
            Contribution.number,
            case((Contribution.state == "posted", 1), else_=0),
        )
        .join(SynthesisBasis, SynthesisBasis.point_id == SynthesisPoint.id)
        .join(Contribution, Contribution.id == SynthesisBasis.contribution_id)
        .where(SynthesisPoint.synthesis_id == bindparam("synthesis"))
    )
    guidance = (
        select(
            literal("guidance"),
            GuidanceRequest.delegation_id,
            Delegation.name,
            GuidanceRequest.question,
            GuidanceRequest.number,
            func.coalesce(Contribution.number, 0),
            literal(0),
        )
        .join(Delegation, Delegation.id == GuidanceRequest.delegation_id)
        .outerjoin(
            Contribution,
            and_(Contribution.id == GuidanceRequest.reply_id, Contribution.state == "posted"),
        )
        .where(GuidanceRequest.thread_id == thread)
    )
    return union_all(issues, spaces, heard, points, guidance).order_by("what", "position", "number")


# Made once: to make such a statement takes longer than to run it, and the page of a thread is the one most visited.
_THREAD, _SURROUNDINGS = _thread(), _surroundings()
