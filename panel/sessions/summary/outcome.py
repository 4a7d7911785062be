"""Action taken: what became of a text, silence round by silence round."""

from panel.documents.tree import Block
from panel.kernel.text import N_
from panel.sessions.summary import phrasing as say
from panel.sessions.summary.action import when
from panel.sessions.summary.opening import statements_words
from panel.sessions.summary.views import Proceedings, Round, Understanding


def taken(session: Proceedings, key: str, text: Understanding, writing: say.Writing) -> list[Block]:
    """Return what was done about one text, round by round; `key` begins the identity of each paragraph."""
    sources = [say.text_address(text.number)]
    blocks: list[Block] = []
    for one in text.rounds:
        message, params = _round(one)
        blocks.append(
            writing.say(f"{key}-text-{text.number}-round-{one.number}", message, params, sources=sources)
        )
        if one.late:
            blocks.append(
                writing.say(
                    f"{key}-text-{text.number}-late-{one.number}",
                    N_("An objection that came after that time was recorded, and had no effect."),
                    sources=sources,
                )
            )
        if one.balance_reason:
            blocks.append(
                writing.say(
                    f"{key}-text-{text.number}-balance-{one.number}",
                    N_(
                        "At the opening of that round the following, though represented, had not been "
                        "heard on the text: %(names)s. The Chair gave this reason for going on: "
                        "%(reason)s"
                    ),
                    {
                        "names": "; ".join(session.name_of(name) for name in one.unheard),
                        "reason": say.quoted(one.balance_reason),
                    },
                    sources=sources,
                )
            )
    if text.is_adopted:
        statements = statements_words(text)
        message = N_(
            "%(when)s, the Panel adopted %(mode)s the common understanding %(title)s (%(symbol)s). No "
            "statement accompanies it."
        )
        if statements:
            message = N_(
                "%(when)s, the Panel adopted %(mode)s the common understanding %(title)s (%(symbol)s), "
                "with %(statements)s (see annex II)."
            )
        blocks.append(
            writing.say(
                f"{key}-text-{text.number}-adopted",
                message,
                {
                    "when": say.capital(when(session, text)).replace("At the", "At its", 1),
                    "mode": text.mode or "",
                    "title": say.quoted(text.title, text.language),
                    "symbol": say.text_link(text),
                    "statements": statements,
                },
                sources=sources,
            )
        )
    elif text.chairs_summary:
        blocks.append(
            writing.say(
                f"{key}-text-{text.number}-none",
                N_(
                    "On %(day)s the Chair recorded that no common understanding had been reached on "
                    "%(symbol)s (see part III)."
                ),
                {
                    "day": say.day_words(text.chairs_summary.given_at, year=False),
                    "symbol": say.text_link(text),
                },
                sources=sources,
            )
        )
    elif not text.rounds:
        blocks.append(
            writing.say(
                f"{key}-text-{text.number}-open",
                N_("The Panel took no action on %(symbol)s, on which work continued."),
                {"symbol": say.text_link(text)},
                sources=sources,
            )
        )
    return blocks


def _round(one: Round) -> tuple[str, dict[str, say.Part]]:
    params: dict[str, say.Part] = {
        "symbol": one.revision,
        "opened": say.time_words(one.opened_at),
        "expires": say.time_words(one.expires_at),
        "entitled": say.counted(len(one.entitled), N_("%(n)s delegation"), N_("%(n)s delegations")),
    }
    if one.outcome == "kept":
        return (
            N_(
                "On %(opened)s the Chair placed %(symbol)s under silence until %(expires)s, with "
                "%(entitled)s entitled to object. None objected."
            ),
            params,
        )
    if one.outcome == "broken":
        params["paragraphs"] = say.numbered_words(one.contested)
        return (
            N_(
                "On %(opened)s the Chair placed %(symbol)s under silence until %(expires)s, with "
                "%(entitled)s entitled to object. Silence was broken in time, on %(paragraphs)s."
            ),
            params,
        )
    return (
        N_(
            "On %(opened)s the Chair placed %(symbol)s under silence until %(expires)s, with %(entitled)s "
            "entitled to object. The round was open at the date of this document."
        ),
        params,
    )
