"""How a reference is read by people: the short form of a footnote and the long form of a sentence.

Both are made from the canonical form and the instrument, never stored. Unit words are marked for translation
and go through `translate`; names of instruments stay as the catalogue has them.
"""

import re
from collections.abc import Callable
from typing import Final

from panel.kernel.text import N_
from panel.norms.rules.instrument import Instrument
from panel.norms.rules.numerals import roman
from panel.norms.rules.reference import DIVISIONS, UNITS, Reference

Translate = Callable[[str], str]

_SHORT: Final = {
    "art": (N_("art."), N_("arts.")),
    "para": (N_("para."), N_("paras.")),
    "part": (N_("part"), N_("parts")),
    "obj": (N_("objective"), N_("objectives")),
    "principle": (N_("principle"), N_("principles")),
    "guideline": (N_("guideline"), N_("guidelines")),
    "chap": (N_("chap."), N_("chaps.")),
    "target": (N_("target"), N_("targets")),
    "annex": (N_("annex"), N_("annexes")),
}
_LONG: Final = _SHORT | {
    "art": (N_("article"), N_("articles")),
    "para": (N_("paragraph"), N_("paragraphs")),
    "chap": (N_("chapter"), N_("chapters")),
}

_GENERAL_COMMENT = re.compile(r"([A-Z]+) G([CR]) (\d+)")
_ROMAN_ARTICLES = frozenset({"refugee-protocol"})
"""Instruments whose articles are printed in Roman numerals."""
_SECTIONED_ARTICLE = ("refugee-convention", "1")
"""Article 1 of the 1951 Convention is divided into sections A to F, cited "art. 1 A (2)"."""


def label(reference: Reference, instrument: Instrument | None, translate: Translate = str) -> str:
    """The short form: "ICCPR, art. 12, para. 2", "CRC, arts. 37 (b)–(d)", "CCPR general comment No. 15, para.
    2".

    `instrument` is that of the reference, or None for a document outside the catalogue, which is called by
    its symbol.
    """
    name = (
        (reference.symbol or reference.instrument)
        if instrument is None
        else short_name(instrument, translate)
    )
    return ", ".join((name, *_pin(reference, _SHORT, translate)))


def cite_as(reference: Reference, instrument: Instrument | None, translate: Translate = str) -> str:
    """The long form, ready to paste: "International Covenant on Civil and Political Rights, article 12,
    paragraph 2".

    A general comment is preceded by its committee, and a text that is not a treaty is followed by its symbol.
    """
    name = (reference.symbol or reference.instrument) if instrument is None else _long_name(instrument)
    return ", ".join((name, *_pin(reference, _LONG, translate)))


def place(reference: Reference, translate: Translate = str) -> str:
    """The place in the instrument, without its name: "art. 12, para. 2"; "" for the whole instrument."""
    return ", ".join(_pin(reference, _SHORT, translate))


def short_name(instrument: Instrument, translate: Translate = str) -> str:
    """The name under which an instrument is cited in short: "ICCPR", "A/68/283", "CCPR general comment No.
    15".
    """
    if instrument.kind == "general-comment":
        words = {"C": translate(N_("general comment No.")), "R": translate(N_("general recommendation No."))}
        return _GENERAL_COMMENT.sub(lambda m: f"{m[1]} {words[m[2]]} {m[3]}", instrument.short_title)
    if instrument.abbreviations:
        return instrument.abbreviations[0]
    if instrument.symbol and re.sub(r"[^a-z0-9]+", "-", instrument.symbol.lower()) == instrument.id:
        return instrument.symbol
    return instrument.short_title


def _long_name(instrument: Instrument) -> str:
    title = instrument.title
    if instrument.kind == "general-comment" and not title.startswith("Joint"):
        title = f"{instrument.adopting_body}, {title[0].lower()}{title[1:]}"
    if instrument.binding or not instrument.symbol:
        return title
    return f"{title} ({instrument.symbol})"


def _pin(reference: Reference, words: dict[str, tuple[str, str]], translate: Translate) -> list[str]:
    """One phrase per unit: ["art. 12", "para. 2 (a)"]."""
    if reference.unit is None:
        return []
    phrases: list[tuple[str, str]] = []
    unit: str = reference.unit
    opened: str | None = None  # the unit whose number came just before
    for at, component in enumerate(reference.path):
        if component in UNITS:
            unit, opened = component, None
            continue
        shown = [component]
        if reference.end is not None and at == len(reference.path) - 1:
            shown.append(reference.end)
        if opened is None and (not phrases or reference.path[at - 1] in UNITS):
            phrases.append((unit, " " + "–".join(_number(reference, unit, word) for word in shown)))
            opened = unit
        elif opened == "art" and component[0].isdigit():
            # The number right after an article's number is its paragraph; other sub-levels stand in brackets.
            phrases.append(("para", " " + "–".join(_number(reference, "para", word) for word in shown)))
            opened = None
        else:
            phrases[-1] = (phrases[-1][0], phrases[-1][1] + _bracketed(reference, at, shown))
            opened = None
    last = len(phrases) - 1
    return [
        translate(words[unit][reference.end is not None and at == last]) + numbers
        for at, (unit, numbers) in enumerate(phrases)
    ]


def _number(reference: Reference, unit: str, component: str) -> str:
    is_roman = unit in DIVISIONS or (unit == "art" and reference.instrument in _ROMAN_ARTICLES)
    if is_roman and component.isdigit() and int(component) < 100:
        return roman(int(component)).upper()
    return re.sub(r"(?<=\d)(?=[a-z])", " ", component)


def _bracketed(reference: Reference, at: int, components: list[str]) -> str:
    if (reference.instrument, reference.path[0]) == _SECTIONED_ARTICLE and at == 1:
        return " " + "–".join(components).upper()
    return " " + "–".join(f"({component})" for component in components)
