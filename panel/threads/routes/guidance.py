"""Asking a mechanism for guidance, and its reply."""

from flask import url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from panel.db.extension import db
from panel.norms.queries import catalogue
from panel.threads import queries
from panel.threads.acts import AskGuidance, GiveGuidance
from panel.threads.forms import GuidanceForm, GuidanceReplyForm
from panel.threads.routes.ground import THREAD, bp, labels, thread_at
from panel.ui.asking import asks, require
from panel.ui.form import submit
from panel.ui.page import page


@bp.route(f"{THREAD}/guidance/new", methods=["GET", "POST"])
@asks("guidance.ask")
def ask_guidance(number: int) -> Response:
    session = db.session()
    found = thread_at(number)
    require("guidance.ask", found)
    form = GuidanceForm()
    form.offer(queries.mechanisms_taking_part(session))
    gone = submit(
        form,
        lambda: AskGuidance(
            found.id, form.delegation.data or "", form.question.data or "", form.language.data
        ),
        to=lambda _: url_for("threads.thread", number=number, _anchor="guidance"),
        done=gettext("Asked. The delegation of the mechanism sees it on its first page."),
    )
    return gone or page("threads/ask_guidance.html", form=form, thread=found, **labels())


@bp.route(f"{THREAD}/guidance/<int:request>/reply", methods=["GET", "POST"])
@asks("guidance.give")
def give_guidance(number: int, request: int) -> Response:
    session = db.session()
    found = thread_at(number)
    view = queries.guidance_view(session, found.id, request)
    require("guidance.give", view)
    form = GuidanceReplyForm()
    form.offer()
    if form.picking():
        form.look_up(catalogue(session))
    else:
        gone = submit(
            form,
            lambda: GiveGuidance(
                found.id, request, form.body.data or "", form.language.data, tuple(form.norms.data or ())
            ),
            to=lambda posted: url_for("threads.contribution", number=number, contribution=posted),
            done=gettext("Posted. The reply is attached to the request."),
        )
        if gone:
            return gone
    return page("threads/give_guidance.html", form=form, thread=found, asked=view, **labels())
