"""What can happen to a text. Subject of all but the rules of procedure: `understanding:…`."""

from panel.understandings.facts.amendments import (
    AmendmentBracketed,
    AmendmentCarried,
    AmendmentDecided,
    AmendmentJoined,
    AmendmentLeft,
    AmendmentProposed,
    AmendmentRestated,
    AmendmentWithdrawn,
    DispositionAnswered,
    DispositionProposed,
    MergeSaved,
    RestatementAsked,
)
from panel.understandings.facts.ending import NoConsensusRecorded, StatementAttached, UnderstandingAdopted
from panel.understandings.facts.procedure import RulesAdopted
from panel.understandings.facts.rounds import (
    LateObjectionRecorded,
    PositionGiven,
    SilenceBroken,
    SilenceExtended,
    SilenceOpened,
)
from panel.understandings.facts.texts import (
    ParagraphDrafted,
    ParagraphRemoved,
    RevisionIssued,
    TextFinalized,
    UnderstandingDrafted,
)

__all__ = [
    "AmendmentBracketed",
    "AmendmentCarried",
    "AmendmentDecided",
    "AmendmentJoined",
    "AmendmentLeft",
    "AmendmentProposed",
    "AmendmentRestated",
    "AmendmentWithdrawn",
    "DispositionAnswered",
    "DispositionProposed",
    "LateObjectionRecorded",
    "MergeSaved",
    "NoConsensusRecorded",
    "ParagraphDrafted",
    "ParagraphRemoved",
    "PositionGiven",
    "RestatementAsked",
    "RevisionIssued",
    "RulesAdopted",
    "SilenceBroken",
    "SilenceExtended",
    "SilenceOpened",
    "StatementAttached",
    "TextFinalized",
    "UnderstandingAdopted",
    "UnderstandingDrafted",
]
