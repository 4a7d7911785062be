"""Drafting: paragraphs, revisions, the final draft.

The text in preparation is a revision that is not issued yet. The first change after an issue copies the issued one, so
that no issued revision is ever written again; paragraphs keep their keys.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from panel.kernel.ids import new_id
from panel.kernel.refusal import Conflict, NotFound, Refusal
from panel.kernel.text import N_, clean
from panel.norms.acts import put_references
from panel.norms.queries import references_of
from panel.record.acts import Acting, Tx, act
from panel.record.facts import Words
from panel.threads.models import Thread
from panel.threads.queries import thread_for_update
from panel.understandings import policy, queries, rules
from panel.understandings.acts.carrying import carry_over, refuse_open_amendments
from panel.understandings.facts import (
    ParagraphDrafted,
    ParagraphRemoved,
    RevisionIssued,
    TextFinalized,
    UnderstandingDrafted,
)
from panel.understandings.models import Paragraph, Revision, Understanding
from panel.understandings.queries import text_for_update


@dataclass(frozen=True, slots=True)
class BeginText:
    """Begin a text in a thread, from a pasted `body` (paragraphs stand apart by an empty line) or from nothing.

    Result: the number of the text.
    """

    thread: str
    title: str
    body: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class PutParagraph:
    """Write a paragraph of the text in preparation: a new one (`key` None) or new words for an old one.

    `position` counts from 1 among the paragraphs of its kind (None: where it is, or last). `seen` is what the editor
    saw (None: not asked): if the words have changed since, nothing is written. Result: the key.
    """

    text: str
    kind: str
    words: str
    key: str | None = None
    norms: tuple[str, ...] = ()
    no_norm: bool = False
    position: int | None = None
    seen: str | None = None


@dataclass(frozen=True, slots=True)
class RemoveParagraph:
    """Take a paragraph out of the text in preparation. Result: the number of the text."""

    text: str
    key: str


@dataclass(frozen=True, slots=True)
class IssueRevision:
    """Issue the text in preparation as the zero draft or as Rev.n. Result: the number of the revision."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class FinalizeText:
    """Declare the latest revision the final draft. Result: the digest of its exact words."""

    text: str


@act(BeginText, may=policy.may_begin_text, on=thread_for_update)
def begin_text(tx: Tx, order: BeginText, thread: Thread) -> Acting:
    title = rules.title_of_text(order.title)
    parts = rules.split_text(order.body, order.language)
    number = tx.next_number(Understanding.number)
    text = tx.add(
        Understanding(
            number=number,
            thread_id=thread.id,
            proposer=thread.delegation_id,
            title=title,
            language=order.language,
            state="zero_draft",
            begun_at=tx.now,
        )
    )
    yield UnderstandingDrafted(subject=subject_of(text), thread=thread.id, number=number, title=Words(title))
    revision = prepare(tx, text)
    for kind, words in parts:
        yield from write(tx, text, revision, None, PutParagraph(text.id, kind, words))
    return number


@act(PutParagraph, may=policy.may_edit, on=text_for_update)
def put_paragraph(tx: Tx, order: PutParagraph, text: Understanding) -> Acting:
    revision = prepare(tx, text)
    paragraph = _paragraph(tx, revision, order.key) if order.key else None
    if paragraph and order.seen is not None and clean(order.seen) != paragraph.text:
        raise Conflict(N_("Somebody has rewritten this paragraph since you opened it."), field="text")
    return (yield from write(tx, text, revision, paragraph, order))


@act(RemoveParagraph, may=policy.may_edit, on=text_for_update)
def remove_paragraph(tx: Tx, order: RemoveParagraph, text: Understanding) -> Acting:
    revision = prepare(tx, text)
    yield from remove(tx, text, revision, _paragraph(tx, revision, order.key))
    return text.number


@act(IssueRevision, may=policy.may_edit, on=text_for_update)
def issue_revision(tx: Tx, order: IssueRevision, text: Understanding) -> Acting:
    return (yield from issue(tx, text, order.note))


@act(FinalizeText, may=policy.may_edit, on=text_for_update)
def finalize_text(tx: Tx, order: FinalizeText, text: Understanding) -> Acting:
    if queries.revision_in_preparation(tx.session, text.id):
        raise Refusal(N_("A further revision is being prepared. Issue it first."), rule="4, final draft")
    revision = issued_revision(tx, text)
    text.state = rules.move(text.state, "final_draft")
    rules.fit_for_silence(texts_of(tx, revision))
    refuse_open_amendments(tx, text.id)
    rules.all_answered(queries.unanswered(tx.session, text.id))
    digest = revision.digest or ""
    yield TextFinalized(subject=subject_of(text), revision=revision.number, digest=digest)
    return digest


def issue(tx: Tx, text: Understanding, note: str) -> Acting:
    """Issue the text in preparation and carry the open amendments over to it. Result: the revision's number."""
    revision = queries.revision_in_preparation(tx.session, text.id)
    if revision is None:
        raise Conflict(N_("Nothing has been changed since the last revision was issued."))
    note = rules.revision_note(note)
    paragraphs = texts_of(tx, revision)
    if not paragraphs:
        raise Refusal(N_("Write at least one paragraph before the text is issued."))
    base = queries.latest_issued(tx.session, text.id)
    text.state = rules.move(text.state, "under_negotiation")
    revision.note = note
    revision.issued_at = tx.now
    revision.digest = rules.digest_of(rules.exact_text(text.title, paragraphs))
    yield RevisionIssued(
        subject=subject_of(text),
        revision=revision.number,
        symbol=revision.symbol,
        digest=revision.digest,
        note=Words(note),
    )
    if base is not None:
        yield from carry_over(tx, subject_of(text), base, revision)
    return revision.number


