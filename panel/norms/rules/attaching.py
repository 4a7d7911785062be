"""What norms may be attached to a thread, a contribution or a paragraph."""

from collections.abc import Sequence
from typing import Final

from panel.kernel.refusal import Refusal
from panel.kernel.text import N_
from panel.norms.rules.catalogue import Catalogue
from panel.norms.rules.instrument import LegalNature, legal_nature
from panel.norms.rules.reference import Reference, parse_reference

MOST_REFERENCES: Final = 30
OWNER_KINDS: Final = ("thread", "contribution", "paragraph")
"""What can rest on norms."""


def attachable(texts: Sequence[str], catalogue: Catalogue) -> list[Reference]:
    """The references that `texts` spell, each once, in the order of the catalogue.

    Raises Refusal (field "norms") for more than MOST_REFERENCES, for what is no reference, and for what does not exist.
    """
    if len(texts) > MOST_REFERENCES:
        raise Refusal(
            N_("At most %(most)s norms can be attached; here are %(count)s. Keep those that carry the text."),
            {"most": MOST_REFERENCES, "count": len(texts)},
            field="norms",
        )
    try:
        return catalogue.ordered({catalogue.resolve(parse_reference(text)) for text in texts})
    except Refusal as refusal:
        raise Refusal(refusal.message, refusal.params, field="norms") from refusal


def nature_of(reference: Reference, catalogue: Catalogue) -> LegalNature:
    """The legal nature that goes with `reference`. A document outside the catalogue is a resolution or a report: the
    treaties of the United Nations are not cited by document symbol.
    """
    instrument = catalogue.instrument_of(reference)
    return LegalNature.NON_BINDING if instrument is None else legal_nature(instrument)


def title_of(reference: Reference, catalogue: Catalogue) -> str:
    """What `reference` is about: the heading of its provision, else the title of its instrument ("" if unknown)."""
    instrument = catalogue.instrument_of(reference)
    if instrument is None:
        return ""
    provision = catalogue.provision(reference)
    return instrument.title if provision is None else provision.heading
