"""The forms of threads. Rows that can grow have an "Add" button, which sends nothing and keeps what was typed."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import (
    BooleanField,
    Field,
    FieldList,
    FormField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    SubmitField,
    TextAreaField,
)
from wtforms import Form as Rows
from wtforms.validators import Optional, ValidationError

from panel.kernel.clock import instant
from panel.norms.forms import NormPicker
from panel.norms.rules import Catalogue
from panel.threads import rules
from panel.threads.acts import PostContribution, ProposeThread, SaveDraft
from panel.threads.rules import Point
from panel.ui.form import AtMost, Boxes, Chosen, Form, Given, named, single_line, trimmed
from panel.ui.language import locale, say

_NUMBER = re.compile(r"[1-9][0-9]{0,5}", re.ASCII)
_SPACES_SHOWN, _POINTS_SHOWN = 2, 3


class SpaceRow(Rows):
    space = SelectField(lazy_gettext("Where"), choices=[], validate_choice=False)
    missing = StringField(
        lazy_gettext("What is missing there"),
        filters=[single_line],
        validators=[AtMost(rules.MISSING_LENGTH)],
    )


class ProposeForm(NormPicker):
    """A proposal. Call `offer` before it is shown or checked: issues and spaces are in the catalogue."""

    title = StringField(
        lazy_gettext("Title"), filters=[single_line], validators=[Given(), AtMost(rules.TITLE_LENGTH)]
    )
    question = TextAreaField(
        lazy_gettext("Guiding question"),
        description=lazy_gettext("One question that delegations can answer. It heads the thread."),
        filters=[single_line],
        validators=[Given(), AtMost(rules.QUESTION_LENGTH)],
    )
    kind = RadioField(
        lazy_gettext("Why should the Panel take this up?"),
        choices=named(rules.THREAD_KINDS),
        validators=[Chosen()],
    )
    issue = SelectField(lazy_gettext("Main issue"), validators=[Chosen()])
    also = Boxes(lazy_gettext("Other issues it cuts across"))
    spaces = FieldList(
        FormField(SpaceRow),
        label=lazy_gettext("Where it is discussed today"),
        max_entries=rules.SPACES + 1,  # so that the rule says what is too much, and no page has thousands
    )
    add_space = SubmitField(lazy_gettext("Add a space"))
    no_norm_known = BooleanField(lazy_gettext("We know of no norm on this: that is our finding"))
    language = SelectField(lazy_gettext("Language of the proposal"), validators=[Chosen()])

    def offer(self, catalogue: Catalogue) -> None:
        """Fill in the choices, and as many rows for spaces as are needed."""
        issues = [(issue.id, issue.short_title) for issue in catalogue.issues.values()]
        self.issue.choices = [("", gettext("Choose one")), *issues]
        self.also.choices = issues
        self.language.choices = list(rules.LANGUAGES.items())
        self.language.data = self.language.data or _own_language()
        wanted = max(_SPACES_SHOWN, len(self.spaces) + (1 if self.add_space.data else 0))
        while len(self.spaces) < min(wanted, rules.SPACES):
            self.spaces.append_entry()
        named = [(space.id, space.name) for space in catalogue.spaces]
        for row in self.spaces:
            row.form.space.choices = [("", gettext("Choose one")), *named]
        _needed(self.spaces)

    def order(self) -> ProposeThread:
        """Return the order that this form asks for. Rows for spaces that were left empty are left out."""
        rows = [(row.form.space.data or "", row.form.missing.data or "") for row in self.spaces]
        return ProposeThread(
            title=self.title.data or "",
            question=self.question.data or "",
            kind=self.kind.data,
            issue=self.issue.data,
            also=tuple(self.also.data or ()),
            spaces=tuple(row for row in rows if any(row)),
            norms=tuple(self.norms.data or ()),
            no_norm_known=bool(self.no_norm_known.data),
            language=self.language.data,
        )


class ContributionForm(NormPicker):
    """A contribution or draft. Call `offer` before it is shown or checked.

    `read_at` is when the draft was saved that the form was filled from: a colleague may save it in the meantime.
    """

    read: datetime | None = None

    kind = RadioField(lazy_gettext("Kind of contribution"), validators=[Chosen()])
    reply_to = StringField(
        lazy_gettext("In reply to contribution number"),
        filters=[single_line],
        validators=[Optional()],
        render_kw={"inputmode": "numeric"},
    )
    language = SelectField(lazy_gettext("Language you write in"), validators=[Chosen()])
    body = TextAreaField(
        lazy_gettext("Your words"),
        filters=[trimmed],
        validators=[Given(), AtMost(rules.BODY_LENGTH)],
    )
    place = StringField(
        lazy_gettext("Place"),
        description=lazy_gettext("Where the practice is found. Only for information or practice."),
        filters=[single_line],
        validators=[AtMost(rules.PLACE_LENGTH)],
    )

    read_at = HiddenField()

    def offer(self, constituency: str) -> None:
        """Fill in the choices that a delegation of `constituency` has."""
        self.kind.choices = [
            (key, say(name))
            for key, name in rules.KINDS.items()
            if key != "mechanism-statement" or constituency == rules.MECHANISMS
        ]
        self.language.choices = list(rules.LANGUAGES.items())
        self.language.data = self.language.data or _own_language()

    def validate_read_at(self, field: Field) -> None:
        try:
            self.read = instant(field.data) if field.data else None
        except ValueError as error:
            raise ValidationError(gettext("Load the page again.")) from error

    def validate_reply_to(self, field: Field) -> None:
        if field.data and not _NUMBER.fullmatch(field.data):
            raise ValidationError(gettext("Give the number of one contribution, such as 4."))

    def draft(self, thread: str, draft: str | None = None) -> SaveDraft:
        """Return the order to save this as a draft."""
        return SaveDraft(thread=thread, draft=draft, **self._given())

    def post(self, thread: str, draft: str | None = None) -> PostContribution:
        """Return the order to post this."""
        return PostContribution(thread=thread, draft=draft, **self._given())

    def _given(self) -> dict[str, Any]:
        return {
            "read_at": self.read,
            "kind": self.kind.data,
            "body": self.body.data or "",
            "language": self.language.data,
            "place": self.place.data or "",
            "reply_to": int(self.reply_to.data) if self.reply_to.data else None,
            "norms": tuple(self.norms.data or ()),
        }


class CorrectionForm(Form):
    body = TextAreaField(
        lazy_gettext("Your words, corrected"),
        filters=[trimmed],
        validators=[Given(), AtMost(rules.BODY_LENGTH)],
    )


class WithdrawalForm(Form):
    reason = TextAreaField(
        lazy_gettext("Reason"),
        description=lazy_gettext("It stands in place of the contribution, for everybody to read."),
        filters=[trimmed],
        validators=[Given(), AtMost(rules.REASON_LENGTH)],
    )


class DecisionForm(Form):
    """A moderator's decision. Call `offer` before it is shown or checked."""

    stage = RadioField(lazy_gettext("Decision"), validators=[Chosen()])
    reason = TextAreaField(
        lazy_gettext("Reason"),
        description=lazy_gettext("Needed to return or to end a thread. It stands in the record."),
        filters=[trimmed],
        validators=[AtMost(rules.REASON_LENGTH)],
    )

    def offer(self, stages: Sequence[str]) -> None:
        """Offer the steps into `stages`."""
        names = {
            "open": gettext("Open the thread"),
            "returned": gettext("Return it to the delegation"),
            "drafting": gettext("Move to drafting"),
            "concluded": gettext("Conclude the thread"),
            "closed": gettext("Close the thread"),
        }
        self.stage.choices = [(stage, names[stage]) for stage in stages]


