"""Contributions, from the draft to the withdrawal."""

from flask import redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from panel.db.extension import db
from panel.kernel.clock import stamp
from panel.norms.queries import catalogue, references_of
from panel.threads import queries, rules
from panel.threads.acts import CorrectContribution, DiscardDraft, WithdrawContribution
from panel.threads.forms import ContributionForm, CorrectionForm, WithdrawalForm
from panel.threads.queries import ThreadView
from panel.threads.routes.ground import THREAD, bp, labels, number_asked, thread_at, to_thread
from panel.ui.asking import actor, asks, now, perform, public, require
from panel.ui.form import submit
from panel.ui.page import page

CONTRIBUTION = f"{THREAD}/contributions/<int:contribution>"


@bp.route(f"{THREAD}/contribute", methods=["GET", "POST"])
@asks("contribution.write", "contribution.post")
def contribute(number: int) -> Response:
    session = db.session()
    found = thread_at(number)
    require("contribution.write", found)
    form = ContributionForm()
    answered = number_asked("reply_to")
    if answered and not form.is_submitted():
        form.reply_to.data = str(answered)
    return _writing(form, found) or page(
        "threads/contribute.html",
        form=form,
        thread=found,
        answered=queries.contribution_view(session, found.id, answered) if answered else None,
        drafts=queries.drafts_of(session, found.id, actor().delegation or ""),
        **labels(),
    )


@bp.get(f"{THREAD}/drafts")
@asks("draft.list")
def drafts(number: int) -> Response:
    found = thread_at(number)
    require("draft.list")
    listed = queries.drafts_of(db.session(), found.id, actor().delegation or "")
    return page("threads/drafts.html", thread=found, drafts=listed, **labels())


@bp.route(f"{THREAD}/drafts/<string:draft>", methods=["GET", "POST"])
@asks("draft.list", "draft.edit", "draft.publish")
def draft(number: int, draft: str) -> Response:
    found = thread_at(number)
    require("draft.list")
    view = queries.draft_view(db.session(), found.id, actor().delegation or "", draft)
    form = ContributionForm(
        data={
            "kind": view.kind,
            "reply_to": str(view.reply_to or ""),
            "language": view.language,
            "body": view.body,
            "place": view.place,
            "norms": view.norms,
            "read_at": stamp(view.written_at),
        }
    )
    gone = _writing(form, found, draft)
    if form.status == 409:
        form.read_at.data = stamp(view.written_at)  # now both texts have been read
    return gone or page("threads/draft.html", form=form, thread=found, draft=view, **labels())


@bp.post(f"{THREAD}/drafts/<string:draft>/discard")
@asks("draft.discard")
def discard(number: int, draft: str) -> Response:
    found = thread_at(number)
    require("draft.list")
    queries.draft_view(db.session(), found.id, actor().delegation or "", draft)
    perform(DiscardDraft(draft))
    return redirect(url_for("threads.drafts", number=number), 303)


@bp.get(CONTRIBUTION)
@public
def contribution(number: int, contribution: int) -> Response:
    session = db.session()
    found = thread_at(number)
    view = queries.contribution_view(session, found.id, contribution)
    return page(
        "threads/contribution.html",
        thread=found,
        contribution=view,
        norms=references_of(session, "contribution", [view.id]).get(view.id, ()),
        versions=queries.earlier_versions(session, view.id) if view.corrected_at else (),
        uses=queries.points_resting_on(session, view.id),
        can_correct=rules.can_correct(view.posted_at, now()),
        correctable_until=view.posted_at + rules.CORRECTION_LASTS,
        **labels(),
    )


@bp.route(f"{CONTRIBUTION}/correct", methods=["GET", "POST"])
@asks("contribution.correct")
def correct(number: int, contribution: int) -> Response:
    found = thread_at(number)
    view = queries.contribution_view(db.session(), found.id, contribution)
    require("contribution.correct", view)
    if request.method == "GET":
        rules.standing(view.state)
        rules.correction_in_time(view.posted_at, now())
    form = CorrectionForm(data={"body": queries.body_of(db.session(), view.id)})
    gone = submit(
        form,
        lambda: CorrectContribution(view.id, form.body.data or ""),
        to=lambda posted: _to_contribution(number, posted),
        done=gettext("Corrected. The earlier words stay readable."),
    )
    return gone or page(
        "threads/correct.html",
        form=form,
        thread=found,
        contribution=view,
        correctable_until=view.posted_at + rules.CORRECTION_LASTS,
    )


@bp.route(f"{CONTRIBUTION}/withdraw", methods=["GET", "POST"])
@asks("contribution.withdraw")
def withdraw(number: int, contribution: int) -> Response:
    found = thread_at(number)
    view = queries.contribution_view(db.session(), found.id, contribution)
    require("contribution.withdraw", view)
    if request.method == "GET":
        rules.standing(view.state)
    form = WithdrawalForm()
    gone = submit(
        form,
        lambda: WithdrawContribution(view.id, form.reason.data or ""),
        to=lambda posted: _to_contribution(number, posted),
        done=gettext("Withdrawn. Number, date and reason remain."),
    )
    return gone or page("threads/withdraw.html", form=form, thread=found, contribution=view)


def _writing(form: ContributionForm, thread: ThreadView, draft: str | None = None) -> Response | None:
    """Do what the pressed button of a contribution asks for. Returns None when the page must be shown (again)."""
    seat = actor().seat
    form.offer(seat.constituency if seat else "")
    if form.picking():
        form.look_up(catalogue(db.session()))
        return None
    if request.form.get("action") == "save":
        return submit(
            form,
            lambda: form.draft(thread.id, draft),
            to=lambda saved: url_for("threads.draft", number=thread.number, draft=saved),
            done=gettext("Saved. Your delegation sees this draft, and nobody else."),
        )
    return submit(
        form,
        lambda: form.post(thread.id, draft),
        to=lambda posted: f"{to_thread(thread.number)}?after={posted - 1}#c{posted}",
        done=gettext("Posted. You can correct it for 30 minutes."),
    )


def _to_contribution(number: int, contribution: int) -> str:
    return url_for("threads.contribution", number=number, contribution=contribution)
