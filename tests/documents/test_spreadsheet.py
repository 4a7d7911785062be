"""Tables for spreadsheets: everything is words, nothing is computed."""

import csv
import io

import pytest

from panel.documents.spreadsheet import safe, to_csv


@pytest.mark.parametrize("beginning", ["=", "+", "-", "@", "\t", "\r"])
def test_what_would_be_computed_becomes_words(beginning: str) -> None:
    assert safe(f"{beginning}1+1") == f"'{beginning}1+1"


def test_words_numbers_and_nothing_stay_as_they_are() -> None:
    assert [safe(cell) for cell in ("Aldoria = one", 3, None, "")] == ["Aldoria = one", "3", "", ""]


def test_a_spreadsheet_reads_back_what_was_written() -> None:
    text = to_csv(("Who", "What"), [("Ndara, République de", 'They said "yes"\nand left'), ("=cmd", 1)])
    assert text.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(text.removeprefix("\ufeff")))) == [
        ["Who", "What"],
        ["Ndara, République de", 'They said "yes"\nand left'],
        ["'=cmd", "1"],
    ]
