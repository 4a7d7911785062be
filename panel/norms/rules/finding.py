"""The picker's search: what a few typed words may mean in the catalogue.

Two readings are tried. As a citation, the words name an instrument and all that is left is a place in it
("iccpr 12", "art. 9 ICRMW", "CRC 37 b", "general comment 15"); as words, every one of them must occur in a
name, a heading or an issue. The first is listed before the second. Where a name belongs to several
instruments all are offered: nothing is guessed. Recognising citations inside running text, in six languages,
is another task with its own module.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from operator import itemgetter
from typing import Final

from panel.kernel.refusal import Refusal
from panel.norms.rules.catalogue import Catalogue
from panel.norms.rules.instrument import Instrument, check_range
from panel.norms.rules.reference import DIVISIONS, Reference, parse_reference
from panel.norms.rules.wording import label

MAX_QUERY: Final = 200
"""Characters of a query that are read; the rest is left out."""

_UNIT_WORDS: Final = {
    word: unit
    for unit, words in {
        "art": "art arts article articles articulo articulos",
        "para": "para paras paragraph paragraphs",
        "part": "part parts",
        "obj": "obj objective objectives",
        "principle": "principle principles",
        "guideline": "guideline guidelines",
        "chap": "chap chapter chapters",
        "target": "target targets",
        "annex": "annex annexes",
    }.items()
    for word in words.split()
}
_IDLE = frozenset({"a", "and", "in", "no", "nos", "of", "on", "the", "to", "under"})
_TOKEN = re.compile(r"\d+(?:\.\d+)+(?![^\W_])|\d+[a-z]*|[^\W\d_]+\d*")
_NUMBERED_TEXT = re.compile(r"general (?:comment|recommendation)s?|\bg[cr]\b(?=\W*(?:no\W*)?\d)")
_COMMITTEE_NUMBER = re.compile(r"([A-Z]+) G[CR] (\d+)")
# Articles 13 to 14, or paragraph 14 of article 13? Both are written "13-14".
_SEVERAL = re.compile(r"\d\s*(?:[-‐-―,;&]|and\b|to\b)\s*\d", re.ASCII | re.IGNORECASE)
_PIN_SPLIT = re.compile(r"\d+(?:bis|ter|quater)?|[a-z]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Match:
    """One instrument or provision that a query may mean: its reference, its short citation, and what it is
    about.
    """

    reference: Reference
    label: str
    heading: str
    instrument: Instrument


@dataclass(frozen=True, slots=True)
class Found:
    """What a query found, best first; `refusal` says why the query, read as a citation, cites nothing that
    exists. `cited` are those of the matches that the query, read as a citation, names exactly: none when it holds
    numbers that can be read as a list, as a range or as a paragraph.
    """

    matches: tuple[Match, ...]
    refusal: Refusal | None = None
    cited: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    """A findable instrument or provision with the words under which it is found."""

    match: Match
    own: frozenset[str]
    around: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Index:
    names: dict[tuple[str, ...], tuple[Instrument, ...]]
    longest: int
    entries: tuple[_Entry, ...]
    headings: dict[Reference, str]


def find(query: str, catalogue: Catalogue, limit: int = 20) -> Found:
    """At most `limit` instruments and provisions that `query` may mean, blind to case, accents and dashes.

    Citations come first, then word matches: those with the most words in their own name or heading before
    those found through their instrument or issue, and else in the order of the catalogue. An exact citation
    of something that does not exist ("ICCPR art. 60") brings the refusal to show along with whatever else was
    found.
    """
    index = _index(catalogue)
    words = _words(query[:MAX_QUERY])
    matches: dict[Reference, Match] = {}
    cited: dict[Reference, Match] = {}
    refusal: Refusal | None = None
    for instrument, pin in _citations(words, index):
        try:
            reference = parse_reference(f"{instrument.id}:{pin}" if pin else instrument.id)
            check_range(reference, instrument)
        except Refusal as reason:
            refusal = refusal or reason
            reference = Reference(instrument.id)
        else:
            cited[reference] = _match(reference, instrument, index.headings)
        matches.setdefault(reference, _match(reference, instrument, index.headings))
    if any(reference.unit is not None for reference in matches):
        refusal = None
    for match in _by_words(words, index):
        if len(matches) >= limit:
            break
        matches.setdefault(match.reference, match)
    exact = () if _SEVERAL.search(query[:MAX_QUERY]) else tuple(islice(cited.values(), limit))
    return Found(tuple(islice(matches.values(), limit)), refusal, exact)


def fold(text: str) -> str:
    """`text` without case, accents and other combining marks."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _words(text: str) -> tuple[str, ...]:
    """The meaningful words of `text`, folded; "general comment" and "general recommendation" become one
    word.
    """
    folded = _NUMBERED_TEXT.sub(" generalcomment ", fold(text))
    return tuple(word for word in _TOKEN.findall(folded) if word not in _IDLE)


