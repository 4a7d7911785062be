"""What a fact is, and the exact bytes in which it stands in the record.

A leaf is RFC 8785 canonical JSON `{v, seq, at, kind, actor, subject, payload}`. Whatever a person wrote is a `Words`
field: the leaf holds its HMAC-SHA-256 under a fresh salt, the words and the salt stand beside the record. So the words
can be erased later and nobody can guess them back, while the tree still proves that they were said.
"""

import hmac
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, fields
from hashlib import sha256
from typing import Any, ClassVar

import rfc8785

VERSION = 1


class Words(str):
    """Text by or about a person: committed to in the record, never written into it."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that has happened. Subclasses are named noun and past participle; `kind` follows from the name.

    `subject` is what it is about, such as `thread:x1…`: timelines are read by subject.
    """

    KINDS: ClassVar[dict[str, type["Fact"]]] = {}
    kind: ClassVar[str]
    is_veiled: ClassVar[bool] = False
    """True where naming who acted would break a confidence: the leaf then commits to the actor as it does to words."""

    subject: str

    def __init_subclass__(cls) -> None:
        cls.kind = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()
        # A slotted dataclass is made anew by its decorator, so the same name comes by twice.
        Fact.KINDS[cls.kind] = cls


@dataclass(frozen=True, slots=True)
class Commitment:
    """What stands beside a leaf for one `Words` field: the salt and the words."""

    field: str
    salt: bytes
    words: str


def commit(salt: bytes, words: str) -> str:
    """Return the commitment to `words` under `salt`, in hexadecimal."""
    return hmac.new(salt, words.encode(), sha256).hexdigest()


VEILED = "veiled"
"""What stands for the actor in the leaf of a veiled fact."""


def payload(fact: Fact, actor: str) -> tuple[dict[str, Any], list[Commitment]]:
    """Return the fact's fields as they stand in the leaf, and the commitments that stand beside it.

    `actor` is the capacity in which it was done: a veiled fact commits to it in a field of that name.

    A field that is None is left out. Raises `TypeError` for what canonical JSON of strings and integers cannot hold.
    """
    values: dict[str, Any] = {}
    commitments = []
    told = {field.name: getattr(fact, field.name) for field in fields(fact) if field.name != "subject"}
    if fact.is_veiled:
        told["actor"] = Words(actor)
    for name, value in told.items():
        if value is None:
            continue
        if isinstance(value, Words):
            salt = secrets.token_bytes(32)
            commitments.append(Commitment(name, salt, str(value)))
            value = commit(salt, value)
        values[name] = _plain(value)
    return values, commitments


def leaf_bytes(
    *, seq: int, at: str, kind: str, actor: str, subject: str, payload: Mapping[str, Any]
) -> bytes:
    """Return the canonical bytes of one leaf. They are stored as they are and never made a second time."""
    leaf: Any = {
        "v": VERSION,
        "seq": seq,
        "at": at,
        "kind": kind,
        "actor": actor,
        "subject": subject,
        "payload": payload,
    }
    return rfc8785.dumps(leaf)


def _plain(value: Any) -> Any:
    if isinstance(value, bool | float) or not isinstance(value, str | int | tuple | list | dict):
        raise TypeError(f"a fact holds strings, whole numbers, lists and objects of them, not {value!r}")
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return str(value) if isinstance(value, str) else value
