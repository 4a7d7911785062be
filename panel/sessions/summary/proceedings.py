"""Part II: the proceedings, item by item.

The discussion is summarised by rule, so that nobody's words are weighed by the one who writes: for each constituency
heard, in the order of the constituencies, how each contribution begins, in its own words, between quotation marks.
`QUOTED_WORDS` is shared among the contributions of a thread, so a thread of forty costs no more than one of twelve.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from panel.documents.tree import Block, Emphasis, Inline, Text
from panel.kernel.text import N_
from panel.sessions.summary import citing
from panel.sessions.summary import phrasing as say
from panel.sessions.summary.meetings import considered
from panel.sessions.summary.outcome import taken
from panel.sessions.summary.views import (
    Contribution,
    Item,
    Point,
    Proceedings,
    Thread,
)

QUOTED_WORDS: Final = 640
LONGEST_QUOTE, SHORTEST_QUOTE = 45, 16
STATEMENTS: Final = 4
"""How many statements one paragraph tells at most: a longer one is not read."""
_SAID: Final = {
    "position": N_("%(who)s stated: %(words)s (%(where)s)"),
    "question": N_("%(who)s asked: %(words)s (%(where)s)"),
    "information": N_("%(who)s gave information: %(words)s (%(where)s)"),
    "proposal": N_("%(who)s proposed wording: %(words)s (%(where)s)"),
    "answer": N_("In reply to contribution %(reply)s, %(who)s stated: %(words)s (%(where)s)"),
    "mechanism-statement": N_("%(who)s, as a mechanism, stated: %(words)s (%(where)s)"),
}
_POINTS: Final = (
    ("convergence", N_("points of convergence")),
    ("divergence", N_("points of divergence")),
    ("open-question", N_("open questions")),
)


def part(session: Proceedings, writing: say.Writing) -> list[Block]:
    """Return part II."""
    blocks: list[Block] = [say.heading(1, N_("Proceedings"), "part-2", "II")]
    if not session.items:
        blocks.append(writing.say("part-2-none", N_("No item had been placed on the agenda.")))
    for item in session.items:
        blocks += _Item(session, item, writing).blocks()
    return blocks


class _Item:
    """The proceedings under one agenda item."""

    def __init__(self, session: Proceedings, item: Item, writing: say.Writing) -> None:
        self._session = session
        self._item = item
        self._writing = writing
        self._key = f"item-{item.number.replace('(', '-').rstrip(')')}"
        self._threads = [thread for thread in item.threads if thread.is_public]

    def blocks(self) -> list[Block]:
        heard = [thread for thread in self._threads if thread.contributions or thread.withdrawn]
        spoken = [thread for thread in heard if thread.contributions]
        parts: list[tuple[str, list[Block]]] = [
            (N_("Documents before the Panel"), self._documents()),
            (N_("Introduction"), self._introduction()),
            (N_("Statements heard, by constituency"), [b for thread in heard for b in self._heard(thread)]),
            (N_("Summary of the discussion"), [b for thread in spoken for b in self._discussion(thread)]),
            (
                N_("Points of convergence and of divergence"),
                [b for thread in self._threads for b in self._points(thread)],
            ),
            (N_("Action taken"), self._action()),
        ]
        title = say.sentence(
            N_("Item %(number)s: %(title)s"), {"number": self._item.number, "title": self._item.title}
        )
        blocks: list[Block] = [say.heading(2, title, self._key)]
        if not self._threads and not self._item.understandings:
            # An item on which there was nothing to read is told in a few lines: they need no headings.
            blocks += [block for _, within in parts[:2] for block in within]
            parts = parts[2:]
        for name, within in parts:
            if within:
                blocks += [say.heading(3, name), *within]
        return blocks

    def _say(
        self,
        name: str,
        message: str,
        params: dict[str, say.Part] | None = None,
        *,
        sources: Iterable[str] = (),
        then: Sequence[Inline] = (),
    ) -> Block:
        return self._writing.say(f"{self._key}-{name}", message, params, sources=sources, then=then)

    def _documents(self) -> list[Block]:
        lines: list[tuple[Inline, ...]] = []
        for thread in self._threads:
            count = len(thread.contributions)
            lines.append(
                say.phrase(
                    N_("%(thread)s, %(title)s, with %(contributions)s"),
                    {
                        "thread": say.thread_link(thread),
                        "title": say.quoted(thread.title, thread.language),
                        "contributions": say.counted(
                            count, N_("%(n)s contribution"), N_("%(n)s contributions")
                        ),
                    },
                )
            )
        for text in self._item.understandings:
            lines.append(
                say.phrase(
                    N_("the text %(title)s (%(symbol)s)"),
                    {"title": say.quoted(text.title, text.language), "symbol": say.text_link(text)},
                )
            )
        sources = [
            *(say.thread_address(thread.number) for thread in self._threads),
            *(say.text_address(text.number) for text in self._item.understandings),
        ]
        if not lines:
            blocks = [self._say("documents", N_("No document was before the Panel under this item."))]
        else:
            blocks = [
                self._say(
                    "documents",
                    N_("Under this item, the Panel had before it %(documents)s."),
                    {"documents": say.joined(lines, "; ", N_("; and "))},
                    sources=sources,
                )
            ]
        if waiting := [thread for thread in self._item.threads if not thread.is_public]:
            numbers = say.listed([str(thread.number) for thread in waiting])
            blocks.append(
                self._say(
                    "proposals",
                    N_(
                        "Proposals for threads (%(numbers)s), which had not been opened, were not before "
                        "the Panel in substance."
                    ),
                    {"numbers": numbers},
                )
            )
        return blocks

    def _introduction(self) -> list[Block]:
        blocks: list[Block] = []
        for thread in self._threads:
            message = N_(
                "%(thread)s was proposed by %(proposer)s and opened on %(day)s. Its guiding question was: "
                "%(question)s"
            )
            if not thread.question:
                message = N_("%(thread)s was proposed by %(proposer)s and opened on %(day)s.")
            notes: tuple[Inline, ...] = citing.in_full(thread.norms)
            if thread.no_norm_known:
                notes = (Text(N_(" It was found that no norm was known.")),)
            blocks.append(
                self._say(
                    f"thread-{thread.number}",
                    message,
                    {
                        "thread": say.thread_link(thread, begins=True),
                        "proposer": thread.proposer,
                        "day": say.day_words(thread.opened_at) if thread.opened_at else "",
                        "question": say.quoted(thread.question, thread.language),
                    },
                    sources=[say.thread_address(thread.number)],
                    then=notes,
                )
            )
        return blocks + considered(self._session, self._item, self._key, self._writing)

    def _heard(self, thread: Thread) -> list[Block]:
        heard = list(self._session.by_constituency(thread))
        names = {constituency.id for constituency, _ in heard}
        silent = [one.name for one in self._session.constituencies if one.delegations and one.id not in names]
        blocks: list[Block] = []
        if heard:
            lead = N_("In %(thread)s, the following were heard:")
            blocks.append(
                self._say(
                    f"heard-{thread.number}",
                    lead,
                    {"thread": say.thread_link(thread)},
                    sources=[say.thread_address(thread.number)],
                )
            )
            blocks.append(
                say.bullets(
                    (
                        Emphasis((Text(f"{constituency.name}: "),)),
                        *say.joined(
                            [
                                (Text(f"{name} ("), *say.contributions_words(thread, numbers), Text(")"))
                                for name, numbers in _speakers(spoken)
                            ]
                        ),
                    )
                    for constituency, spoken in heard
                )
            )
        if silent:
            blocks.append(
                self._say(
                    f"unheard-{thread.number}",
                    N_("Not heard in that thread, though represented on the Panel: %(names)s."),
                    {"names": "; ".join(silent)},
                    sources=[say.thread_address(thread.number)],
                )
            )
        if thread.withdrawn:
            message = say.counted(
                thread.withdrawn,
                N_("%(n)s contribution was withdrawn by its author and is not reproduced."),
                N_("%(n)s contributions were withdrawn by their authors and are not reproduced."),
            )
            blocks.append(
                self._say(
                    f"withdrawn-{thread.number}",
                    say.capital(message),
                    sources=[say.thread_address(thread.number)],
                )
            )
        return blocks

    def _discussion(self, thread: Thread) -> list[Block]:
        quoted = _quotable(thread)
        words = max(SHORTEST_QUOTE, min(LONGEST_QUOTE, QUOTED_WORDS // max(1, len(quoted))))
        blocks: list[Block] = []
        for constituency, spoken in self._session.by_constituency(thread):
            said = [one for one in spoken if one.number in quoted]
            others = [one.number for one in spoken if one.number not in quoted]
            lead: say.Part = (Emphasis((Text(f"{constituency.name}. "),)),)
            for start in range(0, len(said), STATEMENTS):
                part = said[start : start + STATEMENTS]
                blocks.append(
                    self._say(
                        f"discussion-{thread.number}-{constituency.id}-{start // STATEMENTS + 1}",
                        "%(constituency)s%(said)s",
                        {
                            "constituency": lead,
                            "said": say.joined([_said(thread, one, words) for one in part], " "),
                        },
                        sources=[say.contribution_address(thread.number, one.number) for one in part],
                    )
                )
                lead = ""
            if others:
                blocks.append(
                    self._say(
                        f"discussion-{thread.number}-{constituency.id}-further",
                        N_("%(constituency)sFurther views were set out in %(numbers)s."),
                        {
                            "constituency": lead,
                            "numbers": say.contributions_words(thread, others),
                        },
                        sources=[say.contribution_address(thread.number, number) for number in others],
                    )
                )
        return blocks

    def _points(self, thread: Thread) -> list[Block]:
        synthesis = thread.synthesis
        if synthesis is None:
            return []
        blocks: list[Block] = []
        for kind, name in _POINTS:
            points = [point for point in synthesis.points if point.kind == kind]
            if not points:
                continue
            message = N_("It also noted the following %(points)s:")
            if not blocks:
                message = N_(
                    "In %(thread)s, the moderator’s synthesis of %(day)s (version %(version)s) noted the "
                    "following "
                    "%(points)s:"
                )
            blocks.append(
                self._say(
                    f"{kind}-{thread.number}",
                    message,
                    {
                        "day": say.day_words(synthesis.at),
                        "version": synthesis.version,
                        "thread": say.thread_link(thread),
                        "points": name,
                    },
                    sources=[say.thread_address(thread.number)],
                )
            )
            blocks += [_point(thread, place, point) for place, point in enumerate(points)]
        return blocks

    def _action(self) -> list[Block]:
        session = self._session
        blocks: list[Block] = []
        if session.agenda_adopted_at and self._is_where_agenda_was_adopted():
            blocks.append(
                self._say(
                    "agenda-adopted",
                    N_("At its %(ordinal)s meeting, on %(day)s, the Panel adopted its agenda."),
                    {
                        "ordinal": say.ordinal(session.agenda_adopted_in or 1),
                        "day": say.day_words(session.agenda_adopted_at, year=False),
                    },
                    sources=[f"/sessions/{session.number}"],
                )
            )
        for text in self._item.understandings:
            blocks += taken(session, self._key, text, self._writing)
        return blocks

    def _is_where_agenda_was_adopted(self) -> bool:
        meeting = next(
            (one for one in self._session.meetings if one.number == self._session.agenda_adopted_in), None
        )
        items = meeting.items if meeting else ()
        return self._item.number == (items[0] if items else self._session.items[0].number)


def _quotable(thread: Thread) -> set[int]:
    """Return the numbers of the contributions that are quoted: as many as the bound allows.

    Where it does not allow all, every delegation's first contribution comes before anybody's second.
    """
    most = QUOTED_WORDS // SHORTEST_QUOTE
    turn: dict[str, int] = {}
    ranked: list[tuple[int, int]] = []
    for one in thread.contributions:
        turn[one.delegation] = turn.get(one.delegation, 0) + 1
        ranked.append((turn[one.delegation], one.number))
    return {number for _, number in sorted(ranked)[:most]}


def _said(thread: Thread, one: Contribution, words: int) -> tuple[Inline, ...]:
    kind = one.kind if one.kind != "answer" or one.reply_to is not None else "position"
    inlines = say.phrase(
        _SAID[kind],
        {
            "who": one.delegation,
            "words": say.quoted(say.opening_words(one.body, words), one.language),
            "where": say.contributions_words(thread, [one.number]),
            "reply": one.reply_to or "",
        },
    )
    return (*inlines, Text("."), *citing.in_short(one.norms))


def _point(thread: Thread, place: int, point: Point) -> Block:
    return say.lettered(
        place,
        (
            Text(f"{point.text.rstrip(' .')} ("),
            *say.contributions_words(thread, point.contributions),
            Text(")."),
        ),
        [say.contribution_address(thread.number, number) for number in point.contributions],
    )


def _speakers(spoken: list[Contribution]) -> list[tuple[str, list[int]]]:
    """Return each delegation with the numbers of its contributions, by name."""
    numbers: dict[str, list[int]] = {}
    for one in spoken:
        numbers.setdefault(one.delegation, []).append(one.number)
    return sorted(numbers.items(), key=lambda pair: pair[0].casefold())
