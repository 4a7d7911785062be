"""Identifiers: 100 random bits in 20 letters and digits.

Random and not ordered by time, because an identifier that tells when a thing was made would undo the protection of
a contribution that is shown with its day only (safety). Numbers people cite (thread 3, contribution 12) are others.
"""

import secrets

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u
LENGTH = 20


def new_id() -> str:
    """Return a fresh identifier of 20 characters."""
    bits = secrets.randbits(5 * LENGTH)
    return "".join(_ALPHABET[(bits >> (5 * place)) & 31] for place in range(LENGTH))
