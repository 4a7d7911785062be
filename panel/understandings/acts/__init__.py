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
from panel.understandings.acts.concerns import (
    AnswerConcern,
    MaintainConcern,
    RaiseConcern,
    WithdrawConcern,
)
from panel.understandings.acts.confirmation import ConfirmPosition, RefuseConfirmation
from panel.understandings.acts.drafting import (
    BeginText,
    FinalizeText,
    IssueRevision,
    PutParagraph,
    RemoveParagraph,
)
from panel.understandings.acts.follow_up import (
    ExtractRecommendation,
    RecordFollowUp,
    SetReview,
)
from panel.understandings.acts.issuing import DeclareSupersession, IssueCorrigendum, IssueText
from panel.understandings.acts.merging import IssueMergedRevision, SaveMerge
from panel.understandings.acts.procedure import AdoptRules
from panel.understandings.acts.silence import (
    AskForTime,
    ExtendSilence,
    GivePosition,
    OpenSilence,
    ReconfirmPosition,
)
from panel.understandings.acts.standstill import DeferText, ResumeText, WithdrawText

__all__ = [
    "AdoptRules",
    "AdoptUnderstanding",
    "AnswerConcern",
    "AnswerDisposition",
    "AskForTime",
    "AttachStatement",
    "BeginText",
    "ConcludeWithoutConsensus",
    "ConfirmPosition",
    "DeclareSupersession",
    "DeferText",
    "ExtendSilence",
    "ExtractRecommendation",
    "FinalizeText",
    "GivePosition",
    "IssueCorrigendum",
    "IssueMergedRevision",
    "IssueRevision",
    "IssueText",
    "JoinAmendment",
    "LeaveAmendment",
    "MaintainConcern",
    "OpenSilence",
    "ProposeAmendment",
    "ProposeDisposition",
    "PutParagraph",
    "RaiseConcern",
    "ReconfirmPosition",
    "RecordFollowUp",
    "RefuseConfirmation",
    "RemoveParagraph",
    "RestateAmendment",
    "ResumeText",
    "SaveMerge",
    "SetReview",
    "WithdrawAmendment",
    "WithdrawConcern",
    "WithdrawText",
]
