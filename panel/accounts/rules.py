"""Rules of accounts: names, addresses, passwords, and how often one may try. Pure."""

import hmac
import re
import unicodedata
from datetime import timedelta
from hashlib import sha256
from ipaddress import IPv6Address, ip_address

from panel.kernel.refusal import Refusal
from panel.kernel.text import N_, given, one_line

NAME_LENGTH = 120
EMAIL_LENGTH = 254
PASSWORD_SHORTEST, PASSWORD_LONGEST = 12, 128
OFFICES = {
    "chair": N_("Chair"),
    "rapporteur": N_("Rapporteur"),
    "moderator": N_("Moderator"),
    "secretariat": N_("Secretariat"),
    "administrator": N_("Administrator"),
}
"""Offices of the Panel in their order: key -> what the office is called."""

INVITATION_LASTS = timedelta(days=14)
SIGN_IN_IDLES = timedelta(minutes=30)
SIGN_IN_LASTS = timedelta(hours=12)
TRIES, TRIES_WITHIN = 10, timedelta(minutes=5)

_EMAIL = re.compile(r"[^@\s<>\"(),:;\[\]\\]+@[^@\s<>\"(),:;\[\]\\]+\.[^@\s.<>\"(),:;\[\]\\]{2,}")
# The commonest of those long enough to be allowed at all; the check is on letters and digits only.
_COMMON_ONES = (
    "passwordpassword password1234 password12345 123456789012 1234567890123 qwertyuiopas qwertyuiop12 "
    "administrator letmeinletmein iloveyouiloveyou welcomewelcome changemechangeme standingpanel "
    "abcdefghijkl abcdefghijklm 111111111111 000000000000 qwerty123456 q1w2e3r4t5y6 1q2w3e4r5t6y "
    "trustno1trustno1 adminadminadmin passw0rdpassw0rd humanrights123 migration1234"
)
_COMMON = frozenset(_COMMON_ONES.split())
_RESERVED = frozenset(
    {*OFFICES, "standing panel", "standing panel on migration and human rights", "the secretariat"}
)
_JOINERS = "\u200c\u200d"  # unseen, but Persian and the scripts of India are not written without them
# What is written together in one word: Japanese, Korean and Chinese draw on several scripts as a matter of course.
_EAST_ASIAN = frozenset(
    {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL", "BOPOMOFO", "IDEOGRAPHIC"}
)
_BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
_SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Macintosh": "macOS",
    "Linux": "Linux",
}


def name_of_person(text: str) -> str:
    """Return a person's name as it is kept.

    Raises `Refusal` when it is empty, too long, mixes scripts within one word, or poses as an office of the Panel.
    """
    missing = N_("Give the name by which the Panel will know this person.")
    reserved = N_("This is the name of an office of the Panel, not of a person.")
    return name_of_its_own(text, NAME_LENGTH, missing, reserved)


def name_of_its_own(text: str, most: int, missing: str, reserved: str) -> str:
    """Return the name of a person or body as it is kept: one that cannot be taken for another's.

    Raises `Refusal` when it is longer than `most`, or mixes scripts within one word; with `missing` when it is empty,
    with `reserved` when it poses as the Panel or one of its offices.
    """
    name = given(visible_name(text), most, "name", missing)
    if mixes_scripts(name):
        raise Refusal(N_("This name mixes letters of several scripts within one word."), field="name")
    if is_reserved(name):
        raise Refusal(reserved, field="name")
    return name


def visible_name(text: str) -> str:
    """Return a name on one line without the unseen characters by which one name can pose as another."""
    return one_line("".join(c for c in text if c in _JOINERS or unicodedata.category(c) != "Cf"))


def mixes_scripts(name: str) -> bool:
    """Say whether a word of `name` is written in letters of several scripts, as in a Latin name with a Cyrillic a."""
    return any(len(_scripts(word)) > 1 for word in name.split())


def is_reserved(name: str) -> bool:
    """Say whether `name` is that of the Panel or of one of its offices, however it is spaced or capitalised."""
    bare = unicodedata.normalize("NFKC", name.translate(dict.fromkeys(map(ord, _JOINERS)))).casefold()
    return bare in _RESERVED


def address(text: str) -> str:
    """Return an e-mail address as it is kept: trimmed and in lower case. Raises `Refusal` when it cannot be one."""
    email = one_line(text).lower()
    if len(email) > EMAIL_LENGTH or not _EMAIL.fullmatch(email):
        raise Refusal(N_("This is not an e-mail address. One looks like name@example.org."), field="email")
    return email


def password(text: str, *, email: str = "") -> str:
    """Return a password that may be used, as typed. Length is what counts; no kind of character is asked for.

    Raises `Refusal` when it is too short, too long, among the common ones, or says the person's own address.
    """
    if len(text) < PASSWORD_SHORTEST:
        raise Refusal(
            N_("A password has at least %(least)s characters: a short sentence is easy to keep in mind."),
            {"least": PASSWORD_SHORTEST},
            field="password",
        )
    if len(text) > PASSWORD_LONGEST:
        raise Refusal(
            N_("A password has at most %(most)s characters."), {"most": PASSWORD_LONGEST}, field="password"
        )
    folded = text.casefold()
    bare = "".join(character for character in folded if character.isalnum())
    own = {email, email.split("@")[0]} - {""}
    if bare in _COMMON or folded in own or len(set(folded)) < 5:
        raise Refusal(
            N_("Too many people use this password, or it is easy to guess. Choose another."), field="password"
        )
    return text


def digest(token: str) -> str:
    """Return what is kept of a secret token: its SHA-256 in hexadecimal, so that a stolen table opens nothing."""
    return sha256(token.encode()).hexdigest()


def try_key(secret: str, kind: str, value: str) -> str:
    """Return the key under which tries at `value` are counted: 64 hexadecimal digits.

    Keyed with the installation's own `secret`, since a plain hash of a network address is soon guessed back.
    """
    return hmac.new(secret.encode(), f"{kind}:{value}".encode("utf-8", "replace"), sha256).hexdigest()


def network(remote: str) -> str:
    """Return the part of a network address that one household holds: all of IPv4, the first half of IPv6."""
    try:
        found = ip_address(remote)
    except ValueError:
        return remote
    return str(IPv6Address(int(found) >> 64 << 64)) if isinstance(found, IPv6Address) else str(found)


def device(user_agent: str) -> str:
    """Return by what a person will know their own device again, and no more than that: `Firefox, Linux` or empty."""
    kinds = (
        next((name for sign, name in known.items() if sign in user_agent), "")
        for known in (_BROWSERS, _SYSTEMS)
    )
    return ", ".join(filter(None, kinds))


def _scripts(word: str) -> set[str]:
    """Return the scripts of the letters of `word`, by the first word of their Unicode names."""
    found = {unicodedata.name(letter, "?").split()[0] for letter in word if letter.isalpha()} - {"MODIFIER"}
    return (found - _EAST_ASIAN) | ({"CJK"} if found & _EAST_ASIAN else set())
