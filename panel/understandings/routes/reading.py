"""Texts, their timelines, and the public record."""

from collections.abc import Sequence
from itertools import groupby

from flask import Response, request
from werkzeug.wrappers import Response as Answer

from panel.db.extension import db
from panel.kernel.refusal import NotFound
from panel.kernel.text import N_
from panel.record.queries import PAGE, RecordedFact, facts_about
from panel.threads.queries import thread_by_number
from panel.ui.asking import can, now, public, require
from panel.ui.page import page
from panel.understandings import queries, rules
from panel.understandings.routes.ground import bp

_LATEST = 2**62
_MANY = ("paragraph_drafted", "paragraph_removed", "amendment_carried")


@bp.get("/understandings")
@public
def understandings() -> Answer:
    """All texts, or those of one thread, by what stage they have reached."""
    number = request.args.get("thread", type=int)
    thread = thread_by_number(db.session(), number) if number else None
    if thread and not can("thread.read", thread):
        raise NotFound(N_("There is no thread with this number."))
    found = queries.texts(db.session(), thread=thread.id if thread else None)
    return page("understandings/understandings.html", texts=found, thread=thread)


@bp.get("/understandings/<int:number>")
@public
def understanding(number: int) -> Answer:
    """One text in its present state."""
    text = queries.text_by_number(db.session(), number)
    return page(
        "understandings/understanding.html",
        text=text,
        names=queries.constituency_names(db.session()),
        reading=queries.reading_of(db.session(), text, request.args.get("view", "")),
        concerns=queries.concern_counts(db.session(), text.id),
    )


@bp.get("/understandings/<int:number>/revisions/<int:revision>")
@public
def revision(number: int, revision: int) -> Answer:
    """One issued revision of a text."""
    text = queries.text_by_number(db.session(), number)
    shown = queries.revision_of(db.session(), text.id, revision)
    if shown.issued_at is None:
        require("text.edit", text)
    return page("understandings/revision.html", text=text, revision=shown)


@bp.get("/understandings/<int:number>/timeline")
@public
def timeline(number: int) -> Answer:
    """What happened to a text, from the record."""
    text = queries.text_by_number(db.session(), number)
    before = max(0, min(request.args.get("before", _LATEST, type=int), _LATEST))
    facts = facts_about(db.session(), [f"understanding:{text.id}"], before=before)
    ids = {str(fact.payload["delegation"]) for fact in facts if "delegation" in fact.payload}
    ids |= {fact.words["objector"] for fact in facts if "objector" in fact.words}
    names = queries.delegation_names(db.session(), sorted(ids))
    disclosed = {silence.number: silence.disclosure for silence in text.rounds}
    older = facts[-1].seq if len(facts) == PAGE else None
    return page(
        "understandings/timeline.html",
        text=text,
        lines=_gathered(facts),
        older=older,
        names=names,
        disclosed=disclosed,
        openness=queries.openness_of(db.session(), text, now()) if before == _LATEST else None,
    )


def _gathered(facts: Sequence[RecordedFact]) -> list[tuple[RecordedFact, int]]:
    """Return the facts with how many each stands for: a run of paragraphs written in one revision is one line."""

    def run(fact: RecordedFact) -> tuple[object, ...]:
        return (fact.kind, fact.payload["revision"]) if fact.kind in _MANY else (fact.seq,)

    runs = (list(same) for _, same in groupby(facts, run))
    return [(same[0], len(same)) for same in runs]


@bp.get("/record")
@public
def record() -> Answer:
    """The public record: what was agreed."""
    return page(
        "understandings/record.html",
        texts=queries.texts(db.session(), states=(*rules.RECORDED, "no_consensus")),
    )


@bp.get("/record/<path:symbol>")
@public
def recorded(symbol: str) -> Answer:
    """A recorded common understanding, with everything that belongs to it."""
    text = queries.text_by_symbol(db.session(), symbol)
    return page("understandings/recorded.html", text=text, names=queries.constituency_names(db.session()))


@bp.get("/record/<path:symbol>.txt")
@public
def exact(symbol: str) -> Answer:
    """The exact words that were frozen, hashed and adopted."""
    text = queries.text_by_symbol(db.session(), symbol)
    name = symbol.replace("/", "-")
    return Response(
        queries.exact_text_of(text),
        mimetype="text/plain",
        headers={"Content-Disposition": f'attachment; filename="{name}.txt"'},
    )


@bp.get("/rules-of-procedure")
@public
def rules_of_procedure() -> Answer:
    """The rules in force, and every version before them."""
    return page(
        "understandings/rules_of_procedure.html",
        versions=queries.procedures(db.session()),
        names=queries.constituency_names(db.session()),
        path=rules.PATH,
        sections=rules.SECTIONS,
    )
