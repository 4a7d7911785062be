"""The catalogue's tables, and the norms that threads, contributions and paragraphs rest on.

The catalogue comes whole from files (`panel.norms.catalogue`) under identifiers that are part of every reference, so
they are its keys. A parent may stand further down than its child: its foreign key is checked at the commit.
"""

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from panel.db.base import Base, Id


class Issue(Base):
    """One of the eight cross-cutting issues."""

    __tablename__ = "issue"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    position: Mapped[int]
    title: Mapped[str]
    short_title: Mapped[str]


class Mechanism(Base):
    """A body or procedure. `supervises` lists the instruments whose application it monitors."""

    __tablename__ = "mechanism"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    position: Mapped[int]
    name: Mapped[str]
    abbreviations: Mapped[list[str]]
    # None: part of no other body of the catalogue
    parent_id: Mapped[str | None] = mapped_column(
        ForeignKey("mechanism.id", deferrable=True, initially="DEFERRED"), index=True
    )
    kind: Mapped[str]
    supervises: Mapped[list[str]]
    note: Mapped[str]


class Space(Base):
    """A place of the United Nations where migration is discussed already."""

    __tablename__ = "space"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    position: Mapped[int]
    mechanism_id: Mapped[str] = mapped_column(ForeignKey("mechanism.id"), index=True)
    name: Mapped[str]


class Instrument(Base):
    """A text that can be cited. The columns mean what `panel.norms.rules.Instrument` says."""

    __tablename__ = "instrument"

    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    position: Mapped[int]
    abbreviations: Mapped[list[str]]
    other_ids: Mapped[list[str]]
    title: Mapped[str]
    short_title: Mapped[str]
    kind: Mapped[str]
    binding: Mapped[bool]
    adopted: Mapped[str]
    # None: not in force, or of a kind that does not enter into force
    in_force: Mapped[str | None]
    adopting_body: Mapped[str]
    # None: has no document symbol
    symbol: Mapped[str | None]
    # None: not known how many units it has
    units: Mapped[int | None]
    unit: Mapped[str]
    other_units: Mapped[list[str]]
    # None: no mechanism supervises it
    mechanism_id: Mapped[str | None] = mapped_column(ForeignKey("mechanism.id"), index=True)
    # None: belongs to no other instrument
    parent_id: Mapped[str | None] = mapped_column(
        ForeignKey("instrument.id", deferrable=True, initially="DEFERRED"), index=True
    )
    themes: Mapped[list[str]]
    source: Mapped[str]
    confidence: Mapped[str]


class InstrumentName(Base):
    """What an instrument is called in a language other than English."""

    __tablename__ = "instrument_name"

    instrument_id: Mapped[str] = mapped_column(ForeignKey("instrument.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    lang: Mapped[str]
    name: Mapped[str]


class Provision(Base):
    """A numbered part of an instrument with its subject in the Panel's own words."""

    __tablename__ = "provision"

    reference: Mapped[str] = mapped_column(String(160), primary_key=True)
    position: Mapped[int]
    instrument_id: Mapped[str] = mapped_column(ForeignKey("instrument.id"), index=True)
    heading: Mapped[str]
    themes: Mapped[list[str]]
    source: Mapped[str]


class ReportRecommendation(Base):
    """One recommendation of the report out of which the Panel grew."""

    __tablename__ = "report_recommendation"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    position: Mapped[int]
    # None: not part of another recommendation
    parent_id: Mapped[str | None] = mapped_column(
        ForeignKey("report_recommendation.id", deferrable=True, initially="DEFERRED"), index=True
    )
    label: Mapped[str]
    cluster: Mapped[str]
    summary: Mapped[str]
    mechanism_id: Mapped[str] = mapped_column(ForeignKey("mechanism.id"), index=True)
    addressees: Mapped[list[str]]
    horizon: Mapped[str]
    details: Mapped[str]


class CatalogueEdition(Base):
    """The one row that says which edition of the catalogue the tables hold: the SHA-256 of all it contains."""

    __tablename__ = "catalogue_edition"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    digest: Mapped[str] = mapped_column(String(64))


class NormReference(Base):
    """One norm that something rests on: `kind` is thread, contribution or paragraph, `owner_id` which of them.

    The owner lives in a room above, which this one does not know, so there is no foreign key to it. Label, legal nature
    and title follow from the catalogue and stand here too, so that a page of owners reads them with one statement;
    a new edition of the catalogue sets them anew.
    """

    __tablename__ = "norm_reference"
    __table_args__ = (
        UniqueConstraint("owner_id", "kind", "reference"),
        Index("ix_norm_reference_instrument_id_reference", "instrument_id", "reference"),
    )

    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(String(20))
    owner_id: Mapped[str] = mapped_column(String(20))
    position: Mapped[int]
    reference: Mapped[str] = mapped_column(String(160))
    # None: a United Nations document outside the catalogue
    instrument_id: Mapped[str | None] = mapped_column(ForeignKey("instrument.id"))
    label: Mapped[str]
    nature: Mapped[str] = mapped_column(String(20))
    title: Mapped[str]
