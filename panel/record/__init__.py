"""The record: one append-only log of facts, a Merkle tree over it, and the one way to write.

Owns the tables `record`, `record_head`, `record_entry`, `record_value`. Every change of the Panel's state is an act run
by `perform`, which appends the act's facts in the same transaction: the record cannot tell another story than the
state. The record holds no prose and no names, only commitments; the words stand beside it and can be erased without
breaking the tree (record.md).
"""
