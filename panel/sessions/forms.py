"""Shape of what is entered about sessions. Times are typed in Geneva time, where the Panel sits."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext, lazy_gettext
from wtforms import (
    DateTimeLocalField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, NumberRange

from panel.sessions import rules
from panel.ui.form import AtMost, Boxes, Chosen, Form, Given, single_line, trimmed
from panel.ui.page import GENEVA

# `Given` would look at the time read, and say of one that cannot be read that none was given.
_NEEDED = InputRequired(lazy_gettext("This is needed."))


class GenevaTimeField(DateTimeLocalField):
    """A date and time typed in Geneva time; `instant` is the moment meant, once the field has been found valid."""

    @property
    def instant(self) -> datetime:
        assert self.data is not None
        return self.data.replace(tzinfo=GENEVA)

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(gettext("Give a date and a time, such as 2026-03-27 10:00.")) from error


class AnnounceForm(Form):
    title = StringField(
        lazy_gettext("Title"),
        [Given(), AtMost(rules.TITLE_LENGTH)],
        filters=[single_line],
        description=lazy_gettext("Such as “First session”."),
    )
    place = StringField(lazy_gettext("Place"), [Given(), AtMost(rules.PLACE_LENGTH)], filters=[single_line])
    opens_at = GenevaTimeField(lazy_gettext("Opens"), [_NEEDED], description=lazy_gettext("Geneva time."))
    closes_at = GenevaTimeField(lazy_gettext("Closes"), [_NEEDED], description=lazy_gettext("Geneva time."))
    announcement = TextAreaField(
        lazy_gettext("Announcement"),
        [AtMost(rules.ANNOUNCEMENT_LENGTH)],
        filters=[trimmed],
        description=lazy_gettext("What delegations should read and prepare. Everybody can read it."),
    )


class ItemForm(Form):
    number = StringField(
        lazy_gettext("Number"),
        [Given()],
        filters=[single_line],
        description=lazy_gettext("Such as 4, or 4(a) for a part of item 4."),
    )
    title = StringField(
        lazy_gettext("Subject"), [Given(), AtMost(rules.ITEM_TITLE_LENGTH)], filters=[single_line]
    )


class DocumentForm(Form):
    """Place a thread or text before the Panel. Call `offer` before it is shown or checked."""

    item = SelectField(lazy_gettext("Agenda item"), [Chosen()])
    kind = RadioField(
        lazy_gettext("What is placed before the Panel"),
        [Chosen()],
        default="thread",
    )
    number = IntegerField(
        lazy_gettext("Its number"),
        [
            InputRequired(lazy_gettext("Give its number.")),
            NumberRange(1, 10**6, lazy_gettext("A number counts from 1.")),
        ],
        description=lazy_gettext("The number in its address: 12 for /threads/12."),
    )

    def offer(self, items: Sequence[tuple[str, str]]) -> None:
        """Offer the items of the agenda, given as (number, title)."""
        self.kind.choices = [("thread", gettext("A thread")), ("understanding", gettext("A text"))]
        self.item.choices = [(number, f"{number}. {title}") for number, title in items]


class ScheduleForm(Form):
    """Schedule a meeting. Call `offer` before it is shown or checked."""

    starts_at = GenevaTimeField(lazy_gettext("Begins"), [_NEEDED], description=lazy_gettext("Geneva time."))
    ends_at = GenevaTimeField(lazy_gettext("Ends"), [_NEEDED], description=lazy_gettext("Geneva time."))
    items = Boxes(lazy_gettext("Agenda items taken up"))

    def offer(self, items: Sequence[tuple[str, str]]) -> None:
        """Offer the items of the agenda, given as (number, title)."""
        self.items.choices = [(number, f"{number}. {title}") for number, title in items]


class AdoptAgendaForm(Form):
    """Record the adoption of the agenda. Call `offer` before it is shown or checked."""

    meeting = SelectField(lazy_gettext("Meeting at which it was adopted"), [Chosen()], coerce=int)

    def offer(self, meetings: Sequence[tuple[int, str]]) -> None:
        """Offer meetings, given as (number, label)."""
        self.meeting.choices = list(meetings)


class NoteForm(Form):
    """The note on a meeting, and the version of it that was read before writing."""

    note = TextAreaField(
        lazy_gettext("What happened at this meeting"),
        [Given(), AtMost(rules.NOTE_LENGTH)],
        filters=[trimmed],
        description=lazy_gettext(
            "In the third person and the past tense, as it is to stand in the summary. An empty line begins a "
            "new paragraph."
        ),
    )
    version = HiddenField(default="0")

    @property
    def written_on(self) -> int:
        """The version that was read; -1, which no note has, for anything that is no number."""
        text = self.version.data or ""
        return int(text) if text.isdecimal() and len(text) < 7 else -1
