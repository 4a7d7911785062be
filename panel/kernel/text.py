"""Text as it is kept: one normal form, so that equal words have equal bytes and equal hashes.

`N_` marks a sentence of the rules for translation without translating it: rules know no reader. The face that
shows the sentence translates it (`panel.ui`).
"""

import re
import unicodedata

from panel.kernel.refusal import Refusal

# Control characters (but for tab and newline) and bidi overrides have no place in anybody's words: the first break
# XML and PostgreSQL, the second let a line read as something else than it is.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
MOST_MARKS = 30
"""How many marks may stand on one letter (Unicode's Stream-Safe Text Format): no writing needs more than a few.

To sort the marks of one letter takes the square of their number, so half a million of them would take minutes.
"""


def N_(message: str) -> str:
    """Mark `message` for translation and return it as it is."""
    return message


def clean(text: str) -> str:
    """Return `text` in the form in which it is stored and hashed: NFC, LF line ends, no control characters, trimmed.

    Raises `Refusal` (400) for a lone surrogate, which is no text in any encoding, and for more marks on one letter than
    any writing has.
    """
    if _SURROGATE.search(text) or _is_overloaded(text):
        raise Refusal(
            N_("This text holds a character that is no character in any writing. Type it again."), status=400
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _FORBIDDEN.sub("", text)).strip()


def _is_overloaded(text: str) -> bool:
    if text.isascii():
        return False
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks > MOST_MARKS:
            return True
    return False


def one_line(text: str) -> str:
    """Return `text` cleaned, with every run of white space folded to one space: for names and titles."""
    return " ".join(clean(text).split())


def within(text: str, most: int, field: str) -> str:
    """Return `text` unless it is longer than `most` characters: then raise `Refusal` at `field`."""
    if len(text) > most:
        raise Refusal(
            N_("At most %(most)s characters fit here; this has %(count)s."),
            {"most": most, "count": len(text)},
            field=field,
        )
    return text


def given(text: str, most: int, field: str, message: str) -> str:
    """Return `text` unless it is empty, which raises `Refusal` with `message`, or longer than `most` characters."""
    if not text:
        raise Refusal(message, field=field)
    return within(text, most, field)


def word_count(text: str) -> int:
    """Return the number of words, counting each Han or kana character as one, as the UN does for Chinese."""
    return len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+", text))
