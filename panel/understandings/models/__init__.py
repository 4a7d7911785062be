"""Tables of texts, silence rounds and adoptions."""

from panel.understandings.models.amendments import Amendment, AmendmentSponsor, MergeDraft
from panel.understandings.models.ending import ChairsSummary, Statement
from panel.understandings.models.procedure import RulesOfProcedure
from panel.understandings.models.rounds import Entitlement, Position, SilenceRound
from panel.understandings.models.texts import Paragraph, Revision, Understanding

__all__ = [
    "Amendment",
    "AmendmentSponsor",
    "ChairsSummary",
    "Entitlement",
    "MergeDraft",
    "Paragraph",
    "Position",
    "Revision",
    "RulesOfProcedure",
    "SilenceRound",
    "Statement",
    "Understanding",
]
