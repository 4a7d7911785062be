"""The faces that span rooms: first page, desks, search, log, verification, and how the Panel works."""

import hashlib
import json
from collections.abc import Iterable

from flask import Blueprint, Flask, current_app, flash, redirect, request, url_for
from flask_babel import gettext
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response

import panel.home.policy  # noqa: F401  # registers the permissions that these routes ask
from panel.accounts.cookie import enter
from panel.db.extension import db
from panel.delegations.queries import accreditations_waiting
from panel.home import forms, queries, rules
from panel.home.queries import Found
from panel.kernel.refusal import NotFound, Refusal
from panel.kernel.text import N_
from panel.norms.queries import catalogue, view_of
from panel.norms.rules import find
from panel.policy import PERMISSIONS
from panel.record import merkle
from panel.record.demonstration import AdvanceClock
from panel.record.queries import head
from panel.record.queries import verify as verify_record
from panel.record.tree import position_of, proof_of
from panel.ui.asking import actor, asks, now, perform, public, require
from panel.ui.page import page
from panel.understandings.queries import reviews_due

bp = Blueprint("home", __name__)
MOST_BYTES = 1_000_000
_BEYOND = 2**53


def init_app(app: Flask) -> None:
    """Register the pages of this room."""
    app.register_blueprint(bp)


@bp.get("/")
@public
def home() -> Response:
    """The first page: for the public what the Panel is and has agreed, for its people what waits for them."""
    session = db.session()
    upcoming = queries.next_session(session, now())
    if actor().is_signed_in and actor().capacity and not actor().capacity.startswith("person:"):
        waiting = queries.waiting_for(session, actor(), now())
        return page("home/home.html", waiting=waiting, upcoming=upcoming)
    return page(
        "home/home.html",
        waiting=None,
        upcoming=upcoming,
        issues=queries.issue_lines(session),
        recorded=queries.latest_recorded(session),
    )


# --- Desks ----------------------------------------------------------------------------------------------------------


@bp.get("/moderation")
@asks("desk.moderation")
def moderation() -> Response:
    """What moderators must decide now."""
    require("desk.moderation")
    session = db.session()
    return page(
        "home/moderation.html",
        proposed=queries.threads_proposed(session),
        stalled=queries.open_without_synthesis(session),
        texts=queries.texts_in_hand(session),
    )


@bp.route("/secretariat", methods=["GET", "POST"])
@asks("desk.secretariat")
def secretariat() -> Response:
    """Is every session on its way to a clean summary? Sent, it recomputes the record; it writes nothing."""
    require("desk.secretariat")
    session = db.session()
    size, root = head(session)
    return page(
        "home/secretariat.html",
        waiting=accreditations_waiting(session),
        sessions=queries.session_lines(session, now()),
        reviews=reviews_due(session, now()),
        size=size,
        root=root,
        verification=verify_record(session) if request.method == "POST" else None,
    )


# --- Finding --------------------------------------------------------------------------------------------------------


@bp.get("/search")
@public
def search() -> Response:
    """Find threads, contributions, norms, texts, delegations and sessions by words or citation."""
    query, words = rules.searched(request.args.get("q", ""))
    session = db.session()
    known = catalogue(session)
    found = find(query, known) if words else None
    cited = {match.reference for match in found.cited} if found else set()
    return page(
        "home/search.html",
        query=query,
        sections=queries.search(session, words, takes_part=actor().is_signed_in),
        cited=[view_of(match.reference, known) for match in found.cited] if found else [],
        norms=[view_of(match.reference, known) for match in found.matches if match.reference not in cited]
        if found
        else [],
    )


# --- How the Panel works --------------------------------------------------------------------------------------------


@bp.get("/help")
@public
def guide() -> Response:
    """A short guide for each role."""
    return page("home/guide.html")


