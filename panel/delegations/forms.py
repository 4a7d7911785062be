"""The forms of delegations. Choices come from the rules, but for constituencies, which the route lists."""

from flask_babel import lazy_gettext
from wtforms import DateField, EmailField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from panel.accounts.rules import EMAIL_LENGTH, NAME_LENGTH, OFFICES
from panel.delegations import rules
from panel.kernel.text import N_
from panel.ui.form import AtMost, Chosen, Form, Given, named, single_line, trimmed


class ApplicationForm(Form):
    name = StringField(
        lazy_gettext("Name of the State, body or organization"),
        filters=[single_line],
        validators=[Given(), AtMost(rules.NAME_LENGTH)],
        render_kw={"autocomplete": "organization", "dir": "auto"},
    )
    constituency = SelectField(lazy_gettext("Constituency"), choices={}, validators=[Chosen()])
    scheme = SelectField(
        lazy_gettext("Grounds for admission"),
        choices=named(rules.SCHEME_NAMES, N_("The only one for our constituency")),
        default="",
    )
    participation = RadioField(
        lazy_gettext("How you wish to take part"),
        choices=named({"full": N_("In full"), "observer": N_("As an observer")}),
        default="full",
        validators=[Chosen()],
    )
    about = TextAreaField(
        lazy_gettext("Who you are and why you wish to take part"),
        filters=[trimmed],
        validators=[Given(), AtMost(rules.ABOUT_LENGTH)],
    )
    contact = EmailField(
        lazy_gettext("E-mail address for our answer"),
        filters=[single_line],
        validators=[Given(), AtMost(EMAIL_LENGTH)],
        render_kw={"autocomplete": "email"},
    )


class _PersonForm(Form):
    name = StringField(
        lazy_gettext("Name"),
        filters=[single_line],
        validators=[Given(), AtMost(NAME_LENGTH)],
        render_kw={"autocomplete": "off", "dir": "auto"},
    )
    email = EmailField(
        lazy_gettext("E-mail address"),
        filters=[single_line],
        validators=[Given(), AtMost(EMAIL_LENGTH)],
        render_kw={"autocomplete": "off"},
    )


class SeatForm(_PersonForm):
    rank = RadioField(lazy_gettext("Seat"), choices=named(rules.RANKS), validators=[Chosen()])


class OfficeForm(_PersonForm):
    office = SelectField(
        lazy_gettext("Office"), choices=named(OFFICES, N_("Choose one")), validators=[Chosen()]
    )


class GrantForm(Form):
    admission = RadioField(
        lazy_gettext("Admission"),
        choices=named({"accredited": N_("Accredited"), "provisional": N_("Provisional")}),
        default="accredited",
        validators=[Chosen()],
    )
    source = StringField(
        lazy_gettext("Source"),
        filters=[single_line],
        validators=[AtMost(rules.SOURCE_LENGTH)],
        render_kw={"dir": "auto"},
    )
    review_due = DateField(lazy_gettext("Review due on"), validators=[Optional()])


class EndForm(Form):
    reason = TextAreaField(
        lazy_gettext("Reason"), filters=[trimmed], validators=[Given(), AtMost(rules.REASON_LENGTH)]
    )
