"""Texts and their revisions."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from panel.kernel.refusal import NotFound
from panel.kernel.text import N_
from panel.norms.queries import references_of
from panel.threads.models import Thread
from panel.understandings import rules
from panel.understandings.models import (
    ChairsSummary,
    Revision,
    SilenceRound,
    Understanding,
)
from panel.understandings.queries.rounds import corrigenda_to, rounds_of, statements_on
from panel.understandings.queries.subjects import paragraphs_of
from panel.understandings.queries.views import (
    LinkView,
    ParagraphView,
    RevisionView,
    SummaryView,
    TextRow,
    TextView,
)

PAGE = 100
_LARGEST = 2**31 - 1  # the largest number that a column holds: beyond it there is nothing to find
_NO_TEXT = N_("There is no text at this address.")


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
    if number > _LARGEST:
        raise NotFound(_NO_TEXT)
    return _text(session, Understanding.number == number)


def text_by_symbol(session: Session, symbol: str) -> TextView:
    """Return the recorded common understanding with this symbol. Raises `NotFound`."""
    return _text(session, Understanding.symbol == symbol)


def text_by_id(session: Session, identifier: str) -> TextView:
    """Return the text with this id. Raises `NotFound`."""
    return _text(session, Understanding.id == identifier)


def _text(session: Session, where: object) -> TextView:
    rows = session.execute(
        select(Understanding, Thread.number, Thread.title, Revision)
        .join(Thread, Thread.id == Understanding.thread_id)
        .join(Revision, Revision.understanding_id == Understanding.id)
        .where(where)  # type: ignore[arg-type]
        .order_by(Revision.number)
    ).all()
    if not rows:
        raise NotFound(_NO_TEXT)
    text, thread_number, thread_title, _ = rows[0]
    revisions: list[Revision] = [row[3] for row in rows]
    issued = [revision for revision in revisions if revision.issued_at is not None]
    summary = (
        session.scalars(select(ChairsSummary).where(ChairsSummary.understanding_id == text.id)).one_or_none()
        if text.state == "no_consensus"
        else None
    )
    rounds = (
        rounds_of(session, text.id, {revision.id: revision.number for revision in revisions})
        if issued
        else ()
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
        statements=statements_on(session, text.id) if text.state in rules.RECORDED else (),
        summary=SummaryView(summary.convergence, summary.divergence, summary.open_questions, summary.given_at)
        if summary
        else None,
        standstill_reason=text.standstill_reason,
        issued_at=text.issued_at,
        supersedes=next(iter(_links(session, Understanding.id == text.supersedes_id)), None)
        if text.supersedes_id
        else None,
        superseded_by=_links(
            session, Understanding.supersedes_id == text.id, Understanding.symbol.is_not(None)
        )
        if text.state == "superseded"
        else (),
        corrigenda=corrigenda_to(session, text.id) if text.state in rules.RECORDED else (),
    )


def _links(session: Session, *where: ColumnElement[bool]) -> tuple[LinkView, ...]:
    """Return the texts that another takes the place of, or gives place to."""
    rows = session.execute(
        select(Understanding.number, Understanding.symbol, Understanding.title, Understanding.language)
        .where(*where)
        .order_by(Understanding.number)
    )
    return tuple(LinkView(row.number, row.symbol or "", row.title, row.language) for row in rows)


def revision_of(session: Session, text: str, number: int) -> RevisionView:
    """Return one revision of a text by number. Raises `NotFound`."""
    found = session.scalars(
        select(Revision).where(Revision.understanding_id == text, Revision.number == min(number, _LARGEST))
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


def exact_text_of(text: TextView) -> str:
    """Return the exact words of a text's latest issued revision (`rules.exact_text`)."""
    return rules.exact_text(
        text.title,
        [
            rules.ParagraphText(p.key, p.kind, p.text, tuple(norm.reference for norm in p.norms), p.no_norm)
            for p in text.revision.paragraphs
        ],
    )
