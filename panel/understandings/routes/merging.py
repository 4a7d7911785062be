"""The merge page: all open amendments of a text side by side, decided and written into the next revision."""

from flask import request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as Answer

from panel.db.extension import db
from panel.kernel.refusal import Conflict, Refusal
from panel.ui.asking import asks, require
from panel.ui.form import submit
from panel.ui.page import page
from panel.understandings import acts, forms, queries, rules
from panel.understandings.queries import Reading, RevisionView, TextView
from panel.understandings.routes.ground import address_of, bp


@bp.route("/understandings/<int:number>/merge", methods=["GET", "POST"])
@asks("text.edit")
def merge(number: int) -> Answer:
    """Decide amendments, see what that does, keep the work, or issue it."""
    text = queries.text_by_number(db.session(), number)
    require("text.edit", text)
    reading = queries.reading_of(db.session(), text, "margin")
    present = _in_preparation(text)
    saved = queries.merge_draft(db.session(), text.id, text.revision.id)
    form = forms.MergeForm()
    if request.method == "GET":
        work = rules.merge_from(saved.content) if saved else rules.Merge()
        form.note.data = work.note
        form.stand_on(text.revision.number, saved.version if saved else 0)
        return _page(text, reading, present, form, work)
    amendments = [a.as_words for p in reading.paragraphs for a in p.amendments]
    amendments += [a.as_words for a in reading.displaced]
    work = form.work(amendments)
    wanted, _, taken = request.form.get("do", "").partition("-")
    if wanted == "issue":
        gone = submit(
            form,
            lambda: acts.IssueMergedRevision(text.id, form.begun_on, work),
            to=lambda _: address_of(number),
            done=gettext("The revision has been issued. Each sponsor sees what became of its amendment."),
        )
    elif wanted == "save":
        gone = submit(
            form,
            lambda: acts.SaveMerge(text.id, form.begun_on, work, form.goes_on_from),
            to=lambda _: url_for(".merge", number=number),
            done=gettext("Your work has been kept. Only co-facilitators see it."),
        )
    else:
        gone = None
        work = _without_writing(form, work, amendments, present, taken)
    if gone:
        return gone
    if form.status == Conflict.status:
        # What is there now stands on the page: whoever sends the work again has seen it.
        form.stand_on(text.revision.number, saved.version if saved else 0)
    preview = None
    if wanted == "review" and not form.errors:
        preview = _preview(text, reading, work, present)
    return _page(text, reading, present, form, work, preview)


def _without_writing(
    form: forms.MergeForm,
    work: rules.Merge,
    amendments: list[rules.AmendmentWords],
    present: RevisionView,
    taken: str,
) -> rules.Merge:
    """Take one amendment's words into the work, or look whether the work holds; refuse into the form."""
    if not form.validate():
        return work
    try:
        for amendment in amendments:
            if taken == str(amendment.number):
                words = {p.key: p.text for p in present.paragraphs}
                return rules.taken(work, amendment, words.get(amendment.paragraph, ""))
        rules.merged(work, amendments, _as_ruled(present))
    except Refusal as refusal:
        form.refuse(refusal)
    return work


def _preview(
    text: TextView, reading: Reading, work: rules.Merge, present: RevisionView
) -> dict[str, list[int]]:
    """Return which amendments issuing the work decides, leaves in brackets, carries over, and has restated."""
    result: dict[str, list[int]] = {"decided": [], "bracketed": [], "carried": [], "to-be-restated": []}
    done = rules.merged(
        work,
        [a.as_words for p in reading.paragraphs for a in p.amendments]
        + [a.as_words for a in reading.displaced],
        _as_ruled(present),
        text.language,
    )
    words = {p.key: p.text for p in present.paragraphs if p.key not in done.removed} | dict(done.rewritten)
    for entry in reading.paragraphs:
        for amendment in entry.amendments:
            ruling = work.ruling_on(amendment.number)
            if ruling and ruling.outcome != rules.BRACKETED:
                result["decided"].append(amendment.number)
            elif amendment.amendment_state in rules.STANDING:
                new = words.get(amendment.paragraph)
                stands = rules.carried(amendment.as_words, entry.paragraph.text, new) is not None
                kept = "bracketed" if ruling or amendment.amendment_state == "bracketed" else "carried"
                result[kept if stands else "to-be-restated"].append(amendment.number)
    result["decided"] += [a.number for a in reading.displaced if work.ruling_on(a.number)]
    return result


def _page(
    text: TextView,
    reading: Reading,
    present: RevisionView,
    form: forms.MergeForm,
    work: rules.Merge,
    preview: dict[str, list[int]] | None = None,
) -> Answer:
    symbol = rules.draft_symbol(text.begun_at.year, text.number, text.revision.number + 1)
    return page(
        "understandings/merge.html",
        form=form,
        text=text,
        reading=reading,
        present={p.key: p.text for p in present.paragraphs},
        words=dict(work.paragraphs),
        insertions=dict(work.insertions),
        rulings={ruling.number: ruling for ruling in work.rulings},
        preview=preview,
        symbol=symbol,
        refused_at=(form.refusal.field or "") if form.refusal else "",
    )


def _in_preparation(text: TextView) -> RevisionView:
    """Return the revision being prepared, which a merge goes on from, or the latest issued one."""
    if text.in_preparation is None:
        return text.revision
    return queries.revision_of(db.session(), text.id, text.in_preparation)


def _as_ruled(revision: RevisionView) -> list[rules.ParagraphText]:
    return [rules.ParagraphText(p.key, p.kind, p.text) for p in revision.paragraphs]
