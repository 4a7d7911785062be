"""Reading texts, rounds and adoptions. Every page's view is made here, frozen, in a fixed number of statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from panel.delegations.models import Constituency, Delegation
from panel.delegations.queries import represented_constituencies
from panel.kernel.refusal import NotFound
from panel.kernel.text import N_
from panel.norms.queries import ReferenceView, references_of
from panel.threads.models import Contribution, Thread
from panel.understandings import rules
from panel.understandings.models import (
    ChairsSummary,
    Entitlement,
    Paragraph,
    Position,
    Revision,
    RulesOfProcedure,
    SilenceRound,
    Statement,
    Understanding,
)
from panel.understandings.procedure import Procedure, procedure_from

PAGE = 100


@dataclass(frozen=True, slots=True)
class TextRow:
    """A line of the list of texts."""

    number: int
    title: str
    state: str
    symbol: str
    thread_number: int
    at: datetime
    expires_at: datetime | None  # None: not under silence


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A paragraph as pages and documents show it."""

    id: str
    key: str
    kind: str
    number: int | None  # None: preambular
    text: str
    no_norm: bool
    norms: tuple[ReferenceView, ...]


@dataclass(frozen=True, slots=True)
class RevisionView:
    """One revision with its paragraphs in printing order."""

    id: str
    number: int
    symbol: str
    note: str
    issued_at: datetime | None  # None: in preparation
    digest: str | None  # None: in preparation
    paragraphs: tuple[ParagraphView, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(paragraph.key for paragraph in self.paragraphs)

    def named(self, keys: Sequence[str]) -> str:
        """Return how paragraphs are named by number: `2, 5`, or `preamble 1` for an unnumbered one."""
        names = []
        for place, paragraph in enumerate(self.paragraphs, 1):
            if paragraph.key in keys:
                names.append(str(paragraph.number) if paragraph.number else f"preamble {place}")
        return ", ".join(names)


@dataclass(frozen=True, slots=True)
class PositionView:
    """A position that stands (the delegation's latest in the round)."""

    delegation: str
    delegation_name: str
    constituency: str
    kind: str
    paragraphs: tuple[str, ...]
    reason: str
    remedy: str
    given_at: datetime
    is_admissible: bool


@dataclass(frozen=True, slots=True)
class EntitledView:
    """A delegation on the entitled list, and the position it has given, if any."""

    delegation: str
    name: str
    constituency: str
    position: PositionView | None


@dataclass(frozen=True, slots=True)
class RoundView:
    """One silence round. `late` are inadmissible objections; `objections` those that broke it."""

    id: str
    number: int
    revision_id: str
    revision_number: int
    digest: str
    opened_at: datetime
    expires_at: datetime
    outcome: str
    ended_at: datetime | None
    unheard: tuple[str, ...]
    balance_reason: str
    extension_reason: str
    disclosure: str
    entitled: tuple[EntitledView, ...]
    late: tuple[PositionView, ...]

    @property
    def standing(self) -> tuple[PositionView, ...]:
        """The positions that stand, in the order of the entitled list."""
        return tuple(entry.position for entry in self.entitled if entry.position)

    @property
    def objections(self) -> tuple[PositionView, ...]:
        return tuple(position for position in self.standing if position.kind == "object")

    def of(self, delegation: str | None) -> PositionView | None:
        """Return the standing position of a delegation."""
        return next((p for p in self.standing if p.delegation == delegation), None)


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement attached to an adopted text."""

    delegation: str
    delegation_name: str
    constituency: str
    kind: str
    paragraphs: tuple[str, ...]
    text: str
    given_at: datetime


@dataclass(frozen=True, slots=True)
class SummaryView:
    """A Chair's summary."""

    convergence: str
    divergence: str
    open_questions: str
    given_at: datetime


@dataclass(frozen=True, slots=True)
class TextView:
    """A text in its present state, with all that its page and its documents need.

    `revision` is the latest issued one (or, before the zero draft is issued, the one in preparation); `rounds` are
    all rounds, the first first. It answers to the policies of this room (`state`, `proposer`, `entitled`).
    """

    id: str
    number: int
    title: str
    state: str
    language: str
    begun_at: datetime
    proposer: str | None
    thread: str
    thread_number: int
    thread_title: str
    symbol: str | None
    mode: str | None
    adopted_at: datetime | None
    statements_until: datetime | None
    revision: RevisionView
    history: tuple[
        tuple[int, str, datetime | None, str], ...
    ]  # number, symbol, issued at, note: all revisions
    rounds: tuple[RoundView, ...]
    statements: tuple[StatementView, ...]
    summary: SummaryView | None

    @property
    def round(self) -> RoundView | None:
        """The latest round, or None before the first."""
        return self.rounds[-1] if self.rounds else None

    @property
    def entitled(self) -> frozenset[str]:
        """The delegations on the entitled list of the latest round."""
        return frozenset(entry.delegation for entry in self.round.entitled) if self.round else frozenset()

    @property
    def in_preparation(self) -> int | None:
        """The number of the revision being prepared, or None."""
        return next((number for number, _, issued_at, _ in self.history if issued_at is None), None)


def texts(session: Session, *, states: Sequence[str] = (), thread: str | None = None) -> list[TextRow]:
    """Return texts, the latest begun first (at most 100), in these states or all, of one thread or all."""
    latest = (
        select(Revision.understanding_id, func.max(Revision.number).label("number"))
        .where(Revision.issued_at.is_not(None))
        .group_by(Revision.understanding_id)
        .subquery()
    )
    query = (
        select(
            Understanding.number,
            Understanding.title,
            Understanding.state,
            func.coalesce(Understanding.symbol, Revision.symbol, "").label("symbol"),
            Thread.number.label("thread_number"),
            func.coalesce(Understanding.adopted_at, Revision.issued_at, Understanding.begun_at).label("at"),
            func.max(SilenceRound.expires_at).label("expires_at"),
        )
        .join(Thread, Thread.id == Understanding.thread_id)
        .outerjoin(latest, latest.c.understanding_id == Understanding.id)
        .outerjoin(
            Revision, (Revision.understanding_id == Understanding.id) & (Revision.number == latest.c.number)
        )
        .outerjoin(
            SilenceRound,
            (SilenceRound.understanding_id == Understanding.id) & (SilenceRound.outcome == "open"),
        )
        .group_by(Understanding.id, Thread.number, Revision.symbol, Revision.issued_at)
        .order_by(Understanding.number.desc())
        .limit(PAGE)
    )
    if states:
        query = query.where(Understanding.state.in_(states))
    if thread:
        query = query.where(Understanding.thread_id == thread)
    return [TextRow(*row) for row in session.execute(query)]


def text_by_number(session: Session, number: int) -> TextView:
    """Return the text with this number. Raises `NotFound`."""
    return _text(session, Understanding.number == number)


def text_by_symbol(session: Session, symbol: str) -> TextView:
    """Return the recorded common understanding with this symbol. Raises `NotFound`."""
    return _text(session, Understanding.symbol == symbol)


def text_by_id(session: Session, identifier: str) -> TextView:
    """Return the text with this id. Raises `NotFound`."""
    return _text(session, Understanding.id == identifier)


def _text(session: Session, where: object) -> TextView:
    row = session.execute(
        select(Understanding, Thread.number, Thread.title)
        .join(Thread, Thread.id == Understanding.thread_id)
        .where(where)  # type: ignore[arg-type]
    ).one_or_none()
    if row is None:
        raise NotFound(N_("There is no text at this address."))
    text, thread_number, thread_title = row
    revisions = session.scalars(
        select(Revision).where(Revision.understanding_id == text.id).order_by(Revision.number)
    ).all()
    issued = [revision for revision in revisions if revision.issued_at is not None]
    summary = (
        session.scalars(select(ChairsSummary).where(ChairsSummary.understanding_id == text.id)).one_or_none()
        if text.state == "no_consensus"
        else None
    )
    rounds = (
        _rounds(session, text.id, {revision.id: revision.number for revision in revisions}) if issued else ()
    )
    return TextView(
        id=text.id,
        number=text.number,
        title=text.title,
        state=text.state,
        language=text.language,
        begun_at=text.begun_at,
        proposer=text.proposer,
        thread=text.thread_id,
        thread_number=thread_number,
        thread_title=thread_title,
        symbol=text.symbol,
        mode=text.mode,
        adopted_at=text.adopted_at,
        statements_until=text.statements_until,
        revision=_revision_view(session, (issued or revisions)[-1]),
        history=tuple((r.number, r.symbol, r.issued_at, r.note) for r in revisions),
        rounds=rounds,
        statements=_statements(session, text.id) if text.state == "adopted" else (),
        summary=SummaryView(summary.convergence, summary.divergence, summary.open_questions, summary.given_at)
        if summary
        else None,
    )


def revision_of(session: Session, text: str, number: int) -> RevisionView:
    """Return one revision of a text by number. Raises `NotFound`."""
    found = session.scalars(
        select(Revision).where(Revision.understanding_id == text, Revision.number == number)
    ).one_or_none()
    if found is None:
        raise NotFound(N_("This text has no such revision."))
    return _revision_view(session, found)


def _revision_view(session: Session, revision: Revision) -> RevisionView:
    rows = paragraphs_of(session, revision.id)
    norms = references_of(session, "paragraph", [row.id for row in rows])
    ordered = [row for row in rows if row.kind == "preambular"] + [
        row for row in rows if row.kind == "operative"
    ]
    return RevisionView(
        id=revision.id,
        number=revision.number,
        symbol=revision.symbol,
        note=revision.note,
        issued_at=revision.issued_at,
        digest=revision.digest,
        paragraphs=tuple(
            ParagraphView(row.id, row.key, row.kind, row.number, row.text, row.no_norm, norms.get(row.id, ()))
            for row in ordered
        ),
    )


def paragraphs_of(session: Session, revision: str) -> Sequence[Paragraph]:
    """Return the paragraphs of a revision in their order."""
    return session.scalars(
        select(Paragraph)
        .where(Paragraph.revision_id == revision)
        .order_by(Paragraph.position, Paragraph.id)
        .limit(rules.MOST_PARAGRAPHS + 1)
    ).all()


def _rounds(session: Session, text: str, numbers: dict[str, int]) -> tuple[RoundView, ...]:
    """Return all rounds of a text with their entitled lists and positions, in two statements."""
    rows = session.execute(
        select(SilenceRound, RulesOfProcedure.content, Entitlement)
        .join(RulesOfProcedure, RulesOfProcedure.version == SilenceRound.rules_version)
        .join(Entitlement, Entitlement.round_id == SilenceRound.id)
        .where(SilenceRound.understanding_id == text)
        .order_by(SilenceRound.number, Entitlement.name, Entitlement.delegation_id)
    ).all()
    if not rows:
        return ()
    standing: dict[tuple[str, str], PositionView] = {}
    late: dict[str, list[PositionView]] = {}
    given = session.execute(
        select(Position, Entitlement.name, Entitlement.constituency_id)
        .join(SilenceRound, SilenceRound.id == Position.round_id)
        .join(
            Entitlement,
            (Entitlement.round_id == Position.round_id)
            & (Entitlement.delegation_id == Position.delegation_id),
        )
        .where(SilenceRound.understanding_id == text)
        .order_by(Position.turn, Position.id)
    )
    for position, name, constituency in given:
        view = PositionView(
            delegation=position.delegation_id,
            delegation_name=name,
            constituency=constituency,
            kind=position.kind,
            paragraphs=tuple(position.paragraphs),
            reason=position.reason,
            remedy=position.remedy,
            given_at=position.given_at,
            is_admissible=position.is_admissible,
        )
        if position.is_admissible:
            standing[position.round_id, position.delegation_id] = view
        else:
            late.setdefault(position.round_id, []).append(view)
    rounds: dict[str, tuple[SilenceRound, Procedure, list[EntitledView]]] = {}
    for silence, content, entitled in rows:
        _, _, names = rounds.setdefault(silence.id, (silence, procedure_from(content), []))
        names.append(
            EntitledView(
                entitled.delegation_id,
                entitled.name,
                entitled.constituency_id,
                standing.get((silence.id, entitled.delegation_id)),
            )
        )
    return tuple(
        RoundView(
            id=silence.id,
            number=silence.number,
            revision_id=silence.revision_id,
            revision_number=numbers[silence.revision_id],
            digest=silence.digest,
            opened_at=silence.opened_at,
            expires_at=silence.expires_at,
            outcome=silence.outcome,
            ended_at=silence.ended_at,
            unheard=tuple(silence.unheard),
            balance_reason=silence.balance_reason,
            extension_reason=silence.extension_reason,
            disclosure=procedure.disclosure,
            entitled=tuple(names),
            late=tuple(late.get(silence.id, ())),
        )
        for silence, procedure, names in rounds.values()
    )


def _statements(session: Session, text: str) -> tuple[StatementView, ...]:
    rows = session.execute(
        select(Statement, Delegation.name, Delegation.constituency_id)
        .join(Delegation, Delegation.id == Statement.delegation_id)
        .where(Statement.understanding_id == text)
        .order_by(Delegation.name, Statement.given_at, Statement.id)
    )
    return tuple(
        StatementView(s.delegation_id, name, constituency, s.kind, tuple(s.paragraphs), s.text, s.given_at)
        for s, name, constituency in rows
    )


def text_for_update(session: Session, order: object) -> Understanding:
    """Return the text that an order names by id, fresh under the lock. Raises `NotFound`."""
    found = session.scalars(
        select(Understanding).where(Understanding.id == getattr(order, "text", None)).with_for_update()
    ).one_or_none()
    if found is None:
        raise NotFound(N_("There is no such text."))
    return found


@dataclass(frozen=True, slots=True)
class TextUnderSilence:
    """A text under the lock with the entitled list of its open round, as the policy on positions asks for it."""

    text: Understanding
    entitled: frozenset[str]

    @property
    def state(self) -> str:
        return self.text.state

    @property
    def proposer(self) -> str | None:
        return self.text.proposer


def text_under_silence(session: Session, order: object) -> TextUnderSilence:
    """Return the text that an order names, fresh under the lock, with the entitled list of its open round."""
    text = text_for_update(session, order)
    silence = open_round(session, text.id)
    entitled = (
        select(Entitlement.delegation_id).where(Entitlement.round_id == silence.id) if silence else None
    )
    return TextUnderSilence(text, frozenset(session.scalars(entitled) if entitled is not None else ()))


def latest_issued(session: Session, text: str) -> Revision | None:
    """Return the latest issued revision of a text."""
    return session.scalars(
        select(Revision)
        .where(Revision.understanding_id == text, Revision.issued_at.is_not(None))
        .order_by(Revision.number.desc())
        .limit(1)
    ).one_or_none()


def revision_in_preparation(session: Session, text: str) -> Revision | None:
    """Return the revision of a text that is being prepared."""
    return session.scalars(
        select(Revision).where(Revision.understanding_id == text, Revision.issued_at.is_(None))
    ).one_or_none()


def open_round(session: Session, text: str) -> SilenceRound | None:
    """Return the round of a text that has not ended."""
    return session.scalars(
        select(SilenceRound).where(SilenceRound.understanding_id == text, SilenceRound.outcome == "open")
    ).one_or_none()


def procedure_in_force(session: Session) -> Procedure:
    """Return the latest adopted rules of procedure. Raises `NotFound` before any were adopted."""
    content = session.scalar(
        select(RulesOfProcedure.content).order_by(RulesOfProcedure.version.desc()).limit(1)
    )
    if content is None:
        raise NotFound(N_("No rules of procedure have been adopted yet."))
    return procedure_from(content)


def procedure_of(session: Session, version: int) -> Procedure:
    """Return the rules under which a round was opened."""
    return procedure_from(
        session.scalars(select(RulesOfProcedure.content).where(RulesOfProcedure.version == version)).one()
    )


def procedures(session: Session) -> list[tuple[Procedure, datetime]]:
    """Return every adopted version of the rules with the instant of its adoption, the latest first."""
    rows = session.execute(
        select(RulesOfProcedure.content, RulesOfProcedure.adopted_at).order_by(
            RulesOfProcedure.version.desc()
        )
    )
    return [(procedure_from(row.content), row.adopted_at) for row in rows]


def balance_of(session: Session, thread: str, procedure: Procedure) -> rules.Balance:
    """Return which represented constituencies have been heard in the thread of a text."""
    heard = session.scalars(
        select(Delegation.constituency_id)
        .join(Contribution, Contribution.delegation_id == Delegation.id)
        .where(Contribution.thread_id == thread, Contribution.state == "posted")
        .distinct()
    ).all()
    return rules.balance(represented_constituencies(session).keys(), heard, procedure)


def exact_text_of(text: TextView) -> str:
    """Return the exact words of a text's latest issued revision (`rules.exact_text`)."""
    return rules.exact_text(
        text.title,
        [
            rules.ParagraphText(p.key, p.kind, p.text, tuple(norm.reference for norm in p.norms), p.no_norm)
            for p in text.revision.paragraphs
        ],
    )


def entitled_delegations(session: Session, procedure: Procedure) -> list[Delegation]:
    """Return the delegations that may break a silence opened now.

    They are accredited, have a say, and belong to a constituency that the rules entitle.
    """
    found = session.scalars(
        select(Delegation)
        .where(Delegation.status == "accredited", Delegation.participation == "full")
        .order_by(Delegation.name, Delegation.id)
    )
    return [delegation for delegation in found if procedure.is_entitled(delegation.constituency_id)]


def constituency_names(session: Session) -> dict[str, str]:
    """Return the name of every constituency by its id."""
    return {row.id: row.name for row in session.execute(select(Constituency.id, Constituency.name))}


def delegation_names(session: Session, ids: Sequence[str]) -> dict[str, str]:
    """Return the names of delegations by id."""
    rows = session.execute(select(Delegation.id, Delegation.name).where(Delegation.id.in_(ids)))
    return {row.id: row.name for row in rows}
