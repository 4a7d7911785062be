"""What can be said to have happened to norm references and to the catalogue."""

from dataclasses import dataclass

from panel.record.facts import Fact, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class NormAttached(Fact):
    """`reference` (canonical) was attached to the subject: a thread, a contribution or a paragraph."""

    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NormDetached(Fact):
    """`reference` no longer stands with the subject; `reason` is for the reader who looks for it."""

    reference: str
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueEntered(Fact):
    """The catalogue was read into the Panel: how many instruments and provisions it now holds."""

    instruments: int
    provisions: int
