"""What stands before part I: the masthead, the contents, and the summary on one page, which is not numbered."""

from collections.abc import Iterable

from panel.documents.tree import (
    Annex,
    Block,
    Contents,
    ContentsLine,
    Distribution,
    Heading,
    Inline,
    Masthead,
    Paragraph,
    Text,
)
from panel.kernel.text import N_
from panel.sessions.rules import symbol
from panel.sessions.summary import phrasing as say
from panel.sessions.summary.views import Proceedings, Understanding

DISCLAIMER = N_(
    "The designations employed in this document do not imply the expression of any opinion on the part of "
    "the Panel "
    "concerning the legal status of any country, territory, city or area, or of its authorities. The texts "
    "of the Panel "
    "are not binding. Consensus is the absence of objection; a delegation that was silent made no "
    "objection, and is not "
    "recorded as having supported a text."
)
_ATTENDED = N_(
    "It was attended by %(delegations)s from %(constituencies)s. The Panel had before it %(threads)s, with "
    "%(contributions)s, and %(texts)s."
)
_OPEN_STATES = {
    "zero_draft": N_("in preparation"),
    "under_negotiation": N_("under negotiation"),
    "final_draft": N_("in its final draft"),
    "under_silence": N_("under silence"),
    "silence_broken": N_("with its co-facilitators after silence was broken"),
    "agreed_ad_referendum": N_("agreed ad referendum and not yet adopted"),
    "deferred": N_("deferred"),
}


def masthead(session: Proceedings) -> Masthead:
    """Return the head of the summary. A draft is of limited distribution."""
    return Masthead(
        symbol=symbol(session.number),
        title=title(session),
        date=say.day(session.as_of),
        original_language=N_("English"),
        distribution=Distribution.GENERAL if session.is_issued else Distribution.LIMITED,
        session=session.title,
    )


def title(session: Proceedings) -> str:
    """Return the title of the summary, with place and dates."""
    return say.sentence(
        N_(
            "Summary of the %(ordinal)s session of the Standing Panel on Migration and Human Rights "
            "(%(place)s, %(dates)s)"
        ),
        {
            "ordinal": say.ordinal_word(session.number),
            "place": session.place,
            "dates": say.span_words(
                session.opened_at or session.opens_at, session.closed_at or session.closes_at
            ),
        },
    )


def contents(blocks: Iterable[Block], annexes: Iterable[Annex]) -> list[Block]:
    """Return the contents: the parts with what is directly under them, and the annexes."""
    lines = [
        ContentsLine(block.anchor, block.text, block.printed_number or "", block.level)
        for block in blocks
        if isinstance(block, Heading) and block.anchor is not None and block.level <= 2
    ]
    lines += [
        ContentsLine(annex.anchor, annex.title, f"{annex.designation}.")
        for annex in annexes
        if annex.anchor is not None
    ]
    return [say.heading(1, N_("Contents"), "contents"), Contents(tuple(lines))]


def _held(session: Proceedings) -> str:
    if session.closed_at:
        return N_(
            "The %(ordinal)s session of the Standing Panel on Migration and Human Rights was held in %(place)s, "
            "%(dates)s."
        )
    if session.opened_at:
        return N_(
            "The %(ordinal)s session of the Standing Panel on Migration and Human Rights was opened in %(place)s on "
            "%(opened)s, and had not been closed at the date of this document."
        )
    return N_(
        "The %(ordinal)s session of the Standing Panel on Migration and Human Rights was announced for %(place)s, "
        "%(dates)s, and had not been opened at the date of this document."
    )


