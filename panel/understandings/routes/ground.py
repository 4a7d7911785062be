"""What every page of this room stands on."""

from textwrap import shorten

from flask import Blueprint, url_for
from flask_babel import gettext

from panel.understandings.queries import ParagraphView, TextView

bp = Blueprint("understandings", __name__)

_BEGINNING = 90


def address_of(number: int) -> str:
    """Return the address of the page of a text."""
    return url_for("understandings.understanding", number=number)


def paragraph_choices(text: TextView) -> list[tuple[str, str]]:
    """Return (key, how it is named and begins) for each paragraph of a text, as boxes to tick."""
    return [
        (p.key, f"{_name(p, place)} {shorten(p.text, _BEGINNING, placeholder=' …')}")
        for place, p in enumerate(text.revision.paragraphs, 1)
    ]


def _name(paragraph: ParagraphView, place: int) -> str:
    return f"{paragraph.number}." if paragraph.number else gettext("Preamble %(place)s:", place=place)
