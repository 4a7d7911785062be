"""The tree over the whole record, kept by each process so that a proof costs a few hashes and not the log.

What is kept is only ever a copy: before every use it is brought up to the head of the record, and thrown away when its
root is not the head's.
"""

from dataclasses import dataclass, field
from threading import Lock

from sqlalchemy import select
from sqlalchemy.orm import Session

from panel.kernel.refusal import NotFound
from panel.kernel.text import N_
from panel.record import merkle
from panel.record.models import Record
from panel.record.queries import head


@dataclass(slots=True)
class Tree:
    """The hashes of all full subtrees: `levels[k][i]` is the root over the leaves from i·2^k to (i+1)·2^k - 1."""

    levels: list[list[bytes]] = field(default_factory=lambda: [[]])

    @property
    def size(self) -> int:
        return len(self.levels[0])

    def append(self, leaf_hash: bytes) -> None:
        """Add the hash of the next leaf, and every full subtree that it completes."""
        self.levels[0].append(leaf_hash)
        level = 0
        while len(self.levels[level]) % 2 == 0:
            if level + 1 == len(self.levels):
                self.levels.append([])
            self.levels[level + 1].append(merkle.node_hash(*self.levels[level][-2:]))
            level += 1

    def root(self) -> bytes:
        """Return the root over all leaves."""
        return self._over(0, self.size) if self.size else merkle.EMPTY

    def inclusion_proof(self, index: int) -> list[bytes]:
        """Return the audit path of a leaf (RFC 6962, section 2.1.1), nearest first. Raises `IndexError`."""
        if not 0 <= index < self.size:
            raise IndexError(index)
        path: list[bytes] = []
        start, end = 0, self.size
        while end - start > 1:
            middle = start + merkle.split(end - start)
            if index < middle:
                path.append(self._over(middle, end))
                end = middle
            else:
                path.append(self._over(start, middle))
                start = middle
        return path[::-1]

    def position_of(self, leaf_hash: bytes) -> int | None:
        """Return the position of the leaf with this hash, or None."""
        try:
            return self.levels[0].index(leaf_hash)
        except ValueError:
            return None

    def _over(self, start: int, end: int) -> bytes:
        """Return the root over the leaves from `start` to before `end`; `start` is a multiple of a full subtree."""
        count = end - start
        if count & (count - 1) == 0:
            level = count.bit_length() - 1
            return self.levels[level][start >> level]
        middle = start + merkle.split(count)
        return merkle.node_hash(self._over(start, middle), self._over(middle, end))


@dataclass(frozen=True, slots=True)
class Proof:
    """That a leaf stands in the record: its exact bytes, and the path of hashes from it to the root over `size` leaves.

    Hashes are in hexadecimal, the path nearest first.
    """

    seq: int
    leaf: bytes
    leaf_hash: str
    size: int
    root: str
    path: tuple[str, ...]


_kept = Tree()
_lock = Lock()


def proof_of(session: Session, seq: int) -> Proof | None:
    """Return the proof of the leaf at position `seq` against the present root.

    None when the stored leaves do not lead to that root. Raises `NotFound` for a position that the record has not.
    """
    leaf = session.scalar(select(Record.leaf).where(Record.seq == seq))
    if leaf is None:
        raise NotFound(N_("The record has no fact at this position."))
    with _lock:
        tree = _tree_of(session)
        if tree is None or tree.levels[0][seq] != merkle.leaf_hash(leaf):
            return None
        return Proof(
            seq=seq,
            leaf=leaf,
            leaf_hash=tree.levels[0][seq].hex(),
            size=tree.size,
            root=tree.root().hex(),
            path=tuple(step.hex() for step in tree.inclusion_proof(seq)),
        )


def position_of(session: Session, leaf_hash: bytes) -> int | None:
    """Return the position of the leaf with this hash, or None when the record has no such leaf."""
    with _lock:
        tree = _tree_of(session)
        return tree.position_of(leaf_hash) if tree else None


def _tree_of(session: Session) -> Tree | None:
    """Return the tree over the record as it stands, or None when the stored leaves do not lead to the head's root."""
    global _kept
    size, root = head(session)
    for tree in (_kept, Tree()):
        if tree.size < size:
            _read_on(session, tree, size)
        if tree.size == size and tree.root().hex() == root:
            _kept = tree
            return tree
    return None


def _read_on(session: Session, tree: Tree, size: int) -> None:
    leaves = (
        select(Record.leaf)
        .where(Record.seq >= tree.size, Record.seq < size)
        .order_by(Record.seq)
        .execution_options(yield_per=1000)
    )
    for leaf in session.scalars(leaves):
        tree.append(merkle.leaf_hash(leaf))
