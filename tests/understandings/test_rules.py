"""How a text becomes a recorded common understanding: the rules alone, without application or database."""

import unicodedata
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.kernel.refusal import Conflict, Refusal
from panel.understandings import rules
from panel.understandings.procedure import Procedure
from panel.understandings.rules import ParagraphText

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)

# --- States

PATHS = """
zero_draft         -> under_negotiation
under_negotiation  -> under_negotiation, final_draft, deferred, withdrawn, no_consensus
final_draft        -> under_silence, under_negotiation
under_silence      -> silence_broken, agreed_ad_referendum, adopted
silence_broken     -> under_negotiation, deferred, withdrawn, no_consensus
agreed_ad_referendum -> silence_broken, adopted
adopted            -> issued, in_follow_up, superseded
issued             -> in_follow_up, superseded
in_follow_up       -> superseded
superseded         ->
deferred           -> under_negotiation, withdrawn
withdrawn          ->
no_consensus       ->
"""
EDITABLE = {"zero_draft", "under_negotiation", "final_draft", "silence_broken"}


def paths() -> dict[str, set[str]]:
    table = {}
    for line in PATHS.strip().splitlines():
        present, _, wanted = line.partition("->")
        table[present.strip()] = {state.strip() for state in wanted.split(",") if state.strip()}
    return table


@pytest.mark.parametrize("wanted", rules.STATES)
@pytest.mark.parametrize("present", rules.STATES)
def test_a_text_moves_along_its_paths_only(present: str, wanted: str) -> None:
    if wanted in paths()[present]:
        assert rules.move(present, wanted) == wanted
    else:
        with pytest.raises(Conflict, match="cannot be done any more"):
            rules.move(present, wanted)


def test_every_state_has_its_path_and_its_name() -> None:
    assert paths().keys() == rules.STATES.keys()
    assert rules.STATE_NAMES.keys() == rules.STATES.keys() | rules.BY_THE_CLOCK.keys()


@pytest.mark.parametrize("state", rules.STATES)
def test_nothing_is_edited_under_silence_or_after_the_end(state: str) -> None:
    assert rules.may_be_edited(state) == (state in EDITABLE)


# --- Paragraphs


def test_a_title_is_one_line_and_not_too_long() -> None:
    assert rules.title_of_text("  Being heard \n at the border ") == "Being heard at the border"
    assert len(rules.title_of_text("x" * rules.TITLE_LENGTH)) == rules.TITLE_LENGTH
    for title in ("", " \n ", "x" * (rules.TITLE_LENGTH + 1)):
        with pytest.raises(Refusal) as refused:
            rules.title_of_text(title)
        assert refused.value.field == "title"


@pytest.mark.parametrize(
    ("kind", "text", "language", "kept"),
    [
        ("preambular", "Recalling the Covenant,", "en", "Recalling the Covenant,"),
        ("preambular", "Rappelant le Pacte ;", "fr", "Rappelant le Pacte ;"),
        ("operative", " Affirms\nthis. ", "en", "Affirms this."),
        ("operative", "2030 is the year to look at.", "en", "2030 is the year to look at."),
        ("operative", "(a) and (b) are read together.", "en", "(a) and (b) are read together."),
    ],
)
def test_a_paragraph_is_kept_on_one_line(kind: str, text: str, language: str, kept: str) -> None:
    assert rules.paragraph_text(kind, text, language) == kept


@pytest.mark.parametrize(
    ("kind", "text", "field", "sentence"),
    [
        ("title", "Affirms this.", "kind", "preambular or operative"),
        ("", "Affirms this.", "kind", "preambular or operative"),
        ("operative", " \n ", "text", "Write the paragraph"),
        ("operative", "\x00\u202e", "text", "Write the paragraph"),
        ("operative", "x" * 4001, "text", "At most 4000"),
        ("operative", "1. Affirms this.", "text", "Leave out the number"),
        ("operative", "(12) Affirms this.", "text", "Leave out the number"),
        ("operative", "3) Affirms this.", "text", "Leave out the number"),
        ("preambular", "Recalling the Covenant.", "text", "ends with a comma"),
    ],
)
def test_a_paragraph_that_is_none_is_refused_at_its_field(
    kind: str, text: str, field: str, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence) as refused:
        rules.paragraph_text(kind, text)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("kind", "text", "has_advice"),
    [
        ("preambular", "Recalling the Covenant,", False),
        ("preambular", "Deeply concerned at the deaths,", False),
        ("preambular", "The Covenant is old,", True),
        ("operative", "Affirms this.", False),
        ("operative", "Strongly encourages this.", False),
        ("operative", "States should do this.", False),
        ("operative", "We affirm this.", True),
    ],
)
def test_customs_of_drafting_are_advice_and_never_enforced(kind: str, text: str, has_advice: bool) -> None:
    paragraph = ParagraphText("k", kind, rules.paragraph_text(kind, text))
    assert bool(rules.advice_on(paragraph)) == has_advice
    assert rules.advice_on(paragraph, "fr") == []


