"""Rules on delegations: constituencies, schemes, ranks, and the path of an accreditation. Pure.

Source: procedure.md, section 1.
"""

import re
import unicodedata
from collections.abc import Collection
from itertools import chain, count

from panel.accounts.rules import address, name_of_its_own
from panel.kernel.refusal import Conflict, Refusal
from panel.kernel.text import N_, clean, given, one_line, within

NAME_LENGTH, ABOUT_LENGTH, REASON_LENGTH, SOURCE_LENGTH = 200, 600, 1000, 300
RANKS = {"head": N_("Head of delegation"), "alternate": N_("Alternate"), "adviser": N_("Adviser")}
"""Ranks in their order: key -> what the rank is called."""

SCHEMES: dict[str, tuple[str, ...]] = {
    "states": ("credentials",),
    "un-entities": ("un-entity",),
    "regional": ("panel-admission",),
    "nhris": ("ganhri-a", "ganhri-b"),
    "civil-society": ("ecosoc-general", "ecosoc-special", "ecosoc-roster", "panel-admission"),
    "migrants-associations": ("panel-admission",),
    "trade-unions": ("ecosoc-general", "ecosoc-special", "ecosoc-roster", "panel-admission"),
    "employers": ("ecosoc-general", "ecosoc-special", "ecosoc-roster", "panel-admission"),
    "mechanisms": ("panel-admission",),
    "experts": ("panel-admission",),
    "local-authorities": ("panel-admission",),
}
"""Constituency -> the schemes under which its members are admitted."""

SCHEME_NAMES = {
    "credentials": N_("Credentials from the Head of State or Government or the Minister for Foreign Affairs"),
    "un-entity": N_("Entity of the United Nations system"),
    "panel-admission": N_("Admission by the Panel"),
    "ganhri-a": N_("GANHRI accreditation, A status"),
    "ganhri-b": N_("GANHRI accreditation, B status"),
    "ecosoc-general": N_("General consultative status with ECOSOC"),
    "ecosoc-special": N_("Special consultative status with ECOSOC"),
    "ecosoc-roster": N_("On the roster of ECOSOC"),
}
ADMITTED = ("provisional", "accredited", "suspended")
_TAKEN = frozenset({"apply"})  # addresses beside those of delegations
_TRANSITIONS = {
    "applied": ("provisional", "accredited", "lapsed"),
    "provisional": ("accredited", "suspended", "lapsed"),
    "accredited": ("suspended", "lapsed"),
    "suspended": ("accredited", "lapsed"),
    "lapsed": (),
}


def name_of_delegation(text: str) -> str:
    """Return a delegation's name as it is kept. Raises `Refusal` when it is empty, too long or poses as an office."""
    missing = N_("Give the name of the State, body or organization.")
    return name_of_its_own(
        text, NAME_LENGTH, missing, N_("This is the name of the Panel or of a part of it.")
    )


def about(text: str) -> str:
    """Return what an applicant says of itself, which may be empty. Raises `Refusal` when it is too long."""
    return within(clean(text), ABOUT_LENGTH, "about")


def contact(text: str) -> str:
    """Return the address to which the secretariat answers an applicant. Raises `Refusal` when it cannot be one."""
    try:
        return address(text)
    except Refusal as refusal:
        raise Refusal(refusal.message, field="contact") from refusal


def source(text: str) -> str:
    """Return where an accreditation can be looked up, which may be empty. Raises `Refusal` when it is too long."""
    return within(one_line(text), SOURCE_LENGTH, "source")


def reason(text: str) -> str:
    """Return the reason for suspending or ending an accreditation, which must be given."""
    return given(clean(text), REASON_LENGTH, "reason", N_("Give the reason: the delegation will be told."))


def scheme(constituency: str, text: str) -> str:
    """Return the accreditation scheme `text` if this constituency knows it, else raise `Refusal`.

    An empty `text` stands for the only scheme of a constituency that has no more than one.
    """
    known = SCHEMES.get(constituency)
    if known is None:
        raise Refusal(N_("The Panel has no such constituency."), field="constituency")
    if not text and len(known) == 1:
        return known[0]
    if text not in known:
        raise Refusal(
            N_("Members of this constituency are not admitted in this way. Choose another."),
            field="scheme",
            rule="1",
        )
    return text


def officers_needed(constituency: str) -> int:
    """Return how many different officers of the secretariat an accreditation takes: one for a State, else two."""
    return 1 if constituency == "states" else 2


def next_status(present: str, wanted: str) -> str:
    """Return `wanted` if an accreditation may go there from `present`, else raise `Conflict`."""
    if wanted not in _TRANSITIONS.get(present, ()):
        raise Conflict(
            N_("An accreditation that is %(present)s cannot become %(wanted)s."),
            {"present": present, "wanted": wanted},
            rule="1",
        )
    return wanted


def decisions(present: str, constituency: str, *, endorsed: bool) -> tuple[str, ...]:
    """Return what an officer can decide on an accreditation in this state: endorse, confirm, grant, suspend, lapse."""
    ways = _TRANSITIONS.get(present, ())
    admit = (
        () if "accredited" not in ways else ("grant",) if officers_needed(constituency) == 1 else ("endorse",)
    )
    if admit == ("endorse",) and endorsed:
        admit = ("confirm",)
    return (
        *admit,
        *(end for end, status in (("suspend", "suspended"), ("lapse", "lapsed")) if status in ways),
    )


def second_officer(first: str, second: str) -> None:
    """Raise `Refusal` when the officer who confirms is the one who endorsed."""
    if first == second:
        raise Refusal(N_("You endorsed this request yourself. A second officer must confirm it."), rule="1")


def rank(text: str) -> str:
    """Return a rank of a seat, else raise `Refusal`."""
    if text not in RANKS:
        raise Refusal(N_("A seat is that of a head, an alternate or an adviser."), field="rank")
    return text


def is_slug(text: str) -> bool:
    """Say whether `text` could be the address of a delegation."""
    return re.fullmatch(r"[a-z0-9-]{1,80}", text) is not None


def slug(name: str, taken: Collection[str] = ()) -> str:
    """Return the part of an address that stands for `name`: letters and digits of ASCII, hyphens between words.

    A number follows where the address is among those `taken`, as all names in other scripts would share one.
    """
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"[^a-z0-9]+", "-", ascii_name)[:60].strip("-") or "delegation"
    numbered = (f"{plain}-{number}" for number in count(2))
    return next(slug for slug in chain([plain], numbered) if slug not in taken and slug not in _TAKEN)
