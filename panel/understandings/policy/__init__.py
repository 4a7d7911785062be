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
from panel.understandings.policy.ground import Entitling, Negotiated, Thread
from panel.understandings.policy.rounds import (
    may_adopt,
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
    "Amended",
    "Entitling",
    "Negotiated",
    "Thread",
    "may_adopt",
    "may_adopt_rules",
    "may_answer_disposition",
    "may_attach_statement",
    "may_begin_text",
    "may_conclude",
    "may_dispose",
    "may_edit",
    "may_extend_silence",
    "may_give_position",
    "may_join_amendment",
    "may_leave_amendment",
    "may_open_silence",
    "may_propose_amendment",
    "may_restate_amendment",
    "may_see_who_broke",
    "may_see_who_is_silent",
    "may_withdraw_amendment",
]
