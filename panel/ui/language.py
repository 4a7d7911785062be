"""Languages of the interface, and sentences of the rules said in them.

A language is offered only when its catalogue is complete: half a translation misleads more than none.
"""

from collections.abc import Mapping
from typing import Any, cast

from flask import Flask, current_app, request
from flask_babel import Babel, get_locale, gettext

ENDONYMS = {
    "en": "English",
    "ar": "العربية",
    "zh": "中文",
    "fr": "Français",
    "ru": "Русский",
    "es": "Español",
}
"""The six official languages of the United Nations, each by its own name."""

RIGHT_TO_LEFT = frozenset({"ar", "he", "fa", "ur"})


def init_app(app: Flask) -> None:
    """Set up translation for `app`; `PANEL_LANGUAGES` lists the languages offered."""
    app.config.setdefault("PANEL_LANGUAGES", ["en"])
    Babel(app, locale_selector=_choose)


def direction_of(language: str) -> str:
    """Return `rtl` or `ltr` for a BCP 47 language code."""
    return "rtl" if language.split("-")[0] in RIGHT_TO_LEFT else "ltr"


def locale() -> str:
    """Return the BCP 47 code of this page's language."""
    found = get_locale()
    return str(found).replace("_", "-") if found else "en"


def languages() -> list[tuple[str, str, bool, str]]:
    """Return (code, name, is current, address of this page in it) for each language offered."""
    current = locale()
    return [
        (code, ENDONYMS[code], code == current, f"{request.path}?lang={code}")
        for code in cast(list[str], current_app.config["PANEL_LANGUAGES"])
    ]


def say(message: str, params: Mapping[str, Any] | None = None) -> str:
    """Return a sentence marked with `N_`, translated, its places filled."""
    sentence = str(gettext(message))
    return sentence % params if params else sentence


def _choose() -> str | None:
    offered = current_app.config["PANEL_LANGUAGES"]
    asked = request.args.get("lang") or request.cookies.get("lang")
    return asked if asked in offered else request.accept_languages.best_match(offered, default=offered[0])
