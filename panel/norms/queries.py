"""Reading norms: the catalogue, kept in memory, and the references that rest on it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from panel.norms import rules
from panel.norms.models import (
    CatalogueEdition,
    Instrument,
    InstrumentName,
    Issue,
    Mechanism,
    NormReference,
    Provision,
    ReportRecommendation,
    Space,
)
from panel.norms.rules import Catalogue, Reference, parse_reference

_EMPTY = Catalogue({}, (), {}, {}, {})
_HELD: dict[str, Catalogue] = {}
"""The edition in memory, by its digest. Equal digests mean equal catalogues, whatever database they were read from."""


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """One norm as a page shows it. `nature` is binding, non-binding or interpretative; `href` is "" for a document
    outside the catalogue; `title` says what the norm is about.
    """

    reference: str
    label: str
    nature: str
    href: str
    title: str


def catalogue(session: Session) -> Catalogue:
    """Return the catalogue: one small statement, and eight more when its edition is not in memory yet."""
    digest = session.scalar(select(CatalogueEdition.digest))
    if digest is None:
        return _EMPTY
    if digest not in _HELD:
        read = _read(session)
        _HELD.clear()
        _HELD[digest] = read
        return read
    return _HELD[digest]


def references_of(
    session: Session, kind: str, owner_ids: Sequence[str]
) -> dict[str, tuple[ReferenceView, ...]]:
    """Return the norms of each of `owner_ids` that has any, in their order, with one statement."""
    found = references_of_many(session, {kind: owner_ids})
    return {owner: views for (_, owner), views in found.items()}


def references_of_many(
    session: Session, owners: Mapping[str, Sequence[str]]
) -> dict[tuple[str, str], tuple[ReferenceView, ...]]:
    """Return the norms of owners of several kinds, given as kind -> ids, by (kind, id), with one statement."""
    asked = [
        and_(NormReference.kind == kind, NormReference.owner_id.in_(ids))
        for kind, ids in owners.items()
        if ids
    ]
    if not asked:
        return {}
    found: defaultdict[tuple[str, str], list[ReferenceView]] = defaultdict(list)
    for row in session.execute(
        select(
            NormReference.kind,
            NormReference.owner_id,
            NormReference.reference,
            NormReference.label,
            NormReference.nature,
            NormReference.title,
        )
        .where(or_(*asked))
        .order_by(NormReference.kind, NormReference.owner_id, NormReference.position)
    ):
        found[row.kind, row.owner_id].append(
            ReferenceView(row.reference, row.label, row.nature, address_of(row.reference), row.title)
        )
    return {owner: tuple(views) for owner, views in found.items()}


def view_of(reference: Reference, known: Catalogue) -> ReferenceView:
    """Return `reference` as pages show it, whether or not anything rests on it."""
    text = rules.canonical(reference)
    return ReferenceView(
        text,
        rules.label(reference, known.instrument_of(reference)),
        rules.nature_of(reference, known),
        address_of(text),
        rules.title_of(reference, known),
    )


def address_of(reference: str) -> str:
    """Return the address of a norm's page, or "" for a document outside the catalogue, which has none."""
    return "" if reference.startswith(rules.DOCUMENT) else f"/norms/{reference.replace(':', '/', 1)}"


def owners_citing(session: Session, kind: str, instrument: str) -> Any:
    """Return a subquery of the ids of owners of this kind that rest on `instrument`, for lists filtered by norm."""
    return (
        select(NormReference.owner_id)
        .where(NormReference.kind == kind, NormReference.instrument_id == instrument)
        .distinct()
    )


def uses_of_instrument(session: Session, instrument: str) -> dict[str, int]:
    """Return how many threads, contributions and paragraphs rest on `instrument`, by kind (no kind with none)."""
    return _uses(session, NormReference.instrument_id == instrument)


