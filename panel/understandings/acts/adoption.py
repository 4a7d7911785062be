"""The end of a text: the gavel and the statements printed with it, or the Chair's summary."""

from dataclasses import dataclass

from sqlalchemy import func, select

from panel.kernel.clock import stamp
from panel.record.acts import Acting, Tx, act
from panel.record.facts import Words
from panel.understandings import policy, queries, rules
from panel.understandings.acts.drafting import issued_revision, subject_of, texts_of
from panel.understandings.acts.issuing import supersede
from panel.understandings.acts.notices import answer_notices, entitled_of, give_notice
from panel.understandings.acts.silence import open_round_of
from panel.understandings.facts import (
    AgreedAdReferendum,
    NoConsensusRecorded,
    StatementAttached,
    UnderstandingAdopted,
)
from panel.understandings.models import (
    ChairsSummary,
    Revision,
    Statement,
    Understanding,
)
from panel.understandings.queries import text_for_update


@dataclass(frozen=True, slots=True)
class AdoptUnderstanding:
    """The Chair's gavel. Result: the symbol, or None if the text is agreed ad referendum and not adopted yet."""

    text: str


@dataclass(frozen=True, slots=True)
class AttachStatement:
    """Attach a statement to an adopted text. Result: the number of the text."""

    text: str
    kind: str
    words: str
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConcludeWithoutConsensus:
    """Find that there is no consensus and give the Chair's summary. Result: the number of the text."""

    text: str
    convergence: str
    divergence: str
    open_questions: str


@act(AdoptUnderstanding, may=policy.may_adopt, on=text_for_update)
def adopt_understanding(tx: Tx, order: AdoptUnderstanding, text: Understanding) -> Acting:
    silence = open_round_of(tx, text)
    mode = rules.adoption(tx.now, silence.expires_at)
    procedure = queries.procedure_of(tx.session, silence.rules_version)
    standing = queries.standing_positions(tx.session, silence.id)
    awaited = tuple(row.delegation_id for row in standing if row.kind == rules.SUBJECT_TO_CONFIRMATION)
    if awaited and silence.confirm_by is None:
        text.state = rules.move(text.state, "agreed_ad_referendum")
        silence.confirm_by = rules.confirmation_due(tx.now, procedure)
        yield AgreedAdReferendum(
            subject=subject_of(text),
            round=silence.number,
            awaited=awaited,
            confirm_by=stamp(silence.confirm_by),
        )
        yield from give_notice(tx, text, silence, "ad-referendum")
        return None
    if silence.confirm_by:
        rules.nothing_awaited(tx.now, silence.confirm_by, awaited)
    text.state = rules.move(text.state, "adopted")
    silence.outcome = "kept"
    silence.ended_at = tx.now
    revision = tx.session.get_one(Revision, silence.revision_id)
    paragraphs = texts_of(tx, revision)
    # The words that were frozen are the words adopted: a difference here would be a change nobody agreed to.
    if rules.digest_of(rules.exact_text(text.title, paragraphs)) != silence.digest:
        raise RuntimeError(f"the text {text.number} is not the one that was put under silence")
    text.symbol = _next_symbol(tx)
    text.mode = mode
    text.adopted_at = tx.now
    text.statements_until = tx.now + procedure.statements_window
    yield UnderstandingAdopted(
        subject=subject_of(text),
        symbol=text.symbol,
        revision=revision.number,
        round=silence.number,
        digest=silence.digest,
        mode=mode,
        paragraphs=tuple(paragraph.key for paragraph in paragraphs),
        entitled=tuple(entitled_of(tx, silence)),
        statements_until=stamp(text.statements_until),
    )
    yield from give_notice(tx, text, silence, "adopted")
    yield from supersede(tx, text)
    for given in standing:
        if given.kind in rules.STATEMENT_OF:
            yield from _attach(
                tx,
                text,
                given.delegation_id,
                rules.STATEMENT_OF[given.kind],
                given.reason,
                tuple(given.paragraphs),
            )
    for concern in queries.carried_at_adoption(tx.session, text.id, silence.id):
        named = tuple(paragraph.key for paragraph in paragraphs if paragraph.key == concern.paragraph)
        yield from _attach(
            tx, text, concern.delegation_id, "reservation", concern.reason, named, concern.number
        )
    return text.symbol


@act(AttachStatement, may=policy.may_attach_statement, on=text_for_update)
def attach_statement(tx: Tx, order: AttachStatement, text: Understanding) -> Acting:
    assert tx.actor.seat  # the policy lets nobody else attach a statement
    assert text.statements_until  # set when the text was adopted
    rules.window_open(tx.now, text.statements_until)
    keys = [row.key for row in queries.paragraphs_of(tx.session, issued_revision(tx, text).id)]
    words, named = rules.statement(order.kind, order.words, order.paragraphs, keys)
    yield from _attach(tx, text, tx.actor.seat.delegation, order.kind, words, named)
    answer_notices(tx, queries.latest_round(tx.session, text.id), tx.actor.seat.delegation)
    return text.number


@act(ConcludeWithoutConsensus, may=policy.may_conclude, on=text_for_update)
def conclude_without_consensus(tx: Tx, order: ConcludeWithoutConsensus, text: Understanding) -> Acting:
    convergence, divergence, open_questions = rules.chairs_summary(
        order.convergence, order.divergence, order.open_questions
    )
    text.state = rules.move(text.state, "no_consensus")
    tx.add(
        ChairsSummary(
            understanding_id=text.id,
            convergence=convergence,
            divergence=divergence,
            open_questions=open_questions,
            given_at=tx.now,
        )
    )
    yield NoConsensusRecorded(
        subject=subject_of(text),
        convergence=Words(convergence),
        divergence=Words(divergence),
        open_questions=Words(open_questions),
    )
    return text.number


def _attach(
    tx: Tx,
    text: Understanding,
    delegation: str,
    kind: str,
    words: str,
    paragraphs: tuple[str, ...],
    concern: int | None = None,
) -> Acting:
    tx.add(
        Statement(
            understanding_id=text.id,
            delegation_id=delegation,
            kind=kind,
            paragraphs=list(paragraphs),
            text=words,
            concern=concern,
            given_at=tx.now,
        )
    )
    yield StatementAttached(
        subject=subject_of(text),
        delegation=delegation,
        statement_kind=kind,
        paragraphs=paragraphs,
        text=Words(words),
        concern=concern,
    )


def _next_symbol(tx: Tx) -> str:
    year = tx.now.year
    given = tx.session.scalar(
        select(func.count()).where(Understanding.symbol.like(rules.understanding_symbol(year, 0)[:-1] + "%"))
    )
    return rules.understanding_symbol(year, 1 + (given or 0))