def one_page(session: Proceedings) -> list[Block]:
    """Return the summary of the summary: what was before the Panel, what it adopted and what it left open."""
    threads, texts, adopted = session.threads(), session.understandings(), session.adopted()
    heard = sum(len(thread.contributions) for thread in threads)
    speaking = [one for one in session.constituencies if one.delegations]
    delegations = sum(len(one.delegations) for one in speaking)
    blocks: list[Block] = [
        say.heading(1, N_("Summary"), "summary"),
        Paragraph(
            say.phrase(
                f"{_held(session)} {_ATTENDED}",
                {
                    "ordinal": say.ordinal_word(session.number),
                    "place": session.place,
                    "opened": say.day_words(session.opened_at or session.opens_at),
                    "dates": say.span_words(
                        session.opened_at or session.opens_at, session.closed_at or session.closes_at
                    ),
                    "delegations": say.counted(delegations, N_("%(n)s delegation"), N_("%(n)s delegations")),
                    "constituencies": say.counted(
                        len(speaking), N_("%(n)s constituency"), N_("%(n)s constituencies")
                    ),
                    "threads": say.counted(len(threads), N_("%(n)s thread"), N_("%(n)s threads")),
                    "contributions": say.counted(heard, N_("%(n)s contribution"), N_("%(n)s contributions")),
                    "texts": say.counted(len(texts), N_("%(n)s text"), N_("%(n)s texts")),
                },
            )
        ),
    ]
    if adopted:
        lead = say.counted(
            len(adopted),
            N_("The Panel adopted %(n)s common understanding:"),
            N_("The Panel adopted %(n)s common understandings:"),
        )
        blocks += [Paragraph((Text(lead),)), say.bullets(_adopted_line(text) for text in adopted)]
    else:
        blocks.append(Paragraph((Text(N_("The Panel adopted no common understanding.")),)))
    if ended := [text for text in texts if text.chairs_summary]:
        blocks += [
            Paragraph(
                (
                    Text(
                        N_(
                            "No common understanding was reached on the following; the Chair gave a summary"
                            " under her or his own responsibility:"
                        )
                    ),
                )
            ),
            say.bullets(
                (
                    *say.text_link(text),
                    *say.phrase(N_(", %(title)s"), {"title": say.quoted(text.title, text.language)}),
                )
                for text in ended
            ),
        ]
    if pending := remaining(session):
        blocks += [
            Paragraph((Text(N_("The following remained before the Panel:")),)),
            say.bullets(pending_line(text) for text in pending),
        ]
    blocks.append(Paragraph((Text(DISCLAIMER),)))
    return blocks


def remaining(session: Proceedings) -> list[Understanding]:
    """Return the texts on which nothing has been concluded."""
    return [text for text in session.understandings() if text.state in _OPEN_STATES]


def pending_line(text: Understanding) -> tuple[Inline, ...]:
    """Return one line on a text on which nothing has been concluded: its symbol, title and state."""
    return (
        *say.text_link(text),
        *say.phrase(
            N_(", %(title)s, which was %(state)s"),
            {"title": say.quoted(text.title, text.language), "state": _OPEN_STATES[text.state]},
        ),
    )


def statements_words(text: Understanding) -> str:
    """Return how many statements of each kind accompany a text: "one reservation and two explanations of position"."""
    names = {
        "reservation": (N_("%(n)s reservation"), N_("%(n)s reservations")),
        "disassociation": (N_("%(n)s disassociation"), N_("%(n)s disassociations")),
        "interpretative": (N_("%(n)s interpretative statement"), N_("%(n)s interpretative statements")),
        "explanation": (N_("%(n)s explanation of position"), N_("%(n)s explanations of position")),
    }
    kinds = [statement.kind for statement in text.statements]
    return say.listed(
        [say.counted(kinds.count(kind), *words) for kind, words in names.items() if kind in kinds]
    )


def _adopted_line(text: Understanding) -> tuple[Inline, ...]:
    statements = statements_words(text)
    return (
        *say.text_link(text),
        *say.phrase(
            N_(", %(title)s, with %(statements)s") if statements else N_(", %(title)s"),
            {"title": say.quoted(text.title, text.language), "statements": statements},
        ),
    )
