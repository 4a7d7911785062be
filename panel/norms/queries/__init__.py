"""Reading norms: the catalogue held in memory, what rests on norms, and what the pages of the catalogue show."""

from panel.norms.queries.held import catalogue
from panel.norms.queries.pages import (
    catalogue_page,
    instrument_page,
    mechanism_groups,
    mechanism_page,
    provision_page,
    recommendation_groups,
)
from panel.norms.queries.references import (
    ReferenceView,
    address_of,
    owners_citing,
    references_of,
    references_of_many,
    uses_of_instrument,
    uses_of_instruments,
    uses_of_provision,
    view_of,
)

__all__ = [
    "ReferenceView",
    "address_of",
    "catalogue",
    "catalogue_page",
    "instrument_page",
    "mechanism_groups",
    "mechanism_page",
    "owners_citing",
    "provision_page",
    "recommendation_groups",
    "references_of",
    "references_of_many",
    "uses_of_instrument",
    "uses_of_instruments",
    "uses_of_provision",
    "view_of",
]
