"""The words the writers print in their own voice, in the language of the document.

A document in Arabic says "Draft" in Arabic whoever downloads it. Whoever builds the tree passes its own
`gettext` for the language of the document to `labels_in`; without one the labels are English.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Final

from panel.kernel.text import N_


@dataclass(frozen=True, slots=True)
class Labels:
    """The printed words. `{}` in a label stands for the value it introduces."""

    draft: str = N_("Draft")
    distribution: str = N_("Distr.: {}")
    general: str = N_("General")
    limited: str = N_("Limited")
    restricted: str = N_("Restricted")
    original: str = N_("Original: {}")
    agenda_item: str = N_("Agenda item {}")
    notes: str = N_("Notes")
    note: str = N_("Note {}")
    back_to_text: str = N_("Back to the text of note {}")
    sources: str = N_("Sources:")
    source: str = N_("Source {}")


ENGLISH: Final = Labels()


def labels_in(gettext: Callable[[str], str]) -> Labels:
    """Return the labels as `gettext` translates them; a translation that drops the `{}` falls back to
    English."""
    words: dict[str, str] = {}
    for field in fields(ENGLISH):
        source: str = getattr(ENGLISH, field.name)
        translated = gettext(source)
        words[field.name] = translated if translated.count("{}") == source.count("{}") else source
    return Labels(**words)
