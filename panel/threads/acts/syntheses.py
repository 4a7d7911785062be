"""What a moderator says of a thread."""

from dataclasses import dataclass

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
    posted = posted_in(tx.session, thread.id, rules.bases(order.points))
    points = rules.points(order.points, posted)
    synthesis = tx.add(
        Synthesis(
            thread_id=thread.id,
            version=tx.next_number(Synthesis.version, Synthesis.thread_id == thread.id),
            at=tx.now,
            moderator_id=tx.actor.person,
            language=rules.language(order.language),
        )
    )
    for position, point in enumerate(points, 1):
        row = tx.add(
            SynthesisPoint(synthesis_id=synthesis.id, position=position, kind=point.kind, text=point.text)
        )
        tx.session.add_all(
            SynthesisBasis(point_id=row.id, contribution_id=posted[number]) for number in point.contributions
        )
    yield SynthesisPublished(
        subject=f"thread:{thread.id}",
        synthesis=synthesis.id,
        version=synthesis.version,
        language=synthesis.language,
        points=tuple({"kind": point.kind, "contributions": list(point.contributions)} for point in points),
        text=Words("\n".join(point.text for point in points)),
    )
    return synthesis.version
