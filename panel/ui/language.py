"""Languages of the interface, and sentences of the rules said in them.

A language is offered only when its catalogue is complete: half a translation misleads more than none.
"""

from collections.abc import Mapping
from typing import Any, cast

from flask import Flask, Response, current_app, g, request
from flask_babel import Babel, get_locale, get_translations

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
    Babel(app, locale_selector=_choose)
    # The extension asks anew at every string which language this is; a page has one, so it is asked once.
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        _gettext, _ngettext, newstyle=True, pgettext=_pgettext, npgettext=_npgettext
    )
    app.jinja_env.globals["_"] = app.jinja_env.globals["gettext"]
    app.after_request(_remember)


def direction_of(language: str) -> str:
    """Return `rtl` or `ltr` for a BCP 47 language code."""
    return "rtl" if language.split("-")[0] in RIGHT_TO_LEFT else "ltr"


def locale() -> str:
    """Return the BCP 47 code of this page's language."""
    if "locale" not in g:
        found = get_locale()
        g.locale = str(found).replace("_", "-") if found else "en"
    return cast(str, g.locale)


def languages() -> list[tuple[str, str, bool, str]]:
    """Return (code, name, is current, address of this page in it) for each language offered."""
    current = locale()
    return [
        (code, ENDONYMS[code], code == current, f"{request.path}?lang={code}")
        for code in cast(list[str], current_app.config["PANEL_LANGUAGES"])
    ]


def say(message: str, params: Mapping[str, Any] | None = None) -> str:
    """Return a sentence marked with `N_`, translated, its places filled."""
    sentence = _gettext(message)
    return sentence % params if params else sentence


def _translations() -> Any:
    if "translations" not in g:
        g.translations = get_translations()
    return g.translations


def _gettext(message: str) -> str:
    return cast(str, _translations().gettext(message))


def _ngettext(one: str, many: str, number: int) -> str:
    return cast(str, _translations().ngettext(one, many, number))


def _pgettext(context: str, message: str) -> str:
    return cast(str, _translations().pgettext(context, message))


def _npgettext(context: str, one: str, many: str, number: int) -> str:
    return cast(str, _translations().npgettext(context, one, many, number))


def _remember(response: Response) -> Response:
    """Keep the language that was asked for in the address."""
    asked = request.args.get("lang")
    if asked and asked in current_app.config["PANEL_LANGUAGES"]:
        response.set_cookie(
            "lang", asked, max_age=31_536_000, secure=request.is_secure, httponly=True, samesite="Lax"
        )
    return response


def _choose() -> str | None:
    offered = current_app.config["PANEL_LANGUAGES"]
    asked = request.args.get("lang") or request.cookies.get("lang")
    return asked if asked in offered else request.accept_languages.best_match(offered, default=offered[0])
