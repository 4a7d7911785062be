"""Reading soundings: the board of a thread, one statement with its reasons, and the rows that acts write on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, joinedload

from panel.delegations.models import AccreditationStep, Constituency, Delegation
from panel.kernel.clock import stamp
from panel.kernel.refusal import NotFound
from panel.kernel.text import N_
from panel.soundings import rules
from panel.soundings.models import Sounding, SoundingPosition, SoundingVersion
from panel.soundings.rules import Counts, Published
from panel.threads.queries import ThreadView

_MOST_REASONS = 500


@dataclass(frozen=True, slots=True)
class Electorate:
    """Every constituency in order: code -> name and how many delegations are eligible; `at` when that last changed."""

    names: Mapping[str, str]
    eligible: Mapping[str, int]
    at: datetime | None  # None: nobody was ever admitted


@dataclass(frozen=True, slots=True)
class SoundingView:
    """A statement at its present version. `delegation` is "" where a moderator proposed it."""

    thread: ThreadView
    id: str
    number: int
    version: int
    state: str
    language: str
    text: str
    version_at: datetime
    proposed_at: datetime
    delegation_id: str | None
    delegation: str
    delegation_slug: str
    closed_at: datetime | None  # None: open
    closing_reason: str
    eligible: Mapping[str, int] | None  # None: open, so it is that of the electorate now


@dataclass(frozen=True, slots=True)
class Result:
    """A statement with what may be shown of its result. `cut_off` is the instant as of which positions count."""

    sounding: SoundingView
    published: Published
    cut_off: datetime


@dataclass(frozen=True, slots=True)
class VersionView:
    """The words of a statement at one version, and why they replaced the earlier ones ("" for the first)."""

    version: int
    text: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OurPosition:
    """The position of the reader's own delegation that stands on a version."""

    version: int
    position: str
    reason: str
    at: datetime


def board_of(session: Session, thread: ThreadView) -> tuple[Electorate, list[Result]]:
    """Return the electorate and every sounding of a thread in the order of R7, in three statements."""
    electorate = electorate_now(session)
    views = [
        _view(row, thread)
        for row in session.execute(
            _views()
            .where(Sounding.thread_id == thread.id)
            .order_by(Sounding.number)
            .limit(rules.MOST_SOUNDINGS)
        )
    ]
    given = _given(session, Sounding.thread_id == thread.id)
    results = {view.number: _result(view, electorate, given.get(view.id, ())) for view in views}
    return electorate, [results[number] for number in _ranked(results)]


def result_of(session: Session, thread: ThreadView, number: int) -> tuple[Electorate, Result]:
    """Return the electorate and one sounding by its number in the thread, in three statements. Raises `NotFound`."""
    row = session.execute(
        _views().where(Sounding.thread_id == thread.id, Sounding.number == number)
    ).one_or_none()
    if row is None:
        raise NotFound(N_("This thread has no sounding with this number."))
    view, electorate = _view(row, thread), electorate_now(session)
    return electorate, _result(view, electorate, _given(session, Sounding.id == view.id).get(view.id, ()))


def electorate_now(session: Session) -> Electorate:
    """Return every constituency with how many delegations take part in full, with one statement."""
    takes_part = and_(
        Delegation.constituency_id == Constituency.id,
        Delegation.status.in_(("provisional", "accredited")),
        Delegation.participation == "full",
    )
    at = select(func.max(AccreditationStep.at)).scalar_subquery()
    rows = session.execute(
        select(Constituency.id, Constituency.name, func.count(Delegation.id), at)
        .outerjoin(Delegation, takes_part)
        .group_by(Constituency.id, Constituency.name, Constituency.position)
        .order_by(Constituency.position, Constituency.id)
    ).all()
    return Electorate(
        names={code: name for code, name, _, _ in rows},
        eligible={code: number for code, _, number, _ in rows},
        at=rows[0][3] if rows else None,
    )


def reasons_on(session: Session, sounding: SoundingView) -> dict[str, list[str]]:
    """Return constituency -> the reasons of its standing concerns.

    In the order of random ids: that of time would tell who watched the page whose reason is whose.
    """
    rows = session.execute(
        select(Delegation.constituency_id, SoundingPosition.reason)
        .join(Delegation, Delegation.id == SoundingPosition.delegation_id)
        .where(*_standing(sounding.id, sounding.version), SoundingPosition.position == "concern")
        .order_by(SoundingPosition.id)
        .limit(_MOST_REASONS)
    )
    reasons: dict[str, list[str]] = {}
    for constituency, reason in rows:
        reasons.setdefault(constituency, []).append(reason)
    return reasons


def versions_of(session: Session, sounding: str) -> Sequence[VersionView]:
    """Return the versions of a statement, the latest first (at most 100)."""
    rows = session.execute(
        select(SoundingVersion.version, SoundingVersion.text, SoundingVersion.reason, SoundingVersion.at)
        .where(SoundingVersion.sounding_id == sounding)
        .order_by(SoundingVersion.version.desc())
        .limit(100)
    )
    return [VersionView(*row) for row in rows]


def our_positions(session: Session, sounding: str, delegation: str) -> Sequence[OurPosition]:
    """Return the positions of a delegation that stand on the versions of a statement, the latest version first."""
    rows = session.execute(
        select(
            SoundingPosition.version, SoundingPosition.position, SoundingPosition.reason, SoundingPosition.at
        )
        .where(
            SoundingPosition.sounding_id == sounding,
            SoundingPosition.delegation_id == delegation,
            SoundingPosition.replaced_at.is_(None),
            SoundingPosition.position != rules.WITHDRAWN,
        )
        .order_by(SoundingPosition.version.desc(), SoundingPosition.seq.desc())
        .limit(100)
    )
    return [OurPosition(*row) for row in rows]


