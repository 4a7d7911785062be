"""Forms of concerns: shape only."""

from collections.abc import Sequence
from typing import Protocol

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.validators import Optional as MayBeEmpty

from panel.ui.form import AtMost, Chosen, Form, Given, named, trimmed
from panel.understandings import rules


class ConcernForm(Form):
    """Raise a concern."""

    paragraph = SelectField(_l("Paragraph"), [Chosen()], validate_choice=False)
    reason = TextAreaField(
        _l("Reason"),
        [Given(), AtMost(rules.REASON_LENGTH)],
        filters=[trimmed],
        description=_l("What the difficulty is, and for whom."),
    )
    remedy = TextAreaField(
        _l("What would remove it"),
        [Given(), AtMost(rules.REASON_LENGTH)],
        filters=[trimmed],
        description=_l("The wording or the condition with which your delegation could live."),
    )


class ConcernAnswerForm(Form):
    """Answer a concern."""

    outcome = RadioField(
        _l("Answer"),
        [Chosen()],
        choices=named({key: rules.CONCERN_OUTCOMES[key] for key in rules.CONCERN_ANSWERS}),
    )
    revision = SelectField(_l("Revision that accommodates it"), validate_choice=False)
    words = TextAreaField(
        _l("Words"),
        [Given(), AtMost(rules.REASON_LENGTH)],
        filters=[trimmed],
        description=_l("Everyone reads them beside the concern."),
    )


class ConcernWordForm(Form):
    """Withdraw or maintain one's concern."""

    outcome = RadioField(_l("Our word on the concern"), [Chosen()])
    words = TextAreaField(
        _l("Words"),
        [MayBeEmpty(), AtMost(rules.REASON_LENGTH)],
        filters=[trimmed],
        description=_l("You may leave this empty."),
    )


class Maintained(Protocol):
    """What a form needs of a concern that is maintained."""

    @property
    def paragraph(self) -> str: ...
    @property
    def reason(self) -> str: ...


def reservation_from(concerns: Sequence[Maintained]) -> dict[str, object] | None:
    """Return how the form for a position begins for a delegation that maintains `concerns`: with a reservation."""
    if not concerns:
        return None
    return {
        "position": "reserve",
        "paragraphs": [concern.paragraph for concern in concerns],
        "reason": "\n\n".join(concern.reason for concern in concerns),
    }
