"""Amendments: under the lock for acts, and as pages show them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from panel.delegations.models import Delegation
from panel.kernel.refusal import NotFound
from panel.kernel.text import N_
from panel.understandings import rules
from panel.understandings.models import (
    Amendment,
    AmendmentSponsor,
    MergeDraft,
    Paragraph,
    Revision,
    Understanding,
)
from panel.understandings.queries.subjects import text_for_update

PAGE_OF_AMENDMENTS = 100
_NO_AMENDMENT = N_("This text has no amendment with this number.")


@dataclass(frozen=True, slots=True)
class AmendmentUnderLock:
    """An amendment with its text and co-sponsors, as acts and policies look at it."""

    text: Understanding
    row: Amendment
    sponsors: frozenset[str]

    @property
    def state(self) -> str:
        return self.text.state

    @property
    def proposer(self) -> str | None:
        return self.text.proposer

    @property
    def amendment_state(self) -> str:
        return self.row.state

    @property
    def delegation(self) -> str:
        return self.row.delegation_id


@dataclass(frozen=True, slots=True)
class AmendmentView:
    """An amendment as pages show it. `state` and `proposer` are its text's, as policies ask for them.

    `base_words` are those of the paragraph in `base`, the number of the revision on whose words it stands.
    """

    number: int
    paragraph: str
    kind: str
    words: str
    reason: str
    delegation: str
    delegation_name: str
    cosponsors: tuple[tuple[str, str], ...]  # id, name
    amendment_state: str
    state: str
    proposer: str | None
    base: int
    base_words: str
    place: int  # of the paragraph in the whole text; the preamble comes first
    paragraph_number: int | None  # None: preambular
    proposed_at: datetime
    bracketed_at: datetime | None  # None: never left in brackets
    settled_at: datetime | None  # None: neither decided nor withdrawn
    proposed_disposition: str | None  # None: the drafters proposed none
    proposed_reason: str
    answer: str | None  # None: the sponsor has not answered
    answer_words: str
    disposition: str | None  # None: not decided
    disposition_reason: str
    decided_in: int | None  # the number of a revision; None: not decided

    @property
    def sponsors(self) -> tuple[str, ...]:
        """The delegations that joined it."""
        return tuple(delegation for delegation, _ in self.cosponsors)

    @property
    def names(self) -> tuple[str, ...]:
        """Its sponsors by name: who proposed it first, then who joined."""
        return (self.delegation_name, *(name for _, name in self.cosponsors))

    @property
    def runs(self) -> tuple[rules.Run, ...]:
        """What it changes, word by word, against the words it stands on."""
        if self.kind == "insert-after":
            return (rules.Run("in", self.words),)
        return rules.runs(self.base_words, self.words)

    @property
    def excerpt(self) -> tuple[rules.Run, ...]:
        """What it changes, with only the words beside each change."""
        return self.runs if self.kind != "replace" else rules.excerpt(self.runs)

    @property
    def as_words(self) -> rules.AmendmentWords:
        return rules.AmendmentWords(self.number, self.paragraph, self.kind, self.words)


@dataclass(frozen=True, slots=True)
class MergeDraftView:
    """The co-facilitators' saved work."""

    version: int
    content: Mapping[str, object]
    saved_at: datetime


def amendment_for_update(session: Session, order: object) -> AmendmentUnderLock:
    """Return the amendment that an order names by text and number, fresh under the lock. Raises `NotFound`."""
    text = text_for_update(session, order)
    found = session.scalars(
        select(Amendment).where(
            Amendment.understanding_id == text.id, Amendment.number == getattr(order, "number", None)
        )
    ).one_or_none()
    if found is None:
        raise NotFound(_NO_AMENDMENT)
    return AmendmentUnderLock(text, found, sponsors_of(session, found.id))


def sponsors_of(session: Session, amendment: str) -> frozenset[str]:
    """Return the delegations that joined an amendment."""
    joined = select(AmendmentSponsor.delegation_id).where(AmendmentSponsor.amendment_id == amendment)
    return frozenset(session.scalars(joined))


def open_amendments(session: Session, text: str) -> Sequence[Amendment]:
    """Return the rows of the open amendments of a text by number."""
    return session.scalars(
        select(Amendment)
        .where(Amendment.understanding_id == text, Amendment.state.in_(rules.OPEN))
        .order_by(Amendment.number)
        .limit(rules.MOST_OPEN_AMENDMENTS)
    ).all()


def open_amendment_views(session: Session, text: str) -> tuple[AmendmentView, ...]:
    """Return all open amendments of a text by number, in two statements."""
    return _views(session, _select(text).where(Amendment.state.in_(rules.OPEN)), rules.MOST_OPEN_AMENDMENTS)


