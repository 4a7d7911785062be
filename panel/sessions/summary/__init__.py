"""The summary of a session: a pure builder from what the record holds (`views`) to a document tree (`build`).

Nothing in it is typed in for one session. It speaks in the third person and the past tense, quotes what was said
instead of saying it better, and is the same for the same record: its date is that of the latest fact, never today's.

`phrasing` numbers paragraphs and puts sentences together, `citing` writes the notes. `opening` is what stands before
part I, `action` parts I, III and IV, `proceedings` part II with `meetings` for each item and `outcome` for each text,
`organization` parts V and VI, `annexes` the rest.
"""

from panel.sessions.summary.build import build, length

__all__ = ["build", "length"]
