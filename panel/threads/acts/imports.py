"""Bringing in threads from a file."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from panel.delegations.acts import admit_body
from panel.delegations.models import Delegation
from panel.documents.markup import to_html
from panel.kernel.refusal import Refusal
from panel.kernel.text import N_
from panel.norms.acts import put_references
from panel.norms.models import Issue
from panel.norms.queries import catalogue
from panel.norms.rules import Catalogue
from panel.record.acts import Acting, Tx, act
from panel.record.facts import Fact, Words
from panel.threads import policy
from panel.threads.facts import BodyImported, ContributionPosted, ThreadImported
from panel.threads.importing import ImportedContribution, ImportedThread, ImportedThreads
from panel.threads.models import Contribution, Thread


@dataclass(frozen=True, slots=True)
class ImportThreads:
    """Bring in the threads of a file that are not here yet, on `issue` where they name none. Result: `Imported`."""

    threads: ImportedThreads
    issue: str


@dataclass(frozen=True, slots=True)
class Imported:
    """How much was written, and how often each code was met that names no instrument of the catalogue."""

    threads: int
    contributions: int
    delegations: int
    norms: int
    unresolved: dict[str, int]


@act(ImportThreads, may=policy.may_import)
def import_threads(tx: Tx, order: ImportThreads, _: None) -> Acting:
    known = set(tx.session.scalars(select(Thread.source).where(Thread.source.is_not(None))))
    fresh = [thread for thread in order.threads.threads if thread.source not in known]
    if not fresh:
        raise Refusal(N_("Every thread of this file is here already. Nothing was written."), status=409)
    issues = set(tx.session.scalars(select(Issue.id)))
    for thread in fresh:
        if (issue := thread.issue or order.issue) not in issues:
            raise Refusal(N_("“%(issue)s” is not one of the eight issues."), {"issue": issue}, field="issue")
    bodies: dict[tuple[str, str], Delegation] = {}
    for thread in fresh:
        for said in thread.contributions:
            if (said.constituency, said.by) not in bodies:
                body, is_new = admit_body(tx, name=said.by, constituency=said.constituency)
                bodies[said.constituency, said.by] = body
                if is_new:
                    yield BodyImported(
                        subject=f"delegation:{body.id}", constituency=said.constituency, name=Words(said.by)
                    )
    codes = _codes(catalogue(tx.session))
    unresolved: Counter[str] = Counter()
    posted = norms = 0
    for number, thread in enumerate(fresh, tx.next_number(Thread.number)):
        row, imported = _thread(tx, thread, number, thread.issue or order.issue, bodies)
        yield imported
        for fact in _contributions(tx, thread, row, bodies, codes):
            yield fact
            posted += 1
            norms += len(fact.norms)
        unresolved.update(
            code for said in thread.contributions for code in said.norms if code.casefold() not in codes
        )
    return Imported(len(fresh), posted, len(bodies), norms, dict(unresolved.most_common()))


def _thread(
    tx: Tx, thread: ImportedThread, number: int, issue: str, bodies: dict[tuple[str, str], Delegation]
) -> tuple[Thread, Fact]:
    first = thread.contributions[0]
    row = tx.add(
        Thread(
            number=number,
            title=thread.title,
            question=thread.question,
            kind=thread.kind,
            issue_id=issue,
            stage="open",
            stage_at=tx.now,
            language=thread.language,
            delegation_id=bodies[first.constituency, first.by].id,
            proposed_at=tx.now,
            opened_at=tx.now,
            source=thread.source,
        )
    )
    fact = ThreadImported(
        subject=f"thread:{row.id}",
        number=number,
        issue=issue,
        source=thread.source,
        language=thread.language,
        title=Words(thread.title),
    )
    return row, fact


def _contributions(
    tx: Tx,
    thread: ImportedThread,
    row: Thread,
    bodies: dict[tuple[str, str], Delegation],
    codes: dict[str, str],
) -> Iterator[ContributionPosted]:
    """Write the contributions of a thread, a minute apart, the last one now; yield what the record says of them."""
    begin = tx.now - timedelta(minutes=len(thread.contributions) - 1)
    written = [
        (said, _written(said, row, number, begin, bodies))
        for number, said in enumerate(thread.contributions, 1)
    ]
    tx.session.add_all(contribution for _, contribution in written)
    tx.session.flush()
    for said, contribution in written:
        norms = [codes[code.casefold()] for code in said.norms if code.casefold() in codes]
        yield ContributionPosted(
            subject=f"thread:{row.id}",
            contribution=contribution.id,
            number=contribution.number or 0,
            contribution_kind=contribution.kind,
            delegation=contribution.delegation_id,
            language=contribution.language,
            norms=put_references(tx, "contribution", contribution.id, norms) if norms else (),
            body=Words(contribution.body),
        )


def _written(
    said: ImportedContribution,
    row: Thread,
    number: int,
    begin: datetime,
    bodies: dict[tuple[str, str], Delegation],
) -> Contribution:
    at = begin + timedelta(minutes=number - 1)
    return Contribution(
        thread_id=row.id,
        number=number,
        delegation_id=bodies[said.constituency, said.by].id,
        kind=said.kind,
        language=row.language,
        body=said.text,
        html=to_html(said.text),
        state="posted",
        written_at=at,
        posted_at=at,
    )


def _codes(known: Catalogue) -> dict[str, str]:
    """Return code (in small letters) -> instrument: identifiers, and abbreviations of one instrument only."""
    meant: dict[str, set[str]] = {}
    for instrument in known.instruments.values():
        for code in (instrument.id, *instrument.abbreviations):
            meant.setdefault(code.casefold(), set()).add(instrument.id)
    return {code: instruments.pop() for code, instruments in meant.items() if len(instruments) == 1}
