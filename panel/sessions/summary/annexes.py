"""The annexes: the texts with their norm basis, the statements as received, participants, documents, norms cited."""

from panel.documents.markup import to_blocks
from panel.documents.tree import Annex, Block, Cell, Link, Paragraph, Style, Table, Text
from panel.kernel.text import N_
from panel.sessions.summary import citing
from panel.sessions.summary import phrasing as say
from panel.sessions.summary.action import statement_sentence, when
from panel.sessions.summary.views import Norm, Proceedings, Statement, Understanding

_STATEMENTS = {
    "reservation": N_("Reservation"),
    "disassociation": N_("Disassociation"),
    "interpretative": N_("Interpretative statement"),
    "explanation": N_("Explanation of position"),
}
NO_NORM = N_("No norm basis was identified; that this is so is a finding of the deliberation.")


def annexes(session: Proceedings) -> tuple[Annex, ...]:
    """Return the five annexes. One with nothing in it says so, so that references to annexes hold in every summary."""
    found = (
        (N_("Texts adopted"), _texts(session)),
        (
            N_("Statements, explanations of position, reservations and disassociations, as received"),
            _statements(session),
        ),
        (N_("Participants"), _participants(session)),
        (N_("List of documents"), _documents(session)),
        (N_("Norms cited"), _norms(session)),
    )
    return tuple(
        Annex(
            say.sentence(N_("Annex %(number)s"), {"number": number}), title, tuple(blocks), f"annex-{place}"
        )
        for place, (number, (title, blocks)) in enumerate(
            zip(("I", "II", "III", "IV", "V"), found, strict=True), 1
        )
    )


def _texts(session: Proceedings) -> list[Block]:
    blocks: list[Block] = []
    for text in session.adopted():
        blocks += _text(session, text)
    return blocks or [Paragraph((Text(N_("The Panel adopted no text.")),))]


def _text(session: Proceedings, text: Understanding) -> list[Block]:
    sources = (say.text_address(text.number),)
    blocks: list[Block] = [
        say.heading(2, f"{text.symbol}. {text.title}", f"text-{text.number}"),
        Paragraph(
            say.phrase(
                N_(
                    "Adopted %(mode)s %(when)s. The text is not binding. It consists of the words of "
                    "%(version)s."
                ),
                {"mode": text.mode or "", "when": when(session, text), "version": text.version},
            ),
            style=Style.NOTE,
            sources=sources,
        ),
    ]
    tongue = say.direction(text.language)
    for one in text.paragraphs:
        notes = citing.in_full(one.norms)
        if one.no_norm:
            notes = citing.note(NO_NORM)
        operative = one.number is not None
        blocks.append(
            Paragraph(
                (Text(one.text), *notes),
                str(one.number) if operative else None,
                f"text-{text.number}-{one.key}",
                Style.OPERATIVE if operative else Style.PREAMBULAR,
                text.language,
                tongue,
            )
        )
    blocks.append(say.heading(3, N_("Statements made on this text")))
    if text.statements:
        blocks += [
            Paragraph(
                (
                    Text(f"{statement_sentence(text, statement)} "),
                    Link(f"#{_anchor(text, place)}", N_("The words, as received, are in annex II.")),
                )
            )
            for place, statement in enumerate(text.statements)
        ]
    else:
        blocks.append(Paragraph((Text(N_("None was received.")),)))
    return [*blocks, *_entitled(session, text)]


def _entitled(session: Proceedings, text: Understanding) -> list[Block]:
    kept = next((one for one in reversed(text.rounds) if one.outcome == "kept"), None)
    if kept is None:
        return []
    lines = []
    for constituency in session.constituencies:
        if names := [name for of, name in kept.entitled if of == constituency.id]:
            lines.append((Text(f"{constituency.name}: {'; '.join(names)}"),))
    return [
        say.heading(3, N_("Delegations entitled to object")),
        Paragraph(
            say.phrase(
                N_(
                    "The list was frozen when silence was opened, on %(opened)s; it ended on %(expires)s. "
                    "It names %(entitled)s:"
                ),
                {
                    "opened": say.time_words(kept.opened_at),
                    "expires": say.time_words(kept.expires_at),
                    "entitled": say.counted(
                        len(kept.entitled), N_("%(n)s delegation"), N_("%(n)s delegations")
                    ),
                },
            )
        ),
        say.bullets(lines),
    ]


def _statements(session: Proceedings) -> list[Block]:
    blocks: list[Block] = []
    for text in session.adopted():
        if not text.statements:
            continue
        blocks.append(say.heading(2, f"{text.symbol}. {text.title}"))
        for place, statement in enumerate(text.statements):
            blocks += _statement(text, statement, place)
    return blocks or [Paragraph((Text(N_("None was received.")),))]


