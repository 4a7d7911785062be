"""Tables as comma-separated values that a spreadsheet opens without running anything in them.

Source of the danger: a cell that begins with = + - @ or a tab is taken for a formula by common spreadsheets.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def to_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table in the form of RFC 4180, with a byte order mark so that spreadsheets read it as UTF-8.

    A cell that would be taken for a formula is preceded by an apostrophe, which makes it words.
    """
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(map(safe, header))
    for row in rows:
        writer.writerow(map(safe, row))
    return "\ufeff" + file.getvalue()


def safe(cell: object) -> str:
    """Return what stands in a cell as words that no spreadsheet computes. None is an empty cell."""
    words = "" if cell is None else str(cell)
    return f"'{words}" if words.startswith(_FORMULA) else words