def prepare(tx: Tx, text: Understanding) -> Revision:
    """Return the revision in preparation; if there is none, a copy of the latest one is begun."""
    found = queries.revision_in_preparation(tx.session, text.id)
    if found:
        return found
    base = queries.latest_issued(tx.session, text.id)
    number = base.number + 1 if base else 0
    revision = tx.add(
        Revision(
            understanding_id=text.id,
            number=number,
            symbol=rules.draft_symbol(text.begun_at.year, text.number, number),
        )
    )
    if base is not None:
        if text.state == "final_draft":
            text.state = rules.move(text.state, "under_negotiation")
        rows = queries.paragraphs_of(tx.session, base.id)
        norms = references_of(tx.session, "paragraph", [row.id for row in rows])
        for row in rows:
            copy = tx.add(
                Paragraph(
                    revision_id=revision.id,
                    key=row.key,
                    kind=row.kind,
                    position=row.position,
                    number=row.number,
                    text=row.text,
                    no_norm=row.no_norm,
                )
            )
            put_references(tx, "paragraph", copy.id, [norm.reference for norm in norms.get(row.id, ())])
    return revision


def write(
    tx: Tx, text: Understanding, revision: Revision, paragraph: Paragraph | None, order: PutParagraph
) -> Acting:
    """Write one paragraph and say so. Result: its key."""
    words = rules.paragraph_text(order.kind, order.words, text.language)
    if paragraph is None:
        count = tx.session.scalar(select(func.count()).where(Paragraph.revision_id == revision.id)) or 0
        if count >= rules.MOST_PARAGRAPHS:
            raise Refusal(N_("A text has at most %(most)s paragraphs."), {"most": rules.MOST_PARAGRAPHS})
        paragraph = tx.add(
            Paragraph(revision_id=revision.id, key=new_id(), kind=order.kind, position=count + 1, text=words)
        )
    paragraph.kind = order.kind
    paragraph.text = words
    norms = put_references(tx, "paragraph", paragraph.id, order.norms)
    paragraph.no_norm = order.no_norm and not norms
    _number(tx, revision, paragraph, order.position)
    yield ParagraphDrafted(
        subject=subject_of(text),
        paragraph=paragraph.key,
        revision=revision.number,
        paragraph_kind=paragraph.kind,
        place=paragraph.position,
        basis="norms" if norms else "none-identified" if paragraph.no_norm else "missing",
        norms=tuple(norms),
        text=Words(words),
    )
    return paragraph.key


def remove(tx: Tx, text: Understanding, revision: Revision, paragraph: Paragraph) -> Acting:
    """Take one paragraph out of the text in preparation and say so."""
    put_references(tx, "paragraph", paragraph.id, ())
    tx.session.delete(paragraph)
    tx.session.flush()
    _number(tx, revision)
    yield ParagraphRemoved(subject=subject_of(text), paragraph=paragraph.key, revision=revision.number)


def _number(tx: Tx, revision: Revision, moved: Paragraph | None = None, position: int | None = None) -> None:
    """Put the paragraphs in order, `moved` at `position` among its kind, and number the operative ones."""
    tx.session.flush()
    rows = list(queries.paragraphs_of(tx.session, revision.id))
    if moved is not None and position is not None:
        kin = [row for row in rows if row.kind == moved.kind and row is not moved]
        kin.insert(max(0, position - 1), moved)
        rows = [row for row in rows if row.kind != moved.kind] + kin
    rows.sort(
        key=lambda row: row.kind != "preambular"
    )  # stable: the preamble comes first, order is kept within
    number = 0
    for place, row in enumerate(rows, 1):
        row.position = place
        number += row.kind == "operative"
        row.number = number if row.kind == "operative" else None
    tx.session.flush()


def _paragraph(tx: Tx, revision: Revision, key: str) -> Paragraph:
    found = tx.session.scalars(
        select(Paragraph).where(Paragraph.revision_id == revision.id, Paragraph.key == key)
    ).one_or_none()
    if found is None:
        raise NotFound(N_("This text has no such paragraph any more."))
    return found


def texts_of(tx: Tx, revision: Revision) -> list[rules.ParagraphText]:
    """Return the paragraphs of a revision as rules look at them."""
    rows: Sequence[Paragraph] = queries.paragraphs_of(tx.session, revision.id)
    norms = references_of(tx.session, "paragraph", [row.id for row in rows])
    return [
        rules.ParagraphText(
            row.key, row.kind, row.text, tuple(norm.reference for norm in norms.get(row.id, ())), row.no_norm
        )
        for row in rows
    ]


def issued_revision(tx: Tx, text: Understanding) -> Revision:
    """Return the latest issued revision of a text. Raises `Conflict` before the zero draft."""
    revision = queries.latest_issued(tx.session, text.id)
    if revision is None:
        raise Conflict(N_("The text has not been issued yet."))
    return revision


def subject_of(text: Understanding) -> str:
    """Return how facts about a text name it."""
    return f"understanding:{text.id}"
