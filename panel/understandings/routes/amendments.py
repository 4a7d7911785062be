"""Amendments: the list, one amendment with what can be done about it, and proposing or restating one."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as Answer

from panel.db.extension import db
from panel.kernel.refusal import Conflict, NotFound
from panel.kernel.text import N_
from panel.ui.asking import asks, public, require
from panel.ui.form import Form, submit
from panel.ui.page import page
from panel.understandings import acts, forms, queries, rules
from panel.understandings.queries import PAGE_OF_AMENDMENTS, AmendmentView, TextView
from panel.understandings.routes.ground import bp, paragraph_choices

_LIST = "/understandings/<int:number>/amendments"
_ONE = f"{_LIST}/<int:amendment>"


@bp.get(_LIST)
@public
def amendments(number: int) -> Answer:
    """The amendments to a text, by paragraph, delegation and state."""
    text = queries.text_by_number(db.session(), number)
    form = forms.AmendmentFilter(request.args)
    form.paragraph.choices = [("", gettext("Every paragraph")), *paragraph_choices(text).items()]
    form.delegation.choices = [
        ("", gettext("Every delegation")),
        *queries.amending_delegations(db.session(), text.id),
    ]
    state = form.state.data or ""
    after = max(0, min(request.args.get("after", 0, type=int), 2**31 - 1))
    count, found = queries.amendments_of(
        db.session(),
        text.id,
        paragraph=form.paragraph.data or "",
        delegation=form.delegation.data or "",
        states=(state,) if state in rules.AMENDMENT_STATES else (),
        after=after,
    )
    filters: dict[str, Any] = {
        name: value for name in ("paragraph", "delegation", "state") if (value := request.args.get(name))
    }
    shown, rest = found[:PAGE_OF_AMENDMENTS], found[PAGE_OF_AMENDMENTS:]
    following = url_for(".amendments", number=number, after=shown[-1].number, **filters) if rest else None
    return page(
        "understandings/amendments.html",
        text=text,
        form=form,
        count=count,
        found=shown,
        following=following,
        filters=filters,
    )


@bp.route(f"{_LIST}/new", methods=["GET", "POST"])
@asks("amendment.propose")
def amend(number: int) -> Answer:
    """Propose an amendment to the paragraph named in the address."""
    text = queries.text_by_number(db.session(), number)
    require("amendment.propose", text)
    key = request.args.get("paragraph", "")
    paragraph = next((p for p in text.revision.paragraphs if p.key == key), None)
    if paragraph is None:
        raise NotFound(N_("This text has no such paragraph any more."))
    form = forms.AmendmentForm(data={"text": paragraph.text, "revision": text.revision.number})
    gone = submit(
        form,
        lambda: acts.ProposeAmendment(
            text.id,
            form.looked_at,
            key,
            form.kind.data or "",
            form.text.data or "",
            form.reason.data or "",
        ),
        to=lambda made: url_for(".amendment", number=number, amendment=made),
        done=gettext("The amendment has been proposed. Other delegations can join it."),
    )
    if gone:
        return gone
    _look_anew(form, text)
    return page("understandings/amend.html", form=form, text=text, paragraph=paragraph, restated=None)


@bp.get(_ONE)
@public
def amendment(number: int, amendment: int) -> Answer:
    """One amendment: what it changes, who sponsors it, what became of it."""
    text, view = _found(number, amendment)
    return _page(text, view)


@bp.route(f"{_ONE}/restatement", methods=["GET", "POST"])
@asks("amendment.restate")
def restate(number: int, amendment: int) -> Answer:
    """Give one's amendment new words on the latest revision."""
    text, view = _found(number, amendment)
    require("amendment.restate", view)
    wanted = request.args.get("paragraph", view.paragraph)
    paragraph = next((p for p in text.revision.paragraphs if p.key == wanted), None)
    words = view.words or (paragraph.text if paragraph else "")
    form = forms.AmendmentForm(
        data={"kind": view.kind, "text": words, "reason": view.reason, "revision": text.revision.number}
    )
    gone = submit(
        form,
        lambda: acts.RestateAmendment(
            text.id,
            amendment,
            form.looked_at,
            wanted,
            form.kind.data or "",
            form.text.data or "",
            form.reason.data or "",
        ),
        to=lambda made: url_for(".amendment", number=number, amendment=made),
        done=gettext("The amendment has been restated."),
    )
    if gone:
        return gone
    _look_anew(form, text)
    return page(
        "understandings/amend.html",
        form=form,
        text=text,
        paragraph=paragraph,
        restated=view,
        choices=paragraph_choices(text),
    )


