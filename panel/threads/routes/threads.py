"""Threads: the list, the page, the proposal, and the timeline."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from flask import request
from flask_babel import gettext
from werkzeug.wrappers import Response

from panel.db.extension import db
from panel.norms.queries import ReferenceView, catalogue, references_of, references_of_many
from panel.record.queries import facts_about
from panel.threads import queries
from panel.threads.acts import ResubmitThread
from panel.threads.forms import ProposeForm
from panel.threads.queries import ContributionFilter, ThreadView
from panel.threads.routes.ground import (
    THREAD,
    bp,
    chosen,
    labels,
    number_asked,
    thread_at,
    to_thread,
    visible_stages,
)
from panel.ui.asking import asks, public, require
from panel.ui.form import submit
from panel.ui.page import page

_FACTS = 50


@bp.get("/threads")
@public
def threads() -> Response:
    session = db.session()
    issue, stage, norm = chosen("issue"), chosen("stage"), chosen("norm")
    listed = queries.threads_on(
        session,
        issue=issue or None,
        norm=norm or None,
        stages=[each for each in visible_stages() if stage in ("", each)],
        before=number_asked("before"),
    )
    return page(
        "threads/threads.html",
        listed=listed,
        filtered={"issue": issue, "stage": stage, "norm": norm},
        issues=catalogue(session).issues.values(),
        offered_stages=visible_stages(),
        **labels(),
    )


@bp.get(THREAD)
@public
def thread(number: int) -> Response:
    session = db.session()
    found = thread_at(number)
    shown = ContributionFilter(chosen("constituency"), chosen("kind"), chosen("norm"))
    listed = queries.contributions_of(
        session, found.id, shown, after=number_asked("after"), before=number_asked("before")
    )
    norms = references_of_many(
        session, {"thread": [found.id], "contribution": [each.id for each in listed.contributions]}
    )
    return page(
        "threads/thread.html",
        thread=found,
        listed=listed,
        shown=shown,
        norms={owner: views for (_, owner), views in norms.items()},
        instruments=_instruments(norms.values()),
        beside=queries.surroundings(session, found),
        **labels(),
    )


@bp.route("/threads/propose", methods=["GET", "POST"])
@asks("thread.propose")
def propose() -> Response:
    require("thread.propose")
    form = ProposeForm()
    if not form.is_submitted():
        form.issue.data = chosen("issue")
    done = gettext("Proposed. A moderator will open it, or return it with the reason.")
    return _proposing(form, form.order, done) or page("threads/propose.html", form=form)


@bp.route(f"{THREAD}/resubmit", methods=["GET", "POST"])
@asks("thread.resubmit")
def resubmit(number: int) -> Response:
    found = thread_at(number)
    require("thread.resubmit", found)
    form = ProposeForm() if request.method == "POST" else ProposeForm(data=_proposed(found))
    done = gettext("Proposed again. A moderator will open it, or return it with the reason.")
    gone = _proposing(form, lambda: ResubmitThread(found.id, form.order()), done)
    return gone or page("threads/resubmit.html", form=form, thread=found)


@bp.get(f"{THREAD}/timeline")
@public
def timeline(number: int) -> Response:
    session = db.session()
    found = thread_at(number)
    facts = facts_about(session, [f"thread:{found.id}"], limit=_FACTS + 1, before=number_asked("before"))
    return page(
        "threads/timeline.html",
        thread=found,
        facts=facts[:_FACTS],
        before=facts[_FACTS - 1].seq if len(facts) > _FACTS else None,
        names=queries.names_in(session, facts),
        **labels(),
    )


def _proposing(form: ProposeForm, order: Callable[[], Any], done: str) -> Response | None:
    """Do what the pressed button of a proposal asks for. Returns None when the page must be shown (again)."""
    known = catalogue(db.session())
    form.offer(known)
    if form.picking():
        form.look_up(known)
    elif not form.add_space.data:
        return submit(form, order, to=to_thread, done=done)
    return None


def _proposed(thread: ThreadView) -> dict[str, Any]:
    """Return what a thread was proposed with, as the form takes it."""
    session = db.session()
    before = queries.proposal_of(session, thread.id)
    norms = references_of(session, "thread", [thread.id]).get(thread.id, ())
    return {
        "title": thread.title,
        "question": thread.question,
        "kind": thread.kind,
        "issue": thread.issue_id,
        "also": before.also,
        "spaces": [{"space": space, "missing": missing} for space, missing in before.spaces],
        "norms": [view.reference for view in norms],
        "no_norm_known": thread.no_norm_known,
        "language": thread.language,
    }


def _instruments(cited: Iterable[Sequence[ReferenceView]]) -> dict[str, str]:
    """Return the instruments cited on this page, identifier -> short name, for the filter."""
    named = {
        view.reference.partition(":")[0]: view.label.partition(", ")[0]
        for views in cited
        for view in views
        if view.href
    }
    return dict(sorted(named.items(), key=lambda pair: pair[1]))
