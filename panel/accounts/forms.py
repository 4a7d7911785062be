"""The forms of accounts."""

from flask_babel import gettext, lazy_gettext
from wtforms import EmailField, Field, HiddenField, PasswordField, StringField
from wtforms.validators import ValidationError

from panel.accounts.rules import EMAIL_LENGTH, NAME_LENGTH
from panel.ui.form import AtMost, Form, Given, single_line

_NEW = {"autocomplete": "new-password"}
_KEPT = {"autocomplete": "current-password"}


class SignInForm(Form):
    email = EmailField(
        lazy_gettext("E-mail address"),
        filters=[single_line],
        validators=[Given(), AtMost(EMAIL_LENGTH)],
        render_kw={"autocomplete": "username"},
    )
    password = PasswordField(lazy_gettext("Password"), validators=[Given()], render_kw=_KEPT)
    next = HiddenField()


class PasswordForm(Form):
    current_password = PasswordField(lazy_gettext("Present password"), validators=[Given()], render_kw=_KEPT)
    password = PasswordField(lazy_gettext("New password"), validators=[Given()], render_kw=_NEW)
    password_again = PasswordField(
        lazy_gettext("The new password again"), validators=[Given()], render_kw=_NEW
    )

    def validate_password_again(self, field: Field) -> None:
        _same(self.password, field)


class InvitationForm(Form):
    name = StringField(
        lazy_gettext("Your name"),
        filters=[single_line],
        validators=[Given(), AtMost(NAME_LENGTH)],
        render_kw={"autocomplete": "name"},
    )
    password = PasswordField(lazy_gettext("Password"), validators=[Given()], render_kw=_NEW)
    password_again = PasswordField(
        lazy_gettext("The same password again"), validators=[Given()], render_kw=_NEW
    )

    def validate_password_again(self, field: Field) -> None:
        _same(self.password, field)


def _same(first: Field, second: Field) -> None:
    # Nobody sees what they type there, so they type it twice.
    if first.data != second.data:
        raise ValidationError(gettext("The two passwords are not the same."))