# --- A pasted text


def test_a_pasted_text_is_split_at_empty_lines() -> None:
    text = "Recalling the Covenant,\n\nNoting\nthe report,\n \n1. Affirms this;\n\n(2) Asks for that,\n\nAlso asks."
    assert rules.split_text(text) == [
        ("preambular", "Recalling the Covenant,"),
        ("preambular", "Noting the report,"),
        ("operative", "Affirms this;"),
        ("operative", "Asks for that,"),
        ("operative", "Also asks."),
    ]
    assert rules.split_text(" \n\n ") == []


@pytest.mark.parametrize("comma", ["،", "，"])
def test_a_preamble_is_known_by_the_comma_of_its_language(comma: str) -> None:
    assert rules.split_text(f"إذ يشير إلى العهد{comma}\n\nيؤكد ذلك.", "ar")[0][0] == "preambular"


def test_a_text_too_long_is_refused() -> None:
    with pytest.raises(Refusal, match="at most 120 paragraphs"):
        rules.split_text("\n\n".join(["Affirms."] * 121))
    with pytest.raises(Refusal, match="At most 60000 characters"):
        rules.split_text("x" * 60_001)


WORD = st.text("abcdefgh", min_size=1, max_size=8)
SENTENCE = st.lists(WORD, min_size=1, max_size=8).map(" ".join)


@given(st.lists(st.tuples(SENTENCE, st.sampled_from([",", ".", ";"]), st.booleans()), max_size=12))
def test_splitting_loses_no_word_and_keeps_the_order(parts: list[tuple[str, str, bool]]) -> None:
    pasted = "\n\n".join(
        f"{f'{number}. ' if numbered else ''}{words}{end}"
        for number, (words, end, numbered) in enumerate(parts, 1)
    )
    found = rules.split_text(pasted)
    assert [words for _, words in found] == [f"{words}{end}" for words, end, _ in parts]
    kinds = [kind for kind, _ in found]
    assert kinds == sorted(kinds, reverse=True), "the preamble comes first"


# --- Order and numbers

PARAGRAPHS = st.lists(
    st.builds(
        ParagraphText,
        key=st.uuids().map(str),
        kind=st.sampled_from(rules.PARAGRAPH_KINDS),
        text=SENTENCE,
        norms=st.lists(st.sampled_from(["cat:art/3", "iccpr:art/7"]), unique=True, max_size=2).map(tuple),
        no_norm=st.booleans(),
    ),
    max_size=12,
)


@given(PARAGRAPHS)
def test_numbers_run_from_one_whatever_the_order(paragraphs: list[ParagraphText]) -> None:
    printed = rules.in_order(paragraphs)
    operative = [p for p in paragraphs if p.kind == "operative"]
    assert [n for n, _ in printed if n is not None] == list(range(1, len(operative) + 1))
    assert [p for n, p in printed if n is not None] == operative
    assert [p for n, p in printed if n is None] == [p for p in paragraphs if p.kind == "preambular"]
    assert [n is None for n, _ in printed] == sorted((n is None for n, _ in printed), reverse=True)


# --- Fit for silence


def test_a_final_draft_has_its_norm_basis_or_the_finding_that_there_is_none() -> None:
    rules.fit_for_silence(
        [
            ParagraphText("a", "preambular", "Recalling,"),
            ParagraphText("b", "operative", "Affirms.", ("cat:art/3",)),
            ParagraphText("c", "operative", "Asks.", no_norm=True),
        ]
    )


def test_paragraphs_without_norm_basis_are_named_by_number() -> None:
    bare = [ParagraphText(key, "operative", "Asks.") for key in "ab"]
    based = ParagraphText("c", "operative", "Affirms.", ("cat:art/3",))
    with pytest.raises(Refusal, match=r"norm basis: 1, 3\."):
        rules.fit_for_silence([bare[0], based, bare[1]])


