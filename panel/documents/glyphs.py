"""Which characters the fonts of the house can print.

The fonts come with the project (`fonts/`, with licence and digests), so that the same document is the same bytes on
every machine. They cover Latin, Greek and Cyrillic with their extensions (Noto Serif), Arabic (Noto Naskh Arabic, whose
text extracts in reading order), the 6,763 Chinese characters of GB 2312 with kana and full-width forms (Noto Serif CJK
SC, in one weight), arrows and mathematical operators, and common symbols. Traditional and rarer Chinese characters,
Korean, Hebrew and the Indic and Ethiopic scripts are not covered yet: a font file laid into the folder and named in the
template covers them.

A character without a glyph stops an accessible PDF from being made. It is therefore printed by its number, [U+0BA4]:
ugly, but nothing of anybody's words is lost or guessed.
"""

import functools
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Final

FONTS: Final = Path(__file__).with_name("fonts")

# Joiners, marks of direction, variation selectors and soft hyphens shape their neighbours and need no glyph.
_INVISIBLE: Final = frozenset(
    {0x20, 0xAD, *range(0x200B, 0x2010), *range(0x2060, 0x2065), *range(0xFE00, 0xFE10)}
)


def spelled(text: str) -> str:
    """Return `text` on one line, with each character that no font covers written as its number: `[U+0BA4]`."""
    covered = coverage()
    one_line = re.sub(r"\s+", " ", text)
    return "".join(c if ord(c) in covered else f"[U+{ord(c):04X}]" for c in one_line)


@functools.cache
def coverage() -> frozenset[int]:
    """Return the code points that the regular fonts of the house cover together."""
    regular = sorted(FONTS.glob("*-Regular.?tf"))
    return _INVISIBLE.union(*(_characters(font.read_bytes()) for font in regular))


def _characters(font: bytes) -> Iterator[int]:
    """Yield the code points of the first Unicode `cmap` subtable of format 4 (OpenType specification, `cmap`)."""
    tables = struct.unpack_from(">H", font, 4)[0]
    records = (struct.unpack_from(">4sIII", font, 12 + 16 * place) for place in range(tables))
    cmap = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    subtables = struct.unpack_from(">H", font, cmap + 2)[0]
    for place in range(subtables):
        start = cmap + struct.unpack_from(">I", font, cmap + 8 + 8 * place)[0]
        if struct.unpack_from(">H", font, start)[0] == 4:
            yield from _segments(font, start)
            return


def _segments(font: bytes, start: int) -> Iterator[int]:
    double = struct.unpack_from(">H", font, start + 6)[0]
    columns = (14, 16 + double, 16 + 2 * double, 16 + 3 * double)  # last codes, first codes, deltas, offsets
    for place in range(0, double, 2):
        at = [start + column + place for column in columns]
        last, first, delta, offset = (struct.unpack_from(">H", font, position)[0] for position in at)
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = struct.unpack_from(">H", font, at[3] + offset + 2 * (code - first))[0] if offset else code
            # In a segment with an offset a zero is "no glyph" whatever the delta.
            if (glyph or not offset) and (glyph + delta) & 0xFFFF:
                yield code
