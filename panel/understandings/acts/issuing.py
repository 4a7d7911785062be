"""What becomes of an adopted text: it is issued, corrected by corrigenda, superseded by a later one."""

from dataclasses import dataclass

from sqlalchemy import select

from panel.kernel.refusal import Refusal
from panel.kernel.text import N_, one_line
from panel.record.acts import Acting, Tx, act
from panel.record.facts import Words
from panel.understandings import policy, queries, rules
from panel.understandings.acts.drafting import issued_revision, subject_of
from panel.understandings.facts import (
    CorrigendumIssued,
    SupersessionDeclared,
    UnderstandingIssued,
    UnderstandingSuperseded,
)
from panel.understandings.models import Corrigendum, Understanding
from panel.understandings.queries import text_for_update


@dataclass(frozen=True, slots=True)
class IssueText:
    """Issue an adopted text with all its statements. Result: its symbol."""

    text: str


@dataclass(frozen=True, slots=True)
class IssueCorrigendum:
    """Correct an error in an adopted text, which stays as it is. Result: the symbol of the corrigendum."""

    text: str
    paragraph: str
    error: str
    correction: str


@dataclass(frozen=True, slots=True)
class DeclareSupersession:
    """Say which recorded text this one supersedes once it is adopted ("": none). Result: the number of the text."""

    text: str
    symbol: str


@act(IssueText, may=policy.may_issue, on=text_for_update)
def issue_text(tx: Tx, order: IssueText, text: Understanding) -> Acting:
    assert text.symbol  # set when the text was adopted, as the next is
    assert text.statements_until
    rules.window_closed(tx.now, text.statements_until)
    text.state = rules.move(text.state, "issued")
    text.issued_at = tx.now
    yield UnderstandingIssued(subject=subject_of(text), symbol=text.symbol)
    return text.symbol


@act(IssueCorrigendum, may=policy.may_correct, on=text_for_update)
def issue_corrigendum(tx: Tx, order: IssueCorrigendum, text: Understanding) -> Acting:
    assert text.symbol  # set when the text was adopted
    rows = queries.paragraphs_of(tx.session, issued_revision(tx, text).id)
    error, correction = rules.corrigendum(
        order.paragraph, order.error, order.correction, {row.key: row.text for row in rows}
    )
    number = tx.next_number(Corrigendum.number, Corrigendum.understanding_id == text.id)
    symbol = rules.corrigendum_symbol(text.symbol, number)
    tx.add(
        Corrigendum(
            understanding_id=text.id,
            number=number,
            symbol=symbol,
            paragraph=order.paragraph,
            error=error,
            correction=correction,
            issued_at=tx.now,
        )
    )
    yield CorrigendumIssued(
        subject=subject_of(text),
        symbol=symbol,
        paragraph=order.paragraph,
        error=Words(error),
        correction=Words(correction),
    )
    return symbol


@act(DeclareSupersession, may=policy.may_edit, on=text_for_update)
def declare_supersession(tx: Tx, order: DeclareSupersession, text: Understanding) -> Acting:
    symbol = one_line(order.symbol)
    earlier = _recorded(tx, symbol) if symbol else None
    text.supersedes_id = earlier.id if earlier else None
    yield SupersessionDeclared(subject=subject_of(text), supersedes=symbol)
    return text.number


def supersede(tx: Tx, text: Understanding) -> Acting:
    """Let an adopted text take the place of the one it was declared to supersede, if there is any."""
    if text.supersedes_id is None:
        return
    earlier = tx.session.get_one(Understanding, text.supersedes_id)
    if earlier.state == "superseded":  # by another text, in the meantime: the links tell of both
        return
    assert earlier.symbol  # only recorded texts can be declared
    assert text.symbol
    earlier.state = rules.move(earlier.state, "superseded")
    yield UnderstandingSuperseded(subject=subject_of(earlier), symbol=earlier.symbol, by=text.symbol)


def _recorded(tx: Tx, symbol: str) -> Understanding:
    found = tx.session.scalars(select(Understanding).where(Understanding.symbol == symbol)).one_or_none()
    if found is None:
        raise Refusal(N_("There is no recorded text with this symbol."), field="symbol")
    rules.may_be_superseded(found.state, symbol)
    return found
