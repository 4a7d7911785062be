"""The Merkle tree of RFC 6962 over the leaves of the record. Pure.

The frontier is the list of roots of the full subtrees that make up a tree of a given size, largest first: enough to
append a leaf and to compute the root, in 32 bytes per binary digit of the size.
"""

from collections.abc import Sequence
from hashlib import sha256

EMPTY = sha256(b"").digest()


def leaf_hash(leaf: bytes) -> bytes:
    """Return the hash of a leaf: SHA-256 over 0x00 and its bytes."""
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node: SHA-256 over 0x01 and its two children."""
    return sha256(b"\x01" + left + right).digest()


def append(frontier: Sequence[bytes], size: int, leaf: bytes) -> list[bytes]:
    """Return the frontier of the tree of `size` leaves after `leaf` is appended to it."""
    grown = [*frontier, leaf_hash(leaf)]
    while size & 1:  # every trailing one bit of the old size is a full subtree to merge with
        right = grown.pop()
        grown[-1] = node_hash(grown[-1], right)
        size >>= 1
    return grown


def root(frontier: Sequence[bytes]) -> bytes:
    """Return the root of the tree with this frontier."""
    if not frontier:
        return EMPTY
    *rest, result = frontier
    for left in reversed(rest):
        result = node_hash(left, result)
    return result


def tree_root(hashes: Sequence[bytes]) -> bytes:
    """Return the root over leaf hashes by the definition of RFC 6962, section 2.1."""
    if not hashes:
        return EMPTY
    if len(hashes) == 1:
        return hashes[0]
    left = split(len(hashes))
    return node_hash(tree_root(hashes[:left]), tree_root(hashes[left:]))


def inclusion_proof(hashes: Sequence[bytes], index: int) -> list[bytes]:
    """Return the audit path of leaf `index` in the tree over `hashes` (RFC 6962, section 2.1.1), nearest first."""
    if not 0 <= index < len(hashes):
        raise IndexError(index)
    if len(hashes) == 1:
        return []
    left = split(len(hashes))
    if index < left:
        return [*inclusion_proof(hashes[:left], index), tree_root(hashes[left:])]
    return [*inclusion_proof(hashes[left:], index - left), tree_root(hashes[:left])]


def root_from_proof(leaf: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes | None:
    """Return the root that `proof` leads to from the leaf hash `leaf`, or None when the proof has a wrong length."""
    if not 0 <= index < size:
        return None
    result, last, path = leaf, size - 1, list(proof)
    while last > 0:
        if index & 1 or index == last:
            if index & 1:
                if not path:
                    return None
                result = node_hash(path.pop(0), result)
            # A lone right-hand child has no sibling on this level: it is carried up as it is.
        else:
            if not path:
                return None
            result = node_hash(result, path.pop(0))
        index >>= 1
        last >>= 1
    return None if path else result


def split(size: int) -> int:
    """Return the largest power of two smaller than `size`."""
    return 1 << (size - 1).bit_length() - 1
