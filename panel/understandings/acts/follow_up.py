"""Follow-up: recommendations drawn from recorded texts, and what became of each."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from panel.delegations.models import Constituency, Delegation
from panel.kernel.clock import stamp
from panel.kernel.refusal import Conflict, Refusal
from panel.kernel.text import N_
from panel.norms.models import Mechanism
from panel.record.acts import Acting, Tx, act
from panel.record.facts import Words
from panel.understandings import policy, queries, rules
from panel.understandings.acts.drafting import issued_revision, subject_of
from panel.understandings.facts import (
    FollowUpBegun,
    FollowUpRecorded,
    RecommendationExtracted,
    ReviewSet,
)
from panel.understandings.models import Addressee, FollowUpEntry, Recommendation, Understanding
from panel.understandings.queries import (
    AddresseeOfText,
    addressee_for_update,
    recommendation_of,
    text_for_update,
)


@dataclass(frozen=True, slots=True)
class ExtractRecommendation:
    """Draw a recommendation from a paragraph (by its key). Result: its number in the text.

    `addressees` are `kind:id`, of a delegation, a constituency or a mechanism. The first one puts the text in
    follow-up.
    """

    text: str
    paragraph: str
    words: str
    addressees: tuple[str, ...]
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class SetReview:
    """Set the day by which a recommendation is reviewed (None: no day any more). Result: its number."""

    text: str
    recommendation: int
    review_on: date | None


@dataclass(frozen=True, slots=True)
class RecordFollowUp:
    """Record an addressee's response, or what is known of its implementation. Result: the recommendation's number."""

    text: str
    recommendation: int
    addressee: int
    aspect: str
    value: str
    source: str
    on: date


@act(ExtractRecommendation, may=policy.may_follow_up, on=text_for_update)
def extract_recommendation(tx: Tx, order: ExtractRecommendation, text: Understanding) -> Acting:
    paragraphs = queries.paragraphs_of(tx.session, issued_revision(tx, text).id)
    numbers = {row.key: row.number for row in paragraphs if row.number is not None}
    asked = rules.recommendation(order.paragraph, order.words, order.addressees, numbers)
    review_at = rules.review(order.review_on, rules.day_in_geneva(tx.now))
    _known(tx, asked.addressees)
    number = tx.next_number(Recommendation.number, Recommendation.understanding_id == text.id)
    if number > rules.MOST_RECOMMENDATIONS:
        raise Conflict(
            N_("A text has at most %(most)s recommendations."), {"most": rules.MOST_RECOMMENDATIONS}
        )
    if text.state != "in_follow_up":
        text.state = rules.move(text.state, "in_follow_up")
        yield FollowUpBegun(subject=subject_of(text), symbol=text.symbol or "")
    row = tx.add(
        Recommendation(
            understanding_id=text.id,
            number=number,
            paragraph=order.paragraph,
            paragraph_number=numbers[order.paragraph],
            text=asked.words,
            review_at=review_at,
            made_at=tx.now,
        )
    )
    for place, (kind, key) in enumerate(asked.addressees, 1):
        tx.add(Addressee(recommendation_id=row.id, number=place, **{f"{kind}_id": key}))
    yield RecommendationExtracted(
        subject=subject_of(text),
        recommendation=number,
        paragraph=order.paragraph,
        addressees=tuple(f"{kind}:{key}" for kind, key in asked.addressees),
        review=stamp(review_at) if review_at else None,
        text=Words(asked.words),
    )
    return number


@act(SetReview, may=policy.may_follow_up, on=text_for_update)
def set_review(tx: Tx, order: SetReview, text: Understanding) -> Acting:
    row = recommendation_of(tx.session, text.id, order.recommendation)
    row.review_at = rules.review(order.review_on, rules.day_in_geneva(tx.now))
    yield ReviewSet(
        subject=subject_of(text),
        recommendation=row.number,
        review=stamp(row.review_at) if row.review_at else None,
    )
    return row.number


@act(RecordFollowUp, may=policy.may_record_follow_up, on=addressee_for_update)
def record_follow_up(tx: Tx, order: RecordFollowUp, on: AddresseeOfText) -> Acting:
    delegation = tx.actor.delegation
    value, source = rules.entry(
        order.aspect,
        order.value,
        order.source,
        order.on,
        rules.day_in_geneva(tx.now),
        speaks_for_itself=delegation is not None,
    )
    if order.aspect == "response":
        on.addressee.response = value
    else:
        on.addressee.implementation = value
    tx.add(
        FollowUpEntry(
            addressee_id=on.addressee.id,
            number=tx.next_number(FollowUpEntry.number, FollowUpEntry.addressee_id == on.addressee.id),
            aspect=order.aspect,
            value=value,
            source=source,
            on=order.on,
            delegation_id=delegation,
            recorded_at=tx.now,
        )
    )
    yield FollowUpRecorded(
        subject=subject_of(on.text),
        recommendation=order.recommendation,
        addressee=on.addressee.number,
        aspect=order.aspect,
        value=value,
        on=order.on.isoformat(),
        delegation=delegation,
        source=Words(source),
    )
    return order.recommendation


def _known(tx: Tx, addressees: tuple[tuple[str, str], ...]) -> None:
    """Raise `Refusal` unless every addressee exists; a delegation must have been admitted once."""
    for kind, found in (
        ("delegation", select(Delegation.id).where(Delegation.granted_on.is_not(None))),
        ("constituency", select(Constituency.id)),
        ("mechanism", select(Mechanism.id)),
    ):
        asked = {key for of, key in addressees if of == kind}
        if asked - set(tx.session.scalars(found.where(found.selected_columns.id.in_(asked)))):
            raise Refusal(N_("Choose the addressees from those offered."), field="addressees")
