"""Forms of what happens around a round: time asked for, confirmation, texts put aside, corrected, superseded."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import NumberRange
from wtforms.validators import Optional as MayBeEmpty

from panel.ui.form import AtMost, Chosen, Form, Given, single_line, trimmed
from panel.understandings import rules
from panel.understandings.forms.texts import Paragraphs


class TimeForm(Form):
    """Ask for time in an open round."""

    hours = IntegerField(_l("Hours"), [Given(), NumberRange(1, message=_l("This is no number of hours."))])
    reason = TextAreaField(
        _l("What your delegation needs the time for"),
        [Given(), AtMost(rules.REASON_LENGTH)],
        filters=[trimmed],
        description=_l("Every entitled delegation reads it."),
    )


class RefusalForm(Form):
    """Say that the delegation cannot confirm."""

    paragraphs = Paragraphs(_l("Paragraphs that you cannot confirm"), validate_choice=False)
    reason = TextAreaField(_l("Reason"), [Given(), AtMost(rules.REASON_LENGTH)], filters=[trimmed])
    remedy = TextAreaField(
        _l("What would remove the objection"), [Given(), AtMost(rules.REASON_LENGTH)], filters=[trimmed]
    )
    wording = TextAreaField(
        _l("Words you propose for the paragraph"),
        [MayBeEmpty(), AtMost(rules.PARAGRAPH_LENGTH)],
        filters=[trimmed],
    )
    breaks = BooleanField(
        _l("We understand that this breaks the silence at once, and that it cannot be undone"), [Given()]
    )


class StandstillForm(Form):
    """Defer or withdraw a text."""

    reason = TextAreaField(
        _l("Reason"),
        [Given(), AtMost(rules.REASON_LENGTH)],
        filters=[trimmed],
        description=_l("It stays on record with the text."),
    )


class CorrigendumForm(Form):
    """Correct an error in a recorded text."""

    paragraph = SelectField(_l("Paragraph"), [Chosen()], validate_choice=False)
    error = StringField(
        _l("Words in error"),
        [Given(), AtMost(rules.PARAGRAPH_LENGTH)],
        filters=[single_line],
        description=_l("Exactly as they stand in the paragraph."),
    )
    correction = StringField(
        _l("What they should read"), [Given(), AtMost(rules.PARAGRAPH_LENGTH)], filters=[single_line]
    )


class SupersessionForm(Form):
    """Say which recorded text this one supersedes."""

    symbol = StringField(
        _l("Symbol of the recorded text"),
        [MayBeEmpty(), AtMost(40)],
        filters=[single_line],
        description=_l("Such as SPMHR/2026/CU/1. Leave it empty if this text takes no other's place."),
    )
