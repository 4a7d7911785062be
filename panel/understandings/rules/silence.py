"""Silence: the balance of voices before it, its instants, and the positions given in it (3, 4)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from panel.kernel.refusal import Conflict, Refusal
from panel.kernel.text import N_, clean, given, one_line, within
from panel.understandings.procedure import LONGEST_SILENCE_DAYS, Procedure
from panel.understandings.rules.paragraphs import PARAGRAPH_LENGTH

REASON_LENGTH = 4000


@dataclass(frozen=True, slots=True)
class Balance:
    """Which represented constituencies have been heard on a text, and whether that is enough to go on (3)."""

    represented: tuple[str, ...]
    unheard: tuple[str, ...]
    is_sufficient: bool


def balance(represented: Collection[str], heard: Collection[str], procedure: Procedure) -> Balance:
    """Return the balance of voices on a text.

    Enough is: the share of represented constituencies that the rules ask for, and every constituency that they say
    must be heard, as far as it is represented.
    """
    there = tuple(sorted(represented))
    unheard = tuple(name for name in there if name not in heard)
    enough = Fraction(procedure.heard_share) * len(there) <= len(there) - len(unheard)
    missed = any(name in unheard for name in procedure.must_be_heard)
    return Balance(there, unheard, enough and not missed)


def may_open_despite(found: Balance, reason: str) -> str:
    """Return the Chair's reason for going on, cleaned: it is printed with the text (3).

    Raises `Refusal` when the balance asks for a reason and there is none.
    """
    reason = within(clean(reason), REASON_LENGTH, "balance_reason")
    if not found.is_sufficient and not reason:
        raise Refusal(
            N_(
                "Too few constituencies have been heard on this text. Hear the others first, or give the reason for "
                "going on, which is printed with the text."
            ),
            field="balance_reason",
            rule="3, balance",
        )
    return reason


def expiry(opened: datetime, expires: datetime, procedure: Procedure) -> datetime:
    """Return the instant at which silence ends, if it lies far enough ahead (4, under_silence). Raises `Refusal`."""
    if expires < opened + procedure.minimum_silence:
        raise Refusal(
            N_("Silence lasts at least %(hours)s hours."),
            {"hours": procedure.minimum_silence_hours},
            field="hours",
            rule="4, under silence",
        )
    if expires > opened + timedelta(days=LONGEST_SILENCE_DAYS):
        raise Refusal(
            N_("Silence lasts at most %(days)s days."), {"days": LONGEST_SILENCE_DAYS}, field="hours"
        )
    return expires


def extension_reason(text: str) -> str:
    """Return the Chair's reason for extending a round, which must be given (4, extended)."""
    return given(clean(text), REASON_LENGTH, "reason", N_("Give the reason for the extension."))


def closing(now: datetime, hours: int) -> datetime:
    """Return the full hour at which a silence of `hours` hours or a little more would end.

    A minute is left between reading the clock and opening: on the very second, the minimum would be missed.
    """
    end = now + timedelta(hours=hours, minutes=1)
    full = end.replace(minute=0, second=0, microsecond=0)
    return full if full == end else full + timedelta(hours=1)


def extended_expiry(now: datetime, old: datetime, new: datetime) -> datetime:
    """Return the new expiry of a round: later than the old one, set before that is reached (4, extended).

    The Chair can lengthen a silence, never shorten it.
    """
    if now >= old:
        raise Conflict(N_("The silence has expired; it cannot be extended any more."), rule="4, extended")
    if new <= old:
        raise Refusal(N_("A silence can be made longer, never shorter."), field="hours", rule="4, extended")
    return new


POSITIONS: Mapping[str, str] = {
    "join": N_("Joins"),
    "join-with-explanation": N_("Joins with an explanation of position"),
    "join-ad-referendum": N_("Joins, subject to confirmation by its authorities"),
    "reserve": N_("Joins with a reservation"),
    "disassociate": N_("Joins, and disassociates itself from named paragraphs"),
    "object": N_("Objects"),
}
"""The positions a delegation can give. Silence is none of them: it is recorded as no objection made."""

STATEMENT_OF: Mapping[str, str] = {
    "join-with-explanation": "explanation",
    "reserve": "reservation",
    "disassociate": "disassociation",
}
"""Position -> the kind of statement that is printed with the adopted text."""

