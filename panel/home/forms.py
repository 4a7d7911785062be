"""The forms of the faces that span rooms."""

from flask_babel import lazy_gettext
from flask_wtf.file import FileField
from wtforms import IntegerField, TextAreaField

from panel.record.demonstration import MOST_HOURS
from panel.ui.form import Form, Given


class VerifyForm(Form):
    file = FileField(
        lazy_gettext("File"),
        description=lazy_gettext(
            "At most 1 MB: the exact text of an understanding, or a leaf of the record."
        ),
    )
    text = TextAreaField(
        lazy_gettext("Or a hash, or the text itself"),
        description=lazy_gettext("A SHA-256 hash has 64 characters."),
    )


class ClockForm(Form):
    hours = IntegerField(
        lazy_gettext("Hours"),
        validators=[Given()],
        render_kw={"min": 1, "max": MOST_HOURS, "inputmode": "numeric"},
    )
