"""Reading all that the summary of a session rests on, in a number of statements that does not grow with the session."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from panel.delegations.models import Delegation
from panel.norms.queries import ReferenceView, catalogue, references_of_many
from panel.norms.rules import Catalogue, Reference, cite_as, parse_reference
from panel.record.models import RecordHead
from panel.sessions.models import (
    AgendaItem,
    AgendaItemThread,
    AgendaItemUnderstanding,
    Meeting,
    MeetingItem,
    PanelSession,
)
from panel.sessions.queries.asked import followed_up, guidance_of, in_follow_up, recommended
from panel.sessions.queries.attendance import constituencies, offices
from panel.sessions.queries.sittings import session_by_number
from panel.sessions.summary import views
from panel.threads.models import Contribution, Synthesis, SynthesisBasis, SynthesisPoint, Thread
from panel.threads.rules import PUBLIC_STAGES
from panel.understandings.models import (
    ChairsSummary,
    Entitlement,
    Paragraph,
    Position,
    Revision,
    SilenceRound,
    Statement,
    Understanding,
)

Norms = Mapping[tuple[str, str], tuple[views.Norm, ...]]


def proceedings(session: Session, number: int) -> views.Proceedings:
    """Return what the summary of session `number` is built from. Raises `NotFound`."""
    row = session_by_number(session, number)
    agenda = session.execute(
        select(AgendaItem.id, AgendaItem.number, AgendaItem.title)
        .where(AgendaItem.session_id == row.id)
        .order_by(AgendaItem.position)
    ).all()
    threads_of = _tied(session, row, AgendaItemThread.item_id, AgendaItemThread.thread_id)
    texts_of = _tied(session, row, AgendaItemUnderstanding.item_id, AgendaItemUnderstanding.understanding_id)
    lines = in_follow_up(session, row.closes_at)
    threads, understandings = _before_the_panel(session, _all(threads_of), _all(texts_of), recommended(lines))
    return views.Proceedings(
        number=row.number,
        title=row.title,
        place=row.place,
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        agenda_adopted_in=row.agenda_adopted_in,
        agenda_adopted_at=row.agenda_adopted_at,
        is_issued=row.is_summary_issued,
        as_of=_as_of(session, row),
        constituencies=constituencies(session),
        offices=offices(session),
        items=tuple(
            views.Item(
                item.number,
                item.title,
                tuple(
                    sorted((threads[one] for one in threads_of[item.id]), key=lambda thread: thread.number)
                ),
                tuple(
                    sorted((understandings[one] for one in texts_of[item.id]), key=lambda text: text.number)
                ),
            )
            for item in agenda
        ),
        meetings=_meetings(session, row),
        follow_up=followed_up(lines),
    )


def _as_of(session: Session, row: PanelSession) -> datetime:
    # While the summary is being issued, the fact that says so is not in the record yet.
    latest = session.scalars(select(RecordHead.at)).one()
    return max(latest, row.summary_issued_at or latest)


def _tied(session: Session, row: PanelSession, item: Any, other: Any) -> defaultdict[str, list[str]]:
    """Return item id -> ids of what stands before the Panel under it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for item_id, other_id in session.execute(
        select(item, other).join(AgendaItem, AgendaItem.id == item).where(AgendaItem.session_id == row.id)
    ):
        found[item_id].append(other_id)
    return found


def _all(ids: Mapping[str, Sequence[str]]) -> set[str]:
    return {one for several in ids.values() for one in several}


def _meetings(session: Session, row: PanelSession) -> tuple[views.Meeting, ...]:
    items: defaultdict[str, list[str]] = defaultdict(list)
    for meeting, number in session.execute(
        select(MeetingItem.meeting_id, AgendaItem.number)
        .join(AgendaItem, AgendaItem.id == MeetingItem.item_id)
        .where(AgendaItem.session_id == row.id)
        .order_by(AgendaItem.position)
    ):
        items[meeting].append(number)
    return tuple(
        views.Meeting(one.number, one.starts_at, one.ends_at, tuple(items[one.id]), one.note)
        for one in session.scalars(
            select(Meeting).where(Meeting.session_id == row.id).order_by(Meeting.number)
        )
    )


