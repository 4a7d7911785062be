"""The pages of the catalogue of norms: instruments, provisions, mechanisms, and the report's recommendations.

All are public. What the catalogue cannot hold answers 404 with the sentence that says why ("There is no article 60 …").
"""

from flask import Blueprint, Flask, redirect, request
from werkzeug.wrappers import Response

from panel.db.extension import db
from panel.kernel.refusal import NotFound, Refusal
from panel.norms import queries, rules
from panel.norms.display import chip, chips, day, nature_meaning, nature_word
from panel.ui.asking import public
from panel.ui.language import ENDONYMS
from panel.ui.page import page

bp = Blueprint("norms", __name__)


@bp.get("/norms")
@public
def catalogue() -> Response:
    query, issue, nature = (
        request.args.get(name, "")[: rules.MAX_QUERY] for name in ("q", "issue", "nature")
    )
    view = queries.catalogue_page(db.session(), query, issue, nature)
    return page("norms/catalogue.html", view=view, query=query, issue=issue, nature=nature)


@bp.get("/norms/<string:instrument>")
@public
def instrument(instrument: str) -> Response:
    view = queries.instrument_page(db.session(), _reference(instrument))
    if view.view.reference != instrument:
        return redirect(view.view.href, 301)
    return page("norms/instrument.html", view=view, endonyms=ENDONYMS)


@bp.get("/norms/<string:instrument>/<path:locator>")
@public
def provision(instrument: str, locator: str) -> Response:
    reference = _reference(f"{instrument}:{locator}")
    view = queries.provision_page(db.session(), reference)
    if view.view.reference != rules.canonical(reference):
        return redirect(view.view.href, 301)
    return page("norms/provision.html", view=view)


@bp.get("/mechanisms")
@public
def mechanisms() -> Response:
    return page("norms/mechanisms.html", groups=queries.mechanism_groups(db.session()))


@bp.get("/mechanisms/<string:mechanism>")
@public
def mechanism(mechanism: str) -> Response:
    return page("norms/mechanism.html", view=queries.mechanism_page(db.session(), mechanism))


@bp.get("/recommendations")
@public
def recommendations() -> Response:
    return page(
        "norms/recommendations.html",
        groups=queries.recommendation_groups(db.session()),
        horizons=rules.HORIZON_NAMES,
    )


def init_app(app: Flask) -> None:
    """Serve the pages, and let every template show norms."""
    app.register_blueprint(bp)
    app.jinja_env.globals.update(
        norm_chip=chip, norm_chips=chips, nature_word=nature_word, nature_meaning=nature_meaning, norm_day=day
    )


def _reference(text: str) -> rules.Reference:
    try:
        return rules.parse_reference(text)
    except Refusal as refusal:
        raise NotFound(refusal.message, refusal.params) from refusal
