"""The widths of columns follow from what stands in them."""

from panel.documents.columns import LINE, widths
from panel.documents.tree import Cell, Table, Text


def table(*rows: tuple[str, ...]) -> Table:
    header, *body = [tuple(Cell((Text(words),)) for words in row) for row in rows]
    return Table("", header, tuple(body))


def test_columns_that_fit_into_a_line_share_it_as_they_wish() -> None:
    constituency, thread, total = widths(
        table(("Constituency", "Thread 1", "All"), ("Civil society", "7", "9"))
    )
    assert constituency > thread > total
    assert abs(constituency / total - (13 + 3) / (3 + 3)) < 0.01


def test_a_long_text_leaves_the_others_room_for_their_longest_word() -> None:
    symbol, text = widths(table(("SPMHR/2026/L.3/Rev.1", "words " * 200)))
    assert symbol / 100 * LINE >= len("SPMHR/2026/L.3/Rev.1")
    assert text > 2 * symbol


def test_chinese_counts_double_and_may_be_broken_anywhere() -> None:
    assert len(set(widths(table(("你好", "word"))))) == 1
    latin, chinese = widths(table(("recommendations", "云" * 200)))
    assert latin / 100 * LINE >= len("recommendations")
    assert chinese > latin


def test_columns_of_nothing_are_equal() -> None:
    assert len(set(widths(table(("", ""), ("", ""))))) == 1
    assert len(set(widths(table(("x" * 500, "x" * 500))))) == 1
