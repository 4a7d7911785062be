"""Forms of texts, rounds and statements: shape only."""

from panel.understandings.forms.texts import (
    BeginForm,
    ChairsSummaryForm,
    ConfirmForm,
    ExtensionForm,
    HoursForm,
    IssueForm,
    ParagraphForm,
    PositionForm,
    SilenceForm,
    StatementForm,
)

__all__ = [
    "BeginForm",
    "ChairsSummaryForm",
    "ConfirmForm",
    "ExtensionForm",
    "HoursForm",
    "IssueForm",
    "ParagraphForm",
    "PositionForm",
    "SilenceForm",
    "StatementForm",
]
