"""Tables of texts, silence rounds and adoptions."""

from panel.understandings.models.amendments import Amendment, AmendmentSponsor, MergeDraft
from panel.understandings.models.concerns import (
    Concern,
    ConcernStep,
)
from panel.understandings.models.ending import ChairsSummary, Corrigendum, Statement
from panel.understandings.models.follow_up import (
    Addressee,
    FollowUpEntry,
    Recommendation,
)
from panel.understandings.models.procedure import RulesOfProcedure
from panel.understandings.models.rounds import Entitlement, Hold, Notice, Position, SilenceRound
from panel.understandings.models.texts import Paragraph, Revision, Understanding

__all__ = [
    "Addressee",
    "Amendment",
    "AmendmentSponsor",
    "ChairsSummary",
    "Concern",
    "ConcernStep",
    "Corrigendum",
    "Entitlement",
    "FollowUpEntry",
    "Hold",
    "MergeDraft",
    "Notice",
    "Paragraph",
    "Position",
    "Recommendation",
    "Revision",
    "RulesOfProcedure",
    "SilenceRound",
    "Statement",
    "Understanding",
]
