"""What is true of norm references: their grammar, their range, their legal nature, their wording, and how
they are found.

Pure functions over frozen values; nothing here opens a file. `panel.norms.catalogue` reads the shipped
catalogue.
"""

from panel.norms.rules.attaching import MOST_REFERENCES, OWNER_KINDS, attachable, nature_of, title_of
from panel.norms.rules.catalogue import Catalogue, Issue, Mechanism, Provision, Recommendation, Space
from panel.norms.rules.finding import MAX_QUERY, Found, Match, find
from panel.norms.rules.instrument import (
    NATURE_MEANINGS,
    Instrument,
    LegalNature,
    check_range,
    legal_nature,
)
from panel.norms.rules.naming import (
    CLUSTER_NAMES,
    HORIZON_NAMES,
    INSTRUMENT_KINDS,
    MECHANISM_KINDS,
    kind_name,
)
from panel.norms.rules.reference import (
    DOCUMENT,
    MAX_LENGTH,
    UNITS,
    Reference,
    canonical,
    expand,
    parse_reference,
    provisions_of,
    sort_key,
)
from panel.norms.rules.wording import cite_as, label, place

__all__ = [
    "CLUSTER_NAMES",
    "DOCUMENT",
    "HORIZON_NAMES",
    "INSTRUMENT_KINDS",
    "MAX_LENGTH",
    "MAX_QUERY",
    "MECHANISM_KINDS",
    "MOST_REFERENCES",
    "NATURE_MEANINGS",
    "OWNER_KINDS",
    "UNITS",
    "Catalogue",
    "Found",
    "Instrument",
    "Issue",
    "LegalNature",
    "Match",
    "Mechanism",
    "Provision",
    "Recommendation",
    "Reference",
    "Space",
    "attachable",
    "canonical",
    "check_range",
    "cite_as",
    "expand",
    "find",
    "kind_name",
    "label",
    "legal_nature",
    "nature_of",
    "parse_reference",
    "place",
    "provisions_of",
    "sort_key",
    "title_of",
]
