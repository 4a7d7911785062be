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


def paragraph_choices(text: TextView) -> dict[str, str]:
    """Return how each paragraph of a text is named and begins, by its key: boxes to tick."""
    return {
        p.key: f"{_name(p, place)} {shorten(p.text, _BEGINNING, placeholder=' …')}"
        for place, p in enumerate(text.revision.paragraphs, 1)
    }


def _name(paragraph: ParagraphView, place: int) -> str:
    return f"{paragraph.number}." if paragraph.number else gettext("Preamble %(place)s:", place=place)