def test_a_preamble_alone_is_nothing_to_adopt() -> None:
    with pytest.raises(Refusal, match="at least one operative"):
        rules.fit_for_silence([ParagraphText("a", "preambular", "Recalling,")])
    with pytest.raises(Refusal, match="at least one operative"):
        rules.fit_for_silence([])


# --- The exact words


def digest(title: str, *paragraphs: ParagraphText) -> str:
    return rules.digest_of(rules.exact_text(title, paragraphs))


def test_the_exact_words_read_as_the_text_does() -> None:
    assert rules.exact_text(
        "Being heard",
        [
            ParagraphText("b", "operative", "Affirms.", ("cat:art/3", "iccpr:art/7")),
            ParagraphText("a", "preambular", "Recalling,"),
            ParagraphText("c", "operative", "Asks.", no_norm=True),
        ],
    ) == (
        "Being heard\n\nRecalling,\n\n1. Affirms.\n[cat:art/3; iccpr:art/7]\n\n2. Asks.\n[no norm identified]\n"
    )


def test_the_same_letters_in_another_form_have_the_same_digest() -> None:
    composed, decomposed = (unicodedata.normalize(form, "Affirme l’équité.") for form in ("NFC", "NFD"))
    assert composed != decomposed
    one, other = (
        ParagraphText("a", "operative", rules.paragraph_text("operative", text, "fr"))
        for text in (composed, decomposed)
    )
    assert digest("Titre", one) == digest("Titre", other)


def test_the_order_of_norms_is_part_of_what_is_agreed() -> None:
    one = ParagraphText("a", "operative", "Affirms.", ("cat:art/3", "iccpr:art/7"))
    other = ParagraphText("a", "operative", "Affirms.", ("iccpr:art/7", "cat:art/3"))
    assert digest("Title", one) != digest("Title", other)


def test_identity_and_the_place_of_the_preamble_are_not_part_of_the_words() -> None:
    first, second = (
        ParagraphText("a", "preambular", "Recalling,"),
        ParagraphText("b", "operative", "Affirms."),
    )
    assert digest("T", first, second) == digest("T", second, ParagraphText("z", "preambular", "Recalling,"))


@given(PARAGRAPHS.filter(bool), st.data())
def test_any_changed_word_changes_the_digest(paragraphs: list[ParagraphText], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(paragraphs) - 1))
    old = paragraphs[at]
    words = old.text.split()
    place = data.draw(st.integers(0, len(words) - 1))
    words[place] = data.draw(WORD.filter(lambda word: word != words[place]))
    changed = [*paragraphs]
    changed[at] = ParagraphText(old.key, old.kind, " ".join(words), old.norms, old.no_norm)
    # Where two paragraphs of a kind are equal but for this word, order alone would hide the change: it must not.
    assert digest("Title", *paragraphs) != digest("Title", *changed)
    assert digest("Title", *paragraphs) != digest("Other title", *paragraphs)


@given(PARAGRAPHS, PARAGRAPHS)
def test_equal_words_mean_equal_texts(one: list[ParagraphText], other: list[ParagraphText]) -> None:
    def agreed(paragraphs: list[ParagraphText]) -> list[Any]:
        return [
            (number, p.text, p.norms, p.no_norm and not p.norms) for number, p in rules.in_order(paragraphs)
        ]

    assert (rules.exact_text("T", one) == rules.exact_text("T", other)) == (agreed(one) == agreed(other))


# --- Symbols


def test_symbols_of_drafts_and_of_understandings() -> None:
    assert rules.draft_symbol(2026, 4, 0) == "SPMHR/2026/L.4"
    assert rules.draft_symbol(2026, 4, 2) == "SPMHR/2026/L.4/Rev.2"
    assert rules.understanding_symbol(2026, 1) == "SPMHR/2026/CU/1"


# --- Before silence

ALL = ("civil-society", "migrants-associations", "states")


