"""What is true of norm references: their grammar, their range, their legal nature, their wording, and how
they are found.

Pure functions over frozen values; nothing here opens a file. `panel.norms.catalogue` reads the shipped
catalogue.
"""

from panel.norms.rules.catalogue import Catalogue, Issue, Mechanism, Provision
from panel.norms.rules.finding import Found, Match, find
from panel.norms.rules.instrument import (
    NATURE_MEANINGS,
    NATURE_NAMES,
    Instrument,
    LegalNature,
    check_range,
    legal_nature,
)
from panel.norms.rules.reference import (
    UNITS,
    Reference,
    canonical,
    expand,
    parse_reference,
    provisions_of,
    sort_key,
)
from panel.norms.rules.wording import cite_as, label

__all__ = [
    "NATURE_MEANINGS",
    "NATURE_NAMES",
    "UNITS",
    "Catalogue",
    "Found",
    "Instrument",
    "Issue",
    "LegalNature",
    "Match",
    "Mechanism",
    "Provision",
    "Reference",
    "canonical",
    "check_range",
    "cite_as",
    "expand",
    "find",
    "label",
    "legal_nature",
    "parse_reference",
    "provisions_of",
    "sort_key",
]
