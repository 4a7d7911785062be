"""Part V, adoption of the summary, and part VI, organization of the session."""

from datetime import datetime
from typing import Final

from panel.documents.tree import Block, Cell, Inline, ListBlock, Table, Text
from panel.kernel.text import N_
from panel.sessions.rules import symbol
from panel.sessions.summary import phrasing as say
from panel.sessions.summary.views import Proceedings

_OFFICES: Final = {
    "chair": N_("Chair"),
    "rapporteur": N_("Rapporteur"),
    "moderator": N_("moderators"),
    "secretariat": N_("secretariat"),
}


def adoption(session: Proceedings, writing: say.Writing) -> list[Block]:
    """Return part V. Until it is issued, the summary says that it is a draft."""
    if session.is_issued:
        message = N_(
            "The summary was finalized by the Rapporteur and issued by the secretariat on %(day)s as "
            "%(symbol)s."
        )
    else:
        message = N_(
            "This summary is a draft, drawn up from the record as it stood on %(day)s. The Rapporteur is "
            "entrusted with "
            "finalizing it; it is to be issued as %(symbol)s."
        )
    params: dict[str, say.Part] = {"day": say.day_words(session.as_of), "symbol": symbol(session.number)}
    return [
        say.heading(1, N_("Adoption of the summary"), "part-5", "V"),
        writing.say("part-5-status", message, params, sources=[f"/sessions/{session.number}"]),
    ]


def organization(session: Proceedings, writing: say.Writing) -> list[Block]:
    """Return part VI."""
    parts = (
        ("A", N_("Opening and duration"), _duration(session, writing)),
        ("B", N_("Attendance"), _attendance(session, writing)),
        ("C", N_("Officers"), _officers(session, writing)),
        ("D", N_("Agenda"), _agenda(session, writing)),
        ("E", N_("Organization of work"), _work(session, writing)),
        ("F", N_("Documentation"), _documentation(session, writing)),
    )
    blocks: list[Block] = [say.heading(1, N_("Organization of the session"), "part-6", "VI")]
    for letter, name, within in parts:
        blocks += [say.heading(2, name, f"part-6-{letter.lower()}", letter), *within]
    return blocks


def _duration(session: Proceedings, writing: say.Writing) -> list[Block]:
    if session.opened_at is None:
        message = N_(
            "The session was announced for %(opens)s, in %(place)s. It had not been opened at the date of this "
            "document."
        )
    elif session.closed_at is None:
        message = N_(
            "The Chair opened the session in %(place)s on %(opens)s. It had not been closed at the date of this "
            "document. The programme of work provided for %(meetings)s."
        )
    else:
        message = N_(
            "The Chair opened the session in %(place)s on %(opens)s and closed it on %(closes)s. The Panel held "
            "%(meetings)s."
        )
    params: dict[str, say.Part] = {
        "place": session.place,
        "opens": say.time_words(session.opened_at or session.opens_at),
        "closes": say.time_words(session.closed_at or session.closes_at),
        "meetings": say.counted(len(session.meetings), N_("%(n)s meeting"), N_("%(n)s meetings")),
    }
    return [writing.say("duration", message, params, sources=[f"/sessions/{session.number}"])]


def _attendance(session: Proceedings, writing: say.Writing) -> list[Block]:
    present = [one for one in session.constituencies if one.delegations]
    absent = [one.name for one in session.constituencies if not one.delegations]
    total = sum(len(one.delegations) for one in present)
    blocks: list[Block] = [
        writing.say(
            "attendance",
            N_(
                "The session was attended by %(delegations)s, %(observers)s, from %(constituencies)s. Annex III lists "
                "them by constituency. Persons are counted, not named."
            ),
            {
                "delegations": say.counted(total, N_("%(n)s delegation"), N_("%(n)s delegations")),
                "constituencies": say.counted(
                    len(present), N_("%(n)s constituency"), N_("%(n)s constituencies")
                ),
                "observers": say.counted(
                    sum(one.observers for one in present),
                    N_("of which %(n)s was an observer"),
                    N_("of which %(n)s were observers"),
                    none=N_("none"),
                ),
            },
            sources=["/delegations"],
        )
    ]
    if absent and present:
        blocks.append(
            writing.say(
                "absent",
                N_("No delegation of the following had been admitted: %(names)s."),
                {"names": "; ".join(absent)},
                sources=["/delegations"],
            )
        )
    threads = session.threads()
    if threads and present:
        blocks.append(
            writing.say(
                "voices",
                N_(
                    "The number of contributions of each constituency to each thread before the Panel is set out in "
                    "the table below. %(sentence)s"
                ),
                {"sentence": _balance(session)},
                sources=[say.thread_address(thread.number) for thread in threads],
            )
        )
        blocks.append(_voices(session))
    return blocks


