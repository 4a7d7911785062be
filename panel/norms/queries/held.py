"""The catalogue as it is held in memory, read from the tables once for each of its editions."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from panel.norms import rules
from panel.norms.models import (
    CatalogueEdition,
    Instrument,
    InstrumentName,
    Issue,
    Mechanism,
    Provision,
    ReportRecommendation,
    Space,
)
from panel.norms.rules import Catalogue, parse_reference

_EMPTY = Catalogue({}, (), {}, {}, {})
_HELD: dict[str, Catalogue] = {}
"""The edition in memory, by its digest. Equal digests mean equal catalogues, whatever database they were read from."""


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
