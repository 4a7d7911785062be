"""Whether given bytes are an adopted text, or another document that the Panel issued."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from panel.record.models import RecordEntry
from panel.record.queries import latest_facts
from panel.sessions.models import IssuedSummary, PanelSession
from panel.understandings.models import Revision, Understanding
from panel.understandings.rules import RECORDED


@dataclass(frozen=True, slots=True)
class Found:
    """What a digest belongs to. `kind`: adopted, draft, summary or leaf; `at` and `seq` say since when and where."""

    kind: str
    digest: str
    href: str
    title: str = ""
    symbol: str = ""
    at: datetime | None = None
    seq: int | None = None


def adopted_with(session: Session, digests: Sequence[str]) -> Found | None:
    """Return the recorded common understanding whose exact text has one of these SHA-256 digests, by its fact."""
    row = session.execute(
        select(Understanding.id, Understanding.title, Understanding.symbol)
        .join(Revision, Revision.understanding_id == Understanding.id)
        .where(Understanding.state.in_(RECORDED), Revision.digest.in_(digests))
        .order_by(Understanding.adopted_at, Understanding.id)
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    # The table led here; the record decides: an edited table cannot make a text an adopted one.
    seq = session.scalar(
        select(RecordEntry.seq).where(
            RecordEntry.subject == f"understanding:{row.id}", RecordEntry.kind == "understanding_adopted"
        )
    )
    fact = latest_facts(session, limit=1, before=seq + 1)[0] if seq is not None else None
    if fact is None or fact.payload["digest"] not in digests:
        return None
    symbol = fact.payload["symbol"]
    return Found("adopted", fact.payload["digest"], f"/record/{symbol}", row.title, symbol, fact.at, fact.seq)


def issued_with(session: Session, digests: Sequence[str]) -> Found | None:
    """Return the issued draft, or the issued summary of a session, with one of these SHA-256 digests."""
    draft = session.execute(
        select(
            Understanding.number,
            Understanding.title,
            Revision.number.label("revision"),
            Revision.symbol,
            Revision.digest,
            Revision.issued_at,
        )
        .join(Understanding, Understanding.id == Revision.understanding_id)
        .where(Revision.digest.in_(digests), Revision.issued_at.is_not(None))
        .order_by(Revision.issued_at, Revision.id)
        .limit(1)
    ).one_or_none()
    if draft is not None:
        address = f"/understandings/{draft.number}/revisions/{draft.revision}"
        return Found("draft", draft.digest, address, draft.title, draft.symbol, draft.issued_at)
    summary = session.execute(
        select(PanelSession.number, PanelSession.title, PanelSession.summary_issued_at, IssuedSummary.digest)
        .join(PanelSession, PanelSession.id == IssuedSummary.session_id)
        .where(IssuedSummary.digest.in_(digests))
        .order_by(PanelSession.number, IssuedSummary.format)
        .limit(1)
    ).one_or_none()
    if summary is not None:
        return Found(
            "summary",
            summary.digest,
            f"/sessions/{summary.number}",
            summary.title,
            at=summary.summary_issued_at,
        )
    return None
