"""The canonical form of a norm reference: `<instrument>[:<unit>/<n>[/<sub>...]]`.

`iccpr:art/12/2` is article 12, paragraph 2, of the Covenant; `crc:art/37/b..d` is a range on the last
component; `vienna-declaration:part/1/para/5` goes through a division that holds paragraphs;
`un:A/HRC/28/68:para/80` is a United Nations document outside the catalogue, under its symbol as printed.
Every accepted text has exactly one reading and is given back unchanged by `canonical`; near misses are
refused with a sentence rather than repaired, because two spellings of one norm would be counted as two norms.
"""

import re
from dataclasses import dataclass
from typing import Final

from panel.kernel.refusal import Refusal
from panel.kernel.text import N_
from panel.norms.rules.numerals import roman, roman_value

UNITS: Final = ("art", "para", "part", "obj", "principle", "guideline", "chap", "target", "annex")
DIVISIONS: Final = frozenset({"part", "chap", "annex"})
"""Units that hold other units, so that `part/1/para/5` is well formed and `art/1/para/5` is not."""
DOCUMENT: Final = "un:"
"""Prefix of the "instrument" of a United Nations document outside the catalogue."""
MAX_LENGTH: Final = 160
MAX_RANGE: Final = 500
MAX_DEPTH: Final = 8

