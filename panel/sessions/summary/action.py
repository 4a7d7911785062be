"""Part I, matters that call for action; part III, the Chair's summary; part IV, follow-up."""

import re
from typing import Final

from panel.documents.tree import Block, Cell, Link, Table, Text
from panel.kernel.text import N_
from panel.sessions.summary import phrasing as say
from panel.sessions.summary.opening import pending_line, remaining
from panel.sessions.summary.views import (
    FollowUp,
    Guidance,
    Paragraph,
    Proceedings,
    Recommendation,
    Statement,
    Thread,
    Understanding,
)
from panel.understandings.rules import IMPLEMENTATIONS, RESPONSES

STATEMENT_SENTENCES: Final = {
    "reservation": N_("%(who)s entered a reservation on %(what)s."),
    "disassociation": N_("%(who)s disassociated itself from %(what)s."),
    "interpretative": N_("%(who)s made an interpretative statement on %(what)s."),
    "explanation": N_("%(who)s gave an explanation of its position on %(what)s."),
}
# A recommendation asks somebody else to do something; the verbs are those with which the Panel's texts ask.
_ASKING: Final = re.compile(
    r"(?:(?:also|further|strongly)\s+)?(?:encourages|invites|recommends|requests|calls\s+(?:up)?on|urges|suggests)\b"
    r"(?:\s+that)?(?P<asked>.*)",
    re.IGNORECASE | re.DOTALL,
)
_ADDRESSEE: Final = re.compile(r"\s+(?P<who>[^,;:]{2,160}?)(?:,[^,]+,)?\s+(?:to|should|that|consider)\b")
# What stands between the verb and "to" is an addressee only if it can act: "access to courts" is none.
_ACTS: Final = re.compile(
    r"\b(?:States?|Governments?|Panel|part(?:y|ies)|all|everyone|those|authorit(?:y|ies)|cit(?:y|ies)|municipalities|"
    r"bod(?:y|ies)|committees?|mechanisms?|rapporteurs?|groups?|institutions?|organi[sz]ations?|entit(?:y|ies)|agenc(?:y|ies)|"
    r"employers?|unions?|business(?:es)?|enterprises?|recruiters|associations?|society|actors?|stakeholders?|delegations?|"
    r"courts?|inspectorates?|consulates?|donors?|researchers?|secretariat)\b",
    re.IGNORECASE,
)


def matters(session: Proceedings, writing: say.Writing) -> list[Block]:
    """Return part I."""
    return [
        say.heading(1, N_("Matters calling for action or brought to attention"), "part-1", "I"),
        say.heading(2, N_("Common understandings adopted"), "part-1-a", "A"),
        *_adopted(session, writing),
        say.heading(2, N_("Recommendations and addressees"), "part-1-b", "B"),
        *_recommendations(session, writing),
        say.heading(2, N_("Guidance requested"), "part-1-c", "C"),
        *_guidance(session, writing),
        say.heading(2, N_("Matters referred"), "part-1-d", "D"),
        *_referred(session, writing),
    ]


def chairs_summaries(session: Proceedings, writing: say.Writing) -> list[Block]:
    """Return part III."""
    blocks: list[Block] = [say.heading(1, N_("Chair’s summary"), "part-3", "III")]
    texts = [text for text in session.understandings() if text.chairs_summary]
    if not texts:
        return [
            *blocks,
            writing.say(
                "part-3-none",
                N_(
                    "There was no matter on which the Chair recorded that no common understanding was "
                    "reached."
                ),
            ),
        ]
    for text in texts:
        blocks += _chairs_summary(text, writing)
    return blocks


def follow_up(session: Proceedings, writing: say.Writing) -> list[Block]:
    """Return part IV: what became of every recommendation at each of its addressees, with the source."""
    heading = say.heading(
        1, N_("Follow-up to earlier common understandings and recommendations"), "part-4", "IV"
    )
    if not session.follow_up:
        return [
            heading,
            writing.say(
                "part-4-none",
                N_(
                    "No response to an earlier recommendation, and no information on its implementation, had "
                    "been recorded."
                ),
            ),
        ]
    header = tuple(
        _cell(name)
        for name in (
            N_("Recommendation"),
            N_("Addressee"),
            N_("Response"),
            N_("Implementation"),
            N_("Source"),
        )
    )
    return [
        heading,
        writing.say(
            "part-4-table",
            N_(
                "The responses of addressees to recommendations of recorded common understandings, and what was "
                "known of their implementation, are set out below. A response that does not support a "
                "recommendation is recorded as noting it."
            ),
            sources=["/follow-up"],
        ),
        Table(
            N_("Recommendations in follow-up"),
            header,
            tuple(_followed(line) for line in session.follow_up),
            "follow-up-table",
        ),
    ]


