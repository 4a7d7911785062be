"""Forms of texts, rounds and statements: shape only."""

from panel.understandings.forms.amendments import (
    AmendmentFilter,
    AmendmentForm,
    AnswerForm,
    DispositionForm,
    MergeForm,
)
from panel.understandings.forms.concerns import (
    ConcernAnswerForm,
    ConcernForm,
    ConcernWordForm,
    reservation_from,
)
from panel.understandings.forms.follow_up import (
    FollowUpForm,
    RecommendationForm,
    ReviewForm,
)
from panel.understandings.forms.rounds import (
    CorrigendumForm,
    RefusalForm,
    StandstillForm,
    SupersessionForm,
    TimeForm,
)
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
    "AmendmentFilter",
    "AmendmentForm",
    "AnswerForm",
    "BeginForm",
    "ChairsSummaryForm",
    "ConcernAnswerForm",
    "ConcernForm",
    "ConcernWordForm",
    "ConfirmForm",
    "CorrigendumForm",
    "DispositionForm",
    "ExtensionForm",
    "FollowUpForm",
    "HoursForm",
    "IssueForm",
    "MergeForm",
    "ParagraphForm",
    "PositionForm",
    "RecommendationForm",
    "RefusalForm",
    "ReviewForm",
    "SilenceForm",
    "StandstillForm",
    "StatementForm",
    "SupersessionForm",
    "TimeForm",
    "reservation_from",
]
