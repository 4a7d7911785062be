"""Notes that cite norms: each instrument once, with its provisions together, and with its legal nature."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from panel.documents.tree import Footnote, Text
from panel.kernel.text import N_
from panel.sessions.summary import phrasing as say
from panel.sessions.summary.views import Norm

NATURES: Final = {
    "binding": N_("binding treaty"),
    "non-binding": N_("non-binding"),
    "interpretative": N_("interpretative"),
}
# What a pin ends with: "art. 2, para. 3" is paragraph 3 in "art. 2", and joins "art. 2, para. 4".
_LAST: Final = re.compile(
    r"(?P<within>.*?)(?P<unit>article|art\.|paragraph|para\.|principle|guideline|objective) (?P<number>\w+(?: \(\w\))*)"
)
_SEVERAL: Final = {"art.": "arts.", "para.": "paras."}


def in_full(norms: Iterable[Norm]) -> tuple[Footnote, ...]:
    """Return one note that cites `norms` in the long form; none when there are none."""
    return _note((norm.instrument, norm.pin, norm.nature) for norm in norms)


def in_short(norms: Iterable[Norm]) -> tuple[Footnote, ...]:
    """Return one note that cites `norms` in the short form; none when there are none."""
    cited = []
    for norm in norms:
        name, _, pin = norm.label.partition(", ")
        cited.append((name, pin, norm.nature))
    return _note(cited)


def note(words: str) -> tuple[Footnote, ...]:
    """Return one note that says `words`."""
    return (Footnote((Text(words),)),)


def pins_words(pins: Sequence[str]) -> str:
    """Return several provisions of one instrument as one: "arts. 6 and 7", "art. 2, paras. 3 and 4, and art. 7"."""
    groups: list[tuple[str, str, list[str]]] = []
    for pin in pins:
        found = _LAST.fullmatch(pin)
        within, unit, number = found.group("within", "unit", "number") if found else (pin, "", "")
        if unit and groups and groups[-1][:2] == (within, unit):
            groups[-1][2].append(number)
        else:
            groups.append((within, unit, [number]))
    words = [
        f"{within}{unit if len(numbers) == 1 else _SEVERAL.get(unit, f'{unit}s')} {say.listed(numbers)}".rstrip()
        for within, unit, numbers in groups
    ]
    if len(words) > 1 and any("," in word for word in words):
        return f"{', '.join(words[:-1])}, and {words[-1]}"
    return say.listed(words)


def _note(cited: Iterable[tuple[str, str, str]]) -> tuple[Footnote, ...]:
    """Cite triples of instrument, provision ("" for all of it) and nature, in the order in which instruments appear."""
    pins: dict[tuple[str, str, bool], list[str]] = {}
    for name, pin, nature in cited:
        pins.setdefault((name, nature, pin != ""), []).append(pin)
    words = [
        f"{name}{', ' if pinned else ''}{pins_words(found) if pinned else ''} ({NATURES.get(nature, nature)})"
        for (name, nature, pinned), found in pins.items()
    ]
    return note(f"{say.capital('; '.join(words))}.") if words else ()