@pytest.mark.parametrize(
    ("procedure", "represented", "heard", "unheard", "is_sufficient"),
    [
        (Procedure(1), ALL, ALL, (), True),
        (Procedure(1), ALL, ("migrants-associations", "states"), ("civil-society",), True),
        (Procedure(1), ALL, ("civil-society", "states"), ("migrants-associations",), False),
        (Procedure(1), ALL, ("migrants-associations",), ("civil-society", "states"), False),
        (Procedure(1), ("states",), ("states",), (), True),
        (Procedure(1), (), (), (), True),
        (Procedure(1), ("states",), ("states", "trade-unions"), (), True),
        (
            Procedure(2, heard_share="0", must_be_heard=()),
            ALL,
            (),
            ("civil-society", "migrants-associations", "states"),
            True,
        ),
        (
            Procedure(2, heard_share="1", must_be_heard=()),
            ALL,
            ("migrants-associations", "states"),
            ("civil-society",),
            False,
        ),
    ],
)
def test_the_balance_of_voices_is_what_the_rules_in_force_ask(
    procedure: Procedure,
    represented: tuple[str, ...],
    heard: tuple[str, ...],
    unheard: tuple[str, ...],
    is_sufficient: bool,
) -> None:
    found = rules.balance(represented, heard, procedure)
    assert (found.unheard, found.is_sufficient) == (unheard, is_sufficient)


def test_an_unbalanced_text_needs_the_chairs_reason() -> None:
    short = rules.Balance(ALL, ALL[:2], False)
    with pytest.raises(Refusal) as refused:
        rules.may_open_despite(short, " \n ")
    assert refused.value.field == "balance_reason"
    assert rules.may_open_despite(short, " They were invited. ") == "They were invited."
    assert rules.may_open_despite(rules.Balance(ALL, (), True), "") == ""
    with pytest.raises(Refusal, match="At most 4000"):
        rules.may_open_despite(short, "x" * 4001)


def test_silence_lasts_from_the_minimum_to_ninety_days_to_the_instant() -> None:
    procedure = Procedure(1)
    shortest, longest = NOON + timedelta(hours=72), NOON + timedelta(days=90)
    assert rules.expiry(NOON, shortest, procedure) == shortest
    assert rules.expiry(NOON, longest, procedure) == longest
    with pytest.raises(Refusal, match="at least 72 hours"):
        rules.expiry(NOON, shortest - MOMENT, procedure)
    with pytest.raises(Refusal, match="at most 90 days"):
        rules.expiry(NOON, longest + MOMENT, procedure)


def test_silence_is_made_longer_before_it_ends_and_never_shorter() -> None:
    old = NOON + timedelta(hours=72)
    assert rules.extended_expiry(old - MOMENT, old, old + MOMENT) == old + MOMENT
    with pytest.raises(Refusal, match="never shorter"):
        rules.extended_expiry(NOON, old, old)
    with pytest.raises(Refusal, match="never shorter"):
        rules.extended_expiry(NOON, old, old - MOMENT)
    with pytest.raises(Conflict, match="has expired"):
        rules.extended_expiry(old, old, old + timedelta(days=1))


# --- Under silence

KEYS = ("p1", "p2", "p3")
COMPLETE = """
                       paragraphs reason  remedy    kept: paragraphs reason remedy
join                   -          -       -               -          -      -
join                   p1         -       -               -          -      -
join-ad-referendum     p1         -       -               -          -      -
join-with-explanation  -          words   -               -          words  -
join-with-explanation  p2         words   -               p2         words  -
reserve                -          words   -               -          words  -
disassociate           p1         -       -               p1         -      -
disassociate           p3,p1      words   -               p1,p3      words  -
object                 p2         words   remedy          p2         words  remedy
reserve                p2         words   remedy          p2         words  -
"""


def complete() -> list[list[str]]:
    return [line.split() for line in COMPLETE.strip("\n").splitlines()[1:]]


@pytest.mark.parametrize("row", complete(), ids=" ".join)
def test_a_complete_position_is_kept(row: list[str]) -> None:
    def words(cell: str) -> str:
        return "" if cell == "-" else cell

    def keys(cell: str) -> tuple[str, ...]:
        return () if cell == "-" else tuple(cell.split(","))

    kind, paragraphs, reason, remedy, *kept = row
    assert rules.position(kind, keys(paragraphs), words(reason), words(remedy), KEYS) == rules.PositionWords(
        kind, keys(kept[0]), words(kept[1]), words(kept[2])
    )


