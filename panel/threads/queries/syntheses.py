"""Reading syntheses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from panel.kernel.refusal import NotFound
from panel.kernel.text import N_
from panel.threads import rules
from panel.threads.models import Contribution, Synthesis, SynthesisBasis, SynthesisPoint, Thread


@dataclass(frozen=True, slots=True)
class PointView:
    """One point; `contributions` are the numbers it rests on, each with whether that contribution still stands."""

    kind: str
    text: str
    contributions: tuple[tuple[int, bool], ...]


@dataclass(frozen=True, slots=True)
class SynthesisView:
    """One version of a synthesis, without its points."""

    id: str
    version: int
    at: datetime
    language: str


@dataclass(frozen=True, slots=True)
class UseView:
    """A point that rests on a contribution, and the version of the synthesis it stands in."""

    version: int
    language: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class StandingPoint:
    """A point of the latest synthesis of some thread, as the page of an issue shows it."""

    thread: int
    title: str
    version: int
    language: str
    kind: str
    text: str


def points_of(session: Session, synthesis: str) -> dict[str, list[PointView]]:
    """Return the points of a synthesis by kind, in the order of `rules.POINT_KINDS`, with one statement."""
    rows = session.execute(
        select(
            SynthesisPoint.position,
            SynthesisPoint.kind,
            SynthesisPoint.text,
            Contribution.number,
            Contribution.state,
        )
        .join(SynthesisBasis, SynthesisBasis.point_id == SynthesisPoint.id)
        .join(Contribution, Contribution.id == SynthesisBasis.contribution_id)
        .where(SynthesisPoint.synthesis_id == synthesis)
        .order_by(SynthesisPoint.position, Contribution.number)
        .limit(rules.POINTS * rules.BASES)
    )
    return points_by_kind(
        (row.position, row.kind, row.text, row.number, row.state == "posted") for row in rows
    )


def points_by_kind(rows: Iterable[tuple[int, str, str, int, bool]]) -> dict[str, list[PointView]]:
    """Return points by kind, in the order of `rules.POINT_KINDS`.

    There is one row for each contribution that a point rests on: position, kind and text of the point, the number of
    the contribution, and whether it stands.
    """
    points: dict[int, tuple[str, str, list[tuple[int, bool]]]] = {}
    for position, kind, text, number, stands in rows:
        points.setdefault(position, (kind, text, []))[2].append((number, stands))
    by_kind: dict[str, list[PointView]] = {kind: [] for kind in rules.POINT_KINDS}
    for kind, text, bases in points.values():
        by_kind[kind].append(PointView(kind, text, tuple(bases)))
    return {kind: found for kind, found in by_kind.items() if found}


def synthesis_view(session: Session, thread: str, version: int) -> SynthesisView:
    """Return one version of a thread's synthesis. Raises `NotFound`."""
    row: Any = session.execute(
        select(Synthesis.id, Synthesis.version, Synthesis.at, Synthesis.language).where(
            Synthesis.thread_id == thread, Synthesis.version == version
        )
    ).one_or_none()
    if row is None:
        raise NotFound(N_("This thread has no such version of a synthesis."))
    return SynthesisView(*row)


def syntheses_of(session: Session, thread: str) -> Sequence[SynthesisView]:
    """Return the versions of a thread's synthesis, newest first (at most 100)."""
    rows = session.execute(
        select(Synthesis.id, Synthesis.version, Synthesis.at, Synthesis.language)
        .where(Synthesis.thread_id == thread)
        .order_by(Synthesis.version.desc())
        .limit(100)
    )
    return [SynthesisView(*row) for row in rows]


def points_resting_on(session: Session, contribution: str) -> Sequence[UseView]:
    """Return the points, of any version, that rest on a contribution, newest version first (at most 100)."""
    rows = session.execute(
        select(Synthesis.version, Synthesis.language, SynthesisPoint.kind, SynthesisPoint.text)
        .join(SynthesisPoint, SynthesisPoint.synthesis_id == Synthesis.id)
        .join(SynthesisBasis, SynthesisBasis.point_id == SynthesisPoint.id)
        .where(SynthesisBasis.contribution_id == contribution)
        .order_by(Synthesis.version.desc(), SynthesisPoint.position)
        .limit(100)
    )
    return [UseView(*row) for row in rows]


def latest_points_on(session: Session, issue: str) -> Sequence[StandingPoint]:
    """Return the points of the latest synthesis of each thread on `issue`, newest thread first (at most 100)."""
    latest = (
        select(func.max(Synthesis.version))
        .where(Synthesis.thread_id == Thread.id)
        .correlate(Thread)
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            Thread.number,
            Thread.title,
            Synthesis.version,
            Synthesis.language,
            SynthesisPoint.kind,
            SynthesisPoint.text,
        )
        .join(Synthesis, Synthesis.thread_id == Thread.id)
        .join(SynthesisPoint, SynthesisPoint.synthesis_id == Synthesis.id)
        .where(Thread.issue_id == issue, Thread.stage.in_(rules.PUBLIC_STAGES), Synthesis.version == latest)
        .order_by(Thread.number.desc(), SynthesisPoint.position)
        .limit(100)
    )
    return [StandingPoint(*row) for row in rows]
