"""Forms of amendments and of merging them: shape only."""

from collections.abc import Iterable

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, SelectField, TextAreaField
from wtforms.validators import Optional as MayBeEmpty

from panel.kernel.text import N_
from panel.ui.form import AtMost, Chosen, Form, Given, named, trimmed
from panel.understandings import rules

_DIGITS = 9


def _number(sent: str | None) -> int:
    """Return a number that a form carried along; -1, which fits nothing, when it is none."""
    return int(sent) if sent and sent.isdecimal() and len(sent) <= _DIGITS else -1


class AmendmentForm(Form):
    """Propose an amendment to a paragraph, or restate one."""

    kind = RadioField(
        _l("What your delegation proposes"),
        [Chosen()],
        choices=named(rules.AMENDMENT_KINDS),
        default="replace",
    )
    text = TextAreaField(
        _l("Words"),
        [MayBeEmpty(), AtMost(rules.PARAGRAPH_LENGTH)],
        filters=[trimmed],
        description=_l(
            "The whole paragraph as it should read. What differs is found word by word. Not read for a deletion."
        ),
    )
    reason = TextAreaField(_l("Reason"), [Given(), AtMost(rules.REASON_LENGTH)], filters=[trimmed])
    revision = HiddenField()

    @property
    def looked_at(self) -> int:
        """The number of the revision on whose words the form was filled in."""
        return _number(self.revision.data)


class DispositionForm(Form):
    """Tell a sponsor what the drafters mean to do."""

    disposition = RadioField(_l("Disposition"), [Chosen()], choices=named(rules.DISPOSITIONS))
    reason = TextAreaField(
        _l("Reason"),
        [MayBeEmpty(), AtMost(rules.REASON_LENGTH)],
        filters=[trimmed],
        description=_l("Needed unless the amendment is accepted as it is."),
    )


class AnswerForm(Form):
    """Answer the disposition proposed."""

    answer = RadioField(_l("Answer of your delegation"), [Chosen()], choices=named(rules.ANSWERS))
    words = TextAreaField(_l("Your words"), [MayBeEmpty(), AtMost(rules.REASON_LENGTH)], filters=[trimmed])


class AmendmentFilter(Form):
    """Which amendments of a text to list. Sent with GET, so it needs no token."""

    class Meta:
        csrf = False

    paragraph = SelectField(_l("Paragraph"), validate_choice=False)
    delegation = SelectField(_l("Delegation"), validate_choice=False)
    state = SelectField(
        _l("State"), choices=named(rules.AMENDMENT_STATES, N_("Every state")), validate_choice=False
    )


class MergeForm(Form):
    """The co-facilitators' work on the next revision.

    Its fields are as many as a text has amendments; they are read as they come and written by the template, since the
    machinery of a field for each would cost more than the page itself.
    """

    note = TextAreaField(
        _l("What changed, and why"),
        [MayBeEmpty(), AtMost(rules.NOTE_LENGTH)],
        filters=[trimmed],
        description=_l("Delegations read this first."),
    )
    base = HiddenField()
    seen = HiddenField()

    @property
    def begun_on(self) -> int:
        """The number of the revision on which the work was done."""
        return _number(self.base.data)

    @property
    def goes_on_from(self) -> int:
        """The version of the work kept before that this goes on from, 0 for none."""
        return _number(self.seen.data)

    def stand_on(self, base: int, seen: int) -> None:
        """Bind the work to this revision and to this version of the work kept."""
        self.base.data, self.seen.data = str(base), str(seen)

    def work(self, amendments: Iterable[rules.AmendmentWords]) -> rules.Merge:
        """Return what was sent about these open amendments and about paragraphs, whose keys are sent beside."""
        sent = request.form
        amendments = tuple(amendments)
        rulings = tuple(
            rules.Ruling(a.number, outcome, sent.get(f"reason-{a.number}", ""))
            for a in amendments
            if (outcome := sent.get(f"disposition-{a.number}", ""))
        )
        places = range(1, rules.MOST_PARAGRAPHS + 1)
        return rules.Merge(
            rulings,
            {sent[f"key-{n}"]: sent.get(f"words-{n}", "") for n in places if f"key-{n}" in sent},
            {a.number: sent.get(f"insertion-{a.number}", "") for a in amendments if a.kind == "insert-after"},
            self.note.data or "",
        )