@bp.get("/who-may-do-what")
@public
def who_may_do_what() -> Response:
    """Every permission with the rule that stands behind it, in the rule's own words."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(PERMISSIONS):
        subject, _, deed = name.partition(".")
        groups.setdefault(subject, []).append((deed, rules.first_sentence(PERMISSIONS[name])))
    return page("home/who_may_do_what.html", groups=groups)


@bp.get("/accessibility")
@public
def accessibility() -> Response:
    """The accessibility statement."""
    return page("home/accessibility.html")


@bp.get("/data-protection")
@public
def data_protection() -> Response:
    """What is kept about people, why, and for how long."""
    return page("home/data_protection.html")


@bp.get("/healthz")
@public
def healthz() -> Response:
    """Whether the database answers and has its tables: 200 or 503, for machines."""
    try:
        head(db.session())
    except SQLAlchemyError:
        db.session.rollback()
        return Response("the database does not answer\n", 503, mimetype="text/plain")
    return Response("ok\n", mimetype="text/plain")


# --- The record -----------------------------------------------------------------------------------------------------


@bp.get("/log")
@public
def log() -> Response:
    """The log of facts, newest first."""
    before = request.args.get("before", type=int)
    if before is not None and not 0 <= before < _BEYOND:
        before = None
    size, root = head(db.session())
    return page(
        "home/log.html",
        logged=queries.log_page(db.session(), before=before),
        size=size,
        root=root,
        before=before,
    )


@bp.get("/log/<int:seq>")
@public
def leaf(seq: int) -> Response:
    """One leaf of the record: its exact bytes, its hash, and the proof that it stands in the present tree."""
    if seq >= _BEYOND:
        raise NotFound(N_("The record has no fact at this position."))
    logged = queries.fact_at(db.session(), seq)
    return page("home/leaf.html", logged=logged, proof=proof_of(db.session(), seq), seq=seq)


@bp.route("/verify", methods=["GET", "POST"])
@public
def verify() -> Response:
    """Whether a hash, a file or a text is an adopted text or a leaf of the record."""
    form = forms.VerifyForm()
    asked = request.args.get("hash", "")
    found, digest = None, ""
    try:
        if request.method == "POST" and form.validate():
            digest, found = _verified(_bytes_given(form))
        elif request.method == "GET" and "hash" in request.args:
            form.text.data = asked
            digest, found = _verified_digest(rules.digest_given(asked))
    except Refusal as refusal:
        form.refuse(refusal)
    return page("home/verify.html", form=form, found=found, digest=digest)


def _bytes_given(form: forms.VerifyForm) -> str | tuple[bytes, ...]:
    """Return the hash that was typed, or the bytes that were sent. Raises `Refusal` for nothing, or too much."""
    if form.file.data and form.file.data.filename:
        content = form.file.data.stream.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise Refusal(
                N_("This file is larger than 1 MB, larger than any text or leaf."), field="file", status=413
            )
        if not content:
            raise Refusal(N_("This file is empty."), field="file")
        return (content,)
    text = form.text.data or ""
    if len(text) > MOST_BYTES:
        raise Refusal(N_("This text is larger than 1 MB, larger than any of ours."), field="text", status=413)
    if rules.is_digest(text) or not text.strip():
        return rules.digest_given(text)
    return rules.bytes_meant(text)


def _verified(given: str | tuple[bytes, ...]) -> tuple[str, Found | None]:
    if isinstance(given, str):
        return _verified_digest(given)
    session = db.session()
    digests = [hashlib.sha256(content).hexdigest() for content in given]
    found = (
        queries.adopted_with(session, digests) or _leaf_among(given) or queries.issued_with(session, digests)
    )
    return found.digest if found else digests[0], found


def _verified_digest(digest: str) -> tuple[str, Found | None]:
    session = db.session()
    found = queries.adopted_with(session, [digest])
    if found is None and (seq := position_of(session, bytes.fromhex(digest))) is not None:
        found = _leaf(seq, digest)
    return digest, found or queries.issued_with(session, [digest])


def _leaf_among(given: Iterable[bytes]) -> Found | None:
    """Return the leaf that one of these byte sequences is. Only what reads like a leaf is looked for."""
    for content in given:
        try:
            claims = json.loads(content)
        except (ValueError, RecursionError):
            continue
        if isinstance(claims, dict) and {"seq", "kind", "payload"} <= claims.keys():
            seq = position_of(db.session(), merkle.leaf_hash(content))
            if seq is not None:
                return _leaf(seq, merkle.leaf_hash(content).hex())
    return None


def _leaf(seq: int, digest: str) -> Found:
    fact, _ = queries.fact_at(db.session(), seq).lines[0]
    return Found("leaf", digest, url_for("home.leaf", seq=seq), at=fact.at, seq=seq)


# --- The demonstration ----------------------------------------------------------------------------------------------


@bp.route("/demonstration/clock", methods=["GET", "POST"])
@asks("clock.advance")
def clock() -> Response:
    """Move the demonstration's clock forward; no such address anywhere else."""
    if not current_app.config["PANEL_DEMONSTRATION"]:
        raise NotFound(N_("There is nothing at this address."))
    require("clock.advance")
    form = forms.ClockForm()
    if request.method == "POST" and form.validate():
        try:
            perform(AdvanceClock(form.hours.data or 0))
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _stay(url_for("home.clock"))
    return page("home/clock.html", form=form)


def _stay(to: str) -> Response:
    """Go on to `to`, signed in anew: twelve hours later by the clock, every sign-in has ended, this one included."""
    person = actor().person
    gone = enter(person, to=to) if person else redirect(to, 303)
    flash(gettext("The clock was moved forward."))
    return gone