@pytest.mark.parametrize(
    ("kind", "paragraphs", "reason", "remedy", "field"),
    [
        ("", (), "", "", "position"),
        ("applaud", (), "", "", "position"),
        ("join-with-explanation", (), " ", "", "reason"),
        ("reserve", ("p1",), "", "", "reason"),
        ("disassociate", (), "words", "", "paragraphs"),
        ("object", (), "words", "remedy", "paragraphs"),
        ("object", ("p1",), "", "remedy", "reason"),
        ("object", ("p1",), "words", " ", "remedy"),
        ("join", ("p9",), "", "", "paragraphs"),
        ("object", ("p1", "p9"), "words", "remedy", "paragraphs"),
        ("reserve", (), "x" * 4001, "", "reason"),
        ("object", ("p1",), "words", "x" * 4001, "remedy"),
    ],
)
def test_an_incomplete_position_is_refused_at_its_field(
    kind: str, paragraphs: tuple[str, ...], reason: str, remedy: str, field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        rules.position(kind, paragraphs, reason, remedy, KEYS)
    assert refused.value.field == field


def test_every_position_is_shown_complete_and_has_its_name() -> None:
    assert {row[0] for row in complete()} == set(rules.POSITIONS)
    assert set(rules.STATEMENT_OF) < set(rules.POSITIONS)
    assert set(rules.STATEMENT_OF.values()) < set(rules.STATEMENTS)


@pytest.mark.parametrize("kind", rules.POSITIONS)
def test_the_instant_of_expiry_is_too_late(kind: str) -> None:
    assert rules.in_time(NOON - MOMENT, NOON, kind)
    if kind == "object":
        assert not rules.in_time(NOON, NOON, kind)
        assert not rules.in_time(NOON + MOMENT, NOON, kind)
    else:
        with pytest.raises(Conflict, match="has expired"):
            rules.in_time(NOON, NOON, kind)


def test_the_gavel_falls_at_expiry_and_not_before() -> None:
    assert rules.adoption(NOON, NOON) == "by silence procedure"
    with pytest.raises(Conflict, match="not expired yet"):
        rules.adoption(NOON - MOMENT, NOON)


@given(st.datetimes(), st.datetimes(), st.timedeltas(timedelta(0), timedelta(days=400)))
def test_what_has_expired_stays_so_and_a_break_excludes_adoption(
    now: datetime, expires: datetime, later: timedelta
) -> None:
    now, expires = now.replace(year=2026), expires.replace(year=2026)
    if rules.has_expired(now, expires):
        assert rules.has_expired(now + later, expires)
        assert not rules.in_time(now, expires, "object")
    else:
        with pytest.raises(Conflict):
            rules.adoption(now, expires)


# --- After adoption


def test_a_statement_is_attached_as_received() -> None:
    assert rules.statement("interpretative", " Read narrowly. ", (), KEYS) == ("Read narrowly.", ())
    assert rules.statement("disassociation", "", ("p3", "p1"), KEYS) == ("", ("p1", "p3"))


@pytest.mark.parametrize(
    ("kind", "text", "paragraphs", "field"),
    [
        ("", "Words.", (), "kind"),
        ("applause", "Words.", (), "kind"),
        ("explanation", " ", (), "text"),
        ("reservation", "", ("p1",), "text"),
        ("disassociation", "Words.", (), "paragraphs"),
        ("disassociation", "Words.", ("p9",), "paragraphs"),
        ("explanation", "Words.", ("p9",), "paragraphs"),
        ("explanation", "x" * 4001, (), "text"),
    ],
)
def test_a_statement_that_says_nothing_is_refused_at_its_field(
    kind: str, text: str, paragraphs: tuple[str, ...], field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        rules.statement(kind, text, paragraphs, KEYS)
    assert refused.value.field == field


def test_the_window_for_statements_closes_at_its_instant() -> None:
    rules.window_open(NOON - MOMENT, NOON)
    with pytest.raises(Conflict, match="has closed"):
        rules.window_open(NOON, NOON)


def test_a_chairs_summary_says_where_views_diverge() -> None:
    assert rules.chairs_summary(" Some. ", "They differ.", "") == ("Some.", "They differ.", "")
    with pytest.raises(Refusal) as refused:
        rules.chairs_summary("Some.", " ", "How long?")
    assert refused.value.field == "divergence"


@pytest.mark.parametrize("place", range(3))
def test_a_part_of_a_summary_too_long_is_refused_at_its_field(place: int) -> None:
    parts = ["Words."] * 3
    parts[place] = "x" * 20_001
    with pytest.raises(Refusal, match="At most 20000") as refused:
        rules.chairs_summary(*parts)
    assert refused.value.field == rules.SUMMARY_PARTS[place]
