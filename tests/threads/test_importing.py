"""Importing threads: the file is taken whole or not at all."""

import json
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from panel.cli.importing import command
from panel.delegations.models import Delegation
from panel.kernel.refusal import Refusal
from panel.norms.queries import references_of
from panel.policy.actor import SYSTEM
from panel.record.queries import head, verify
from panel.threads import importing
from panel.threads.acts import ImportThreads
from panel.threads.importing import parse
from panel.threads.models import Contribution, Thread

Do = Callable[..., Any]
Change = Callable[[dict[str, Any]], Any]

FILE: dict[str, Any] = {
    "about": "For tests.",
    "threads": [
        {
            "id": "t-1",
            "title": "Review of Aldoria",
            "contributions": [
                {
                    "para": 7,
                    "by": "Tavora",
                    "constituency": "States",
                    "text": "The second words that were said.",
                    "norms": ["CRC", "crc", "Magna Carta"],
                },
                {
                    "para": 5,
                    "by": "Aldoria",
                    "constituency": "State under review",
                    "text": "The first words that were said.",
                },
                {
                    "para": 7,
                    "by": "Aldoria",
                    "constituency": "civil-society",
                    "text": "The third words that were said.",
                },
            ],
        },
        {
            "id": "t-2",
            "title": "Examen",
            "question": "Qu’est-ce qui a été dit ?",
            "issue": "labour",
            "kind": "policy-gap",
            "lang": "fr",
            "contributions": [
                {
                    "para": 1,
                    "by": "Comité",
                    "constituency": "mechanisms",
                    "kind": "mechanism-statement",
                    "text": "Le Comité a déjà constaté cela.",
                }
            ],
        },
    ],
}


def data(change: Change | None = None) -> bytes:
    file = deepcopy(FILE)
    if change:
        change(file)
    return json.dumps(file).encode()


def test_threads_come_in_the_order_of_the_file_and_contributions_in_that_of_their_paragraphs() -> None:
    first, second = parse(data()).threads
    assert [said.text.split()[1] for said in first.contributions] == ["first", "second", "third"]
    assert [said.constituency for said in first.contributions] == ["states", "states", "civil-society"]
    assert (first.language, first.kind, first.issue, first.question) == (
        "en",
        "cuts-across-mandates",
        None,
        "",
    )
    assert (second.language, second.kind, second.issue) == ("fr", "policy-gap", "labour")
    assert second.contributions[0].kind == "mechanism-statement"


def first_said(file: dict[str, Any]) -> dict[str, Any]:
    said: dict[str, Any] = file["threads"][0]["contributions"][0]
    return said


WRONG: list[tuple[Change, str]] = [
    (lambda file: file.pop("threads"), "the file: the key “threads” is missing"),
    (lambda file: file.update(threads={}), "threads: a list is needed"),
    (lambda file: file.update(threads=[]), "the file: 1 to 1000 threads are needed"),
    (lambda file: file.update(threads=[7]), r"threads\[0\]: an object is needed"),
    (lambda file: file["threads"][1].pop("id"), r"threads\[1\]: the key “id” is missing"),
    (lambda file: file["threads"][1].update(id="t-1"), r"threads\[1\].id: this id stands in the file twice"),
    (lambda file: file["threads"][1].update(id=" "), r"threads\[1\].id: 1 to 80 characters"),
    (lambda file: file["threads"][1].update(id=2), r"threads\[1\].id: a string is needed"),
    (lambda file: file["threads"][0].update(title="x" * 161), r"threads\[0\].title: At most 160"),
    (lambda file: file["threads"][0].update(question=""), r"threads\[0\].question: Ask the question"),
    (lambda file: file["threads"][0].update(question=None), r"threads\[0\].question: a string is needed"),
    (lambda file: file["threads"][0].update(lang="tlh"), r"threads\[0\].lang: Choose"),
    (lambda file: file["threads"][0].update(kind="war"), r"threads\[0\].kind: Choose"),
    (lambda file: file["threads"][0].update(contributions=[]), r"threads\[0\].contributions: 1 to 20000"),
    (lambda file: first_said(file).pop("text"), r"contributions\[0\]: the key “text” is missing"),
    (lambda file: first_said(file).update(text="short"), r"contributions\[0\].text: Write at least 20"),
    (lambda file: first_said(file).update(text="x" * 8001), r"contributions\[0\].text: At most 8000"),
    (lambda file: first_said(file).update(text="\ud800" * 30), r"contributions\[0\].text: This text holds"),
    (lambda file: first_said(file).update(by=""), r"contributions\[0\].by: Give the name"),
    (lambda file: first_said(file).update(para="5"), r"contributions\[0\].para: a whole number"),
    (lambda file: first_said(file).update(para=True), r"contributions\[0\].para: a whole number"),
    (lambda file: first_said(file).update(para=-1), r"contributions\[0\].para: a number from 0"),
    (lambda file: first_said(file).update(constituency="Martians"), "“Martians” is no constituency"),
    (lambda file: first_said(file).update(kind="mechanism-statement"), r"contributions\[0\].kind: Only"),
    (lambda file: first_said(file).update(norms="CRC"), r"contributions\[0\].norms: a list is needed"),
    (lambda file: first_said(file).update(norms=[1]), r"norms\[0\]: a string is needed"),
    (lambda file: first_said(file).update(norms=["CRC"] * 31), "0 to 30 norms"),
]


