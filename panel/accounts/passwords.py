"""Password hashes: Argon2id at 64 MiB, three passes (safety.md). Slow on purpose, so never inside the write lock."""

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from panel.accounts.rules import PASSWORD_LONGEST

_hasher = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=1)
_MOST_READ = 4 * PASSWORD_LONGEST
_DECOY = _hasher.hash("nobody has this password")


def hashed(password: str) -> str:
    """Return the hash to keep for `password`."""
    return _hasher.hash(_octets(password))


def matches(kept: str | None, password: str) -> bool:
    """Say whether `password` belongs to the hash `kept`. Takes as long when there is no account (`kept` is None)."""
    try:
        return _hasher.verify(kept or _DECOY, _octets(password)) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(kept: str) -> bool:
    """Say whether `kept` was made with weaker parameters than today's, so that the next sign-in renews it."""
    return _hasher.check_needs_rehash(kept)


def _octets(password: str) -> bytes:
    # Keyboards differ in how they compose an accent; and what is no text at all is a wrong password, not an error. Of
    # what is longer than any password a part is read: it is wrong as well, and composing all of it may take minutes.
    return unicodedata.normalize("NFC", password[:_MOST_READ]).encode("utf-8", "surrogatepass")
