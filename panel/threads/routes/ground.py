"""What the pages of this room share: the blueprint, addresses, and the words for kinds and stages."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, request, url_for

from panel.db.extension import db
from panel.kernel.refusal import NotFound
from panel.kernel.text import N_, clean
from panel.threads import queries, rules
from panel.threads.queries import ThreadView
from panel.ui.asking import actor, can
from panel.ui.language import say

bp = Blueprint("threads", __name__)

THREAD = "/threads/<int:number>"
_DIGITS = 9
"""The digits of a number that a column surely holds: what has more is not there, and need not be asked for."""


def thread_at(number: int) -> ThreadView:
    """Return the thread with this number, if the actor may read it: else it is as if it did not exist."""
    found = queries.thread_by_number(db.session(), number)
    if not can("thread.read", found):
        raise NotFound(N_("There is no thread with this number."))
    return found


def visible_stages() -> Sequence[str]:
    """Return the stages in which the actor sees threads in lists."""
    return tuple(rules.STAGES) if actor().is_signed_in else rules.PUBLIC_STAGES


def number_asked(name: str) -> int | None:
    """Return the number that the address gives for `name`, or None when there is none that could be meant."""
    text = request.args.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else None


def chosen(name: str) -> str:
    """Return what the address chooses for the filter `name`, "" for nothing."""
    return clean(request.args.get(name, ""))[:80]


def labels() -> dict[str, Any]:
    """Return the words for stages and kinds, said once a page and not once a row."""
    return {
        "stages": said(rules.STAGES),
        "thread_kinds": said(rules.THREAD_KINDS),
        "kinds": said(rules.KINDS),
        "point_kinds": said(rules.POINT_KINDS),
        "language_names": rules.LANGUAGES,
    }


def said(words: Mapping[str, str]) -> dict[str, str]:
    """Return `words` in the language of the page."""
    return {key: say(word) for key, word in words.items()}


def to_thread(number: int) -> str:
    """Return the address of a thread."""
    return url_for("threads.thread", number=number)
