"""A real log plays on the Panel as it was: the modalities of a review forum, negotiated in 2019 (procedure.md, 4).

Zero draft on 7 June; silence from 5 to 9 July, broken; silence to 10 July, broken again; a revised text on 12 July,
under silence to 15 July, kept; formal action on 19 July. The days are moved to the year of the tests, and the rules
ask for 24 hours, as one of these rounds lasted no longer.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from panel.db.clock import SetClock
from panel.record.queries import facts_about, verify
from panel.understandings.acts import (
    AdoptRules,
    AdoptUnderstanding,
    FinalizeText,
    IssueRevision,
    OpenSilence,
    PutParagraph,
)
from panel.understandings.queries import text_by_number
from tests.make import understandings as make

Do = Callable[..., Any]


def day(month: int, number: int, hour: int = 12) -> datetime:
    return datetime(2026, month, number, hour, tzinfo=UTC)


def test_the_log_of_2019(session: Session, clock: SetClock, at: make.Table, do: Do) -> None:
    do(at.chair, AdoptRules({"version": 2, "minimum_silence_hours": 24}))
    clock.moment = day(6, 7)
    text = make.issued(session, clock, at)

    def under_silence(until: datetime) -> None:
        do(at.moderator, FinalizeText(text.id))
        do(at.chair, OpenSilence(text.id, until))

    def revise(words: str) -> None:
        key = text.revision.keys[-1]
        do(at.moderator, PutParagraph(text.id, "operative", words, key, no_norm=True))
        do(at.moderator, IssueRevision(text.id, "After the break."))

    clock.moment = day(7, 5)
    under_silence(day(7, 9))
    clock.moment = day(7, 9, 9)
    do(at.heads["Meresia"], make.objection(text))
    revise("Encourages States to give a person at the border a day to be heard.")
    under_silence(day(7, 10))
    clock.moment = day(7, 10, 11)
    do(at.heads["Aldoria"], make.objection(text))
    clock.moment = day(7, 12)
    revise("Encourages States to give a person at the border two days to be heard.")
    under_silence(day(7, 15))
    clock.moment = day(7, 19)
    do(at.chair, AdoptUnderstanding(text.id))

    adopted = text_by_number(session, text.number)
    assert [(r.opened_at, r.expires_at, r.outcome) for r in adopted.rounds] == [
        (day(7, 5), day(7, 9), "broken"),
        (day(7, 9, 9), day(7, 10), "broken"),
        (day(7, 12), day(7, 15), "kept"),
    ]
    assert [r.objections[0].delegation_name for r in adopted.rounds[:2]] == ["Meresia", "Aldoria"]
    assert [r.revision_number for r in adopted.rounds] == [0, 1, 2]
    agreed, acted = adopted.rounds[-1].expires_at, adopted.adopted_at
    assert (agreed, acted) == (day(7, 15), day(7, 19)), "agreement and adoption are different dates"

    told = {
        fact.kind: fact.at for fact in facts_about(session, [f"understanding:{text.id}"], limit=200)
    }  # newest first, so that the first of each kind remains
    assert (told["revision_issued"], told["silence_opened"]) == (day(6, 7), day(7, 5))
    assert (told["silence_broken"], told["understanding_adopted"]) == (day(7, 9, 9), day(7, 19))
    assert verify(session)
