"""Reading the shipped catalogue (`seeds/catalogue/*.csv`).

Every row is checked as it is read: references parse, lie within their instrument, and name only what exists.
A catalogue with one wrong row is not loaded at all, because a norm that points nowhere would be found only by
the person who rests a text on it.
"""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from panel.kernel.refusal import Refusal
from panel.norms.rules.catalogue import Catalogue, Issue, Mechanism, Provision, Recommendation, Space
from panel.norms.rules.instrument import KINDS, UNIT_WORDS, Instrument, check_range
from panel.norms.rules.reference import INSTRUMENT_ID, UNITS, parse_reference

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)
_CONFIDENCE = frozenset({"high", "medium", "low"})
_YES_NO = {"yes": True, "no": False}


class CatalogueError(Exception):
    """A row of the catalogue is wrong. The message names file, line and fault, for whoever keeps the
    catalogue.
    """

    def __init__(self, file: Path, line: int, fault: str) -> None:
        super().__init__(f"{file}, line {line}: {fault}")
        self.file = file
        self.line = line
        self.fault = fault


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of one file; the getters raise CatalogueError for a cell that cannot be what it should be."""

    file: Path
    line: int
    cells: dict[str, str]

    def fault(self, fault: str) -> CatalogueError:
        return CatalogueError(self.file, self.line, fault)

    def text(self, column: str) -> str:
        if not self.cells[column]:
            raise self.fault(f"{column} is empty")
        return self.cells[column]

    def optional(self, column: str) -> str | None:
        return self.cells[column] or None

    def whole(self, column: str) -> int:
        value = self.text(column)
        if not re.fullmatch(r"[1-9]\d*", value, re.ASCII):
            raise self.fault(f"{column} is “{value}”, not a whole number")
        return int(value)

    def several(self, column: str, separator: str = ";") -> tuple[str, ...]:
        return tuple(part.strip() for part in self.cells[column].split(separator) if part.strip())

    def one_of(self, column: str, allowed: frozenset[str]) -> str:
        value = self.text(column)
        if value not in allowed:
            raise self.fault(f"{column} is “{value}”, not one of {', '.join(sorted(allowed))}")
        return value

    def date(self, column: str) -> str:
        value = self.text(column)
        if not _DATE.fullmatch(value):
            raise self.fault(f"{column} is “{value}”, not a date such as 1990-12-18")
        return value

    def known(self, column: str, names: Sequence[str], known: Callable[[str], bool]) -> None:
        for name in names:
            if not known(name):
                raise self.fault(f"{column} names “{name}”, which is not in the catalogue")


def load_catalogue(path: Path) -> Catalogue:
    """The catalogue kept in the folder `path`. Raises CatalogueError, or OSError when a file is missing."""
    issues = {row.text("id"): _issue(row) for row in _rows(path / "issues.csv", unique="id")}
    mechanism_rows = list(_rows(path / "mechanisms.csv", unique="id"))
    mechanisms = {row.text("id"): _mechanism(row) for row in mechanism_rows}
    rows = list(_rows(path / "instruments.csv", unique="id"))
    instruments = {row.text("id"): _instrument(row, position) for position, row in enumerate(rows, 1)}
    for row in mechanism_rows:
        row.known("parent", row.several("parent"), mechanisms.__contains__)
        row.known("supervises", row.several("supervises"), instruments.__contains__)
    taken = set(instruments)
    for row in rows:
        row.known("parent", row.several("parent"), instruments.__contains__)
        row.known("mechanism", row.several("mechanism"), mechanisms.__contains__)
        row.known("themes", row.several("themes"), issues.__contains__)
        for other in row.several("other_ids", "|"):
            if other in taken:
                raise row.fault(f"other_ids names “{other}”, which is an instrument already")
            taken.add(other)
    provisions = []
    for row in _rows(path / "provisions.csv", unique="ref"):
        row.known("instrument", [row.text("instrument")], instruments.__contains__)
        row.known("themes", row.several("themes"), issues.__contains__)
        provisions.append(_provision(row, instruments[row.text("instrument")]))
    names: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in _rows(path / "names.csv"):
        instrument = row.text("instrument")
        row.known("instrument", [instrument], instruments.__contains__)
        names[instrument] = (*names.get(instrument, ()), (row.text("lang"), row.text("name")))
    spaces = []
    for row in _rows(path / "spaces.csv", unique="id"):
        row.known("mechanism", [row.text("mechanism")], mechanisms.__contains__)
        spaces.append(Space(row.text("id"), row.whole("position"), row.text("mechanism"), row.text("name")))
    recommendation_rows = list(_rows(path / "recommendations.csv", unique="id"))
    numbered = {row.text("id"): position for position, row in enumerate(recommendation_rows, 1)}
    for row in recommendation_rows:
        row.known("parent", row.several("parent"), numbered.__contains__)
        row.known("mechanism", [row.text("mechanism")], mechanisms.__contains__)
    recommendations = tuple(_recommendation(row, numbered[row.text("id")]) for row in recommendation_rows)
    return Catalogue(
        instruments, tuple(provisions), mechanisms, issues, names, tuple(spaces), recommendations
    )


def _rows(file: Path, unique: str | None = None) -> Iterator[_Row]:
    seen: set[str] = set()
    with file.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, strict=True)
        for cells in reader:
            row = _Row(file, reader.line_num, cells)
            if None in cells or None in cells.values():
                raise row.fault("the number of cells differs from the heading")
            if unique is not None:
                key = row.text(unique)
                if key in seen:
                    raise row.fault(f"{unique} “{key}” stands twice")
                seen.add(key)
            yield row


def _issue(row: _Row) -> Issue:
    return Issue(row.text("id"), row.whole("position"), row.text("title"), row.text("short_title"))


def _mechanism(row: _Row) -> Mechanism:
    return Mechanism(
        id=row.text("id"),
        name=row.text("name"),
        abbreviations=row.several("abbreviations", "|"),
        parent=row.optional("parent"),
        kind=row.text("kind"),
        supervises=row.several("supervises"),
        note=row.cells["note"],
    )


def _recommendation(row: _Row, position: int) -> Recommendation:
    return Recommendation(
        id=row.text("id"),
        position=position,
        parent=row.optional("parent"),
        label=row.text("label"),
        cluster=row.text("cluster"),
        summary=row.text("summary"),
        mechanism=row.text("mechanism"),
        addressees=row.several("addressees"),
        horizon=row.text("horizon"),
        details=row.cells["details"],
    )


def _instrument(row: _Row, position: int) -> Instrument:
    if not INSTRUMENT_ID.fullmatch(row.text("id")):
        raise row.fault(
            f"“{row.text('id')}” is not an identifier in small letters, digits and single hyphens"
        )
    for unit in row.several("other_units"):
        if unit not in UNITS:
            raise row.fault(f"other_units is “{unit}”, not one of {', '.join(UNITS)}")
    return Instrument(
        id=row.text("id"),
        position=position,
        abbreviations=row.several("abbreviations", "|"),
        other_ids=row.several("other_ids", "|"),
        title=row.text("title"),
        short_title=row.text("short_title"),
        kind=row.one_of("kind", KINDS),
        binding=_YES_NO[row.one_of("binding", frozenset(_YES_NO))],
        adopted=row.date("adopted"),
        in_force=row.date("in_force") if row.optional("in_force") else None,
        adopting_body=row.cells["adopting_body"],
        symbol=row.optional("symbol"),
        units=row.whole("units") if row.optional("units") else None,
        unit=row.one_of("unit", UNIT_WORDS),
        other_units=row.several("other_units"),
        mechanism=row.optional("mechanism"),
        parent=row.optional("parent"),
        themes=row.several("themes"),
        source=row.cells["source"],
        confidence=row.one_of("confidence", _CONFIDENCE),
    )


def _provision(row: _Row, instrument: Instrument) -> Provision:
    try:
        reference = parse_reference(row.text("ref"))
        check_range(reference, instrument)
    except Refusal as refusal:
        raise row.fault(str(refusal)) from refusal
    if reference.instrument != instrument.id or reference.path[:1] != (row.text("number"),):
        raise row.fault(f"“{reference}” is not {row.text('unit')} {row.text('number')} of “{instrument.id}”")
    return Provision(reference, row.text("heading"), row.several("themes"), row.cells["source"])