def amendments_of(
    session: Session,
    text: str,
    *,
    paragraph: str = "",
    delegation: str = "",
    states: Collection[str] = (),
    after: int = 0,
) -> tuple[int, tuple[AmendmentView, ...]]:
    """Return how many amendments of a text pass the filters, and those of one page: by number, after `after`.

    `delegation` is the id of one that proposed or joined; empty filters leave all. The page holds one more than
    `PAGE_OF_AMENDMENTS` when there is a following one.
    """
    passing = [Amendment.understanding_id == text]
    if paragraph:
        passing.append(Amendment.paragraph_key == paragraph)
    if states:
        passing.append(Amendment.state.in_(states))
    if delegation:
        joined = select(AmendmentSponsor.amendment_id).where(AmendmentSponsor.delegation_id == delegation)
        passing.append((Amendment.delegation_id == delegation) | Amendment.id.in_(joined))
    count = session.scalar(select(func.count()).where(*passing)) or 0
    wanted = _select(text).where(*passing, Amendment.number > after)
    return count, _views(session, wanted, PAGE_OF_AMENDMENTS + 1)


def amendment_by_number(session: Session, text: str, number: int) -> AmendmentView:
    """Return one amendment of a text. Raises `NotFound`."""
    found = _views(session, _select(text).where(Amendment.number == number), 1)
    if not found:
        raise NotFound(_NO_AMENDMENT)
    return found[0]


def amending_delegations(session: Session, text: str) -> list[tuple[str, str]]:
    """Return (id, name) of the delegations that proposed amendments to a text or joined them, by name."""
    own = select(Amendment.delegation_id).where(Amendment.understanding_id == text)
    joined = (
        select(AmendmentSponsor.delegation_id)
        .join(Amendment, Amendment.id == AmendmentSponsor.amendment_id)
        .where(Amendment.understanding_id == text)
    )
    rows = session.execute(
        select(Delegation.id, Delegation.name)
        .where(Delegation.id.in_(own.union(joined)))
        .order_by(Delegation.name, Delegation.id)
        .limit(500)
    )
    return [(row.id, row.name) for row in rows]


def lives_of_amendments(
    session: Session, text: str
) -> list[tuple[datetime, datetime | None, datetime | None]]:
    """Return (proposed at, left in brackets at, decided or withdrawn at) of each amendment of a text."""
    rows = session.execute(
        select(Amendment.proposed_at, Amendment.bracketed_at, Amendment.settled_at)
        .where(Amendment.understanding_id == text)
        .order_by(Amendment.number)
        .limit(5000)
    )
    return [(row.proposed_at, row.bracketed_at, row.settled_at) for row in rows]


def merge_draft(session: Session, text: str, revision: str) -> MergeDraftView | None:
    """Return the saved work on the revision that follows `revision`, if there is any."""
    found = session.get(MergeDraft, text)
    if found is None or found.revision_id != revision:
        return None
    return MergeDraftView(found.version, found.content, found.saved_at)


_Decided = aliased(Revision)


def _select(text: str) -> Select[Amendment, str, int, Paragraph, int, str, str | None]:
    return (
        select(
            Amendment,
            Delegation.name,
            Revision.number,
            Paragraph,
            _Decided.number,
            Understanding.state,
            Understanding.proposer,
        )
        .join(Understanding, Understanding.id == Amendment.understanding_id)
        .join(Delegation, Delegation.id == Amendment.delegation_id)
        .join(Revision, Revision.id == Amendment.revision_id)
        .join(
            Paragraph,
            (Paragraph.revision_id == Amendment.revision_id) & (Paragraph.key == Amendment.paragraph_key),
        )
        .outerjoin(_Decided, _Decided.id == Amendment.decided_in)
        .where(Amendment.understanding_id == text)
        .order_by(Amendment.number)
    )


def _views(
    session: Session,
    wanted: Select[Amendment, str, int, Paragraph, int, str, str | None],
    most: int,
) -> tuple[AmendmentView, ...]:
    rows = session.execute(wanted.limit(most)).all()
    if not rows:
        return ()
    joined: dict[str, list[tuple[str, str]]] = {}
    sponsors = session.execute(
        select(AmendmentSponsor.amendment_id, Delegation.id, Delegation.name)
        .join(Delegation, Delegation.id == AmendmentSponsor.delegation_id)
        .where(AmendmentSponsor.amendment_id.in_([amendment.id for amendment, *_ in rows]))
        .order_by(AmendmentSponsor.joined_at, Delegation.name, Delegation.id)
    )
    for amendment_id, delegation, name in sponsors:
        joined.setdefault(amendment_id, []).append((delegation, name))
    return tuple(
        AmendmentView(
            number=amendment.number,
            paragraph=amendment.paragraph_key,
            kind=amendment.kind,
            words=amendment.words,
            reason=amendment.reason,
            delegation=amendment.delegation_id,
            delegation_name=name,
            cosponsors=tuple(joined.get(amendment.id, ())),
            amendment_state=amendment.state,
            state=state,
            proposer=proposer,
            base=base,
            base_words=paragraph.text,
            place=paragraph.position,
            paragraph_number=paragraph.number,
            proposed_at=amendment.proposed_at,
            bracketed_at=amendment.bracketed_at,
            settled_at=amendment.settled_at,
            proposed_disposition=amendment.proposed_disposition,
            proposed_reason=amendment.proposed_reason,
            answer=amendment.answer,
            answer_words=amendment.answer_words,
            disposition=amendment.disposition,
            disposition_reason=amendment.disposition_reason,
            decided_in=decided_in,
        )
        for amendment, name, base, paragraph, decided_in, state, proposer in rows
    )