def _before_the_panel(
    session: Session,
    thread_ids: Collection[str],
    text_ids: Collection[str],
    recommendations: Mapping[int, tuple[views.Recommendation, ...]],
) -> tuple[dict[str, views.Thread], dict[str, views.Understanding]]:
    """Return the threads and texts with these ids, by id, with all that the summary says of them."""
    contributions = session.execute(
        select(
            Contribution,
            Delegation.name.label("delegation"),
            Delegation.constituency_id.label("constituency"),
        )
        .join(Delegation, Delegation.id == Contribution.delegation_id)
        .join(Thread, Thread.id == Contribution.thread_id)
        .where(
            Contribution.thread_id.in_(thread_ids),
            Contribution.state.in_(("posted", "withdrawn")),
            Thread.stage.in_(PUBLIC_STAGES),
        )
        .order_by(Contribution.thread_id, Contribution.number)
    ).all()
    revisions = _revisions(session, text_ids)
    paragraphs = session.scalars(
        select(Paragraph)
        .where(Paragraph.revision_id.in_([one.id for one in revisions.values()]))
        .order_by(Paragraph.revision_id, Paragraph.position)
    ).all()
    norms = _norms(
        session,
        {
            "thread": sorted(thread_ids),
            "contribution": [row.Contribution.id for row in contributions],
            "paragraph": [paragraph.id for paragraph in paragraphs],
        },
    )
    return (
        _threads(session, thread_ids, contributions, norms),
        _understandings(session, text_ids, revisions, paragraphs, norms, recommendations),
    )


def _norms(session: Session, owners: Mapping[str, Sequence[str]]) -> Norms:
    known = catalogue(session)
    return {
        owner: tuple(_norm(view, known) for view in found)
        for owner, found in references_of_many(session, owners).items()
    }


def _norm(view: ReferenceView, known: Catalogue) -> views.Norm:
    reference = parse_reference(view.reference)
    instrument = known.instrument_of(reference)
    return views.Norm(
        view.reference,
        view.label,
        cite_as(reference, instrument),
        view.nature,
        cite_as(Reference(reference.instrument), instrument),
    )


def _threads(
    session: Session, ids: Collection[str], contributions: Sequence[Any], norms: Norms
) -> dict[str, views.Thread]:
    spoken: defaultdict[str, list[views.Contribution]] = defaultdict(list)
    withdrawn: defaultdict[str, int] = defaultdict(int)
    numbers = {row.Contribution.id: row.Contribution.number for row in contributions}
    for row, delegation, constituency in contributions:
        if row.state == "withdrawn":
            withdrawn[row.thread_id] += 1
            continue
        spoken[row.thread_id].append(
            views.Contribution(
                number=row.number,
                kind=row.kind,
                delegation=delegation,
                constituency=constituency,
                body=row.body,
                language=row.language,
                reply_to=numbers.get(row.reply_to_id),
                posted_at=row.posted_at,
                norms=norms.get(("contribution", row.id), ()),
            )
        )
    syntheses, guidance = _syntheses(session, ids, numbers), guidance_of(session, ids)
    found = {}
    for row, proposer in session.execute(
        select(Thread, Delegation.name)
        .join(Delegation, Delegation.id == Thread.delegation_id)
        .where(Thread.id.in_(ids))
    ):
        public = row.stage in PUBLIC_STAGES
        found[row.id] = views.Thread(
            number=row.number,
            title=row.title if public else "",
            question=row.question if public else "",
            language=row.language,
            kind=row.kind,
            stage=row.stage,
            proposer=proposer if public else "",
            opened_at=row.opened_at,
            norms=norms.get(("thread", row.id), ()) if public else (),
            no_norm_known=row.no_norm_known and public,
            contributions=tuple(spoken[row.id]),
            withdrawn=withdrawn[row.id],
            synthesis=syntheses.get(row.id),
            guidance=tuple(guidance[row.id]) if public else (),
        )
    return found


def _syntheses(
    session: Session, threads: Collection[str], numbers: Mapping[str, int]
) -> dict[str, views.Synthesis]:
    """Return the latest synthesis of each thread that has one."""
    latest = {
        row.thread_id: row
        for row in session.scalars(
            select(Synthesis).where(Synthesis.thread_id.in_(threads)).order_by(Synthesis.version)
        )
    }
    bases: defaultdict[str, list[int]] = defaultdict(list)
    ids = [row.id for row in latest.values()]
    for point_id, contribution in session.execute(
        select(SynthesisBasis.point_id, SynthesisBasis.contribution_id)
        .join(SynthesisPoint, SynthesisPoint.id == SynthesisBasis.point_id)
        .where(SynthesisPoint.synthesis_id.in_(ids))
    ):
        if contribution in numbers:
            bases[point_id].append(numbers[contribution])
    points: defaultdict[str, list[views.Point]] = defaultdict(list)
    for point in session.scalars(
        select(SynthesisPoint)
        .where(SynthesisPoint.synthesis_id.in_(ids))
        .order_by(SynthesisPoint.synthesis_id, SynthesisPoint.position)
    ):
        points[point.synthesis_id].append(views.Point(point.kind, point.text, tuple(sorted(bases[point.id]))))
    return {
        thread: views.Synthesis(row.version, row.at, tuple(points[row.id])) for thread, row in latest.items()
    }


