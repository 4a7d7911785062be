"""Common understandings: how a text is drafted, put under silence, and recorded or not.

Owns texts, their revisions and paragraphs, silence rounds and positions, adoptions and statements, Chair's summaries,
and the rules of procedure. Consensus is the absence of objection: nothing here counts support. A delegation that keeps
silent is recorded as having made no objection, never as supporting.

Amendments, brackets and concerns have their place between `revisions` and `silence rounds` and come with their own
tables; soundings are a room of their own, on the floor below.
"""
