"""The base of every form, and the one way to submit one.

A form checks shape only. What is true and allowed the rules decide, inside the act; their refusal comes back to the
field it names, or to the summary, and the person's words stay where they were typed.
"""

from collections.abc import Callable, Mapping
from typing import Any

from flask import flash, redirect, request
from flask_babel import gettext
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import Field, SelectMultipleField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from panel.kernel.refusal import Refusal
from panel.kernel.text import N_, clean, one_line
from panel.ui.asking import perform
from panel.ui.language import say


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A form of the Panel. `status` is the HTTP status that the page showing it should have."""

    status = 200
    refusal: Refusal | None = None

    def refuse(self, refusal: Refusal) -> None:
        """Show `refusal` at its field, or in the summary when it has none here."""
        self.refusal = refusal
        self.status = refusal.status
        target = self._fields.get(refusal.field) if refusal.field else None
        if target is None:
            self.form_errors.append(say(refusal.message, refusal.params))
        else:
            target.errors = [*target.errors, say(refusal.message, refusal.params)]

    def validate(self, extra_validators: Any = None) -> bool:
        ok = bool(super().validate(extra_validators))
        self.status = 200 if ok else 422
        return ok


def trimmed(value: str | None) -> str | None:
    """WTForms filter: a text as it is stored (`panel.kernel.text.clean`)."""
    return _shaped(clean, value)


def single_line(value: str | None) -> str | None:
    """WTForms filter: a name or title, on one line."""
    return _shaped(one_line, value)


def _shaped(shape: Callable[[str], str], value: str | None) -> str | None:
    # Kept as typed when it is no text at all: the rules, which clean again, refuse it with a sentence.
    try:
        return value if value is None else shape(value)
    except Refusal:
        return value


class Given(DataRequired):
    """Required, in our words."""

    def __init__(self, message: str = N_("This is needed.")) -> None:
        super().__init__()
        self.sentence = message

    def __call__(self, form: Any, field: Field) -> None:
        self.message = gettext(self.sentence)
        super().__call__(form, field)


class Chosen(InputRequired):
    """One of the choices must be picked, in our words."""

    def __call__(self, form: Any, field: Field) -> None:
        self.message = gettext("Choose one.")
        super().__call__(form, field)


class AtMost(Length):
    """At most `max` characters; the sentence says how many there are."""

    def __init__(self, max: int) -> None:
        super().__init__(max=max)

    def __call__(self, form: Any, field: Field) -> None:
        length = len(field.data or "")
        if length > self.max:
            raise ValidationError(
                gettext(
                    "At most %(most)s characters fit here; this has %(count)s.", most=self.max, count=length
                )
            )


class Boxes(SelectMultipleField):
    """Several of the choices, as boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def named(names: Mapping[str, str], first: str = "") -> Callable[[], dict[str, str]]:
    """Return what makes the choices of a field from names marked with `N_`, in the language of the request.

    `first`, if given, is what the choice of none is called.
    """
    return lambda: {**({"": say(first)} if first else {}), **{key: say(name) for key, name in names.items()}}


def submit(
    form: Form, order: Callable[[], Any], *, to: Callable[[Any], str], done: str | None = None
) -> Response | None:
    """Carry out what `form` asks for, when it was sent and has the right shape.

    `order` makes the order from the form; `to` makes the address to go on to from the act's result; `done` is said at
    the top of that page. Returns None when the page must show the form (again).
    """
    if request.method != "POST" or not form.validate():
        return None
    try:
        result = perform(order()).result
    except Refusal as refusal:
        if refusal.status in (403, 404):
            raise
        form.refuse(refusal)
        return None
    if done:
        flash(done)
    return redirect(to(result), 303)
