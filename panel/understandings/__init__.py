"""Common understandings: how a text is drafted, put under silence, and recorded or not.

Owns texts, their revisions and paragraphs, amendments and how they are merged, concerns, silence rounds and positions,
adoptions and statements, Chair's summaries, follow-up, and the rules of procedure. Consensus is the absence of
objection: nothing here counts support. A delegation that keeps silent is recorded as having made no objection, never as
supporting.

An amendment stands on the words of the latest issued revision and is carried over to the next as long as they stand;
only the act that issues a revision decides amendments, so that words and dispositions never part. Soundings are a room
of their own, on the floor below.
"""
