"""What every format can hold: characters, addresses, identities and tags of languages."""

import re
from typing import Literal, TypeAlias

Direction: TypeAlias = Literal["ltr", "rtl"]

# Control characters, bidi overrides and isolates, and byte-order marks: XML holds none of the first, and
# the second let a printed line read as something else than it is. Line breaks are nodes (`Break`), so they
# are white space here.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_NO_CHARACTER = re.compile(
    "[\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
    + "]"
)
_ANCHOR = re.compile(r"[A-Za-z][A-Za-z0-9._-]{0,127}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_ADDRESS = re.compile(r"(https?://[^\s/\x00-\x20]|/(?!/)|#[A-Za-z])[^\s\x00-\x20\x7f\"<>\\]*", re.IGNORECASE)
_WRITERS_OWN = "note-"


def printable(text: str) -> str:
    """Return `text` without the characters that no format can hold or that reorder a line; what is no
    character at all (a lone surrogate, U+FFFF) becomes U+FFFD, so that one sees where something was."""
    return _NO_CHARACTER.sub("\ufffd", _UNPRINTABLE.sub("", text))


def is_address(href: str) -> bool:
    """Say whether `href` is an http(s) address, a path on this site or a fragment of this document."""
    return _ADDRESS.fullmatch(href) is not None


def check_anchor(anchor: str | None) -> None:
    """Raise `ValueError` when `anchor` is no fragment that every format can hold, or one that writers use."""
    if anchor is not None and (not _ANCHOR.fullmatch(anchor) or anchor.startswith(_WRITERS_OWN)):
        raise ValueError(f"not an anchor: {anchor!r}")


def check_language(language: str | None) -> None:
    """Raise `ValueError` when `language` does not have the form of a language tag (BCP 47)."""
    if language is not None and not _LANGUAGE.fullmatch(language):
        raise ValueError(f"not a language tag: {language!r}")
