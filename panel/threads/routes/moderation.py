"""What moderators do: decide on the stage of a thread, and write its synthesis."""

from flask import url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from panel.db.extension import db
from panel.threads import queries, rules
from panel.threads.acts import MoveThread, OpenThread, PublishSynthesis, ReturnThread
from panel.threads.forms import DecisionForm, SynthesisForm
from panel.threads.queries import ThreadView
from panel.threads.routes.ground import THREAD, bp, labels, thread_at, to_thread
from panel.ui.asking import asks, public, require
from panel.ui.form import submit
from panel.ui.page import page


@bp.route(f"{THREAD}/decision", methods=["GET", "POST"])
@asks("thread.decide")
def decision(number: int) -> Response:
    found = thread_at(number)
    require("thread.decide", found)
    form = DecisionForm()
    form.offer(rules.decisions(found.stage))
    if form.is_submitted() and not form.stage.choices:
        rules.next_stage(found.stage, form.stage.data or "")  # refuses, on a page that keeps the reason
    gone = submit(
        form,
        lambda: _decided(form, found),
        to=to_thread,
        done=gettext("Decided. The decision stands in the thread's timeline."),
    )
    return gone or page("threads/decision.html", form=form, thread=found, **labels())


@bp.route(f"{THREAD}/synthesis/new", methods=["GET", "POST"])
@asks("synthesis.publish")
def write_synthesis(number: int) -> Response:
    session = db.session()
    found = thread_at(number)
    require("synthesis.publish", found)
    form = SynthesisForm()
    form.offer()
    if not form.add_point.data:
        gone = submit(
            form,
            lambda: PublishSynthesis(found.id, form.given(), form.language.data),
            to=lambda version: url_for("threads.synthesis", number=number, version=version),
            done=gettext("Published. It is labelled as the moderator's, and dated."),
        )
        if gone:
            return gone
    return page(
        "threads/write_synthesis.html",
        form=form,
        thread=found,
        points=queries.points_of(session, found.synthesis) if found.synthesis else {},
        **labels(),
    )


@bp.get(f"{THREAD}/synthesis/<int:version>")
@public
def synthesis(number: int, version: int) -> Response:
    session = db.session()
    found = thread_at(number)
    view = queries.synthesis_view(session, found.id, version)
    return page(
        "threads/synthesis.html",
        thread=found,
        synthesis=view,
        points=queries.points_of(session, view.id),
        versions=queries.syntheses_of(session, found.id),
        **labels(),
    )


def _decided(form: DecisionForm, thread: ThreadView) -> OpenThread | ReturnThread | MoveThread:
    reason = form.reason.data or ""
    if form.stage.data == "open":
        return OpenThread(thread.id)
    if form.stage.data == "returned":
        return ReturnThread(thread.id, reason)
    return MoveThread(thread.id, form.stage.data, reason)
