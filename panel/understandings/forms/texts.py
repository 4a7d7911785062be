"""Forms of texts, rounds and statements: shape only."""

from collections.abc import Callable, Mapping

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectMultipleField,
    StringField,
    SubmitField,
    TextAreaField,
)
from wtforms.validators import NumberRange, ValidationError
from wtforms.validators import Optional as MayBeEmpty
from wtforms.widgets import CheckboxInput, ListWidget

from panel.kernel.text import N_
from panel.norms.forms import NormPicker
from panel.ui.form import AtMost, Chosen, Form, Given, single_line, trimmed
from panel.ui.language import say
from panel.understandings import rules


def _said(names: Mapping[str, str]) -> Callable[[], dict[str, str]]:
    """Return what makes the choices of a field, in the language of the request."""
    return lambda: {key: say(name) for key, name in names.items()}


class BeginForm(Form):
    """Begin a text in a thread."""

    title = StringField(_l("Title"), [Given(), AtMost(rules.TITLE_LENGTH)], filters=[single_line])
    body = TextAreaField(
        _l("Text"),
        [MayBeEmpty(), AtMost(rules.TEXT_LENGTH)],
        filters=[trimmed],
        description=_l(
            "Paste the whole zero draft: paragraphs stand apart by an empty line, preambular ones end with a comma. Or "
            "leave this empty and write paragraph by paragraph."
        ),
    )


class ParagraphForm(NormPicker):
    """Write one paragraph."""

    kind = RadioField(
        _l("Kind of paragraph"),
        [Chosen()],
        choices=_said({"preambular": N_("Preambular"), "operative": N_("Operative")}),
        default="operative",
    )
    text = TextAreaField(_l("Words"), [Given(), AtMost(rules.PARAGRAPH_LENGTH)], filters=[trimmed])
    position = IntegerField(
        _l("Place"),
        [MayBeEmpty(), NumberRange(1, rules.MOST_PARAGRAPHS, _l("A place is a number from 1."))],
        description=_l("Its place among the paragraphs of its kind: 1 is the first."),
    )
    another = SubmitField(_l("Write and add another"))
    no_norm = BooleanField(_l("No norm could be identified for this paragraph: record that as a finding"))
    seen = HiddenField()


class IssueForm(Form):
    """Issue what is in preparation."""

    note = TextAreaField(
        _l("What changed, and why"),
        [MayBeEmpty(), AtMost(rules.NOTE_LENGTH)],
        filters=[trimmed],
        description=_l("Delegations read this first."),
    )


class HoursForm(Form):
    """How long a silence lasts. "Show when it closes" reckons the instant and does nothing else."""

    hours = IntegerField(
        _l("Hours"),
        [Given(), NumberRange(1, 24 * rules.LONGEST_SILENCE_DAYS, _l("This is no number of hours."))],
    )
    reckon = SubmitField(_l("Show when it closes"))

    def readable(self, otherwise: int) -> int:
        """Return the hours typed, or `otherwise` while they are none that a silence can have."""
        hours = self.hours.data
        return hours if isinstance(hours, int) and 0 < hours <= 24 * rules.LONGEST_SILENCE_DAYS else otherwise


class SilenceForm(HoursForm):
    """Open a silence round."""

    balance_reason = TextAreaField(
        _l("Reason for going on with constituencies unheard"),
        [MayBeEmpty(), AtMost(rules.REASON_LENGTH)],
        filters=[trimmed],
    )


class ExtensionForm(HoursForm):
    """Extend an open round."""

    reason = TextAreaField(_l("Reason"), [Given(), AtMost(rules.REASON_LENGTH)], filters=[trimmed])


class Paragraphs(SelectMultipleField):
    """Paragraphs of a text, as boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class PositionForm(Form):
    """Give the delegation's position under silence."""

    position = RadioField(
        _l("Position of your delegation"),
        [Chosen()],
        choices=_said(rules.POSITIONS),
    )
    paragraphs = Paragraphs(_l("Paragraphs concerned"), validate_choice=False)
    reason = TextAreaField(
        _l("Your words"),
        [MayBeEmpty(), AtMost(rules.REASON_LENGTH)],
        filters=[trimmed],
        description=_l(
            "Printed with the text as received. Needed for an explanation, a reservation or an objection."
        ),
    )
    remedy = TextAreaField(
        _l("What would remove the objection"),
        [MayBeEmpty(), AtMost(rules.REASON_LENGTH)],
        filters=[trimmed],
        description=_l(
            "Needed for an objection only: the wording or the condition with which you could join."
        ),
    )
    wording = TextAreaField(
        _l("Words you propose for the paragraph"),
        [MayBeEmpty(), AtMost(rules.PARAGRAPH_LENGTH)],
        filters=[trimmed],
        description=_l("With an objection to one paragraph: the whole paragraph as you could join it."),
    )
    breaks = BooleanField(
        _l("We understand that an objection breaks the silence at once, and that this cannot be undone"),
        description=_l("Needed for an objection only."),
    )

    def validate_breaks(self, field: BooleanField) -> None:
        """Ask for the tick with an objection: the one position that stops the text for everybody."""
        if self.position.data == "object" and not field.data:
            raise ValidationError(
                gettext("Tick this if your delegation objects. Nothing has been recorded yet.")
            )

    def after_expiry(self) -> None:
        """Leave what can still be recorded when silence has expired: an objection, which then breaks nothing."""
        self.position.choices = {"object": say(rules.POSITIONS["object"])}
        del self.breaks


class StatementForm(Form):
    """Attach a statement to an adopted text."""

    kind = RadioField(
        _l("Kind of statement"),
        [Chosen()],
        choices=_said(rules.STATEMENTS),
    )
    paragraphs = Paragraphs(_l("Paragraphs concerned"), validate_choice=False)
    text = TextAreaField(_l("Statement"), [MayBeEmpty(), AtMost(rules.REASON_LENGTH)], filters=[trimmed])


class ChairsSummaryForm(Form):
    """Conclude without consensus."""

    convergence = TextAreaField(_l("Points of convergence"), [MayBeEmpty()], filters=[trimmed])
    divergence = TextAreaField(_l("Points of divergence"), [Given()], filters=[trimmed])
    open_questions = TextAreaField(_l("Open questions"), [MayBeEmpty()], filters=[trimmed])


class ConfirmForm(Form):
    """An act that needs no words: the token only."""