def _followed(line: FollowUp) -> tuple[Cell, ...]:
    sources = dict.fromkeys(filter(None, (line.response_source, line.implementation_source)))
    number = say.sentence(N_("recommendation %(number)s"), {"number": line.recommendation})
    return (
        Cell(
            (Link(f"/understandings/{line.understanding}/follow-up", f"{line.symbol}, {number}"),), heads=True
        ),
        _cell(line.addressee),
        _cell(RESPONSES[line.response]),
        _cell(IMPLEMENTATIONS[line.implementation]),
        _cell("; ".join(sources) or N_("none")),
    )


def _cell(words: str) -> Cell:
    return Cell((Text(words),))


def statement_sentence(text: Understanding, statement: Statement) -> str:
    """Return who made which statement on what: "Aldoria entered a reservation on paragraph 5."."""
    return say.sentence(
        STATEMENT_SENTENCES[statement.kind],
        {"who": statement.delegation, "what": say.paragraphs_words(text, statement.paragraphs)},
    )


def _adopted(session: Proceedings, writing: say.Writing) -> list[Block]:
    if not session.adopted():
        return [writing.say("adopted-none", N_("There was none: the Panel adopted no common understanding."))]
    blocks: list[Block] = []
    for text in session.adopted():
        key = f"adopted-{text.number}"
        blocks.append(
            writing.say(
                key,
                N_("%(symbol)s, %(title)s, was adopted %(mode)s %(when)s. The text is in annex I."),
                {
                    "symbol": say.text_link(text),
                    "title": say.quoted(text.title, text.language),
                    "mode": text.mode or "",
                    "when": when(session, text),
                },
                sources=[say.text_address(text.number)],
            )
        )
        sentences = [statement_sentence(text, statement) for statement in text.statements]
        if sentences:
            blocks.append(
                writing.say(
                    f"{key}-statements",
                    N_(
                        "%(sentences)s The words, as received, are in annex II; the "
                        "text is not to be reproduced without them."
                    ),
                    {"sentences": " ".join(sentences)},
                    sources=[say.text_address(text.number)],
                )
            )
        else:
            blocks.append(
                writing.say(
                    f"{key}-statements",
                    N_("No reservation, disassociation or other statement on that text was received."),
                    sources=[say.text_address(text.number)],
                )
            )
    return blocks


def when(session: Proceedings, text: Understanding) -> str:
    """Return "at the 4th meeting, on 27 March", or "on 27 March, between meetings"."""
    assert text.adopted_at
    meeting = session.meeting_at(text.adopted_at)
    on = say.day_words(text.adopted_at, year=False)
    if meeting is None:
        return say.sentence(N_("on %(day)s, between meetings"), {"day": on})
    return say.sentence(
        N_("at the %(ordinal)s meeting, on %(day)s"), {"ordinal": say.ordinal(meeting.number), "day": on}
    )


def _recommendations(session: Proceedings, writing: say.Writing) -> list[Block]:
    blocks: list[Block] = []
    for text in session.adopted():
        asking = [(paragraph, found) for paragraph in text.paragraphs if (found := _asks(paragraph))]
        if not asking and not text.recommendations:
            continue
        blocks.append(
            writing.say(
                f"recommended-{text.number}",
                N_("In %(symbol)s, the Panel addressed the following:"),
                {"symbol": say.text_link(text)},
                sources=[say.text_address(text.number)],
            )
        )
        if text.recommendations:
            blocks += [_drawn(place, text, one) for place, one in enumerate(text.recommendations)]
            continue
        for place, (paragraph, found) in enumerate(asking):
            who = addressee(found["asked"])
            inlines = say.phrase(
                N_("To %(addressee)s: %(words)s (paragraph %(number)s).")
                if who
                else N_("Without a named addressee: %(words)s (paragraph %(number)s)."),
                {
                    "addressee": who or "",
                    "words": say.quoted(paragraph.text.rstrip(" .;"), text.language),
                    "number": str(paragraph.number),
                },
            )
            blocks.append(say.lettered(place, inlines))
    return blocks or [
        writing.say(
            "recommended-none",
            N_("There was none: no text adopted at the session asked anything of an addressee."),
        )
    ]


