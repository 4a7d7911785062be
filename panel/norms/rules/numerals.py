"""Roman numerals up to 99, in small letters, as provisions and headings use them."""

import re

_ROMAN = re.compile(r"(?=[ivxlc])(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_TENS = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc")
_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")


def roman(number: int) -> str:
    """`number` (1 to 99) in small Roman numerals."""
    return _TENS[number // 10] + _ONES[number % 10]


def roman_value(text: str) -> int | None:
    """The number that `text` writes in small Roman numerals, or None when it writes none."""
    match = _ROMAN.fullmatch(text)
    if match is None:
        return None
    return _TENS.index(match[1]) * 10 + _ONES.index(match[2])
