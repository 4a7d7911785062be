"""Forms of follow-up: shape only."""

from flask_babel import lazy_gettext as _l
from wtforms import DateField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional as MayBeEmpty

from panel.ui.form import AtMost, Boxes, Chosen, Form, Given, named, single_line, trimmed
from panel.understandings import rules


class ReviewForm(Form):
    """Set the day of a review."""

    review_on = DateField(
        _l("Review due on"),
        [MayBeEmpty()],
        description=_l("The addressee and the secretariat are reminded. Leave it empty for no review."),
    )


class RecommendationForm(ReviewForm):
    """Draw a recommendation from a paragraph."""

    paragraph = SelectField(_l("Operative paragraph"), [Chosen()], validate_choice=False)
    words = TextAreaField(
        _l("Words"),
        [Given(), AtMost(rules.WORDS_LENGTH)],
        filters=[trimmed],
        description=_l("What is asked, in the words of the paragraph."),
    )
    constituencies = Boxes(_l("Constituencies"), validate_choice=False)
    delegations = Boxes(_l("Delegations"), validate_choice=False)
    mechanisms = Boxes(_l("Bodies and mechanisms"), validate_choice=False)

    @property
    def addressees(self) -> tuple[str, ...]:
        """Everybody ticked, whatever their kind."""
        return (
            *(self.constituencies.data or ()),
            *(self.delegations.data or ()),
            *(self.mechanisms.data or ()),
        )


class FollowUpForm(Form):
    """Record a response or what is known of implementation. The choices follow from the aspect."""

    value = RadioField(validators=[Chosen()])
    source = StringField(
        _l("Source"),
        [MayBeEmpty(), AtMost(rules.SOURCE_LENGTH)],
        filters=[single_line],
        description=_l("An address that begins with https:// or a document symbol such as A/HRC/61/4."),
    )
    on = DateField(_l("As it stood on"), [Given()])

    def about(self, aspect: str) -> None:
        """Ask for the response, or for the implementation."""
        self.value.label.text = rules.ASPECTS[aspect]
        self.value.choices = named(rules.RESPONSES if aspect == "response" else rules.IMPLEMENTATIONS)()
