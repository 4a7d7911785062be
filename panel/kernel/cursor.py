"""Keyset cursors: where a page of a list ended, as text that can stand in an address."""

import base64
import json
import re
from binascii import Error as BadBase64

from panel.kernel.refusal import Refusal
from panel.kernel.text import N_


def encode(*key: str | int) -> str:
    """Return the sort key of a row as an opaque, URL-safe token."""
    return base64.urlsafe_b64encode(json.dumps(key, separators=(",", ":")).encode()).decode().rstrip("=")


def decode(token: str, *kinds: type) -> tuple[str | int, ...]:
    """Return the key behind `token`, checked against the `kinds` of its parts.

    Raises `Refusal` (400) when it is not one of ours.
    """
    try:
        key = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    except (BadBase64, ValueError, RecursionError):
        key = None
    if not isinstance(key, list) or [type(part) for part in key] != list(kinds) or not all(map(_fits, key)):
        raise Refusal(
            N_("This page address is not complete. Go back to the first page of the list."), status=400
        )
    return tuple(key)


def _fits(part: str | int) -> bool:
    """Say whether a database can be asked for `part`: no half characters, no NUL, no number beyond 64 bits."""
    if isinstance(part, int):
        return -(2**63) <= part < 2**63
    return not re.search("[\x00\ud800-\udfff]", part)