def _revisions(session: Session, texts: Collection[str]) -> dict[str, Revision]:
    """Return of each text the revision that stands: the latest issued, which for an adopted text is the one adopted."""
    return {
        row.understanding_id: row
        for row in session.scalars(
            select(Revision)
            .where(Revision.understanding_id.in_(texts), Revision.issued_at.is_not(None))
            .order_by(Revision.number)
        )
    }


def _understandings(
    session: Session,
    ids: Collection[str],
    revisions: Mapping[str, Revision],
    paragraphs: Iterable[Paragraph],
    norms: Norms,
    recommendations: Mapping[int, tuple[views.Recommendation, ...]],
) -> dict[str, views.Understanding]:
    words: defaultdict[str, list[views.Paragraph]] = defaultdict(list)
    for row in paragraphs:
        words[row.revision_id].append(
            views.Paragraph(
                row.key, row.kind, row.number, row.text, norms.get(("paragraph", row.id), ()), row.no_norm
            )
        )
    rounds, statements = _rounds(session, ids), _statements(session, ids)
    summaries = {
        row.understanding_id: views.ChairsSummary(
            row.convergence, row.divergence, row.open_questions, row.given_at
        )
        for row in session.scalars(select(ChairsSummary).where(ChairsSummary.understanding_id.in_(ids)))
    }
    return {
        row.id: views.Understanding(
            number=row.number,
            title=row.title,
            language=row.language,
            thread=thread,
            state=row.state,
            version=revisions[row.id].symbol if row.id in revisions else "",
            symbol=row.symbol,
            mode=row.mode,
            adopted_at=row.adopted_at,
            paragraphs=tuple(words[revisions[row.id].id]) if row.id in revisions else (),
            rounds=tuple(rounds[row.id]),
            statements=tuple(statements[row.id]),
            chairs_summary=summaries.get(row.id),
            recommendations=recommendations.get(row.number, ()),
        )
        for row, thread in session.execute(
            select(Understanding, Thread.number)
            .join(Thread, Thread.id == Understanding.thread_id)
            .where(Understanding.id.in_(ids))
        )
    }


def _rounds(session: Session, texts: Collection[str]) -> defaultdict[str, list[views.Round]]:
    rows = session.execute(
        select(SilenceRound, Revision.symbol)
        .join(Revision, Revision.id == SilenceRound.revision_id)
        .where(SilenceRound.understanding_id.in_(texts))
        .order_by(SilenceRound.understanding_id, SilenceRound.number)
    ).all()
    ids = [row.SilenceRound.id for row in rows]
    entitled: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for one in session.scalars(select(Entitlement).where(Entitlement.round_id.in_(ids))):
        entitled[one.round_id].append((one.constituency_id, one.name))
    objections: defaultdict[str, list[Position]] = defaultdict(list)
    for position in session.scalars(
        select(Position).where(Position.round_id.in_(ids), Position.kind == "object")
    ):
        objections[position.round_id].append(position)
    numbering: defaultdict[str, list[tuple[str, int | None]]] = defaultdict(list)
    for revision_id, key, number in session.execute(
        select(Paragraph.revision_id, Paragraph.key, Paragraph.number)
        .where(Paragraph.revision_id.in_([row.SilenceRound.revision_id for row in rows]))
        .order_by(Paragraph.revision_id, Paragraph.position)
    ):
        numbering[revision_id].append((key, number))
    found: defaultdict[str, list[views.Round]] = defaultdict(list)
    for row, revision in rows:
        contested = {key for one in objections[row.id] if one.is_admissible for key in one.paragraphs}
        found[row.understanding_id].append(
            views.Round(
                number=row.number,
                revision=revision,
                opened_at=row.opened_at,
                expires_at=row.expires_at,
                outcome=row.outcome,
                entitled=tuple(sorted(entitled[row.id], key=lambda one: one[1].casefold())),
                contested=views.printed(numbering[row.revision_id], contested),
                late=any(not one.is_admissible for one in objections[row.id]),
                unheard=tuple(row.unheard),
                balance_reason=row.balance_reason,
            )
        )
    return found


def _statements(session: Session, texts: Collection[str]) -> defaultdict[str, list[views.Statement]]:
    found: defaultdict[str, list[views.Statement]] = defaultdict(list)
    rows = session.execute(
        select(Statement, Delegation.name, Delegation.constituency_id)
        .join(Delegation, Delegation.id == Statement.delegation_id)
        .where(Statement.understanding_id.in_(texts))
    ).all()
    for row, delegation, constituency in sorted(
        rows, key=lambda one: (one[1].casefold(), one[0].given_at, one[0].id)
    ):
        found[row.understanding_id].append(
            views.Statement(
                delegation,
                constituency,
                row.kind,
                tuple(row.paragraphs),
                row.text,
                row.given_at,
                row.concern,
            )
        )
    return found