def _drawn(place: int, text: Understanding, one: Recommendation) -> Block:
    """Return a recommendation that the secretariat has drawn from a text, with its addressees by name."""
    return say.lettered(
        place,
        say.phrase(
            N_("To %(addressees)s: %(words)s (%(paragraph)s)."),
            {
                "addressees": "; ".join(one.addressees),
                "words": say.quoted(one.words.rstrip(" .;"), text.language),
                "paragraph": say.paragraphs_words(text, (one.paragraph,)),
            },
        ),
    )


def _asks(paragraph: Paragraph) -> re.Match[str] | None:
    return _ASKING.match(paragraph.text) if paragraph.number is not None else None


def addressee(asked: str) -> str | None:
    """Return who is asked, from the words after the verb, or None where nobody is named."""
    found = _ADDRESSEE.match(asked)
    return found["who"] if found and _ACTS.search(found["who"]) else None


def _guidance(session: Proceedings, writing: say.Writing) -> list[Block]:
    blocks: list[Block] = []
    for thread in session.threads():
        blocks += [_referred_to(thread, place, one, writing) for place, one in enumerate(thread.guidance, 1)]
        if thread.kind != "guidance-needed":
            continue
        replies = [one for one in thread.contributions if one.kind == "mechanism-statement"]
        message = N_("In %(thread)s, guidance was sought on the following question: %(question)s")
        params: dict[str, say.Part] = {
            "thread": say.thread_link(thread),
            "question": say.quoted(thread.question, thread.language),
        }
        if replies:
            message = (
                N_(
                    "In %(thread)s, guidance was sought on the following question: %(question)s A mechanism "
                    "made a statement in %(numbers)s."
                )
                if len(replies) == 1
                else N_(
                    "In %(thread)s, guidance was sought on the following question: %(question)s Statements "
                    "of mechanisms were received in %(numbers)s."
                )
            )
            params["numbers"] = say.contributions_words(thread, [one.number for one in replies])
        blocks.append(
            writing.say(
                f"guidance-{thread.number}", message, params, sources=[say.thread_address(thread.number)]
            )
        )
    return blocks or [
        writing.say("guidance-none", N_("There was none: no thread before the Panel asked for guidance."))
    ]


def _referred_to(thread: Thread, place: int, request: Guidance, writing: say.Writing) -> Block:
    """Return one question that a thread referred to a mechanism, and its reply."""
    params: dict[str, say.Part] = {
        "thread": say.thread_link(thread),
        "mechanism": request.mechanism,
        "question": say.quoted(request.question, request.language),
    }
    message = N_(
        "In %(thread)s, the following question was referred to %(mechanism)s: %(question)s No reply had been received."
    )
    if request.reply is not None:
        message = N_(
            "In %(thread)s, the following question was referred to %(mechanism)s: %(question)s The mechanism replied "
            "in %(reply)s."
        )
        params["reply"] = say.contributions_words(thread, [request.reply])
    return writing.say(
        f"guidance-{thread.number}-{place}",
        message,
        params,
        sources=[say.thread_address(thread.number)],
    )


def _referred(session: Proceedings, writing: say.Writing) -> list[Block]:
    blocks: list[Block] = []
    if pending := remaining(session):
        blocks.append(
            writing.say(
                "referred",
                N_("The following texts, on which the Panel had not concluded, remained before it:"),
                sources=[say.text_address(text.number) for text in pending],
            )
        )
        blocks += [
            say.lettered(place, (*pending_line(text), Text("." if place == len(pending) - 1 else ";")))
            for place, text in enumerate(pending)
        ]
    return blocks or [
        writing.say("referred-none", N_("There was none: no matter was referred to another time or body."))
    ]


def _chairs_summary(text: Understanding, writing: say.Writing) -> list[Block]:
    summary = text.chairs_summary
    assert summary
    sources = [say.text_address(text.number)]
    blocks: list[Block] = [
        say.heading(2, text.title, f"chair-{text.number}"),
        writing.say(
            f"chair-{text.number}-status",
            N_(
                "On %(day)s the Chair recorded that no common understanding had been reached on %(title)s "
                "(%(symbol)s), and gave "
                "the following summary under her or his own responsibility. It was not negotiated and is not a"
                " common understanding."
            ),
            {
                "day": say.day_words(summary.given_at, year=False),
                "title": say.quoted(text.title, text.language),
                "symbol": say.text_link(text),
            },
            sources=sources,
        ),
    ]
    for name, words, lead in (
        ("convergence", summary.convergence, N_("Points of convergence")),
        ("divergence", summary.divergence, N_("Points of divergence")),
        ("open", summary.open_questions, N_("Open questions")),
    ):
        if words:
            blocks.append(say.heading(3, lead))
            blocks += writing.report(f"chair-{text.number}-{name}", words, sources)
    return blocks