INSTRUMENT_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SYMBOL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.()\[\]-]|/(?!/)| (?! ))*[A-Za-z0-9)\]]")
_SUFFIX = r"(?:bis|ter|quater)?"
_PLAIN = re.compile(r"[1-9]\d{0,3}" + _SUFFIX, re.ASCII)
_NUMBER = {
    "para": re.compile(r"[1-9]\d{0,3}(?:\.[1-9]\d{0,2}){0,3}" + _SUFFIX, re.ASCII),
    "target": re.compile(r"(?:[1-9]|1[0-7])\.(?:[1-9]\d?|[a-d])", re.ASCII),
    "annex": re.compile(r"[1-9]\d{0,3}|[a-z]", re.ASCII),
}
_DOTTED = re.compile(r"(?:(.+)\.)?(\d+)", re.ASCII)
_PARTS = re.compile(r"\d+|[a-z]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Reference:
    """One norm, or a range of neighbouring norms, of one instrument. Build it with `parse_reference`.

    `path` holds everything after the unit, in order: ("12", "2") for article 12, paragraph 2. `end` is the
    last component of a range whose first is `path[-1]`. A reference to a whole instrument has no unit and no
    path.
    """

    instrument: str
    unit: str | None = None
    path: tuple[str, ...] = ()
    end: str | None = None

    @property
    def symbol(self) -> str | None:
        """The document symbol as printed, when the reference is to a document outside the catalogue."""
        return self.instrument.removeprefix(DOCUMENT) if self.instrument.startswith(DOCUMENT) else None

    def __str__(self) -> str:
        return canonical(self)


def canonical(reference: Reference) -> str:
    """The text of `reference`; `parse_reference` reads it back to an equal value."""
    if reference.unit is None:
        return reference.instrument
    text = f"{reference.instrument}:{'/'.join((reference.unit, *reference.path))}"
    return text if reference.end is None else f"{text}..{reference.end}"


def parse_reference(text: str) -> Reference:
    """Read the canonical form. Raises Refusal (field "reference") with a sentence that says what is
    malformed.
    """
    if len(text) > MAX_LENGTH:
        raise _refusal(N_("A norm reference has at most %(limit)s characters."), limit=MAX_LENGTH)
    if text.startswith(DOCUMENT):
        symbol, colon, pin = text.removeprefix(DOCUMENT).partition(":")
        if not _SYMBOL.fullmatch(symbol):
            raise _refusal(N_("“%(symbol)s” is not a document symbol."), symbol=symbol)
        instrument = DOCUMENT + symbol
    else:
        instrument, colon, pin = text.partition(":")
        if not INSTRUMENT_ID.fullmatch(instrument):
            raise _refusal(
                N_("“%(text)s” does not begin with the identifier of an instrument, such as “iccpr”."),
                text=text,
            )
    if not colon:
        return Reference(instrument)
    return _pinned(instrument, pin, text)


def _pinned(instrument: str, pin: str, text: str) -> Reference:
    unit, *path = pin.split("/")
    if unit not in UNITS:
        raise _refusal(
            N_("“%(text)s” names no unit after the colon; the units are %(units)s."),
            text=text,
            units=", ".join(UNITS),
        )
    if not path or not path[-1]:
        raise _refusal(N_("“%(text)s” ends before the number of the provision."), text=text)
    if len(path) > MAX_DEPTH:
        raise _refusal(N_("“%(text)s” has more levels than any instrument."), text=text)
    if any(".." in component for component in path[:-1]):
        raise _refusal(N_("In “%(text)s” a range may stand on the last component only."), text=text)
    path[-1], dots, end = path[-1].partition("..")
    _check_levels(unit, path, text)
    reference = Reference(instrument, unit, tuple(path), end if dots else None)
    if dots and not 2 <= len(_series(reference)) <= MAX_RANGE:
        raise _refusal(
            N_("The range “%(start)s..%(end)s” in “%(text)s” does not run upwards."),
            start=path[-1],
            end=end,
            text=text,
        )
    return reference


def _check_levels(unit: str, path: list[str], text: str) -> None:
    expected = "number"
    for component in path:
        if expected == "number":
            fits = _NUMBER.get(unit, _PLAIN).fullmatch(component) is not None
            expected = "unit" if unit in DIVISIONS else "sub"
        elif expected == "unit":
            fits = component in UNITS and component != unit
            unit, expected = component, "number"
        else:
            fits = _PLAIN.fullmatch(component) is not None or _is_letter(component)
        if not fits:
            raise _refusal(
                N_("“%(component)s” is out of place in “%(text)s”."), component=component, text=text
            )
    if expected == "number":
        raise _refusal(N_("“%(text)s” ends before the number of the provision."), text=text)


def expand(reference: Reference) -> tuple[Reference, ...]:
    """The single references that a range stands for, in order; a reference that is no range stands for
    itself.
    """
    if reference.end is None:
        return (reference,)
    head = reference.path[:-1]
    return tuple(
        Reference(reference.instrument, reference.unit, (*head, last)) for last in _series(reference)
    )


def provisions_of(reference: Reference) -> tuple[Reference, ...]:
    """The provisions (articles, objectives, paragraphs) that `reference` rests on: its pins without their
    sub-levels.

    `crc:art/37/b..d` rests on `crc:art/37`; `iccpr:art/13..14` on two articles; a whole instrument on none in
    particular.
    """
    if reference.unit is None:
        return ()
    if reference.unit in DIVISIONS:
        levels = next(
            (at + 2 for at, word in enumerate(reference.path) if word in UNITS and word not in DIVISIONS),
            None,
        )
        levels = len(reference.path) if levels is None else levels
    else:
        levels = 1
    if levels < len(reference.path):
        return (Reference(reference.instrument, reference.unit, reference.path[:levels]),)
    return expand(reference)


def sort_key(reference: Reference, position: int) -> tuple[object, ...]:
    """A key that orders references as a reader expects: by `position` of the instrument, then 2 before 12, iv
    before v.

    A whole instrument comes before its provisions and a provision before its paragraphs. Documents outside
    the catalogue take whatever position the caller gives them and are ordered among themselves by symbol.
    """
    rank = -1 if reference.unit is None else UNITS.index(reference.unit)
    symbol = tuple(
        (int(p), "") if p.isdigit() else (0, p) for p in _PARTS.findall(reference.instrument.lower())
    )
    keys = tuple(
        _order(word, before) for before, word in zip(("", *reference.path), reference.path, strict=False)
    )
    return (position, symbol, rank, keys, reference.end or "")


def _order(component: str, before: str) -> tuple[int, tuple[int, ...], str]:
    if component in UNITS:
        return (2, (UNITS.index(component),), "")
    if component[0].isdigit():
        suffix = component.lstrip("0123456789.")
        return (0, tuple(int(n) for n in re.findall(r"\d+", component)), suffix)
    value = roman_value(component) if before.isalpha() else None
    return (1, (value or 0,), component)


def _series(reference: Reference) -> tuple[str, ...]:
    """Every last component from start to end; empty when the two ends do not make a rising range."""
    start, end = reference.path[-1], reference.end or ""
    low, high = _DOTTED.fullmatch(start), _DOTTED.fullmatch(end)
    if low and high:
        if low[1] != high[1] or end != f"{low[1] + '.' if low[1] else ''}{int(high[2])}":
            return ()
        prefix = f"{low[1]}." if low[1] else ""
        first, last = int(low[2]), int(high[2])
        return tuple(f"{prefix}{n}" for n in range(first, last + 1)) if last - first < MAX_RANGE else ()
    if not (_is_letter(start) and _is_letter(end)):
        return ()
    values = roman_value(start), roman_value(end)
    after_letter = len(reference.path) > 1 and _is_letter(reference.path[-2])
    if values[0] and values[1] and (after_letter or len(start + end) > 2):
        return tuple(roman(n) for n in range(values[0], values[1] + 1))
    if len(start) == len(end) == 1:
        return tuple(chr(n) for n in range(ord(start), ord(end) + 1))
    return ()


def _is_letter(component: str) -> bool:
    """Whether `component` is a letter, a doubled letter (after z comes aa) or a Roman numeral."""
    if not re.fullmatch(r"[a-z]+", component):
        return False
    return len(component) == 1 or component == component[0] * 2 or roman_value(component) is not None


def _refusal(message: str, **params: object) -> Refusal:
    return Refusal(message, params, field="reference")