def _statement(text: Understanding, statement: Statement, place: int) -> list[Block]:
    title = f"{statement.delegation}: {_STATEMENTS[statement.kind].lower()}"
    blocks: list[Block] = [
        say.heading(3, title, _anchor(text, place)),
        Paragraph(
            say.phrase(
                N_("On %(what)s. Carried from the maintained concern %(concern)s. Recorded on %(when)s.")
                if statement.concern
                else N_("On %(what)s. Recorded on %(when)s."),
                {
                    "concern": statement.concern or "",
                    "what": say.paragraphs_words(text, statement.paragraphs),
                    "when": say.time_words(statement.given_at),
                },
            ),
            style=Style.NOTE,
            sources=(say.text_address(text.number),),
        ),
    ]
    if not statement.text:
        return [*blocks, Paragraph((Text(N_("Given without words.")),))]
    return [*blocks, *to_blocks(statement.text, style=Style.QUOTE)]


def _anchor(text: Understanding, place: int) -> str:
    return f"statement-{text.number}-{place + 1}"


def _participants(session: Proceedings) -> list[Block]:
    present = [one for one in session.constituencies if one.delegations]
    if not present:
        return [Paragraph((Text(N_("No delegation had been admitted.")),))]
    rows = [
        (
            Cell((Text(one.name),), heads=True),
            *(_cell(str(count)) for count in (len(one.delegations), one.observers, one.seats)),
        )
        for one in present
    ]
    totals = (
        sum(len(one.delegations) for one in present),
        sum(one.observers for one in present),
        sum(one.seats for one in present),
    )
    rows.append((Cell((Text(N_("Total")),), heads=True), *(_cell(str(count)) for count in totals)))
    header = tuple(
        _cell(name)
        for name in (N_("Constituency"), N_("Delegations"), N_("Of which observers"), N_("Persons"))
    )
    return [
        Table(N_("Participants by constituency"), header, tuple(rows), "participants-table"),
        Paragraph((Text(N_("Persons are counted and not named: the list of participants is by consent.")),)),
        say.bullets((Text(f"{one.name}: {'; '.join(one.delegations)}"),) for one in present),
    ]


def _documents(session: Proceedings) -> list[Block]:
    rows: list[tuple[Cell, ...]] = []
    for item in session.items:
        for thread in item.threads:
            if thread.is_public:
                rows.append(
                    (
                        Cell((*say.thread_link(thread, begins=True),), heads=True),
                        Cell((Text(thread.title, thread.language, say.direction(thread.language)),)),
                        _cell(item.number),
                    )
                )
        for text in item.understandings:
            rows.append(
                (
                    Cell((*say.text_link(text),), heads=True),
                    Cell((Text(text.title, text.language, say.direction(text.language)),)),
                    _cell(item.number),
                )
            )
    if not rows:
        return [Paragraph((Text(N_("No document was before the Panel.")),))]
    header = (_cell(N_("Document")), _cell(N_("Title")), _cell(N_("Agenda item")))
    return [Table(N_("Documents by agenda item"), header, tuple(rows), "documents-table")]


def _norms(session: Proceedings) -> list[Block]:
    norms: dict[str, Norm] = {}
    cited: dict[str, _Places] = {}

    def note(
        found: tuple[Norm, ...], document: str, number: str | None = None, words: tuple[str, str] = ("", "")
    ) -> None:
        for norm in found:
            norms[norm.reference] = norm
            numbers = cited.setdefault(norm.reference, {}).setdefault((document, words), [])
            if number is not None and number not in numbers:
                numbers.append(number)

    for text in session.adopted():
        for paragraph in text.paragraphs:
            printed = text.printed([paragraph.key])[0]
            words = (N_("para."), N_("paras."))
            if paragraph.number is None:
                words = (N_("preambular para."), N_("preambular paras."))
            note(paragraph.norms, say.name_of_text(text), printed.removeprefix("PP"), words)
    for thread in session.threads():
        name = say.sentence(N_("thread %(number)s"), {"number": thread.number})
        note(thread.norms, name, None, (N_("opening"), N_("opening")))
        for one in thread.contributions:
            note(one.norms, name, str(one.number), (N_("contribution"), N_("contributions")))
    blocks: list[Block] = []
    instruments = sorted(
        {(norm.instrument, norm.nature) for norm in norms.values()}, key=lambda one: one[0].casefold()
    )
    for instrument, nature in instruments:
        within = [norm for norm in norms.values() if norm.instrument == instrument]
        blocks.append(say.heading(2, f"{instrument} ({citing.NATURES.get(nature, nature)})"))
        blocks.append(
            say.bullets(
                (Text(f"{norm.pin or N_('the instrument as a whole')}: {_places(cited[norm.reference])}"),)
                for norm in sorted(within, key=lambda one: say.natural(one.pin))
            )
        )
    return blocks or [Paragraph((Text(N_("No norm was cited.")),))]


_Places = dict[tuple[str, tuple[str, str]], list[str]]
"""(document, words for one and several of its numbers) -> the numbers."""


def _places(places: _Places) -> str:
    """Return where a norm is cited: "SPMHR/2026/CU/1, paras. 1 and 4; thread 1, contributions 2, 3 and 8"."""
    return "; ".join(
        f"{document}, {words[len(numbers) > 1]} {say.listed(numbers)}".rstrip()
        for (document, words), numbers in places.items()
    )


def _cell(text: str) -> Cell:
    return Cell((Text(text),))
