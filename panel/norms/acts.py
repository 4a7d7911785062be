"""The writes of norms: taking over an edition of the catalogue, and attaching norms to what rests on them."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import delete, insert, inspect, select, update
from sqlalchemy.orm import Session

from panel.db.base import Base
from panel.kernel.ids import new_id
from panel.kernel.refusal import Refusal
from panel.kernel.text import N_
from panel.norms import policy, queries, rules
from panel.norms.facts import CatalogueEntered
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
from panel.record.acts import Acting, Tx, act

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class LoadCatalogue:
    """Take over an edition of the catalogue, whole. Result: the number of rows written."""

    catalogue: rules.Catalogue


@act(LoadCatalogue, may=policy.may_keep_catalogue)
def load_catalogue(tx: Tx, order: LoadCatalogue, _: None) -> Acting:
    tables = _tables(order.catalogue)
    digest = _digest(tables)
    if digest == tx.session.scalar(select(CatalogueEdition.digest)):
        raise Refusal(N_("The catalogue of norms is as it was."))
    _nothing_in_use_goes(tx.session, order.catalogue)
    written = 0
    for table, rows in tables:
        written += _bring_up(tx.session, table, rows)
    for table, rows in reversed(tables):
        written += _clear_away(tx.session, table, rows)
    _describe_anew(tx.session, order.catalogue)
    tx.session.merge(CatalogueEdition(id=1, digest=digest))
    yield CatalogueEntered(
        subject="catalogue:norms",
        digest=digest,
        instruments=len(order.catalogue.instruments),
        provisions=len(order.catalogue.provisions),
    )
    return written


def put_references(tx: Tx, kind: str, owner_id: str, references: Sequence[str]) -> tuple[str, ...]:
    """Let the owner rest on `references` and on no others; part of the act that writes the owner.

    `kind` is thread, contribution or paragraph. Returns the canonical references in the order of the catalogue, each
    once, for the act's fact. Raises Refusal (field "norms") when one does not exist or there are too many.
    """
    if kind not in rules.OWNER_KINDS:
        raise ValueError(f"nothing of the kind {kind!r} rests on norms")
    catalogue = queries.catalogue(tx.session)
    wanted = rules.attachable(references, catalogue)
    tx.session.execute(
        delete(NormReference).where(NormReference.kind == kind, NormReference.owner_id == owner_id)
    )
    rows = [
        {
            "id": new_id(),
            "kind": kind,
            "owner_id": owner_id,
            "position": position,
            **_described(each, catalogue),
        }
        for position, each in enumerate(wanted, 1)
    ]
    if rows:
        tx.session.execute(insert(NormReference), rows)
    return tuple(row["reference"] for row in rows)


def _described(reference: rules.Reference, catalogue: rules.Catalogue) -> Row:
    view = queries.view_of(reference, catalogue)
    instrument = catalogue.instrument_of(reference)
    return {
        "reference": view.reference,
        "instrument_id": None if instrument is None else instrument.id,
        "label": view.label,
        "nature": view.nature,
        "title": view.title,
    }


def _nothing_in_use_goes(session: Session, catalogue: rules.Catalogue) -> None:
    cited = session.scalars(select(NormReference.instrument_id).distinct())
    if gone := sorted(set(filter(None, cited)) - set(catalogue.instruments)):
        raise Refusal(
            N_("“%(instrument)s” cannot leave the catalogue: there are texts that rest on it."),
            {"instrument": gone[0]},
        )
    if gone := sorted(set(session.scalars(select(Issue.id))) - set(catalogue.issues)):
        raise Refusal(N_("The issue “%(issue)s” cannot leave the catalogue."), {"issue": gone[0]})


def _describe_anew(session: Session, catalogue: rules.Catalogue) -> None:
    told = (NormReference.label, NormReference.nature, NormReference.title)
    present = session.execute(select(NormReference.id, NormReference.reference, *told))
    changed = []
    for row in present.mappings():
        described = _described(rules.parse_reference(row["reference"]), catalogue)
        described = {"id": row["id"]} | {column.key: described[column.key] for column in told}
        if described.items() - row.items():
            changed.append(described)
    if changed:
        session.execute(update(NormReference), changed)


def _tables(catalogue: rules.Catalogue) -> list[tuple[type[Base], list[Row]]]:
    """Return the rows of each table, tables that others point to first."""
    return [
        (Issue, [_row(each) for each in catalogue.issues.values()]),
        (Mechanism, [_row(each, position=at) for at, each in enumerate(catalogue.mechanisms.values(), 1)]),
        (Space, [_row(each) for each in catalogue.spaces]),
        (Instrument, [_row(each) for each in catalogue.instruments.values()]),
        (
            InstrumentName,
            [
                {"instrument_id": instrument, "position": position, "lang": lang, "name": name}
                for instrument, names in catalogue.names.items()
                for position, (lang, name) in enumerate(names, 1)
            ],
        ),
        (
            Provision,
            [
                {
                    "reference": rules.canonical(each.reference),
                    "position": position,
                    "instrument_id": each.reference.instrument,
                    "heading": each.heading,
                    "themes": list(each.themes),
                    "source": each.source,
                }
                for position, each in enumerate(catalogue.provisions, 1)
            ],
        ),
        (ReportRecommendation, [_row(each) for each in catalogue.recommendations]),
    ]


def _row(value: Any, **more: Any) -> Row:
    """Return a value of the catalogue as a row: its fields under their names, what names other rows under `…_id`."""
    row = {}
    for name in value.__slots__:
        cell = getattr(value, name)
        column = f"{name}_id" if name in ("parent", "mechanism") else name
        row[column] = list(cell) if isinstance(cell, tuple) else cell
    return row | more


def _digest(tables: Iterable[tuple[type[Base], list[Row]]]) -> str:
    content = {table.__tablename__: rows for table, rows in tables}
    return sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _bring_up(session: Session, table: type[Base], rows: list[Row]) -> int:
    """Insert what is new and update what has changed; return how many rows that was."""
    present = {_key(table, row): dict(row) for row in _present(session, table)}
    new = [row for row in rows if _key(table, row) not in present]
    changed = [row for row in rows if present.get(_key(table, row), row) != row]
    if new:
        session.execute(insert(table), new)
    if changed:
        session.execute(update(table), changed)
    return len(new) + len(changed)


def _clear_away(session: Session, table: type[Base], rows: list[Row]) -> int:
    """Delete what the edition no longer holds; return how many rows that was."""
    kept = {_key(table, row) for row in rows}
    gone = [key for row in _present(session, table) if (key := _key(table, row)) not in kept]
    for key in gone:
        columns = zip(inspect(table).primary_key, key, strict=True)
        session.execute(delete(table).where(*(column == value for column, value in columns)))
    return len(gone)


def _present(session: Session, table: type[Base]) -> Iterable[Any]:
    return session.execute(select(*inspect(table).columns)).mappings().all()


def _key(table: type[Base], row: Any) -> tuple[Any, ...]:
    return tuple(row[column.name] for column in inspect(table).primary_key)
