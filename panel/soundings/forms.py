"""The forms of soundings: shape only."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, SelectField, TextAreaField

from panel.soundings import rules
from panel.threads.rules import LANGUAGES
from panel.ui.form import AtMost, Chosen, Form, Given, named, single_line, trimmed

_MOST_DIGITS = 9


class ProposeSoundingForm(Form):
    """A statement to put to the delegations."""

    text = TextAreaField(
        _l("Statement"),
        [Given(), AtMost(rules.STATEMENT_LENGTH)],
        filters=[single_line],
        description=_l("One sentence on one point, worded so that it could stand in a text of the Panel."),
    )
    language = SelectField(_l("Language of the statement"), choices=dict(LANGUAGES))


class ReviseSoundingForm(Form):
    """New words for a statement."""

    text = TextAreaField(_l("Statement"), [Given(), AtMost(rules.STATEMENT_LENGTH)], filters=[single_line])
    reason = TextAreaField(
        _l("Reason for the new words"),
        [Given(), AtMost(rules.REASON_LENGTH)],
        filters=[trimmed],
        description=_l("Which concern they answer, for example. Everyone reads it."),
    )


class SoundingPositionForm(Form):
    """The position of a delegation. `version` is the one that was on the page."""

    version = HiddenField()
    position = RadioField(
        _l("Position of our delegation"), [Chosen()], choices=named(rules.POSITIONS), validate_choice=True
    )
    reason = TextAreaField(
        _l("Reason for a concern"),
        [AtMost(rules.REASON_LENGTH)],
        filters=[trimmed],
        description=_l(
            "Needed for a concern, and only for that: what the difficulty is, and what would remove it."
        ),
    )

    @property
    def version_read(self) -> int:
        """The version on which the position was formed; 0, which no statement has, where the page said none."""
        text = self.version.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else 0


class CloseSoundingForm(Form):
    """Close a sounding."""

    reason = TextAreaField(
        _l("Reason for closing"),
        [Given(), AtMost(rules.REASON_LENGTH)],
        filters=[trimmed],
        description=_l("It stands beside the result."),
    )


class WithdrawPositionForm(Form):
    """Take the position back: one button."""
