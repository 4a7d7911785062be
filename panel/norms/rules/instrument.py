"""Instruments: their legal nature, the units they are divided into, and which references can exist in
them.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from panel.kernel.refusal import Refusal
from panel.kernel.text import N_
from panel.norms.rules.reference import DIVISIONS, Reference


class LegalNature(StrEnum):
    """The marker that every cited norm carries."""

    BINDING = "binding"
    NON_BINDING = "non-binding"
    INTERPRETATIVE = "interpretative"


NATURE_MEANINGS: Final = {
    LegalNature.BINDING: N_(
        "Legally binding on those States that have ratified it or acceded to it, and on no other."
    ),
    LegalNature.NON_BINDING: N_(
        "Not legally binding; it has moral force and gives States practical guidance."
    ),
    LegalNature.INTERPRETATIVE: N_("A monitoring body's interpretation of its treaty; not itself a treaty."),
}

KINDS: Final = frozenset(
    {
        "treaty",
        "protocol",
        "ilo-convention",
        "recommendation",
        "declaration",
        "resolution",
        "compact",
        "guidelines",
        "general-comment",
        "report",
    }
)

_OWN_UNIT = {
    "article": "art",
    "paragraph": "para",
    "part": "part",
    "objective": "obj",
    "principle": "principle",
    "guideline": "guideline",
    "chapter": "chap",
    # References have no word of their own for these; the nearest that readers number stands for them.
    "regulation": "chap",
    "section": "chap",
    "conclusion": "para",
    "point": "para",
}
UNIT_WORDS: Final = frozenset(_OWN_UNIT)
"""What the catalogue may give as the main unit of an instrument."""


@dataclass(frozen=True, slots=True)
class Instrument:
    """A treaty, declaration, compact, general comment, resolution or report that can be cited.

    `units` counts the instrument's main `unit` (articles, paragraphs, objectives); None is unknown and stays
    so. `confidence` (high, medium, low) says how sure that count is. `adopted` and `in_force` are ISO dates
    as exact as they are known ("2004", "2004-10", "2004-10-01"). `other_ids` are further identifiers of a
    joint general comment. `position` is the place in the catalogue, which is the order in which instruments
    are listed.
    """

    id: str
    position: int
    abbreviations: tuple[str, ...]
    other_ids: tuple[str, ...]
    title: str
    short_title: str
    kind: str
    binding: bool
    adopted: str
    in_force: str | None
    adopting_body: str
    symbol: str | None
    units: int | None
    unit: str
    other_units: tuple[str, ...]
    mechanism: str | None
    parent: str | None
    themes: tuple[str, ...]
    source: str
    confidence: str

    @property
    def main_unit(self) -> str:
        """The unit of `UNITS` in which a bare number is read: "art" for a treaty, "para" for a resolution."""
        return _OWN_UNIT[self.unit]

    @property
    def is_counted(self) -> bool:
        """Whether `units` counts the main unit surely enough to refuse a number beyond it."""
        return self.units is not None and self.confidence == "high"


def legal_nature(instrument: Instrument) -> LegalNature:
    """What force `instrument` has.

    The catalogue's `binding` column holds two values: "yes" for treaties, their protocols and ILO
    Conventions, which bind the States that ratify or accede to them, and "no" for all else. General comments
    and general recommendations are "no" too, but speak with the authority of the body that monitors the
    treaty: they are interpretative.
    """
    if instrument.binding:
        return LegalNature.BINDING
    if instrument.kind == "general-comment":
        return LegalNature.INTERPRETATIVE
    return LegalNature.NON_BINDING


def units_of(instrument: Instrument) -> frozenset[str]:
    """The units by which a reference may pin `instrument`. Every text but a numbered-article one also has
    paragraphs.
    """
    paragraphs = frozenset() if instrument.unit == "article" else frozenset({"para"})
    return DIVISIONS | paragraphs | {instrument.main_unit} | set(instrument.other_units)


_NO_SUCH_UNIT = {
    "art": N_("%(instrument)s is not divided into articles."),
    "para": N_("%(instrument)s is cited by article first, then by paragraph."),
    "obj": N_("%(instrument)s has no numbered objectives."),
    "principle": N_("%(instrument)s has no numbered principles."),
    "guideline": N_("%(instrument)s has no numbered guidelines."),
    "target": N_("%(instrument)s has no numbered targets."),
}

_BEYOND = {
    "art": N_("There is no article %(number)s in the %(instrument)s, which has %(count)s articles."),
    "para": N_("There is no paragraph %(number)s in “%(instrument)s”, which has %(count)s paragraphs."),
    "part": N_("There is no part %(number)s in the %(instrument)s, which has %(count)s parts."),
    "obj": N_("There is no objective %(number)s in the %(instrument)s, which has %(count)s objectives."),
    "principle": N_(
        "There is no principle %(number)s in the %(instrument)s: the last is principle %(count)s."
    ),
    "guideline": N_(
        "There is no guideline %(number)s in the %(instrument)s: the last is guideline %(count)s."
    ),
    "chap": N_("There is no chapter %(number)s in the %(instrument)s, which has %(count)s chapters."),
}


def check_range(reference: Reference, instrument: Instrument) -> None:
    """Refuse a reference that cannot exist in its instrument.

    Raises Refusal (field "reference") when the unit does not belong to the instrument, or when the number
    lies beyond the last one and the count is held with high confidence; a count that may be wrong refuses
    nobody.
    """
    unit = reference.unit
    if unit is None:
        return
    if unit not in units_of(instrument):
        raise Refusal(_NO_SUCH_UNIT[unit], {"instrument": instrument.short_title}, field="reference")
    if unit != instrument.main_unit or not instrument.is_counted or instrument.units is None:
        return
    ends = [reference.path[0]]
    if reference.end is not None and len(reference.path) == 1:
        ends.append(reference.end)
    for number in ends:
        digits = re.match(r"\d+", number)
        if digits and int(digits[0]) > instrument.units:
            raise Refusal(
                _BEYOND[unit],
                {"number": number, "instrument": instrument.title, "count": instrument.units},
                field="reference",
            )