@bp.post(f"{_ONE}/sponsors/ours")
@asks("amendment.join")
def join(number: int, amendment: int) -> Answer:
    """Become a co-sponsor."""
    return _pressed(
        number,
        amendment,
        "amendment.join",
        acts.JoinAmendment,
        gettext("Your delegation is a sponsor of this amendment."),
    )


@bp.post(f"{_ONE}/sponsors/ours/end")
@asks("amendment.leave")
def leave(number: int, amendment: int) -> Answer:
    """Be a co-sponsor no longer."""
    return _pressed(
        number,
        amendment,
        "amendment.leave",
        acts.LeaveAmendment,
        gettext("Your delegation is no longer a sponsor of this amendment."),
    )


@bp.post(f"{_ONE}/withdrawal")
@asks("amendment.withdraw")
def withdraw(number: int, amendment: int) -> Answer:
    """Withdraw one's amendment."""
    return _pressed(
        number,
        amendment,
        "amendment.withdraw",
        acts.WithdrawAmendment,
        gettext("The amendment has been withdrawn. It stays on record."),
    )


@bp.post(f"{_ONE}/disposition")
@asks("amendment.dispose")
def dispose(number: int, amendment: int) -> Answer:
    """Tell the sponsor what the drafters mean to do."""
    text, view = _found(number, amendment)
    require("amendment.dispose", view)
    form = forms.DispositionForm()
    gone = submit(
        form,
        lambda: acts.ProposeDisposition(
            text.id, amendment, form.disposition.data or "", form.reason.data or ""
        ),
        to=lambda made: url_for(".amendment", number=number, amendment=made),
        done=gettext("The sponsor sees what you mean to do, and can answer."),
    )
    return gone or _page(text, view, disposition=form)


@bp.post(f"{_ONE}/answer")
@asks("amendment.answer")
def answer(number: int, amendment: int) -> Answer:
    """Answer what the drafters mean to do."""
    text, view = _found(number, amendment)
    require("amendment.answer", view)
    form = forms.AnswerForm()
    gone = submit(
        form,
        lambda: acts.AnswerDisposition(text.id, amendment, form.answer.data or "", form.words.data or ""),
        to=lambda made: url_for(".amendment", number=number, amendment=made),
        done=gettext("The co-facilitators have your answer."),
    )
    return gone or _page(text, view, answer=form)


def _look_anew(form: forms.AmendmentForm, text: TextView) -> None:
    """After a conflict the words that stand now are on the page: whoever sends the form again has seen them."""
    if form.status == Conflict.status:
        form.revision.data = str(text.revision.number)


def _found(number: int, amendment: int) -> tuple[TextView, AmendmentView]:
    text = queries.text_by_number(db.session(), number)
    return text, queries.amendment_by_number(db.session(), text.id, amendment)


def _pressed(number: int, amendment: int, permission: str, order: type[Any], done: str) -> Answer:
    """Answer a press of one button, or show the amendment again with what the rules said."""
    text, view = _found(number, amendment)
    require(permission, view)
    form = forms.ConfirmForm()
    gone = submit(
        form,
        lambda: order(text.id, amendment),
        to=lambda made: url_for(".amendment", number=number, amendment=made),
        done=done,
    )
    return gone or _page(text, view, refused=form)


def _page(
    text: TextView,
    view: AmendmentView,
    *,
    disposition: forms.DispositionForm | None = None,
    answer: forms.AnswerForm | None = None,
    refused: forms.ConfirmForm | None = None,
) -> Answer:
    """Return the page of an amendment, with the form that was refused, if one was."""
    sent: Form | None = disposition or answer or refused
    reading = queries.reading_of(db.session(), text)
    return page(
        "understandings/amendment.html",
        status=sent.status if sent else 200,
        text=text,
        amendment=view,
        collisions=reading.collisions.get(view.number, ()),
        disposition=disposition or forms.DispositionForm(formdata=None),
        answer=answer or forms.AnswerForm(formdata=None),
        refused=refused,
    )
