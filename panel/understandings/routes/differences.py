"""Any two revisions of a text side by side in one: what was taken out and what was put in."""

from flask import request
from werkzeug.wrappers import Response as Answer

from panel.db.extension import db
from panel.ui.asking import public
from panel.ui.page import page
from panel.understandings import queries, rules
from panel.understandings.queries import RevisionView, TextView
from panel.understandings.routes.ground import bp


@bp.get("/understandings/<int:number>/compare")
@public
def compare(number: int) -> Answer:
    """The difference from one issued revision to another."""
    text = queries.text_by_number(db.session(), number)
    issued = [revision for revision, _, issued_at, _ in text.history if issued_at is not None]
    latest = issued[-1] if issued else 0
    base = _chosen(text, request.args.get("from", max(latest - 1, 0), type=int), issued)
    target = _chosen(text, request.args.get("to", latest, type=int), issued)
    difference = None
    if base and target:
        difference = rules.compare(_as_ruled(base), _as_ruled(target), names=(base.symbol, target.symbol))
    return page(
        "understandings/compare.html",
        text=text,
        base=base,
        target=target,
        difference=difference,
        issued=[entry for entry in text.history if entry[2] is not None],
        is_whole=request.args.get("whole") == "1",
    )


def _chosen(text: TextView, number: int, issued: list[int]) -> RevisionView | None:
    """Return an issued revision: what is being prepared is compared with nothing. None before the first."""
    if not issued:
        return None
    number = number if number in issued else issued[-1]
    return (
        text.revision
        if number == text.revision.number
        else queries.revision_of(db.session(), text.id, number)
    )


def _as_ruled(revision: RevisionView) -> list[tuple[int | None, rules.ParagraphText]]:
    return rules.in_order(rules.ParagraphText(p.key, p.kind, p.text) for p in revision.paragraphs)
