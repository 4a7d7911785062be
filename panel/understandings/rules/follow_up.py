"""Follow-up to recorded texts: recommendations, their addressees, and what became of them (4, in_follow_up).

Response and implementation are two different things, each with its source: an addressee may support what it has not
begun, and carry out what it never answered. A response that does not support is *noted*.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from panel.kernel.refusal import Refusal
from panel.kernel.text import N_, clean, given, one_line, within
from panel.understandings.rules.states import RECORDED

WORDS_LENGTH, SOURCE_LENGTH = 4000, 300
MOST_ADDRESSEES, MOST_RECOMMENDATIONS = 60, 200
FOLLOWED_IN = tuple(state for state in RECORDED if state != "superseded")
"""The states of a text whose recommendations are followed up."""

ADDRESSEES = ("delegation", "constituency", "mechanism")
ASPECTS: Mapping[str, str] = {"response": N_("Response"), "implementation": N_("Implementation")}
RESPONSES: Mapping[str, str] = {
    "none": N_("No response"),
    "supported": N_("Supported"),
    "noted": N_("Noted"),
    "under-consideration": N_("Under consideration"),
}
IMPLEMENTATIONS: Mapping[str, str] = {
    "no-indication": N_("No indication"),
    "in-progress": N_("In progress"),
    "completed": N_("Completed"),
    "not-implemented": N_("Not implemented"),
    "not-applicable": N_("Not applicable"),
}
FINISHED = ("completed", "not-applicable")
"""Implementation that no reminder is sent about."""

_GENEVA = ZoneInfo("Europe/Zurich")
_END_OF_DAY = time(23, 59)
_SYMBOL = re.compile(r"[A-Z][\w.()-]*(?:/[\w.()*-]+)+")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+\.[^\s<>\"]+")


@dataclass(frozen=True, slots=True)
class RecommendationWords:
    """A recommendation as it is kept; `addressees` pairs a kind (`ADDRESSEES`) with an identifier."""

    words: str
    addressees: tuple[tuple[str, str], ...]


def recommendation(
    paragraph: str, words: str, addressees: Sequence[str], operative: Collection[str]
) -> RecommendationWords:
    """Return a recommendation that is complete; `operative` are the keys of the operative paragraphs.

    An addressee is given as `kind:id`. Raises `Refusal` naming the field.
    """
    if paragraph not in operative:
        raise Refusal(
            N_("A recommendation comes from an operative paragraph of the text."),
            field="paragraph",
            rule="4, in follow-up",
        )
    named = tuple(dict.fromkeys(addressees))
    if not named:
        raise Refusal(N_("Name at least one addressee."), field="addressees", rule="4, in follow-up")
    if len(named) > MOST_ADDRESSEES:
        raise Refusal(
            N_("A recommendation has at most %(most)s addressees."),
            {"most": MOST_ADDRESSEES},
            field="addressees",
        )
    pairs = tuple((kind, key) for kind, _, key in (one.partition(":") for one in named))
    if any(kind not in ADDRESSEES or not key for kind, key in pairs):
        raise Refusal(N_("Choose the addressees from those offered."), field="addressees")
    return RecommendationWords(
        given(one_line(words), WORDS_LENGTH, "words", N_("Give the words of the recommendation.")), pairs
    )


def review(day: date | None, today: date) -> datetime | None:
    """Return the instant by which a recommendation is to be reviewed: the end of that day in Geneva (None: never)."""
    if day is None:
        return None
    if day < today:
        raise Refusal(N_("This day has passed."), field="review_on")
    return datetime.combine(day, _END_OF_DAY, _GENEVA)


def entry(
    aspect: str, value: str, source: str, on: date, today: date, *, speaks_for_itself: bool
) -> tuple[str, str]:
    """Return value and source of what is recorded about an addressee.

    The source is an address or a document symbol; an addressee that `speaks_for_itself` may leave it out. Raises
    `Refusal` naming the field.
    """
    known = RESPONSES if aspect == "response" else IMPLEMENTATIONS if aspect == "implementation" else {}
    if value not in known:
        raise Refusal(N_("Choose one of those offered."), field="value", rule="4, in follow-up")
    source = within(clean(source), SOURCE_LENGTH, "source")
    if not source and not speaks_for_itself:
        raise Refusal(
            N_("Give the source: an address or a document symbol."), field="source", rule="4, in follow-up"
        )
    if source and not is_address(source) and not _SYMBOL.fullmatch(source):
        raise Refusal(
            N_("A source is an address that begins with https:// or a document symbol such as A/HRC/61/4."),
            field="source",
        )
    if on > today:
        raise Refusal(N_("This day has not come yet."), field="on")
    return value, source


def is_address(source: str) -> bool:
    """Say whether a source is an address that can be followed."""
    return _ADDRESS.fullmatch(source) is not None


def day_in_geneva(moment: datetime) -> date:
    """Return the day that it is in Geneva."""
    return moment.astimezone(_GENEVA).date()
