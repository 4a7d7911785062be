"""What becomes of open amendments when a further revision is issued, whichever act issues it."""

from collections.abc import Mapping

from panel.record.acts import Acting, Tx
from panel.record.facts import Words
from panel.understandings import queries, rules
from panel.understandings.facts import AmendmentCarried, RestatementAsked
from panel.understandings.models import Amendment, Revision


def carry_over(tx: Tx, subject: str, base: Revision, revision: Revision) -> Acting:
    """Carry the open amendments of a text from `base` over to `revision`, or ask for their restatement.

    Part of the act that issues it. One that is to be restated already stays bound to the revision on which it stood
    last.
    """
    old, new = _words_of(tx, base), _words_of(tx, revision)
    asked: list[Amendment] = []
    for amendment in queries.open_amendments(tx.session, revision.understanding_id):
        if amendment.state not in rules.STANDING:
            continue
        key = amendment.paragraph_key
        words = rules.carried(
            rules.AmendmentWords(amendment.number, key, amendment.kind, amendment.words),
            old[key],
            new.get(key),
        )
        if words is None:
            asked.append(amendment)
            continue
        amendment.words, amendment.revision_id = words, revision.id
        yield AmendmentCarried(
            subject=subject,
            amendment=amendment.number,
            revision=revision.number,
            text=Words(words) if words else None,
        )
    for amendment in asked:
        amendment.state = "to-be-restated"
        yield RestatementAsked(
            subject=subject,
            amendment=amendment.number,
            revision=revision.number,
            delegation=amendment.delegation_id,
        )


def refuse_open_amendments(tx: Tx, text: str) -> None:
    """Raise `Refusal` while an amendment of the text is open: a final draft has no brackets (4, final_draft)."""
    rules.no_open_amendments({amendment.state for amendment in queries.open_amendments(tx.session, text)})


def _words_of(tx: Tx, revision: Revision) -> Mapping[str, str]:
    return {row.key: row.text for row in queries.paragraphs_of(tx.session, revision.id)}
