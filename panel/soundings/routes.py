"""The pages of soundings: the board of a thread, a statement, its computation, and what delegations do there."""

import json

from flask import Blueprint, Flask, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from panel.db.extension import db
from panel.kernel.refusal import NotFound
from panel.kernel.text import N_
from panel.soundings import acts, forms, queries, rules
from panel.soundings.display import decimal, strip
from panel.soundings.queries import Result
from panel.threads.queries import ThreadView, thread_by_number
from panel.ui.asking import actor, asks, can, public, require
from panel.ui.form import submit
from panel.ui.page import page

bp = Blueprint("soundings", __name__)
_BOARD = "/threads/<int:number>/soundings"
_SOUNDING = f"{_BOARD}/<int:sounding>"


def init_app(app: Flask) -> None:
    """Serve the pages, and give templates the words and pictures of the measure."""
    app.register_blueprint(bp)
    app.jinja_env.globals.update(
        convergence_names=rules.CLASSES,
        stance_names=rules.STANCES,
        sounding_positions=rules.POSITIONS,
        strip_of=strip,
    )
    app.jinja_env.filters.update(fraction=rules.fraction, decimal=decimal)


@bp.get(_BOARD)
@public
def board(number: int) -> Response:
    """The statements of a thread, the one on which most converges first."""
    session = db.session()
    thread = _thread(number)
    electorate, results = queries.board_of(session, thread)
    delegation = actor().delegation
    return page(
        "soundings/board.html",
        thread=thread,
        electorate=electorate,
        results=results,
        ours=queries.our_board(session, thread.id, delegation) if delegation and results else {},
    )


@bp.route(f"{_BOARD}/propose", methods=["GET", "POST"])
@asks("sounding.propose")
def propose(number: int) -> Response:
    """Put a statement to the delegations."""
    thread = _thread(number)
    require("sounding.propose", thread)
    form = forms.ProposeSoundingForm()
    gone = submit(
        form,
        lambda: acts.ProposeSounding(thread.id, form.text.data or "", form.language.data or ""),
        to=lambda made: _address(number, made),
        done=gettext("The statement is before the delegations. Positions on it start now."),
    )
    return gone or page("soundings/propose.html", form=form, thread=thread)


@bp.get(_SOUNDING)
@public
def sounding(number: int, sounding: int) -> Response:
    """A statement, where the constituencies stand on it, and the reasons of their concerns."""
    session = db.session()
    thread = _thread(number)
    electorate, result = queries.result_of(session, thread, sounding)
    view, delegation = result.sounding, actor().delegation
    shown = result.published.figures.cells
    return page(
        "soundings/sounding.html",
        thread=thread,
        electorate=electorate,
        result=result,
        reasons={code: words for code, words in queries.reasons_on(session, view).items() if code in shown},
        versions=queries.versions_of(session, view.id),
        ours=queries.our_positions(session, view.id, delegation) if delegation else (),
    )


@bp.get(f"{_SOUNDING}/computation")
@public
def computation(number: int, sounding: int) -> Response:
    """How the result of a statement is computed, step by step, with what is needed to do it again."""
    thread = _thread(number)
    electorate, result = queries.result_of(db.session(), thread, sounding)
    published = result.published
    return page(
        "soundings/computation.html",
        thread=thread,
        electorate=electorate,
        result=result,
        rule_version=rules.RULE_VERSION,
        smallest=rules.SMALLEST_SHOWN,
        asked=json.dumps(rules.recomputable(published.figures)),
        answered=json.dumps(rules.written(published.figures)),
        hashed=rules.hashed_bytes(published.figures, published.cut_off).decode(),
    )


@bp.route(f"{_SOUNDING}/position", methods=["GET", "POST"])
@asks("sounding.position", "sounding.withdraw-position")
def position(number: int, sounding: int) -> Response:
    """Give the position of our delegation, or another in its place."""
    session = db.session()
    thread = _thread(number)
    _, result = queries.result_of(session, thread, sounding)
    view, delegation = result.sounding, actor().delegation
    require("sounding.position", view)
    ours = queries.our_positions(session, view.id, delegation or "")
    standing = next((one for one in ours if one.version == view.version), None)
    form = forms.SoundingPositionForm(
        data={"position": standing.position, "reason": standing.reason} if standing else None
    )
    gone = submit(
        form,
        lambda: acts.GiveSoundingPosition(
            view.id, form.version_read, form.position.data or "", form.reason.data or ""
        ),
        to=lambda made: _address(number, made),
        done=gettext("The position of your delegation stands. It can be changed while the sounding is open."),
    )
    # What is sent next is about the words that this page shows.
    form.version.data = str(view.version)
    return gone or page(
        "soundings/position.html",
        form=form,
        thread=thread,
        result=result,
        standing=standing,
        earlier=next((one for one in ours if one.version < view.version), None),
        is_small=_is_small(result),
    )


@bp.post(f"{_SOUNDING}/position/withdraw")
@asks("sounding.withdraw-position")
def withdraw_position(number: int, sounding: int) -> Response:
    """Take the position of our delegation back."""
    thread = _thread(number)
    _, result = queries.result_of(db.session(), thread, sounding)
    require("sounding.withdraw-position", result.sounding)
    form = forms.WithdrawPositionForm()
    gone = submit(
        form,
        lambda: acts.WithdrawSoundingPosition(result.sounding.id),
        to=lambda made: _address(number, made),
        done=gettext("Your delegation has no position on this version now. Silence is recorded as silence."),
    )
    if gone:
        return gone
    return page("soundings/withdraw_position.html", form=form, thread=thread, result=result)


@bp.route(f"{_SOUNDING}/revise", methods=["GET", "POST"])
@asks("sounding.revise")
def revise(number: int, sounding: int) -> Response:
    """Give a statement new words."""
    thread = _thread(number)
    _, result = queries.result_of(db.session(), thread, sounding)
    view = result.sounding
    require("sounding.revise", view)
    form = forms.ReviseSoundingForm(data={"text": view.text})
    gone = submit(
        form,
        lambda: acts.ReviseSounding(view.id, form.text.data or "", form.reason.data or ""),
        to=lambda made: _address(number, made),
        done=gettext(
            "The new words stand. Positions on them start now; those on the old ones stay with those."
        ),
    )
    return gone or page("soundings/revise.html", form=form, thread=thread, result=result)


@bp.route(f"{_SOUNDING}/close", methods=["GET", "POST"])
@asks("sounding.close")
def close(number: int, sounding: int) -> Response:
    """Close a sounding."""
    thread = _thread(number)
    _, result = queries.result_of(db.session(), thread, sounding)
    require("sounding.close", result.sounding)
    form = forms.CloseSoundingForm()
    gone = submit(
        form,
        lambda: acts.CloseSounding(result.sounding.id, form.reason.data or ""),
        to=lambda made: _address(number, made),
        done=gettext("The sounding is closed. Its result stands as it was."),
    )
    return gone or page("soundings/close.html", form=form, thread=thread, result=result)


def _thread(number: int) -> ThreadView:
    """Return the thread with this number, if the actor may read it: else it is as if it did not exist."""
    found = thread_by_number(db.session(), number)
    if not can("thread.read", found):
        raise NotFound(N_("There is no thread with this number."))
    return found


def _address(number: int, sounding: int) -> str:
    return url_for("soundings.sounding", number=number, sounding=sounding)


def _is_small(result: Result) -> bool:
    """Say whether the constituency for which the actor speaks is too small for its positions to be shown."""
    seat = actor().seat
    return seat is not None and seat.constituency in result.published.suppressed
