"""Reading threads from a file: the format of docs/importing.md, checked whole before anything is written.

Pure: bytes in, values out. The first thing that is not as it must be refuses the file, with its place
(`threads[2].contributions[0].text`) and the reason: half an import would leave a record that nobody meant. Reasons are
in English only: they are for the command line, which speaks no other language.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from panel.delegations.rules import name_of_delegation
from panel.kernel.refusal import Refusal
from panel.kernel.text import N_, one_line
from panel.threads import rules

FILE_BYTES = 64 * 1024 * 1024
THREADS, CONTRIBUTIONS, SOURCE_LENGTH, CODES, CODE_LENGTH = 1_000, 20_000, 80, 30, 80
PARAGRAPH = 1_000_000

CONSTITUENCIES: Mapping[str, str] = {
    "States": "states",
    "State under review": "states",
    "UN entities": "un-entities",
    "Regional bodies": "regional",
    "National human rights institutions": "nhris",
    "Civil society": "civil-society",
    "Migrants' associations": "migrants-associations",
    "Trade unions": "trade-unions",
    "Employers": "employers",
    "Human rights mechanisms": "mechanisms",
    "Experts": "experts",
    "Local authorities": "local-authorities",
}
"""What a file may call a constituency, besides the identifiers themselves."""


@dataclass(frozen=True, slots=True)
class ImportedContribution:
    """What one body said. `norms` are codes such as "ICERD", which only the catalogue can resolve."""

    by: str
    constituency: str
    kind: str
    text: str
    norms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportedThread:
    """One thread; `source` is its identifier in the file. `issue` None: the one named for the whole import."""

    source: str
    title: str
    question: str
    issue: str | None
    kind: str
    language: str
    contributions: tuple[ImportedContribution, ...]


@dataclass(frozen=True, slots=True)
class ImportedThreads:
    """A whole file."""

    threads: tuple[ImportedThread, ...]


def parse(data: bytes) -> ImportedThreads:
    """Return what the file `data` holds. Raises `Refusal` that names the place and the reason."""
    if len(data) > FILE_BYTES:
        raise Refusal(N_("The file is larger than %(most)s MiB."), {"most": FILE_BYTES // 1024 // 1024})
    whole = _Place("", _read(data))
    listed = whole.item("threads", list)
    whole.bounded(listed.value, 1, THREADS, "threads")
    threads = tuple(_thread(place) for place in listed)
    _once(
        ((thread.source, place.item("id", str)) for thread, place in zip(threads, listed, strict=True)), "id"
    )
    return ImportedThreads(threads)


class _Object(dict[str, Any]):
    """A JSON object that remembers whether a key stood in it twice: which of the two was meant?"""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.doubled = next(
            (key for key, count in Counter(key for key, _ in pairs).items() if count > 1), None
        )


@dataclass(frozen=True, slots=True)
class _Place:
    """A value and where it stands in the file."""

    path: str
    value: Any

    def __iter__(self) -> Iterator["_Place"]:
        return (_Place(f"{self.path}[{index}]", value) for index, value in enumerate(self.value))

    def refuse(self, reason: str, params: Mapping[str, object] | None = None) -> NoReturn:
        """Raise the `Refusal` that names this place."""
        said = reason % params if params else reason
        raise Refusal(
            N_("%(place)s: %(reason)s"), {"place": self.path or "the file", "reason": said}, field="file"
        )

    def item(self, name: str, kind: type, default: Any = None) -> "_Place":
        """Return the item `name` of this object, which is of `kind`, or `default` if that is given and it is absent."""
        if not isinstance(self.value, _Object):
            self.refuse("an object is needed here")
        if self.value.doubled is not None:
            self.refuse("the key “%(key)s” stands here twice", {"key": self.value.doubled})
        if name not in self.value and default is None:
            self.refuse("the key “%(key)s” is missing", {"key": name})
        found = _Place(f"{self.path}.{name}".lstrip("."), self.value.get(name, default))
        if type(found.value) is not kind:
            found.refuse("%(kind)s is needed here", {"kind": _KINDS[kind]})
        return found

    def by_rule(self, rule: Callable[[str], str]) -> str:
        """Return the text here as `rule` keeps it."""
        try:
            return rule(self.value)
        except Refusal as refusal:
            self.refuse(refusal.message, refusal.params)

    def bounded(self, sized: Any, least: int, most: int, what: str) -> None:
        """Refuse unless `sized` holds from `least` to `most` of `what`."""
        if not least <= len(sized) <= most:
            params = {"least": least, "most": most, "what": what, "count": len(sized)}
            self.refuse("%(least)s to %(most)s %(what)s are needed here, and there are %(count)s", params)


_KINDS: Mapping[type, str] = {str: "a string", int: "a whole number", list: "a list"}


def _read(data: bytes) -> Any:
    try:
        return json.loads(data.decode("utf-8"), object_pairs_hook=_Object, parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise Refusal(N_("Byte %(at)s: the file is not UTF-8."), {"at": error.start}, field="file") from None
    except json.JSONDecodeError as error:
        raise Refusal(
            N_("Line %(line)s, column %(column)s: this is not JSON (%(reason)s)."),
            {"line": error.lineno, "column": error.colno, "reason": error.msg},
            field="file",
        ) from None
    except RecursionError:
        raise Refusal(N_("The file is nested too deeply."), field="file") from None
    except ValueError:  # a number of thousands of digits
        raise Refusal(N_("The file holds a number that is too large, or none."), field="file") from None


def _no_number(constant: str) -> NoReturn:
    raise ValueError(constant)


def _thread(place: _Place) -> ImportedThread:
    listed = place.item("contributions", list)
    listed.bounded(listed.value, 1, CONTRIBUTIONS, "contributions")
    numbered = [(_paragraph(each), _contribution(each)) for each in listed]
    # A stable sort: contributions of one paragraph stay in the order of the file.
    numbered.sort(key=lambda pair: pair[0])
    issue = place.item("issue", str, default="").by_rule(one_line)
    return ImportedThread(
        source=_text(place.item("id", str), SOURCE_LENGTH),
        title=place.item("title", str).by_rule(rules.title),
        question=place.item("question", str).by_rule(rules.question) if "question" in place.value else "",
        issue=issue or None,
        kind=place.item("kind", str, default="cuts-across-mandates").by_rule(rules.thread_kind),
        language=place.item("lang", str, default="en").by_rule(rules.language),
        contributions=tuple(contribution for _, contribution in numbered),
    )


def _paragraph(place: _Place) -> int:
    number = place.item("para", int)
    if not 0 <= number.value <= PARAGRAPH:
        number.refuse("a number from 0 to %(most)s is needed here", {"most": PARAGRAPH})
    return int(number.value)


def _contribution(place: _Place) -> ImportedContribution:
    named = place.item("constituency", str)
    constituency = CONSTITUENCIES.get(named.value, named.value)
    if constituency not in CONSTITUENCIES.values():
        named.refuse("“%(name)s” is no constituency of the Panel", {"name": named.value[:80]})
    norms = place.item("norms", list, default=[])
    norms.bounded(norms.value, 0, CODES, "norms")
    kind = place.item("kind", str, default="position")
    return ImportedContribution(
        by=place.item("by", str).by_rule(name_of_delegation),
        constituency=constituency,
        kind=kind.by_rule(lambda text: rules.contribution_kind(text, constituency)),
        text=place.item("text", str).by_rule(rules.body),
        norms=tuple(_text(_of_kind(each, str), CODE_LENGTH) for each in norms),
    )


def _of_kind(place: _Place, kind: type) -> _Place:
    if type(place.value) is not kind:
        place.refuse("%(kind)s is needed here", {"kind": _KINDS[kind]})
    return place


def _text(place: _Place, most: int) -> str:
    text = place.by_rule(one_line)
    place.bounded(text, 1, most, "characters")
    return text


def _once(found: Iterator[tuple[str, _Place]], what: str) -> None:
    seen: set[str] = set()
    for value, place in found:
        if value in seen:
            place.refuse("this %(what)s stands in the file twice", {"what": what})
        seen.add(value)