def uses_of_instruments(session: Session) -> dict[str, int]:
    """Return how many threads, contributions and paragraphs together rest on each instrument that anything rests on."""
    owners = (
        select(NormReference.instrument_id, NormReference.kind, NormReference.owner_id)
        .where(NormReference.instrument_id.is_not(None))
        .distinct()
        .subquery()
    )
    rows = session.execute(select(owners.c.instrument_id, func.count()).group_by(owners.c.instrument_id))
    return {row[0]: row[1] for row in rows}


def uses_of_provision(session: Session, reference: Reference) -> dict[str, int]:
    """Return by kind how many rest on the provision of `reference`: on it, on a part of it, or on a range over it."""
    provisions = set(rules.provisions_of(reference))
    cited = session.scalars(
        select(NormReference.reference).where(NormReference.instrument_id == reference.instrument).distinct()
    )
    resting = [text for text in cited if provisions & set(rules.provisions_of(parse_reference(text)))]
    if not resting:
        return {}
    return _uses(
        session,
        and_(NormReference.instrument_id == reference.instrument, NormReference.reference.in_(resting)),
    )


def _uses(session: Session, condition: Any) -> dict[str, int]:
    rows = session.execute(
        select(NormReference.kind, func.count(NormReference.owner_id.distinct()))
        .where(condition)
        .group_by(NormReference.kind)
    )
    return {row[0]: row[1] for row in rows}


def _read(session: Session) -> Catalogue:
    names: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in _rows(session, InstrumentName, InstrumentName.instrument_id, InstrumentName.position):
        names[name.instrument_id].append((name.lang, name.name))
    return Catalogue(
        instruments={row.id: _instrument(row) for row in _rows(session, Instrument, Instrument.position)},
        provisions=tuple(
            rules.Provision(parse_reference(row.reference), row.heading, tuple(row.themes), row.source)
            for row in _rows(session, Provision, Provision.position)
        ),
        mechanisms={
            row.id: rules.Mechanism(
                id=row.id,
                name=row.name,
                abbreviations=tuple(row.abbreviations),
                parent=row.parent_id,
                kind=row.kind,
                supervises=tuple(row.supervises),
                note=row.note,
            )
            for row in _rows(session, Mechanism, Mechanism.position)
        },
        issues={
            row.id: rules.Issue(row.id, row.position, row.title, row.short_title)
            for row in _rows(session, Issue, Issue.position)
        },
        names={instrument: tuple(pairs) for instrument, pairs in names.items()},
        spaces=tuple(
            rules.Space(row.id, row.position, row.mechanism_id, row.name)
            for row in _rows(session, Space, Space.position)
        ),
        recommendations=tuple(
            rules.Recommendation(
                id=row.id,
                position=row.position,
                parent=row.parent_id,
                label=row.label,
                cluster=row.cluster,
                summary=row.summary,
                mechanism=row.mechanism_id,
                addressees=tuple(row.addressees),
                horizon=row.horizon,
                details=row.details,
            )
            for row in _rows(session, ReportRecommendation, ReportRecommendation.position)
        ),
    )


def _rows(session: Session, table: type[Any], *order: Any) -> Iterable[Any]:
    # Columns and not entities: the catalogue outlives the session, which need not keep track of its rows.
    return session.execute(select(*table.__table__.columns).order_by(*order))


def _instrument(row: Any) -> rules.Instrument:
    return rules.Instrument(
        id=row.id,
        position=row.position,
        abbreviations=tuple(row.abbreviations),
        other_ids=tuple(row.other_ids),
        title=row.title,
        short_title=row.short_title,
        kind=row.kind,
        binding=row.binding,
        adopted=row.adopted,
        in_force=row.in_force,
        adopting_body=row.adopting_body,
        symbol=row.symbol,
        units=row.units,
        unit=row.unit,
        other_units=tuple(row.other_units),
        mechanism=row.mechanism_id,
        parent=row.parent_id,
        themes=tuple(row.themes),
        source=row.source,
        confidence=row.confidence,
    )
