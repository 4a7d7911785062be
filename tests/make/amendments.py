"""Amendments for tests, made through acts."""

from sqlalchemy.orm import Session

from panel.db.clock import SetClock
from panel.policy import Actor
from panel.record.perform import perform
from panel.understandings.acts import BeginText, IssueMergedRevision, IssueRevision, ProposeAmendment
from panel.understandings.queries import AmendmentView, TextView, amendment_by_number, text_by_number
from panel.understandings.rules import Merge, Ruling
from tests.make.understandings import SECOND, Table

HOURS = SECOND.replace("the time", "two hours")
DAYS = SECOND.replace("the time", "three days")
URGES = SECOND.replace("Encourages", "Urges")
REASON = "Without it nobody knows what is meant."


def proposed(
    session: Session,
    clock: SetClock,
    actor: Actor,
    text: TextView,
    words: str = HOURS,
    *,
    kind: str = "replace",
    place: int = -1,
) -> int:
    """Return the number of a new amendment to the paragraph at `place` of the latest revision."""
    key = text.revision.paragraphs[place].key
    order = ProposeAmendment(text.id, text.revision.number, key, kind, words, REASON)
    return int(perform(session, clock, actor, order).result)


def shown(session: Session, text: TextView, number: int = 1) -> AmendmentView:
    """Return an amendment as it now is."""
    return amendment_by_number(session, text.id, number)


def merge(text: TextView, *rulings: tuple[int, str], **words: str) -> IssueMergedRevision:
    """Return the order that decides amendments, with a reason each, and gives paragraphs final words.

    `words` are named `first` and `second`, the operative paragraphs.
    """
    keys = {"first": text.revision.paragraphs[1].key, "second": text.revision.paragraphs[2].key}
    work = Merge(
        tuple(Ruling(number, outcome, "As discussed.") for number, outcome in rulings),
        {keys[name]: text for name, text in words.items()},
        note="Merged.",
    )
    return IssueMergedRevision(text.id, text.revision.number, work)


def crowded(session: Session, clock: SetClock, made: Table, paragraphs: int, amendments: int) -> TextView:
    """Return an issued text with that many operative paragraphs and open amendments."""
    assert made.thread
    body = "\n\n".join(
        f"Encourages States to take measure {n} without delay, so that nobody at any border is left without help in "
        f"the first {n} hours, and to say in public what they have done;"
        for n in range(1, paragraphs + 1)
    )
    number = perform(session, clock, made.moderator, BeginText(made.thread.id, "Many measures", body)).result
    text = text_by_number(session, number)
    perform(session, clock, made.moderator, IssueRevision(text.id))
    text = text_by_number(session, number)
    amended(session, clock, made, text, amendments)
    return text


def amended(session: Session, clock: SetClock, made: Table, text: TextView, count: int) -> None:
    """Propose `count` more amendments, paragraph by paragraph, each of words of its own."""
    heads = [made.heads[name] for name in ("Meresia", "Aldoria", "Paths Association")]
    for n in range(count):
        place = n % len(text.revision.paragraphs)
        words = text.revision.paragraphs[place].text.replace("without delay", f"within {n + 2} days")
        proposed(session, clock, heads[n % len(heads)], text, words, place=place)
