"""What changes a text: from the first paragraph to adoption, or to a Chair's summary.

`drafting` writes paragraphs and issues revisions, `silence` opens rounds and takes positions, `adoption` brings a
text to its end; `procedure` enters the rules of procedure themselves.
"""

from panel.understandings.acts.adoption import (
    AdoptUnderstanding,
    AttachStatement,
    ConcludeWithoutConsensus,
)
from panel.understandings.acts.amendments import (
    AnswerDisposition,
    JoinAmendment,
    LeaveAmendment,
    ProposeAmendment,
    ProposeDisposition,
    RestateAmendment,
    WithdrawAmendment,
)
from panel.understandings.acts.drafting import (
    BeginText,
    FinalizeText,
    IssueRevision,
    PutParagraph,
    RemoveParagraph,
)
from panel.understandings.acts.merging import IssueMergedRevision, SaveMerge
from panel.understandings.acts.procedure import AdoptRules
from panel.understandings.acts.silence import ExtendSilence, GivePosition, OpenSilence

__all__ = [
    "AdoptRules",
    "AdoptUnderstanding",
    "AnswerDisposition",
    "AttachStatement",
    "BeginText",
    "ConcludeWithoutConsensus",
    "ExtendSilence",
    "FinalizeText",
    "GivePosition",
    "IssueMergedRevision",
    "IssueRevision",
    "JoinAmendment",
    "LeaveAmendment",
    "OpenSilence",
    "ProposeAmendment",
    "ProposeDisposition",
    "PutParagraph",
    "RemoveParagraph",
    "RestateAmendment",
    "SaveMerge",
    "WithdrawAmendment",
]