def our_board(session: Session, thread: str, delegation: str) -> dict[str, str]:
    """Return sounding -> the position of a delegation that stands on its present version, in a whole thread."""
    rows = session.execute(
        select(SoundingPosition.sounding_id, SoundingPosition.position)
        .join(
            Sounding,
            and_(Sounding.id == SoundingPosition.sounding_id, Sounding.version == SoundingPosition.version),
        )
        .where(
            Sounding.thread_id == thread,
            SoundingPosition.delegation_id == delegation,
            SoundingPosition.replaced_at.is_(None),
            SoundingPosition.position != rules.WITHDRAWN,
        )
        .order_by(SoundingPosition.sounding_id)
        .limit(rules.MOST_SOUNDINGS)
    )
    return {row.sounding_id: row.position for row in rows}


def sounding_for_update(session: Session, order: object) -> Sounding:
    """Return the sounding that an order names by id, with its thread. Raises `NotFound`."""
    found = session.scalars(
        select(Sounding)
        .options(joinedload(Sounding.thread, innerjoin=True))
        .where(Sounding.id == getattr(order, "sounding", None))
        .with_for_update()
    ).one_or_none()
    if found is None:
        raise NotFound(N_("There is no such sounding."))
    return found


def words_of(session: Session, sounding: Sounding) -> str:
    """Return the words of a statement at its present version."""
    return session.scalars(
        select(SoundingVersion.text).where(
            SoundingVersion.sounding_id == sounding.id, SoundingVersion.version == sounding.version
        )
    ).one()


def standing_row(session: Session, sounding: Sounding, delegation: str) -> SoundingPosition | None:
    """Return the row that stands for a delegation on the present version: a position, a withdrawal, or None."""
    return session.scalars(
        select(SoundingPosition).where(
            *_standing(sounding.id, sounding.version), SoundingPosition.delegation_id == delegation
        )
    ).one_or_none()


def counts_on(session: Session, sounding: Sounding) -> dict[str, Counts]:
    """Return constituency -> counts of the positions that stand on the present version of a statement."""
    return _counted(_given(session, Sounding.id == sounding.id).get(sounding.id, ()))


def _standing(sounding: str, version: int) -> tuple[Any, ...]:
    return (
        SoundingPosition.sounding_id == sounding,
        SoundingPosition.version == version,
        SoundingPosition.replaced_at.is_(None),
    )


def _views() -> Any:
    present = and_(SoundingVersion.sounding_id == Sounding.id, SoundingVersion.version == Sounding.version)
    return (
        select(
            Sounding.id,
            Sounding.number,
            Sounding.version,
            Sounding.state,
            Sounding.language,
            SoundingVersion.text,
            SoundingVersion.at,
            Sounding.proposed_at,
            Sounding.delegation_id,
            func.coalesce(Delegation.name, ""),
            func.coalesce(Delegation.slug, ""),
            Sounding.closed_at,
            Sounding.closing_reason,
            Sounding.eligible,
        )
        .join(SoundingVersion, present)
        .outerjoin(Delegation, Delegation.id == Sounding.delegation_id)
    )


def _view(row: Any, thread: ThreadView) -> SoundingView:
    return SoundingView(thread, *row)


def _given(session: Session, among: Any) -> dict[str, list[Any]]:
    """Return sounding -> rows of (constituency, position, how many, latest instant) that stand on its version."""
    rows = session.execute(
        select(
            SoundingPosition.sounding_id,
            Delegation.constituency_id,
            SoundingPosition.position,
            func.count(),
            func.max(SoundingPosition.at),
        )
        .join(
            Sounding,
            and_(Sounding.id == SoundingPosition.sounding_id, Sounding.version == SoundingPosition.version),
        )
        .join(Delegation, Delegation.id == SoundingPosition.delegation_id)
        .where(among, SoundingPosition.replaced_at.is_(None))
        .group_by(SoundingPosition.sounding_id, Delegation.constituency_id, SoundingPosition.position)
    )
    given: dict[str, list[Any]] = {}
    for sounding, *rest in rows:
        given.setdefault(sounding, []).append(rest)
    return given


def _counted(given: Sequence[Any]) -> dict[str, Counts]:
    numbers: dict[str, dict[str, int]] = {}
    for constituency, position, number, _ in given:
        numbers.setdefault(constituency, {})[position] = number
    return {
        code: Counts(*(held.get(position, 0) for position in rules.POSITIONS))
        for code, held in numbers.items()
    }


def _result(view: SoundingView, electorate: Electorate, given: Sequence[Any]) -> Result:
    """Measure a statement as of the last instant at which anything that counts changed."""
    changes = [view.version_at, *(at for *_, at in given)]
    cut_off = view.closed_at or max(changes if electorate.at is None else [*changes, electorate.at])
    eligible = electorate.eligible if view.eligible is None else view.eligible
    return Result(view, rules.publish(eligible, _counted(given), stamp(cut_off)), cut_off)


def _ranked(results: Mapping[int, Result]) -> list[int]:
    """Return the numbers of the statements in the order of R7, from what is published of each."""
    return rules.rank_published({number: result.published for number, result in results.items()})
