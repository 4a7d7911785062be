"""Who may do what with a text, in which state. Pure; the sentences are what the pages say."""

from panel.understandings.policy.amendments import (
    Amended,
    may_answer_disposition,
    may_dispose,
    may_join_amendment,
    may_leave_amendment,
    may_propose_amendment,
    may_restate_amendment,
    may_withdraw_amendment,
)
from panel.understandings.policy.concerns import (
    Concerned,
    may_answer_concern,
    may_raise_concern,
    may_settle_concern,
)
from panel.understandings.policy.ending import (
    may_correct,
    may_defer,
    may_issue,
    may_resume,
    may_withdraw_text,
)
from panel.understandings.policy.follow_up import (
    Addressed,
    Recorded,
    may_follow_up,
    may_record_follow_up,
)
from panel.understandings.policy.ground import Awaiting, Entitling, Negotiated, Thread
from panel.understandings.policy.rounds import (
    may_adopt,
    may_ask_for_time,
    may_confirm_position,
    may_extend_silence,
    may_give_position,
    may_open_silence,
    may_see_who_broke,
    may_see_who_is_silent,
)
from panel.understandings.policy.texts import (
    may_adopt_rules,
    may_attach_statement,
    may_begin_text,
    may_conclude,
    may_edit,
)

__all__ = [
    "Addressed",
    "Amended",
    "Awaiting",
    "Concerned",
    "Entitling",
    "Negotiated",
    "Recorded",
    "Thread",
    "may_adopt",
    "may_adopt_rules",
    "may_answer_concern",
    "may_answer_disposition",
    "may_ask_for_time",
    "may_attach_statement",
    "may_begin_text",
    "may_conclude",
    "may_confirm_position",
    "may_correct",
    "may_defer",
    "may_dispose",
    "may_edit",
    "may_extend_silence",
    "may_follow_up",
    "may_give_position",
    "may_issue",
    "may_join_amendment",
    "may_leave_amendment",
    "may_open_silence",
    "may_propose_amendment",
    "may_raise_concern",
    "may_record_follow_up",
    "may_restate_amendment",
    "may_resume",
    "may_see_who_broke",
    "may_see_who_is_silent",
    "may_settle_concern",
    "may_withdraw_amendment",
    "may_withdraw_text",
]