@pytest.mark.parametrize(("change", "said"), WRONG)
def test_a_file_with_one_fault_is_refused_with_its_place(change: Change, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        parse(data(change))


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (b"", "Line 1, column 1: this is not JSON"),
        (b'{"threads": [\n', "Line 2, column 1"),
        (b"\xff\xfe", "Byte 0: the file is not UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"threads": NaN}', "too large, or none"),
        (b'{"threads": ' + b"9" * 5000 + b"}", "too large, or none"),
        (b"[]", "the file: an object is needed"),
        (b'{"threads": [], "threads": []}', "the file: the key “threads” stands here twice"),
        (b'{"threads": [{"id": "a", "id": "b"}]}', r"threads\[0\]: the key “id” stands here twice"),
    ],
)
def test_what_is_no_such_file_is_refused_with_a_sentence(file: bytes, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        parse(file)


def test_a_file_that_is_too_large_is_not_even_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "FILE_BYTES", 100)
    with pytest.raises(Refusal, match="larger than"):
        parse(data())


@given(st.integers(0, len(data()) - 1))
def test_a_file_that_was_cut_off_is_refused(length: int) -> None:
    with pytest.raises(Refusal):
        parse(data()[:length])


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "by", "para"]), inner),
    max_leaves=5,
)


@given(st.sampled_from(["id", "title", "question", "issue", "kind", "lang", "contributions"]), VALUES)
def test_whatever_stands_where_something_else_should_is_taken_or_refused(key: str, value: Any) -> None:
    def change(file: dict[str, Any]) -> None:
        file["threads"][0][key] = value

    with suppress(Refusal):
        parse(data(change))


def test_an_import_writes_threads_delegations_contributions_and_norms(session: Session, do: Do) -> None:
    imported = do(SYSTEM, ImportThreads(parse(data()), "children")).result
    assert (imported.threads, imported.contributions, imported.delegations, imported.norms) == (2, 4, 4, 1)
    assert imported.unresolved == {"Magna Carta": 1}
    first, second = session.scalars(select(Thread).order_by(Thread.number)).all()
    assert (first.issue_id, first.stage, first.source) == ("children", "open", "t-1")
    assert (second.issue_id, second.language) == ("labour", "fr")
    said = session.scalars(
        select(Contribution).where(Contribution.thread_id == first.id).order_by(Contribution.number)
    ).all()
    assert [each.number for each in said] == [1, 2, 3]
    assert {(b.posted_at - a.posted_at).seconds for a, b in pairwise(said)} == {60}
    views = references_of(session, "contribution", [each.id for each in said])
    assert [view.reference for view in views[said[1].id]] == ["crc"]
    bodies = session.scalars(select(Delegation).where(Delegation.scheme == "imported")).all()
    assert sorted(body.slug for body in bodies) == [
        "imported-aldoria",
        "imported-aldoria-2",
        "imported-comite",
        "imported-tavora",
    ]
    assert verify(session)


def test_a_second_import_writes_nothing_and_says_so(session: Session, do: Do) -> None:
    do(SYSTEM, ImportThreads(parse(data()), "children"))
    before = head(session)
    with pytest.raises(Refusal, match="here already") as refused:
        do(SYSTEM, ImportThreads(parse(data()), "children"))
    assert refused.value.status == 409
    assert head(session) == before


def test_only_what_is_not_here_yet_is_imported(session: Session, do: Do) -> None:
    do(SYSTEM, ImportThreads(parse(data(lambda file: file["threads"].pop())), "children"))
    imported = do(SYSTEM, ImportThreads(parse(data()), "children")).result
    assert (imported.threads, imported.contributions) == (1, 1)
    assert session.scalars(select(Thread.number).order_by(Thread.number)).all() == [1, 2]


def test_an_issue_that_does_not_exist_refuses_the_whole(session: Session, do: Do) -> None:
    before = head(session)
    with pytest.raises(Refusal, match="“tourism” is not one of the eight issues"):
        do(SYSTEM, ImportThreads(parse(data()), "tourism"))
    assert head(session) == before
    assert session.scalar(select(func.count()).select_from(Thread)) == 0


def test_the_command_prints_counts_or_the_fault(app: Flask, session: Session, tmp_path: Path) -> None:
    file = tmp_path / "threads.json"
    run = app.test_cli_runner().invoke
    file.write_bytes(data()[:-1])
    refused = run(command, [str(file)])
    assert (refused.exit_code, "Line 1, column" in refused.output) == (1, True)
    file.write_bytes(data())
    done = run(command, [str(file)])
    assert "2 threads, 4 contributions, 4 delegations and 1 norm references" in done.output
    assert "Magna Carta (1 times)" in done.output
    again = run(command, [str(file)])
    assert (again.exit_code, "here already" in again.output) == (0, True)


def test_the_real_corpus_is_imported_whole(session: Session, do: Do, shared: Callable[[str], Path]) -> None:
    threads = parse(shared("corpus/upr_threads.json").read_bytes())
    imported = do(SYSTEM, ImportThreads(threads, "interface")).result
    assert (imported.threads, imported.contributions) == (25, 2490)
    assert imported.norms > 400
    assert session.scalar(select(func.count()).select_from(Contribution)) == 2490
