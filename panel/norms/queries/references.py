"""What rests on norms: the references of threads, contributions and paragraphs, and how often a norm is used."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.orm import Session

from panel.norms import rules
from panel.norms.models import NormReference
from panel.norms.rules import Catalogue, Reference, parse_reference


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """One norm as a page shows it. `nature` is binding, non-binding or interpretative; `title` says what the norm
    is about, "" for a document outside the catalogue.
    """

    reference: str
    label: str
    nature: str
    href: str
    title: str


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
    ids = [owner for some in owners.values() for owner in some]
    if not ids:
        return {}
    found: defaultdict[tuple[str, str], list[ReferenceView]] = defaultdict(list)
    for kind, owner, reference, label, nature, title in session.execute(_RESTED_ON, {"owners": ids}):
        found[kind, owner].append(_view(reference, label, nature, title))
    return {owner: tuple(views) for owner, views in found.items() if owner[0] in owners}


# Made once: a page of fifty contributions would spend more on making the statement than on carrying it out. Identifiers
# are random, so an owner's id alone finds it, whatever its kind.
_RESTED_ON = (
    select(
        NormReference.kind,
        NormReference.owner_id,
        NormReference.reference,
        NormReference.label,
        NormReference.nature,
        NormReference.title,
    )
    .where(NormReference.owner_id.in_(bindparam("owners", expanding=True)))
    .order_by(NormReference.owner_id, NormReference.position)
)


@lru_cache(4096)
def _view(reference: str, label: str, nature: str, title: str) -> ReferenceView:
    return ReferenceView(reference, label, nature, address_of(reference), title)


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
    """Return the address of a norm's page."""
    return f"/norms/{reference.replace(':', '/', 1)}"


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
    """Return by kind how many rest on the provision of `reference`: on it, on a part of it, or on a range over it.

    For a document outside the catalogue: how many rest on this very reference.
    """
    if reference.symbol is not None:
        return _uses(
            session,
            and_(
                NormReference.instrument_id.is_(None), NormReference.reference == rules.canonical(reference)
            ),
        )
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