STATEMENTS: Mapping[str, str] = {
    "explanation": N_("Explanation of position"),
    "reservation": N_("Reservation"),
    "interpretative": N_("Interpretative statement"),
    "disassociation": N_("Disassociation"),
}


@dataclass(frozen=True, slots=True)
class PositionWords:
    """A position as it is kept: cleaned, complete, its paragraphs in the order of the text."""

    kind: str
    paragraphs: tuple[str, ...] = ()
    reason: str = ""
    remedy: str = ""
    wording: str = ""


def position(
    kind: str, paragraphs: Collection[str], reason: str, remedy: str, text: Sequence[str], wording: str = ""
) -> PositionWords:
    """Return a position that is complete; `text` are the keys of the frozen text's paragraphs.

    A reservation and an explanation need words; a disassociation needs the paragraphs; an objection needs paragraph,
    reason, and what would remove it; it may propose words for the one paragraph it names (4, silence_broken). Raises
    `Refusal` naming the field.
    """
    if kind not in POSITIONS:
        raise Refusal(
            N_("Choose the position of your delegation."), field="position", rule="4, under silence"
        )
    reason, remedy = (
        within(clean(reason), REASON_LENGTH, "reason"),
        within(clean(remedy), REASON_LENGTH, "remedy"),
    )
    named = tuple(key for key in text if key in paragraphs)
    if len(named) != len(set(paragraphs)):
        raise Refusal(N_("A paragraph you named is not in this text."), field="paragraphs")
    if kind == "disassociate" and not named:
        raise Refusal(
            N_("Name the paragraphs from which your delegation disassociates itself."), field="paragraphs"
        )
    if kind == "object" and not named:
        raise Refusal(
            N_("Name the paragraph that your delegation cannot live with."),
            field="paragraphs",
            rule="4, silence broken",
        )
    if kind in ("join-with-explanation", "reserve", "object") and not reason:
        raise Refusal(N_("Give your delegation's words: they are printed as received."), field="reason")
    if kind == "object" and not remedy:
        raise Refusal(N_("Say what would remove the objection."), field="remedy", rule="4, silence broken")
    wording = within(one_line(wording), PARAGRAPH_LENGTH, "wording")
    if kind == "object" and wording and len(named) != 1:
        raise Refusal(
            N_("Words are proposed for one paragraph: tick that one only, or leave the words out."),
            field="wording",
            rule="4, silence broken",
        )
    if kind in ("join", "join-ad-referendum"):
        named = ()
    if kind != "object":
        remedy = wording = ""
    return PositionWords(kind, named, reason, remedy, wording)


def position_again(kind: str, paragraphs: Collection[str], reason: str, text: Sequence[str]) -> PositionWords:
    """Return an earlier position as given again on the text whose paragraphs have the keys `text`.

    Raises `Conflict` for an objection, which answers one version only, and where a named paragraph is gone.
    """
    if kind == "object":
        raise Conflict(N_("An objection is not given again: it answered the version that it broke."))
    if not set(paragraphs) <= set(text):
        raise Conflict(
            N_("A paragraph that your position named is no longer in the text. Give your position anew."),
            rule="4, under silence",
        )
    return position(kind, paragraphs, reason, "", text)


NOTICES: Mapping[str, str] = {
    "opened": N_("Silence was opened"),
    "extended": N_("Silence was extended"),
    "held": N_("A delegation asked for time"),
    "broken": N_("Silence was broken"),
    "ad-referendum": N_("Agreed ad referendum: confirmations are awaited"),
    "adopted": N_("The text was adopted"),
}
"""What every entitled delegation is told of a round."""


def has_expired(now: datetime, expires: datetime) -> bool:
    """Say whether silence has ended. The instant of expiry itself is too late: a break comes before it (4)."""
    return now >= expires


def in_time(now: datetime, expires: datetime, kind: str) -> bool:
    """Say whether a position counts.

    A late objection is recorded but inadmissible; any other late position is refused with `Conflict` (4).
    """
    if not has_expired(now, expires):
        return True
    if kind == "object":
        return False
    raise Conflict(
        N_("The silence has expired. After adoption, statements can be attached to the text."),
        rule="4, under silence",
    )


def adoption(now: datetime, expires: datetime) -> str:
    """Return the mode of adoption of a text whose silence was kept (4, adopted). Raises `Conflict` before expiry."""
    if not has_expired(now, expires):
        raise Conflict(
            N_("The silence has not expired yet. The gavel falls at or after its end."), rule="4, adopted"
        )
    return N_("by silence procedure")
