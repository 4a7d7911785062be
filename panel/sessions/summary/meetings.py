"""At which meetings an item was considered, with the Rapporteur's note on each: printed once, under its first item."""

from collections.abc import Sequence

from panel.documents.tree import Block
from panel.kernel.text import N_
from panel.sessions.summary import phrasing as say
from panel.sessions.summary.views import Item, Meeting, Proceedings


def considered(session: Proceedings, item: Item, key: str, writing: say.Writing) -> list[Block]:
    """Return the meetings at which `item` was considered; `key` begins the identity of each paragraph."""
    meetings = [one for one in session.meetings if item.number in one.items]
    here = [one for one in meetings if one.items[0] == item.number]
    elsewhere = [one for one in meetings if one not in here]
    blocks = [block for one in here for block in _reported(session, one, key, writing)]
    if elsewhere:
        message = N_("The Panel considered this item %(meetings)s.")
        if here:
            message = N_("The Panel also considered this item %(meetings)s.")
        blocks.append(
            writing.say(
                f"{key}-elsewhere",
                message,
                {"meetings": _reported_elsewhere(elsewhere)},
                sources=[_address(session, one) for one in elsewhere],
            )
        )
    return blocks


def _reported(session: Proceedings, meeting: Meeting, key: str, writing: say.Writing) -> list[Block]:
    address = _address(session, meeting)
    name = f"{key}-meeting-{meeting.number}"
    params: dict[str, say.Part] = {
        "ordinal": say.ordinal(meeting.number),
        "day": say.day_words(meeting.starts_at, year=False),
    }
    if not meeting.note:
        message = N_("The Panel considered this item at its %(ordinal)s meeting, on %(day)s.")
        return [writing.say(name, message, params, sources=[address])]
    others = meeting.items[1:]
    message = N_(
        "At its %(ordinal)s meeting, on %(day)s, the Panel considered this item. The Rapporteur recorded the "
        "following:"
    )
    if others:
        message = N_(
            "At its %(ordinal)s meeting, on %(day)s, the Panel considered this item together with %(others)s. "
            "The Rapporteur recorded the following:"
        )
        word = N_("item") if len(others) == 1 else N_("items")
        params["others"] = f"{word} {say.listed(others)}"
    return [
        writing.say(name, message, params, sources=[address]),
        *writing.report(f"{name}-note", meeting.note, [address]),
    ]


def _reported_elsewhere(meetings: Sequence[Meeting]) -> str:
    return say.listed(
        [
            say.sentence(
                N_("at its %(ordinal)s meeting, on %(day)s (reported under item %(first)s)"),
                {
                    "ordinal": say.ordinal(one.number),
                    "day": say.day_words(one.starts_at, year=False),
                    "first": one.items[0],
                },
            )
            for one in meetings
        ]
    )


def _address(session: Proceedings, meeting: Meeting) -> str:
    return f"/sessions/{session.number}/meetings/{meeting.number}"
