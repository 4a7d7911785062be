"""What a moderator says of a thread."""

from dataclasses import dataclass

from sqlalchemy import func, select

from panel.record.acts import Acting, Tx, act
from panel.record.facts import Words
from panel.threads import policy, rules
from panel.threads.facts import SynthesisPublished
from panel.threads.models import Synthesis, SynthesisBasis, SynthesisPoint, Thread
from panel.threads.queries import posted_in, thread_for_update


@dataclass(frozen=True, slots=True)
class PublishSynthesis:
    """Publish the next version of the moderator's synthesis. Result: the version."""

    thread: str
    points: tuple[rules.Point, ...]
    language: str = "en"


@act(PublishSynthesis, may=policy.may_publish_synthesis, on=thread_for_update)
def publish_synthesis(tx: Tx, order: PublishSynthesis, thread: Thread) -> Acting:
    assert tx.actor.person
    posted = posted_in(tx.session, thread.id)
    points = rules.points(order.points, posted)
    latest = select(func.max(Synthesis.version)).where(Synthesis.thread_id == thread.id)
    synthesis = tx.add(
        Synthesis(
            thread_id=thread.id,
            version=(tx.session.scalar(latest) or 0) + 1,
            at=tx.now,
            moderator_id=tx.actor.person,
            language=rules.language(order.language),
        )
    )
    for position, point in enumerate(points, 1):
        row = tx.add(
            SynthesisPoint(synthesis_id=synthesis.id, position=position, kind=point.kind, text=point.text)
        )
        for number in point.contributions:
            tx.add(SynthesisBasis(point_id=row.id, contribution_id=posted[number]))
    yield SynthesisPublished(
        subject=f"thread:{thread.id}",
        synthesis=synthesis.id,
        version=synthesis.version,
        language=synthesis.language,
        points=tuple({"kind": point.kind, "contributions": list(point.contributions)} for point in points),
        text=Words("\n".join(point.text for point in points)),
    )
    return synthesis.version
