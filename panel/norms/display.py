"""How norms read on a page: a cited norm with its legal nature, and the days of the catalogue.

Chips are made in Python and kept, not in a template: a thread of fifty contributions shows the same few norms over and
over.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Final

from babel.dates import format_date
from markupsafe import Markup

from panel.kernel.text import N_
from panel.norms.queries import ReferenceView
from panel.norms.rules import NATURE_MEANINGS, LegalNature
from panel.ui.language import locale, say

NATURE_WORDS: Final = {
    "binding": N_("binding"),
    "non-binding": N_("non-binding"),
    "interpretative": N_("interpretative"),
}


def chip(view: ReferenceView) -> Markup:
    """Return one norm as a piece of a page."""
    return _chip(view, locale())


def chips(views: Sequence[ReferenceView]) -> Markup:
    """Return norms as a list, or nothing when there are none."""
    return _chips(tuple(views), locale()) if views else Markup()


def nature_word(nature: str) -> str:
    """Return `binding`, `non-binding` or `interpretative` in the language of the page."""
    return say(NATURE_WORDS[nature])


def nature_meaning(nature: str) -> str:
    """Return what a legal nature means for States, in one sentence."""
    return say(NATURE_MEANINGS[LegalNature(nature)])


def day(text: str) -> str:
    """Return `18 December 1990`, `December 1990` or `1990`: a day of the catalogue, as exactly as it is known."""
    pattern = ("y", "MMMM y", "d MMMM y")[text.count("-")]
    return format_date(date.fromisoformat(f"{text}-01-01"[:10]), pattern, locale=locale().replace("-", "_"))


@lru_cache(4096)
def _chip(view: ReferenceView, language: str) -> Markup:
    name = Markup("<bdi>{}</bdi>").format(view.label)
    if view.href:
        name = Markup('<a href="{}" title="{}">{}</a>').format(view.href, view.title, name)
    return Markup('<span class="norm norm-{}">{} <span class="nature">{}</span></span>').format(
        view.nature, name, nature_word(view.nature)
    )


@lru_cache(4096)
def _chips(views: tuple[ReferenceView, ...], language: str) -> Markup:
    items = Markup().join(Markup("<li>{}</li>").format(_chip(view, language)) for view in views)
    return Markup('<ul class="norms" aria-label="{}">{}</ul>').format(say(N_("Norms cited")), items)
