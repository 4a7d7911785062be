"""How wide the columns of a table are, from what stands in them. Browsers do this themselves; paper is told.

The rule is that of HTML tables: a column wishes for the width of its longest cell on one line, and needs that of its
longest word. Where the wishes fit into a line together they are granted in proportion; where they do not, each column
gets what it needs and the rest is shared in proportion to what each still wishes for. Widths are counted in characters,
a Chinese one as two; a cell counts for no more than `LONGEST`, since a long text is no reason to starve the others.
"""

import re
import unicodedata
from typing import Final

from panel.documents.tree import Cell, Table, plain

LINE: Final = 84
"""Characters on a line of a table across the page: 145 mm at nine points."""
LONGEST: Final = 60
GUTTER: Final = 3
# A word that is broken between any two characters (Chinese) needs no more room than one of them.
_WORD: Final = re.compile(r"[⺀-\uffef]|[^\s⺀-\uffef]+")


def widths(table: Table) -> tuple[float, ...]:
    """Return the width of each column of `table` in hundredths of the line."""
    columns = list(zip(table.header, *table.rows, strict=True))
    needs = [max(_longest_word(cell) for cell in column) for column in columns]
    wishes = [max(need, *map(_length, column)) for need, column in zip(needs, columns, strict=True)]
    if sum(wishes) > LINE:
        spare = max(0, LINE - sum(needs))
        wanted = sum(wishes) - sum(needs)
        wishes = [
            need + spare * (wish - need) / (wanted or 1) for need, wish in zip(needs, wishes, strict=True)
        ]
    return tuple(round(100 * wish / sum(wishes), 2) for wish in wishes)


def _length(cell: Cell) -> float:
    return min(LONGEST, max(map(_size, plain(cell.inlines).split("\n")))) + GUTTER


def _longest_word(cell: Cell) -> float:
    return min(LONGEST, max(map(_size, _WORD.findall(plain(cell.inlines))), default=0)) + GUTTER


def _size(words: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in words)
