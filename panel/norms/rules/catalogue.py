"""The catalogue in memory: every instrument, provision, mechanism and issue, with the look-ups that need no
database.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from panel.kernel.refusal import Refusal
from panel.kernel.text import N_
from panel.norms.rules.instrument import Instrument, check_range, units_of
from panel.norms.rules.reference import DOCUMENT, Reference, provisions_of, sort_key


@dataclass(frozen=True, slots=True)
class Provision:
    """One article, objective or other numbered part of an instrument; `heading` is its subject in the Panel's
    own words.
    """

    reference: Reference
    heading: str
    themes: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Mechanism:
    """A body or procedure: those that `supervises` names instruments monitor their application."""

    id: str
    name: str
    abbreviations: tuple[str, ...]
    parent: str | None
    kind: str
    supervises: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Issue:
    """One of the eight cross-cutting issues; `id` is what the themes of instruments and provisions name."""

    id: str
    position: int
    title: str
    short_title: str


@dataclass(frozen=True, slots=True)
class Space:
    """A place of the United Nations where migration is discussed already; `mechanism` is the body that meets there."""

    id: str
    position: int
    mechanism: str
    name: str


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One recommendation of the report out of which the Panel grew, in the Panel's own words.

    `label` is its number in the report; `mechanism` the body that it would change or use.
    """

    id: str
    position: int
    parent: str | None
    label: str
    cluster: str
    summary: str
    mechanism: str
    addressees: tuple[str, ...]
    horizon: str
    details: str


# Compared by identity: two loads are two catalogues, and what is worked out from one may be kept by it.
@dataclass(frozen=True, eq=False)
class Catalogue:
    """Everything that can be cited, in the order in which it is listed.

    `names` holds (language, name) pairs of each instrument in languages other than English, by instrument id.
    """

    instruments: Mapping[str, Instrument]
    provisions: tuple[Provision, ...]
    mechanisms: Mapping[str, Mechanism]
    issues: Mapping[str, Issue]
    names: Mapping[str, tuple[tuple[str, str], ...]]
    spaces: tuple[Space, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()

    @cached_property
    def _ids(self) -> dict[str, str]:
        """Every other identifier and unshared document symbol of an instrument, to its id.

        An adopting resolution stands for what it adopted, unless it adopted several instruments at once.
        """
        symbols: dict[str, set[str]] = {}
        ids: dict[str, str] = {}
        for instrument in self.instruments.values():
            ids.update(dict.fromkeys(instrument.other_ids, instrument.id))
            for symbol in _symbols(instrument):
                symbols.setdefault(DOCUMENT + symbol, set()).add(instrument.id)
        return ids | {symbol: named.pop() for symbol, named in symbols.items() if len(named) == 1}

    def instrument_of(self, reference: Reference) -> Instrument | None:
        """The instrument that `reference` cites, or None when it is not in the catalogue."""
        instrument = self.instruments.get(self._ids.get(reference.instrument, reference.instrument))
        if instrument is None or reference.symbol is None or reference.unit in (None, *units_of(instrument)):
            return instrument
        # A paragraph of the resolution that adopted a treaty is no part of the treaty.
        return None

    def resolve(self, reference: Reference) -> Reference:
        """`reference` under the one id that its instrument has here, checked against the instrument.

        Joint general comments and documents given by symbol come back under the catalogue's id, so that one
        norm is counted once. Raises Refusal (field "reference") for an unknown instrument and for what cannot
        exist in a known one.
        """
        instrument = self.instrument_of(reference)
        if instrument is None:
            if reference.symbol is not None:
                return reference
            raise Refusal(
                N_("The catalogue holds no instrument “%(instrument)s”."),
                {"instrument": reference.instrument},
                field="reference",
            )
        known = Reference(instrument.id, reference.unit, reference.path, reference.end)
        check_range(known, instrument)
        return known

    def ordered(self, references: Iterable[Reference]) -> list[Reference]:
        """`references` in the order of the catalogue; documents outside it come last, by symbol."""
        return sorted(references, key=self._order)

    def _order(self, reference: Reference) -> tuple[object, ...]:
        instrument = self.instrument_of(reference)
        return sort_key(reference, len(self.instruments) + 1 if instrument is None else instrument.position)

    def provisions_in(self, instrument: str) -> tuple[Provision, ...]:
        """The catalogued provisions of one instrument, in order; empty when none are described."""
        return tuple(p for p in self.provisions if p.reference.instrument == instrument)

    def provision(self, reference: Reference) -> Provision | None:
        """The first catalogued provision that `reference` rests on, or None."""
        return next(filter(None, map(self._by_reference.get, provisions_of(reference))), None)

    @cached_property
    def _by_reference(self) -> dict[Reference, Provision]:
        return {provision.reference: provision for provision in self.provisions}

    def interpretations_of(self, instrument: str) -> tuple[Instrument, ...]:
        """The general comments on one treaty, in order."""
        return tuple(
            i for i in self.instruments.values() if i.kind == "general-comment" and i.parent == instrument
        )


def _symbols(instrument: Instrument) -> set[str]:
    """The document symbols under which `instrument` may be given, treaty series left out."""
    first = re.split(r"[;,] ", instrument.symbol or "")[0]
    if first.startswith("A/RES/"):
        return {first}
    return {instrument.symbol} if instrument.symbol and not instrument.binding else set()
