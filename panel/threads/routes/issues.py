"""The eight issues."""

from werkzeug.wrappers import Response

from panel.db.extension import db
from panel.kernel.refusal import NotFound
from panel.kernel.text import N_
from panel.threads import queries, rules
from panel.threads.routes.ground import bp, labels, visible_stages
from panel.ui.asking import public
from panel.ui.page import page

_THREADS = 10


@bp.get("/issues")
@public
def issues() -> Response:
    return page("threads/issues.html", issues=queries.issues_with_threads(db.session()), **labels())


@bp.get("/issues/<string:issue>")
@public
def issue(issue: str) -> Response:
    session = db.session()
    found = next((each for each in queries.issues_with_threads(session) if each.id == issue), None)
    if found is None:
        raise NotFound(N_("The Panel has no such issue. There are eight."))
    points = queries.latest_points_on(session, issue)
    return page(
        "threads/issue.html",
        issue=found,
        listed=queries.threads_on(session, issue=issue, stages=visible_stages(), limit=_THREADS),
        heard=queries.heard_on(session, issue),
        points={kind: [each for each in points if each.kind == kind] for kind in rules.POINT_KINDS},
        **labels(),
    )
