"""The tree of RFC 6962: checked against its definition written out once more, and against fixed vectors."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.record import merkle
from panel.record.tree import Tree

LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}
"""The roots over the first so many of `LEAVES`."""

leaves = st.lists(st.binary(max_size=40), max_size=70)
some_leaves = st.lists(st.binary(max_size=40), min_size=1, max_size=70)


def defined(inputs: list[bytes]) -> bytes:
    """The Merkle tree hash as RFC 6962, section 2.1, defines it: over the largest power of two below, and the rest."""
    if len(inputs) < 2:
        return sha256(b"\x00" + inputs[0] if inputs else b"").digest()
    power = 1
    while power * 2 < len(inputs):
        power *= 2
    return sha256(b"\x01" + defined(inputs[:power]) + defined(inputs[power:])).digest()


def grown(inputs: list[bytes]) -> list[bytes]:
    frontier: list[bytes] = []
    for size, leaf in enumerate(inputs):
        frontier = merkle.append(frontier, size, leaf)
    return frontier


@pytest.mark.parametrize(("size", "root"), ROOTS.items())
def test_known_roots(size: int, root: str) -> None:
    assert merkle.tree_root([merkle.leaf_hash(leaf) for leaf in LEAVES[:size]]).hex() == root
    assert merkle.root(grown(LEAVES[:size])).hex() == root


@given(leaves)
def test_every_way_to_the_root_is_the_defined_one(inputs: list[bytes]) -> None:
    hashes = [merkle.leaf_hash(leaf) for leaf in inputs]
    tree = Tree()
    for leaf_hash in hashes:
        tree.append(leaf_hash)
    assert merkle.tree_root(hashes) == merkle.root(grown(inputs)) == tree.root() == defined(inputs)


@given(some_leaves, st.data())
def test_an_inclusion_proof_leads_to_the_root(inputs: list[bytes], data: st.DataObject) -> None:
    hashes = [merkle.leaf_hash(leaf) for leaf in inputs]
    index = data.draw(st.integers(0, len(hashes) - 1))
    proof = merkle.inclusion_proof(hashes, index)
    assert merkle.root_from_proof(hashes[index], index, len(hashes), proof) == defined(inputs)


@given(some_leaves, st.data())
def test_the_kept_tree_gives_the_same_proofs(inputs: list[bytes], data: st.DataObject) -> None:
    hashes = [merkle.leaf_hash(leaf) for leaf in inputs]
    tree = Tree()
    for leaf_hash in hashes:
        tree.append(leaf_hash)
    index = data.draw(st.integers(0, len(hashes) - 1))
    assert tree.inclusion_proof(index) == merkle.inclusion_proof(hashes, index)


@given(some_leaves, st.data())
def test_a_tampered_leaf_or_proof_leads_elsewhere(inputs: list[bytes], data: st.DataObject) -> None:
    hashes = [merkle.leaf_hash(leaf) for leaf in inputs]
    index = data.draw(st.integers(0, len(hashes) - 1))
    proof = merkle.inclusion_proof(hashes, index)
    root = merkle.tree_root(hashes)
    place = data.draw(st.integers(0, len(proof)))
    flipped = [hashes[index], *proof]
    flipped[place] = bytes([flipped[place][0] ^ 1]) + flipped[place][1:]
    assert merkle.root_from_proof(flipped[0], index, len(hashes), flipped[1:]) != root
    assert merkle.root_from_proof(hashes[index], index, len(hashes), [*proof, root]) is None
    if proof:
        assert merkle.root_from_proof(hashes[index], index, len(hashes), proof[:-1]) is None


def test_a_doubled_last_leaf_is_another_tree() -> None:
    hashes = [merkle.leaf_hash(leaf) for leaf in LEAVES[:3]]
    assert merkle.tree_root(hashes) != merkle.tree_root([*hashes, hashes[-1]])


def test_a_leaf_cannot_pose_as_a_node() -> None:
    left, right = merkle.leaf_hash(b"a"), merkle.leaf_hash(b"b")
    assert merkle.leaf_hash(left + right) != merkle.node_hash(left, right)


@pytest.mark.parametrize("index", [-1, 3, 10**9])
def test_there_is_no_proof_for_what_is_not_there(index: int) -> None:
    hashes = [merkle.leaf_hash(leaf) for leaf in LEAVES[:3]]
    tree = Tree([[]])
    for leaf_hash in hashes:
        tree.append(leaf_hash)
    for proof_of in (tree.inclusion_proof, lambda place: merkle.inclusion_proof(hashes, place)):
        with pytest.raises(IndexError):
            proof_of(index)
    assert merkle.root_from_proof(hashes[0], index, 3, []) is None


def test_the_kept_tree_knows_the_position_of_its_leaves() -> None:
    tree = Tree()
    for leaf in LEAVES:
        tree.append(merkle.leaf_hash(leaf))
    assert tree.position_of(merkle.leaf_hash(LEAVES[5])) == 5
    assert tree.position_of(merkle.leaf_hash(b"never said")) is None
