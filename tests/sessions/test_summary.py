"""The summary, built from frozen views without a database: what it says, and that each sentence has its source."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from panel.documents.formats import FORMATS
from panel.documents.tree import (
    Document,
    Footnote,
    Heading,
    Paragraph,
    Table,
    blocks_of,
    inlines_of,
    plain,
)
from panel.kernel.text import word_count
from panel.sessions.summary import build, length
from panel.sessions.summary import phrasing as say
from panel.sessions.summary.action import addressee
from panel.sessions.summary.views import (
    FollowUp,
    Guidance,
    Item,
    Proceedings,
    Recommendation,
    printed,
)
from tests.make import proceedings as make


def paragraphs(document: Document) -> list[Paragraph]:
    return [block for block in blocks_of(document) if isinstance(block, Paragraph)]


def text_of(document: Document) -> str:
    return "\n".join(
        block.text if isinstance(block, Heading) else plain(block.inlines)
        for block in blocks_of(document)
        if isinstance(block, Heading | Paragraph)
    )


def notes_of(document: Document) -> list[str]:
    return [plain(one.inlines) for one in inlines_of(document) if isinstance(one, Footnote)]


def under(document: Document, heading: str) -> str:
    """Return the words between a heading and the next one of its level or above."""
    found: list[str] = []
    level = 0
    for block in document.blocks:
        if isinstance(block, Heading):
            if level and block.level <= level:
                break
            level = level or (block.level if block.text == heading else 0)
        elif level and isinstance(block, Paragraph):
            found.append(plain(block.inlines))
    return "\n".join(found)


def with_items(*items: Item) -> Proceedings:
    return make.proceedings(items=items)


def test_the_outline_is_that_of_the_specification() -> None:
    headings = [block for block in build(make.proceedings()).blocks if isinstance(block, Heading)]
    assert [(one.number, one.text) for one in headings if one.level == 1] == [
        (None, "Contents"),
        (None, "Summary"),
        ("I", "Matters calling for action or brought to attention"),
        ("II", "Proceedings"),
        ("III", "Chair’s summary"),
        ("IV", "Follow-up to earlier common understandings and recommendations"),
        ("V", "Adoption of the summary"),
        ("VI", "Organization of the session"),
    ]
    assert [one.text for one in headings if one.level == 2][:4] == [
        "Common understandings adopted",
        "Recommendations and addressees",
        "Guidance requested",
        "Matters referred",
    ]
    item = [one.text for one in headings]
    start = item.index("Item 2: Who is heard")
    assert item[start + 1 : start + 7] == [
        "Documents before the Panel",
        "Introduction",
        "Statements heard, by constituency",
        "Summary of the discussion",
        "Points of convergence and of divergence",
        "Action taken",
    ]
    assert [annex.title for annex in build(make.proceedings()).annexes] == [
        "Texts adopted",
        "Statements, explanations of position, reservations and disassociations, as received",
        "Participants",
        "List of documents",
        "Norms cited",
    ]


def test_the_masthead_names_the_panels_own_series_and_the_title_place_and_dates() -> None:
    document = build(make.proceedings())
    assert document.masthead.symbol == "SPMHR/1/SR"
    assert document.title == (
        "Summary of the first session of the Standing Panel on Migration and Human Rights (Geneva, 23–27 March 2026)"
    )
    assert document.masthead.date.isoformat() == "2026-03-27"
    assert document.draft
    assert not build(make.proceedings(is_issued=True)).draft


def test_paragraphs_are_numbered_right_through() -> None:
    numbers = [
        int(block.number)
        for block in build(make.proceedings()).blocks
        if isinstance(block, Paragraph) and block.number and block.number.isdecimal()
    ]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) > 20


def test_every_numbered_paragraph_on_proceedings_names_its_source() -> None:
    blocks = build(make.proceedings()).blocks
    part_2 = next(
        at for at, block in enumerate(blocks) if isinstance(block, Heading) and block.number == "II"
    )
    part_3 = next(
        at for at, block in enumerate(blocks) if isinstance(block, Heading) and block.number == "III"
    )
    within = [block for block in blocks[part_2:part_3] if isinstance(block, Paragraph)]
    without = [plain(block.inlines) for block in within if not block.sources]
    assert without == ["No document was before the Panel under this item."]


def test_an_empty_session_says_of_every_part_that_there_was_none() -> None:
    empty = make.proceedings(
        items=(), meetings=(), constituencies=(), offices=(), agenda_adopted_at=None, agenda_adopted_in=None
    )
    document = build(empty)
    for part in (
        "Common understandings adopted",
        "Recommendations and addressees",
        "Guidance requested",
        "Matters referred",
    ):
        assert under(document, part).startswith("There was none")
    assert under(document, "Proceedings") == "No item had been placed on the agenda."
    assert "None was received." in text_of(document)
    assert "No norm was cited." in text_of(document)
    for form in FORMATS.values():
        assert form.write(document)


def test_an_adoption_is_told_with_meeting_day_and_mode() -> None:
    said = under(build(make.proceedings()), "Action taken")
    assert "At its 1st meeting, on 23 March, the Panel adopted its agenda." in said
    whole = text_of(build(make.proceedings()))
    assert (
        "At its 2nd meeting, on 24 March, the Panel adopted by silence procedure the common understanding "
        "“Being heard at the border” (SPMHR/2026/CU/1), with one reservation (see annex II)." in whole
    )


def test_an_adoption_between_meetings_says_so() -> None:
    text = make.understanding(adopted_at=make.OPENS.replace(day=26))
    whole = text_of(build(with_items(Item("2", "Who is heard", (), (text,)))))
    assert "On 26 March, between meetings, the Panel adopted" in whole


def test_an_adopted_text_is_never_printed_without_its_reservations() -> None:
    document = build(make.proceedings())
    texts, statements = document.annexes[0], document.annexes[1]
    words = [plain(block.inlines) for block in texts.blocks if isinstance(block, Paragraph)]
    at = words.index("Encourages States to give the time that it takes.")
    assert any("Aldoria entered a reservation on paragraph 2." in said for said in words[at:])
    received = [plain(block.inlines) for block in statements.blocks if isinstance(block, Paragraph)]
    assert "Aldoria keeps its own time." in received
    assert "Aldoria entered a reservation on paragraph 2." in under(document, "Common understandings adopted")


def test_the_entitled_list_is_printed_with_the_text() -> None:
    said = text_of(build(make.proceedings()))
    assert "It names two delegations:" in said
    assert "States: Aldoria" in said


def test_norms_stand_in_footnotes_with_their_legal_nature() -> None:
    notes = notes_of(build(make.proceedings()))
    assert f"{make.COVENANT}, article 7 (binding treaty)." in notes
    assert "ICCPR, art. 13 (binding treaty)." in notes
    assert any("No norm basis was identified" in note for note in notes)


def test_the_last_annex_says_where_each_norm_is_cited() -> None:
    said = text_of(build(make.proceedings()))
    assert "article 13: SPMHR/2026/CU/1, para. 1; thread 3, opening; thread 3, contributions 1 and 3" in said
    assert "article 7: SPMHR/2026/CU/1, preambular para. 1" in said


def test_the_discussion_quotes_each_delegation_and_names_the_contribution() -> None:
    said = under(build(make.proceedings()), "Summary of the discussion")
    quoted = "“Everyone is to be heard before a return. The rest follows from that”"
    assert f"States. Aldoria stated: {quoted} (contribution 1)." in said
    assert "In reply to contribution 1, Paths Association stated: “We were counted" in said


def test_constituencies_not_heard_are_named() -> None:
    thread = make.thread(contributions=(make.contribution(1),))
    said = text_of(build(with_items(Item("2", "Who is heard", (thread,), ()))))
    assert "Not heard in that thread, though represented on the Panel: Migrants' associations." in said
    assert "Trade unions" in under(build(make.proceedings()), "Attendance")


def test_a_withdrawn_contribution_is_only_counted() -> None:
    said = text_of(build(make.proceedings()))
    assert "One contribution was withdrawn by its author and is not reproduced." in said


def test_the_synthesis_is_given_point_by_point_with_its_contributions() -> None:
    said = under(build(make.proceedings()), "Points of convergence and of divergence")
    assert "In thread 3, the moderator’s synthesis of 13 March 2026 (version 2) noted" in said
    assert "Everyone is heard (contributions 1 and 3)." in said
    assert "It also noted the following points of divergence:" in said


def test_a_proposal_is_counted_and_not_described() -> None:
    proposal = make.thread(
        number=9,
        title="",
        question="",
        stage="proposed",
        proposer="",
        contributions=(),
        synthesis=None,
        withdrawn=0,
    )
    said = text_of(build(with_items(Item("7", "Proposals", (proposal,), ()))))
    assert "Proposals for threads (9), which had not been opened" in said


def test_a_text_without_consensus_leads_to_the_chairs_summary_and_names_nobody() -> None:
    document = build(with_items(Item("2", "Work", (), (make.without_consensus(),))))
    said = under(document, "Chair’s summary")
    assert "It was not negotiated and is not a common understanding." in said
    assert "Who inspects." in said
    assert "Silence was broken in time, on preambular paragraph 1 and paragraph 1." in text_of(document)
    assert document.annexes[0].blocks == (Paragraph(say.phrase("The Panel adopted no text.")),)


@pytest.mark.parametrize(
    ("state", "words"), [("under_silence", "under silence"), ("final_draft", "final draft")]
)
def test_what_was_not_concluded_is_referred(state: str, words: str) -> None:
    text = make.understanding(state=state, symbol=None, mode=None, adopted_at=None, statements=(), rounds=())
    said = under(build(with_items(Item("2", "Who is heard", (), (text,)))), "Matters referred")
    assert "remained before it" in said
    assert words in said


def test_the_chairs_reason_for_going_on_is_printed_with_those_unheard() -> None:
    text = make.understanding()
    opened = replace(
        text.rounds[0], unheard=("trade-unions",), balance_reason="They were invited twice.", late=True
    )
    said = text_of(build(with_items(Item("2", "Who is heard", (), (replace(text, rounds=(opened,)),)))))
    assert "had not been heard on the text: Trade unions. The Chair gave this reason" in said
    assert "“They were invited twice.”" in said
    assert "An objection that came after that time was recorded, and had no effect." in said


def test_a_note_on_several_items_is_printed_once() -> None:
    first = make.proceedings()
    meeting = replace(first.meetings[1], items=("1", "2"))
    said = text_of(build(replace(first, meetings=(first.meetings[0], meeting))))
    assert said.count("The text was introduced.") == 1
    assert "The Panel considered this item at its 2nd meeting, on 24 March (reported under item 1)." in said


def test_a_long_thread_costs_no_more_than_its_bound() -> None:
    many = tuple(
        make.contribution(
            number, delegation=f"Delegation {number % 25}", body="A sentence of seven plain words. " * 30
        )
        for number in range(1, 1001)
    )
    session = with_items(Item("2", "Who is heard", (make.thread(contributions=many, synthesis=None),), ()))
    said = under(build(session), "Summary of the discussion")
    quoted = re.findall("“(.*?)”", said)
    assert sum(word_count(quote) for quote in quoted) <= 660
    assert len(quoted) == 40
    assert "Further views were set out in contributions" in said
    for number in range(1, 26):
        assert f"Delegation {number % 25} stated" in said


def test_twenty_contributions_stay_under_nine_hundred_words() -> None:
    twenty = tuple(
        make.contribution(
            number, delegation=f"Delegation {number}", body="Word after word is said here. " * 60, norms=()
        )
        for number in range(1, 21)
    )
    session = with_items(Item("2", "Who is heard", (make.thread(contributions=twenty, synthesis=None),), ()))
    assert word_count(under(build(session), "Summary of the discussion")) < 900


def test_the_same_proceedings_make_the_same_bytes() -> None:
    first, second = build(make.proceedings()), build(make.proceedings())
    assert first == second
    for name in ("html", "pdf"):
        assert FORMATS[name].write(first) == FORMATS[name].write(second)


def test_the_length_counts_the_numbered_parts_and_their_notes() -> None:
    few = length(build(make.proceedings()))
    longer = make.proceedings(
        meetings=(replace(make.proceedings().meetings[1], items=("2",), note="word " * 500),)
    )
    assert few < 2000
    assert length(build(longer)) - few > 400


def test_words_in_other_languages_keep_language_and_direction() -> None:
    arabic = make.contribution(1, language="ar", body="نرحب بهذا النقاش.")
    document = build(with_items(Item("2", "Who is heard", (make.thread(contributions=(arabic,)),), ())))
    runs = [one for one in inlines_of(document) if getattr(one, "language", None) == "ar"]
    assert [(run.text, run.direction) for run in runs] == [("نرحب بهذا النقاش", "rtl")]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("body", "words", "opening"),
    [
        ("One sentence only.", 20, "One sentence only"),
        ("General comment No. 15 says so. It is clear.", 7, "General comment No. 15 says so"),
        ("See art. 3, para. 1. Then stop.", 20, "See art. 3, para. 1. Then stop"),
        ("Is it so? We ask.", 3, "Is it so?"),
        ("One two three four five six.", 3, "One two three …"),
        ("**Bold** words.\n\nA second paragraph.", 2, "Bold words"),
        ("云北认为。本小组的价值在于澄清。", 4, "云北认为"),
        ("", 10, ""),
    ],
)
def test_the_opening_of_a_contribution_is_whole_sentences(body: str, words: int, opening: str) -> None:
    assert say.opening_words(body, words) == opening


@pytest.mark.parametrize(
    ("asked", "who"),
    [
        (" States to give time.", "States"),
        (" all concerned to give each person a record.", "all concerned"),
        (" the treaty bodies concerned to consider this", "the treaty bodies concerned"),
        (" the separation of information, save where danger is near", None),
        (" access to courts for everyone", None),
    ],
)
def test_an_addressee_is_somebody_who_can_act(asked: str, who: str | None) -> None:
    assert addressee(asked) == who


def test_paragraphs_are_called_by_their_numbers() -> None:
    text = [("a", None), ("b", None), ("c", 1), ("d", 2)]
    assert printed(text, ("d", "b", "c")) == ("PP2", "1", "2")
    assert say.numbered_words(("PP2", "1", "2")) == "preambular paragraph 2 and paragraphs 1 and 2"
    assert say.numbered_words(()) == "the text as a whole"


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (22, "22nd"), (113, "113th")],
)
def test_meetings_are_counted_with_ordinals(number: int, words: str) -> None:
    assert say.ordinal(number) == words


def test_dates_are_given_as_spans() -> None:
    at = make.OPENS
    assert say.span_words(at, at) == "23 March 2026"
    assert say.span_words(at, at.replace(day=27)) == "23–27 March 2026"
    assert say.span_words(at.replace(day=30), at.replace(month=4, day=3)) == "30 March–3 April 2026"
    assert (
        say.span_words(at.replace(month=12), at.replace(year=2027, month=1))
        == "23 December 2026–23 January 2027"
    )
    assert say.time_words(at) == "23 March 2026 at 10:00 Geneva time (09:00 UTC)"


def test_headings_never_skip_a_level() -> None:
    levels = [block.level for block in build(make.proceedings()).blocks if isinstance(block, Heading)]
    assert all(after <= before + 1 for before, after in pairwise(levels))


# --- What was asked of others


def test_recommendations_drawn_from_a_text_are_told_with_their_addressees() -> None:
    drawn = Recommendation(1, "c", "Encourages States to give the time that it takes", ("Aldoria", "States"))
    text = replace(make.understanding(), recommendations=(drawn,))
    said = under(build(with_items(Item("2", "Border", (), (text,)))), "Recommendations and addressees")
    assert "To Aldoria; States: “Encourages States to give the time that it takes” (paragraph 2)." in said


@pytest.mark.parametrize(
    ("reply", "sentence"),
    [(None, "No reply had been received."), (3, "The mechanism replied in contribution 3.")],
)
def test_guidance_that_was_asked_is_told_with_its_reply(reply: int | None, sentence: str) -> None:
    request = Guidance("Committee of Experts", "What is a fair hearing?", "en", make.OPENS, reply)
    thread = make.thread(guidance=(request,))
    said = under(build(with_items(Item("2", "Border", (thread,), ()))), "Guidance requested")
    assert "referred to Committee of Experts: “What is a fair hearing?”" in said
    assert said.endswith(sentence)


def test_follow_up_is_a_table_of_responses_and_implementation_with_sources() -> None:
    line = FollowUp("SPMHR/2026/CU/1", 1, 2, "Aldoria", "noted", "A/80/1", "in-progress", "")
    document = build(make.proceedings(follow_up=(line,)))
    (table,) = (
        block for block in document.blocks if isinstance(block, Table) and block.anchor == "follow-up-table"
    )
    assert [plain(cell.inlines) for cell in table.rows[0]] == [
        "SPMHR/2026/CU/1, recommendation 2",
        "Aldoria",
        "Noted",
        "In progress",
        "A/80/1",
    ]


def test_a_reservation_carried_from_a_concern_says_so() -> None:
    text = make.understanding()
    carried = replace(text.statements[0], concern=4)
    document = build(with_items(Item("2", "Border", (), (replace(text, statements=(carried,)),))))
    assert "Carried from the maintained concern 4." in text_of(document)
