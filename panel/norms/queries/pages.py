"""What the pages of the catalogue show: frozen views made from the catalogue in memory and a count of uses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from panel.kernel.refusal import NotFound, Refusal
from panel.kernel.text import N_
from panel.norms import rules
from panel.norms.queries.held import catalogue
from panel.norms.queries.references import (
    ReferenceView,
    uses_of_instrument,
    uses_of_instruments,
    uses_of_provision,
    view_of,
)
from panel.norms.rules import Catalogue, Instrument, Issue, Mechanism, Recommendation, Reference

_MOST_FOUND = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """One instrument in a list: how much rests on it, and its provisions that concern the issue asked for."""

    view: ReferenceView
    uses: int
    provisions: tuple[ReferenceView, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The instruments of one kind."""

    kind: str
    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class CataloguePage:
    """The catalogue, or what was asked of it.

    `found` is None when no words were searched for, and then `groups` holds the list; `refusal` says why a citation
    cites nothing that exists.
    """

    groups: tuple[Group, ...]
    count: int
    issues: tuple[Issue, ...]
    found: tuple[ReferenceView, ...] | None = None
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class InstrumentPage:
    """One instrument with all that the catalogue knows about it. `uses` counts what rests on it, by kind."""

    instrument: Instrument
    view: ReferenceView
    cite_as: str
    kind: str
    nature: rules.LegalNature
    names: tuple[tuple[str, tuple[str, ...]], ...]
    mechanism: Mechanism | None
    parent: ReferenceView | None
    parts: tuple[ReferenceView, ...]
    interpretations: tuple[ReferenceView, ...]
    provisions: tuple[tuple[ReferenceView, str], ...]
    issues: tuple[Issue, ...]
    uses: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ProvisionPage:
    """One place in an instrument, or a document outside the catalogue (`instrument` is None).

    `heading` is "" where the catalogue does not describe the place; `whole` is the provision that a paragraph or letter
    belongs to, None for a provision itself. `uses` counts what rests on the provision, by kind.
    """

    view: ReferenceView
    cite_as: str
    place: str
    heading: str
    instrument: Instrument | None
    instrument_view: ReferenceView | None
    nature: rules.LegalNature
    whole: ReferenceView | None
    mechanism: Mechanism | None
    issues: tuple[Issue, ...]
    interpretations: tuple[ReferenceView, ...]
    before: ReferenceView | None
    after: ReferenceView | None
    uses: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class MechanismPage:
    """One body or procedure: what it belongs to, what belongs to it, what it supervises and what it is asked to do."""

    mechanism: Mechanism
    kind: str
    parent: Mechanism | None
    parts: tuple[Mechanism, ...]
    supervises: tuple[ReferenceView, ...]
    recommendations: tuple[Recommendation, ...]


def catalogue_page(session: Session, query: str = "", issue: str = "", nature: str = "") -> CataloguePage:
    """Return the catalogue by kind, or what `query` finds in it; `issue` and `nature` narrow both. Two statements."""
    known = catalogue(session)
    issues = tuple(known.issues.values())

    def is_asked_for(instrument: Instrument, themes: Iterable[str]) -> bool:
        return (not issue or issue in themes) and (not nature or rules.legal_nature(instrument) == nature)

    if query.strip():
        result = rules.find(query, known, _MOST_FOUND)
        found = tuple(
            view_of(match.reference, known)
            for match in result.matches
            if is_asked_for(match.instrument, _themes(match.reference, known))
        )
        return CataloguePage((), len(found), issues, found, result.refusal)
    uses = uses_of_instruments(session)
    concerned: dict[str, tuple[ReferenceView, ...]] = {}
    if issue:
        for provision in known.provisions:
            if issue in provision.themes:
                views = concerned.get(provision.reference.instrument, ())
                concerned[provision.reference.instrument] = (*views, view_of(provision.reference, known))
    groups: dict[str, list[Entry]] = {kind: [] for kind in rules.INSTRUMENT_KINDS}
    for instrument in known.instruments.values():
        if is_asked_for(instrument, instrument.themes):
            entry = Entry(
                view_of(Reference(instrument.id), known),
                uses.get(instrument.id, 0),
                concerned.get(instrument.id, ()),
            )
            groups.setdefault(instrument.kind, []).append(entry)
    return CataloguePage(
        tuple(
            Group(kind, rules.kind_name(rules.INSTRUMENT_KINDS, kind), tuple(entries))
            for kind, entries in groups.items()
            if entries
        ),
        sum(map(len, groups.values())),
        issues,
    )


def instrument_page(session: Session, reference: Reference) -> InstrumentPage:
    """Return the page of a whole instrument. Two statements. Raises `NotFound`."""
    known = catalogue(session)
    instrument = known.instrument_of(reference)
    if instrument is None:
        raise NotFound(
            N_("The catalogue holds no instrument “%(instrument)s”."), {"instrument": reference.instrument}
        )
    whole = Reference(instrument.id)
    names: dict[str, tuple[str, ...]] = {}
    for lang, name in known.names.get(instrument.id, ()):
        names[lang] = (*names.get(lang, ()), name)
    return InstrumentPage(
        instrument=instrument,
        view=view_of(whole, known),
        cite_as=rules.cite_as(whole, instrument),
        kind=rules.kind_name(rules.INSTRUMENT_KINDS, instrument.kind),
        nature=rules.legal_nature(instrument),
        names=tuple(names.items()),
        mechanism=known.mechanisms.get(instrument.mechanism or ""),
        parent=view_of(Reference(instrument.parent), known) if instrument.parent else None,
        parts=tuple(
            view_of(Reference(other.id), known)
            for other in known.instruments.values()
            if other.parent == instrument.id and other.kind != "general-comment"
        ),
        interpretations=_interpretations(instrument, known),
        provisions=tuple(
            (view_of(provision.reference, known), rules.place(provision.reference))
            for provision in known.provisions_in(instrument.id)
        ),
        issues=_issues(instrument.themes, known),
        uses=uses_of_instrument(session, instrument.id),
    )


