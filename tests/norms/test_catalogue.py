"""The shipped catalogue: it is whole, free of the report's slips, and refused when a row is wrong."""

import csv
from pathlib import Path

import pytest

from panel.norms.catalogue import CatalogueError, load_catalogue
from panel.norms.rules import Catalogue, canonical, parse_reference
from tests.norms import SEEDS


def rows_of(name: str) -> list[dict[str, str]]:
    with (SEEDS / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_every_shipped_provision_parses_lies_in_range_and_round_trips(catalogue: Catalogue) -> None:
    rows = rows_of("provisions.csv")
    assert len(rows) == len(catalogue.provisions) == 632
    for row in rows:
        reference = parse_reference(row["ref"])
        assert canonical(catalogue.resolve(reference)) == row["ref"]


def test_the_slips_of_the_report_do_not_ship(catalogue: Catalogue) -> None:
    assert catalogue.instruments["millennium-declaration"].adopted == "2000-09-08"
    assert catalogue.instruments["icpd-poa"].adopted == "1994-09-13"
    assert catalogue.instruments["beijing-pfa"].adopted == "1995-09-15"
    assert catalogue.instruments["undrip"].title.endswith("Indigenous Peoples")
    assert catalogue.mechanisms["unctad"].name == "United Nations Conference on Trade and Development"


def test_the_eight_issues_and_the_eleven_constituencies_ship(catalogue: Catalogue) -> None:
    assert [issue.position for issue in catalogue.issues.values()] == list(range(1, 9))
    assert [row["id"] for row in rows_of("constituencies.csv")] == [
        "states",
        "un-entities",
        "regional",
        "nhris",
        "civil-society",
        "migrants-associations",
        "trade-unions",
        "employers",
        "mechanisms",
        "experts",
        "local-authorities",
    ]


def test_every_space_is_a_known_mechanism_and_every_stakeholder_has_a_constituency(
    catalogue: Catalogue,
) -> None:
    constituencies = {row["id"] for row in rows_of("constituencies.csv")}
    assert {row["mechanism"] for row in rows_of("spaces.csv")} <= set(catalogue.mechanisms)
    for row in rows_of("stakeholders.csv"):
        assert set(row["constituency"].split(";")) <= constituencies
        assert (
            set(filter(None, row["mechanism_ids"].split(";"))) <= set(catalogue.mechanisms)
            or row["kind"] == "named-group"
        )
    assert {row["mechanism"] for row in rows_of("recommendations.csv")} <= set(catalogue.mechanisms)


def test_the_interpretations_of_a_treaty_are_its_general_comments(catalogue: Catalogue) -> None:
    assert [i.id for i in catalogue.interpretations_of("cat")] == [
        "cat-gc-1",
        "cat-gc-2",
        "cat-gc-3",
        "cat-gc-4",
    ]
    assert len(catalogue.provisions_in("icrmw")) == 93


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        ("provisions.csv", "udhr:art/1,", "udhr:article/1,", "names no unit"),
        (
            "provisions.csv",
            "udhr,article,30,udhr:art/30",
            "udhr,article,31,udhr:art/31",
            "There is no article 31",
        ),
        ("provisions.csv", "udhr:art/2,", "udhr:art/3,", "is not article 2"),
        (
            "provisions.csv",
            "Equal dignity and rights of everyone,xenophobia",
            "Equal dignity,weather",
            "“weather”",
        ),
        ("instruments.csv", "tb-ccpr,iccpr,", "tb-ccpr,iccpp,", "“iccpp”"),
        ("instruments.csv", "hrc-upr,", "hrc-xyz,", "“hrc-xyz”"),
        (
            "instruments.csv",
            "declaration,no,1948-12-10",
            "declaration,perhaps,1948-12-10",
            "binding is “perhaps”",
        ),
        ("instruments.csv", "declaration,no,1948-12-10", "declaration,no,10.12.1948", "not a date"),
        ("mechanisms.csv", "OHCHR,secretariat,", "OHCHR,nobody,", "“nobody”"),
        ("names.csv", "udhr,fr,", "udhrr,fr,", "“udhrr”"),
        ("issues.csv", "smuggled,2", "interface,2", "stands twice"),
    ],
)
def test_a_wrong_row_is_named_by_file_and_line(
    tmp_path: Path, name: str, old: str, new: str, fault: str
) -> None:
    for file in SEEDS.glob("*.csv"):
        text = file.read_text("utf-8")
        if file.name == name:
            assert old in text
            text = text.replace(old, new, 1)
        (tmp_path / file.name).write_text(text, "utf-8")
    with pytest.raises(CatalogueError, match=r"\.csv, line \d+: ") as failed:
        load_catalogue(tmp_path)
    assert failed.value.file.name == name
    assert fault in str(failed.value)
