"""How the summary cites norms and quotes people."""

import pytest

from panel.documents.tree import Contents, Footnote, Text, plain
from panel.sessions.summary import build, citing
from panel.sessions.summary import phrasing as say
from panel.sessions.summary.views import Norm
from tests.make import proceedings as make

PROTOCOL = "Smuggling Protocol"


def words(notes: tuple[Footnote, ...]) -> list[str]:
    return [plain(note.inlines) for note in notes]


@pytest.mark.parametrize(
    ("pins", "together"),
    [
        (["art. 6"], "art. 6"),
        (["art. 6", "art. 7"], "arts. 6 and 7"),
        (["article 5", "article 16", "article 19"], "articles 5, 16 and 19"),
        (["art. 6, para. 1", "art. 6, para. 4"], "art. 6, paras. 1 and 4"),
        (["article 2, paragraph 3", "article 7"], "article 2, paragraph 3, and article 7"),
        (["art. 3 (a)", "art. 5"], "arts. 3 (a) and 5"),
        (["arts. 6–7", "art. 9"], "arts. 6–7 and art. 9"),
        (["principle 7", "principle 11"], "principles 7 and 11"),
        (["art. 1 A (2)"], "art. 1 A (2)"),
    ],
)
def test_provisions_of_one_instrument_are_cited_together(pins: list[str], together: str) -> None:
    assert citing.pins_words(pins) == together


def test_an_instrument_is_named_once_in_a_note_with_its_legal_nature() -> None:
    compact = Norm("gcm", "GCM", "Global Compact", "non-binding", "Global Compact")
    norms = (make.ARTICLE_7, compact, make.ARTICLE_13)
    assert words(citing.in_short(norms)) == ["ICCPR, arts. 7 and 13 (binding treaty); GCM (non-binding)."]
    (full,) = words(citing.in_full(norms))
    assert full == f"{make.COVENANT}, articles 7 and 13 (binding treaty); Global Compact (non-binding)."
    assert citing.in_short(()) == ()


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("as it is", "“as it is”"),
        ('it says "yes" to all', "“it says ‘yes’ to all”"),
        ('"Affirms that …', "“‘Affirms that …’”"),
        ("the “yes”", "“the ‘yes’”"),
    ],
)
def test_a_quotation_in_a_quotation_has_single_marks_and_ends(said: str, printed: str) -> None:
    assert say.quoted(said) == (Text(printed),)


def test_the_contents_list_the_parts_and_the_annexes() -> None:
    (contents,) = [block for block in build(make.proceedings()).blocks if isinstance(block, Contents)]
    first = [(line.number, line.text) for line in contents.lines if line.level == 1]
    assert first[0] == ("I.", "Matters calling for action or brought to attention")
    assert first[-1] == ("Annex V.", "Norms cited")