def _citations(words: tuple[str, ...], index: _Index) -> Iterator[tuple[Instrument, str]]:
    """Each instrument that the longest possible name in `words` may mean, with the pin that the other words
    spell.
    """
    for length in range(min(index.longest, len(words)), 0, -1):
        read = []
        for at in range(len(words) - length + 1):
            rest = words[:at] + words[at + length :]
            for instrument in index.names.get(words[at : at + length], ()):
                pin = _pin(_without_names(rest, instrument, index), instrument)
                if pin is not None:
                    read.append((instrument, pin))
        if read:
            yield from read
            return


def _without_names(words: tuple[str, ...], instrument: Instrument, index: _Index) -> tuple[str, ...]:
    """`words` without a second name or the year of the same instrument, as in "general comment No. 15
    (1986)".
    """
    words = tuple(word for word in words if word != instrument.adopted[:4])
    for length in range(min(index.longest, len(words)), 0, -1):
        for at in range(len(words) - length + 1):
            if instrument in index.names.get(words[at : at + length], ()):
                return words[:at] + words[at + length :]
    return words


def _pin(words: Sequence[str], instrument: Instrument) -> str | None:
    """The pin that `words` spell in `instrument`: "" for none, None when they are not a place in an
    instrument.
    """
    if not words:
        return ""
    unit = instrument.main_unit
    path: list[str] = []
    for word in words:
        named = _UNIT_WORDS.get(word)
        if named is not None and not path:
            unit = named
        elif named is not None and unit in DIVISIONS:
            path.append(named)
        elif named == "para" and unit == "art":
            continue
        elif "." in word and unit in ("para", "target") and not path:
            path.append(word)
        elif word[0].isdigit() or (path and len(word) <= 4 and word.isascii()):
            path.extend(_PIN_SPLIT.findall(word))
        else:
            return None
    return "/".join((unit, *path)) if path else None


def _by_words(words: Sequence[str], index: _Index) -> list[Match]:
    sought = [_stem(word) for word in words if word not in _UNIT_WORDS] or list(words)
    ranked = []
    for entry in index.entries if sought else ():
        elsewhere = [word for word in sought if not _occurs(word, entry.own)]
        if all(_occurs(word, entry.around) for word in elsewhere):
            ranked.append((len(elsewhere), entry.match))
    return [match for _, match in sorted(ranked, key=itemgetter(0))]


def _occurs(word: str, among: frozenset[str]) -> bool:
    return word in among or (
        len(word) > 2 and word.isalpha() and any(other.startswith(word) for other in among)
    )


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _match(reference: Reference, instrument: Instrument, headings: dict[Reference, str]) -> Match:
    heading = instrument.title if reference.unit is None else headings.get(_provision(reference), "")
    return Match(reference, label(reference, instrument), heading, instrument)


def _provision(reference: Reference) -> Reference:
    return Reference(reference.instrument, reference.unit, reference.path[:1])


@lru_cache(maxsize=2)
def _index(catalogue: Catalogue) -> _Index:
    names: dict[tuple[str, ...], tuple[Instrument, ...]] = {}
    entries: list[_Entry] = []
    headings = {provision.reference: provision.heading for provision in catalogue.provisions}
    issues = {issue.id: _stems(issue.title, issue.short_title) for issue in catalogue.issues.values()}
    for instrument in catalogue.instruments.values():
        called = tuple(_names(instrument, catalogue))
        for name in {_words(text) for text in called} - {()}:
            names[name] = (*names.get(name, ()), instrument)
        whole = _match(Reference(instrument.id), instrument, headings)
        own = _stems(*called)
        entries.append(_Entry(whole, own, frozenset().union(*(issues[theme] for theme in instrument.themes))))
        for provision in catalogue.provisions_in(instrument.id):
            match = _match(provision.reference, instrument, headings)
            around = own.union(*(issues[theme] for theme in provision.themes))
            entries.append(_Entry(match, _stems(provision.heading, *provision.reference.path), around))
    return _Index(names, max(map(len, names), default=0), tuple(entries), headings)


def _names(instrument: Instrument, catalogue: Catalogue) -> Iterator[str]:
    """Everything that people call `instrument`."""
    yield from (instrument.id, *instrument.other_ids, *instrument.abbreviations)
    yield from (instrument.short_title, instrument.title)
    yield from (name for _, name in catalogue.names.get(instrument.id, ()))
    if instrument.symbol and not instrument.binding:
        yield instrument.symbol
    if instrument.kind == "general-comment":
        for committee, number in _COMMITTEE_NUMBER.findall(instrument.short_title):
            yield from (f"GC {number}", f"GC {number} {committee}", f"{instrument.adopting_body} GC {number}")


def _stems(*texts: str) -> frozenset[str]:
    return frozenset(_stem(word) for text in texts for word in _words(text))
