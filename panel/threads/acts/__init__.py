"""What changes threads, contributions and syntheses."""

from panel.threads.acts.contributions import (
    CorrectContribution,
    DiscardDraft,
    PostContribution,
    SaveDraft,
    WithdrawContribution,
)
from panel.threads.acts.guidance import AskGuidance, GiveGuidance
from panel.threads.acts.imports import ImportThreads
from panel.threads.acts.syntheses import PublishSynthesis
from panel.threads.acts.threads import MoveThread, OpenThread, ProposeThread, ResubmitThread, ReturnThread

__all__ = [
    "AskGuidance",
    "CorrectContribution",
    "DiscardDraft",
    "GiveGuidance",
    "ImportThreads",
    "MoveThread",
    "OpenThread",
    "PostContribution",
    "ProposeThread",
    "PublishSynthesis",
    "ResubmitThread",
    "ReturnThread",
    "SaveDraft",
    "WithdrawContribution",
]