def provision_page(session: Session, reference: Reference) -> ProvisionPage:
    """Return the page of a place in an instrument. At most three statements.

    Raises `NotFound`, with the reason, for what cannot exist, and for a document outside the catalogue that nothing
    rests on: any words could stand in such an address.
    """
    known = catalogue(session)
    try:
        reference = known.resolve(reference)
    except Refusal as refusal:
        raise NotFound(refusal.message, refusal.params) from refusal
    instrument = known.instrument_of(reference)
    uses = uses_of_provision(session, reference)
    if instrument is None and not uses:
        raise NotFound(N_("Nothing in the Panel rests on a document with this symbol."))
    provision = known.provision(reference)
    provisions = rules.provisions_of(reference)
    before, after = _neighbours(reference, known)
    return ProvisionPage(
        view=view_of(reference, known),
        cite_as=rules.cite_as(reference, instrument),
        place=rules.place(reference),
        heading=provision.heading if provision else "",
        instrument=instrument,
        instrument_view=view_of(Reference(instrument.id), known) if instrument else None,
        nature=rules.nature_of(reference, known),
        whole=view_of(provisions[0], known) if provisions and provisions != (reference,) else None,
        mechanism=known.mechanisms.get(instrument.mechanism or "") if instrument else None,
        issues=_issues(_themes(reference, known), known),
        interpretations=_interpretations(instrument, known) if instrument else (),
        before=before,
        after=after,
        uses=uses,
    )


def mechanism_groups(session: Session) -> tuple[tuple[str, tuple[Mechanism, ...]], ...]:
    """Return every body and procedure under its heading. One statement."""
    groups: dict[str, list[Mechanism]] = {name: [] for name in rules.MECHANISM_KINDS.values()}
    for mechanism in catalogue(session).mechanisms.values():
        groups.setdefault(rules.kind_name(rules.MECHANISM_KINDS, mechanism.kind), []).append(mechanism)
    return tuple((name, tuple(mechanisms)) for name, mechanisms in groups.items() if mechanisms)


def mechanism_page(session: Session, mechanism: str) -> MechanismPage:
    """Return the page of one body or procedure. One statement. Raises `NotFound`."""
    known = catalogue(session)
    body = known.mechanisms.get(mechanism)
    if body is None:
        raise NotFound(N_("The catalogue holds no body or procedure at this address."))
    supervised = dict.fromkeys(
        (*body.supervises, *(each.id for each in known.instruments.values() if each.mechanism == body.id))
    )
    return MechanismPage(
        mechanism=body,
        kind=rules.kind_name(rules.MECHANISM_KINDS, body.kind),
        parent=known.mechanisms.get(body.parent or ""),
        parts=tuple(other for other in known.mechanisms.values() if other.parent == body.id),
        supervises=tuple(view_of(Reference(instrument), known) for instrument in supervised),
        recommendations=tuple(each for each in known.recommendations if each.mechanism == body.id),
    )


def recommendation_groups(
    session: Session,
) -> tuple[tuple[str, tuple[tuple[Recommendation, Mechanism], ...]], ...]:
    """Return the report's recommendations with the bodies they concern, under their headings. One statement."""
    known = catalogue(session)
    groups: dict[str, list[tuple[Recommendation, Mechanism]]] = {}
    for each in known.recommendations:
        name = rules.kind_name(rules.CLUSTER_NAMES, each.cluster)
        groups.setdefault(name, []).append((each, known.mechanisms[each.mechanism]))
    return tuple((name, tuple(pairs)) for name, pairs in groups.items())


def _themes(reference: Reference, known: Catalogue) -> tuple[str, ...]:
    instrument = known.instrument_of(reference)
    if instrument is None:
        return ()
    provision = known.provision(reference)
    return provision.themes if provision else instrument.themes if reference.unit is None else ()


def _issues(themes: Iterable[str], known: Catalogue) -> tuple[Issue, ...]:
    named = set(themes)
    return tuple(issue for issue in known.issues.values() if issue.id in named)


def _interpretations(instrument: Instrument, known: Catalogue) -> tuple[ReferenceView, ...]:
    return tuple(view_of(Reference(each.id), known) for each in known.interpretations_of(instrument.id))


def _neighbours(reference: Reference, known: Catalogue) -> tuple[ReferenceView | None, ReferenceView | None]:
    """Return the catalogued provisions before and after `reference`, to read on."""
    listed = [provision.reference for provision in known.provisions_in(reference.instrument)]
    if reference not in listed:
        return None, None
    at = listed.index(reference)
    return (
        view_of(listed[at - 1], known) if at > 0 else None,
        view_of(listed[at + 1], known) if at + 1 < len(listed) else None,
    )