def _balance(session: Proceedings) -> str:
    spoken = {one.constituency for thread in session.threads() for one in thread.contributions}
    unheard = [one.name for one in session.constituencies if one.delegations and one.id not in spoken]
    if unheard:
        return say.sentence(
            N_("Represented but not heard in any of them: %(names)s."), {"names": "; ".join(unheard)}
        )
    return N_("Every constituency represented was heard in at least one of them.")


def _voices(session: Proceedings) -> Table:
    threads = session.threads()
    header = (
        _cell(N_("Constituency")),
        *(_cell(say.sentence(N_("Thread %(number)s"), {"number": thread.number})) for thread in threads),
        _cell(N_("Total")),
    )
    rows = []
    for one in session.constituencies:
        if one.delegations:
            counts = [sum(c.constituency == one.id for c in thread.contributions) for thread in threads]
            rows.append(
                (
                    Cell((Text(one.name),), heads=True),
                    *(_cell(str(count)) for count in (*counts, sum(counts))),
                )
            )
    totals = [len(thread.contributions) for thread in threads]
    rows.append(
        (
            Cell((Text(N_("Total")),), heads=True),
            *(_cell(str(count)) for count in (*totals, sum(totals))),
        )
    )
    return Table(N_("Contributions by constituency and thread"), header, tuple(rows), "voices-table")


def _officers(session: Proceedings, writing: say.Writing) -> list[Block]:
    held = [_OFFICES[office] for office in session.offices if office in _OFFICES]
    if not held:
        return [writing.say("officers", N_("No office of the Panel had been conferred."))]
    return [
        writing.say(
            "officers",
            N_(
                "The following offices were held: %(offices)s. Office-holders are not named, since the list"
                " of participants is by consent."
            ),
            {"offices": say.listed(held)},
        )
    ]


def _agenda(session: Proceedings, writing: say.Writing) -> list[Block]:
    if not session.items:
        return [writing.say("agenda", N_("No item had been placed on the agenda."))]
    if session.agenda_adopted_at:
        message = N_("At its %(ordinal)s meeting, on %(day)s, the Panel adopted the following agenda:")
        params: dict[str, say.Part] = {
            "ordinal": say.ordinal(session.agenda_adopted_in or 1),
            "day": say.day_words(session.agenda_adopted_at, year=False),
        }
    else:
        message, params = N_("The provisional agenda, which had not been adopted, was as follows:"), {}
    return [
        writing.say("agenda", message, params, sources=[f"/sessions/{session.number}"]),
        _items(session),
    ]


def _items(session: Proceedings) -> ListBlock:
    numbers = [item.number for item in session.items]
    if numbers == [str(place) for place in range(1, len(numbers) + 1)]:
        return say.numbered((Text(item.title),) for item in session.items)
    return say.bullets((Text(f"{item.number}: {item.title}"),) for item in session.items)


def _work(session: Proceedings, writing: say.Writing) -> list[Block]:
    if not session.meetings:
        return [writing.say("work", N_("No meeting had been scheduled."))]
    rows = tuple(
        (
            Cell((Text(say.ordinal(one.number)),), heads=True),
            _cell(say.day_words(one.starts_at)),
            _cell(f"{_clock(one.starts_at)}–{_clock(one.ends_at)}"),
            _cell(", ".join(one.items) or N_("none")),
        )
        for one in session.meetings
    )
    header = (_cell(N_("Meeting")), _cell(N_("Day")), _cell(N_("Geneva time")), _cell(N_("Agenda items")))
    return [
        writing.say(
            "work",
            N_("The programme of meetings, with the items of the agenda, was as follows:"),
            sources=[f"/sessions/{session.number}"],
        ),
        Table(N_("Meetings"), header, rows, "meetings-table"),
    ]


def _clock(moment: datetime) -> str:
    return f"{moment.astimezone(say.GENEVA):%H:%M}"


def _documentation(session: Proceedings, writing: say.Writing) -> list[Block]:
    threads, texts = len(session.threads()), len(session.understandings())
    return [
        writing.say(
            "documentation",
            N_(
                "The Panel had before it %(threads)s and %(texts)s. They are listed in annex IV, and the "
                "norms that they cite in annex V."
            ),
            {
                "threads": say.counted(threads, N_("%(n)s thread"), N_("%(n)s threads")),
                "texts": say.counted(texts, N_("%(n)s text"), N_("%(n)s texts")),
            },
            sources=[f"/sessions/{session.number}"],
        )
    ]


def _cell(text: str) -> Cell:
    inlines: tuple[Inline, ...] = (Text(text),)
    return Cell(inlines)