class PointRow(Rows):
    kind = SelectField(lazy_gettext("Kind"), choices=[], validate_choice=False)
    text = TextAreaField(
        lazy_gettext("Point"), filters=[single_line], validators=[AtMost(rules.POINT_LENGTH)]
    )
    contributions = StringField(
        lazy_gettext("Contributions it rests on"),
        filters=[single_line],
        validators=[AtMost(600)],
    )

    def validate_contributions(self, field: Field) -> None:
        words = (field.data or "").replace(",", " ").split()
        if not all(_NUMBER.fullmatch(word) for word in words):
            raise ValidationError(gettext("Give numbers of contributions, such as 1, 4, 9."))


class SynthesisForm(Form):
    """The points of a synthesis. Call `offer` before it is shown or checked."""

    points = FieldList(FormField(PointRow), label=lazy_gettext("Points"), max_entries=rules.POINTS + 1)
    language = SelectField(lazy_gettext("Language you write in"), validators=[Chosen()])
    add_point = SubmitField(lazy_gettext("Add a point"))

    def offer(self) -> None:
        """Fill in the choices, and add rows: some to begin with, one more when asked."""
        wanted = max(_POINTS_SHOWN, len(self.points) + (1 if self.add_point.data else 0))
        while len(self.points) < min(wanted, rules.POINTS):
            self.points.append_entry()
        self.language.choices = list(rules.LANGUAGES.items())
        self.language.data = self.language.data or _own_language()
        kinds = [
            ("convergence", gettext("Convergence")),
            ("divergence", gettext("Divergence")),
            ("open-question", gettext("Open question")),
        ]
        for row in self.points:
            row.form.kind.choices = kinds
        _needed(self.points)

    def given(self) -> tuple[Point, ...]:
        """Return the points. Rows that were left empty are left out."""
        rows = [
            (row.form.kind.data or "", row.form.text.data or "", row.form.contributions.data or "")
            for row in self.points
        ]
        return tuple(
            Point(kind, text, tuple(int(number) for number in numbers.replace(",", " ").split()))
            for kind, text, numbers in rows
            if text or numbers
        )


def _needed(rows: "FieldList[Any]") -> None:
    """Mark the fields of the first row as needed: the others may stay empty."""
    for field in rows[0].form:
        field.flags.required = True


def _own_language() -> str:
    return locale() if locale() in rules.LANGUAGES else "en"


class GuidanceForm(Form):
    """Refer a question to a mechanism. Call `offer` before it is shown or checked."""

    delegation = SelectField(lazy_gettext("Mechanism"), validators=[Chosen()], validate_choice=False)
    language = SelectField(lazy_gettext("Language you write in"), validators=[Chosen()])
    question = TextAreaField(
        lazy_gettext("Question"),
        filters=[trimmed],
        validators=[Given(), AtMost(rules.GUIDANCE_LENGTH)],
        description=lazy_gettext("What the mechanism is asked, so that it can be answered by itself."),
    )

    def offer(self, mechanisms: Sequence[tuple[str, str]]) -> None:
        """Fill in the choices; `mechanisms` are delegations, (id, name)."""
        self.delegation.choices = [("", gettext("Choose")), *mechanisms]
        self.language.choices = list(rules.LANGUAGES.items())
        self.language.data = self.language.data or _own_language()


class GuidanceReplyForm(NormPicker):
    """Reply for a mechanism. Call `offer` before it is shown or checked."""

    language = SelectField(lazy_gettext("Language you write in"), validators=[Chosen()])
    body = TextAreaField(
        lazy_gettext("Your words"),
        filters=[trimmed],
        validators=[Given(), AtMost(rules.BODY_LENGTH)],
    )

    def offer(self) -> None:
        """Fill in the choices."""
        self.language.choices = list(rules.LANGUAGES.items())
        self.language.data = self.language.data or _own_language()
