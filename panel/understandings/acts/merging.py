"""Merging: one act decides a set of amendments, writes their words and issues the next revision."""

from collections.abc import Mapping
from dataclasses import dataclass

from panel.kernel.refusal import Conflict, Forbidden
from panel.kernel.text import N_
from panel.norms.queries import references_of
from panel.record.acts import Acting, Tx, act
from panel.record.facts import Words
from panel.understandings import policy, queries, rules
from panel.understandings.acts import drafting
from panel.understandings.acts.drafting import issued_revision, subject_of
from panel.understandings.facts import AmendmentBracketed, AmendmentDecided, MergeSaved
from panel.understandings.models import Amendment, MergeDraft, Paragraph, Revision, Understanding
from panel.understandings.queries import AmendmentUnderLock, text_for_update


@dataclass(frozen=True, slots=True)
class SaveMerge:
    """Keep the work on the revision that follows revision `base`. Result: the version kept.

    `seen` is the version it goes on from, 0 for the first: a co-facilitator's work is never overwritten unseen.
    """

    text: str
    base: int
    work: rules.Merge
    seen: int = 0


@dataclass(frozen=True, slots=True)
class IssueMergedRevision:
    """Decide amendments and issue the revision that follows revision `base`. Result: its number."""

    text: str
    base: int
    work: rules.Merge


@act(SaveMerge, may=policy.may_edit, on=text_for_update)
def save_merge(tx: Tx, order: SaveMerge, text: Understanding) -> Acting:
    base = _base(tx, text, order.base)
    draft = tx.session.get(MergeDraft, text.id)
    version = draft.version if draft and draft.revision_id == base.id else 0
    if version != order.seen:
        raise Conflict(N_("Somebody else has saved their work on this revision since you opened the page."))
    if draft is None:
        draft = MergeDraft(understanding_id=text.id)
        tx.session.add(draft)
    draft.revision_id, draft.version, draft.saved_at = base.id, version + 1, tx.now
    draft.content = order.work.to_data()
    yield MergeSaved(subject=subject_of(text), revision=base.number, version=version + 1)
    return version + 1


@act(IssueMergedRevision, may=policy.may_edit, on=text_for_update)
def issue_merged_revision(tx: Tx, order: IssueMergedRevision, text: Understanding) -> Acting:
    _base(tx, text, order.base)
    rows = {row.number: row for row in queries.open_amendments(tx.session, text.id)}
    revision = drafting.prepare(tx, text)
    merged = rules.merged(
        order.work,
        [rules.AmendmentWords(row.number, row.paragraph_key, row.kind, row.words) for row in rows.values()],
        drafting.texts_of(tx, revision),
        text.language,
    )
    yield from _decide(tx, text, revision, merged.rulings, rows)
    yield from _write(tx, text, revision, merged)
    if draft := tx.session.get(MergeDraft, text.id):
        tx.session.delete(draft)
    return (yield from drafting.issue(tx, text, merged.note))


def _decide(
    tx: Tx,
    text: Understanding,
    revision: Revision,
    rulings: tuple[rules.Ruling, ...],
    rows: Mapping[int, Amendment],
) -> Acting:
    for ruling in rulings:
        row = rows[ruling.number]
        decision = policy.may_dispose(
            tx.actor, AmendmentUnderLock(text, row, queries.sponsors_of(tx.session, row.id))
        )
        if not decision:
            raise Forbidden(decision.reason, decision.params, whom=decision.whom)
        if ruling.outcome == rules.BRACKETED:
            if row.state == "proposed":
                row.state = "bracketed"
                row.bracketed_at = row.bracketed_at or tx.now
            yield AmendmentBracketed(
                subject=subject_of(text),
                amendment=row.number,
                revision=revision.number,
                reason=Words(ruling.reason),
            )
        else:
            row.state, row.settled_at, row.decided_in = "decided", tx.now, revision.id
            row.disposition, row.disposition_reason = ruling.outcome, ruling.reason
            yield AmendmentDecided(
                subject=subject_of(text),
                amendment=row.number,
                revision=revision.number,
                disposition=ruling.outcome,
                reason=Words(ruling.reason),
            )


def _write(tx: Tx, text: Understanding, revision: Revision, merged: rules.Merged) -> Acting:
    """Bring the words into the text in preparation: first the insertions, while each place is still there."""
    rows = {row.key: row for row in queries.paragraphs_of(tx.session, revision.id)}
    norms = references_of(tx.session, "paragraph", [row.id for row in rows.values()])
    for key, words in reversed(
        merged.inserted
    ):  # each goes right behind its place, so the first is written last
        place = _place(tx, revision, rows[key]) + 1
        new = drafting.PutParagraph(text.id, rows[key].kind, words, position=place)
        yield from drafting.write(tx, text, revision, None, new)
    for key, words in merged.rewritten.items():
        row = rows[key]
        kept = tuple(norm.reference for norm in norms.get(row.id, ()))
        changed = drafting.PutParagraph(text.id, row.kind, words, key, norms=kept, no_norm=row.no_norm)
        yield from drafting.write(tx, text, revision, row, changed)
    for key in dict.fromkeys(merged.removed):
        yield from drafting.remove(tx, text, revision, rows[key])


def _place(tx: Tx, revision: Revision, row: Paragraph) -> int:
    """Return the place of a paragraph among those of its kind."""
    kin = [other.key for other in queries.paragraphs_of(tx.session, revision.id) if other.kind == row.kind]
    return kin.index(row.key) + 1


def _base(tx: Tx, text: Understanding, number: int) -> Revision:
    """Return the latest issued revision, if it is the one the work was done on. Raises `Conflict`."""
    revision = issued_revision(tx, text)
    if revision.number != number:
        raise Conflict(
            N_("%(symbol)s has been issued meanwhile, so this work does not fit the text any more."),
            {"symbol": revision.symbol},
        )
    return revision
