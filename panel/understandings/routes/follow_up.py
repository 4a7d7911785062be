"""The follow-up of recorded texts: what was recommended, to whom, and what became of it."""

from datetime import date

from flask import Response, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as Answer

from panel.db.extension import db
from panel.documents.spreadsheet import to_csv
from panel.kernel.refusal import NotFound
from panel.kernel.text import N_, clean
from panel.ui.asking import actor, asks, now, public, require
from panel.ui.form import submit
from panel.ui.language import say
from panel.ui.page import page
from panel.understandings import acts, forms, queries, rules
from panel.understandings.queries import FollowUpFilter, FollowUpLine
from panel.understandings.routes.ground import bp, paragraph_choices

_OF_TEXT = "/understandings/<int:number>/follow-up"
_DUE = {
    "overdue": N_("Overdue"),
    "soon": N_("Within 90 days"),
    "later": N_("Later"),
    "unset": N_("No review set"),
}


@bp.get("/follow-up")
@public
def follow_up() -> Answer:
    """Everything that recorded texts recommend, by addressee, response and review."""
    shown = _chosen()
    return page(
        "understandings/follow_up.html",
        lines=queries.follow_up_lines(db.session(), now(), shown),
        shown=shown,
        addressees=queries.addressees_named(db.session()),
        due_names=_DUE,
        most=queries.MOST_LINES,
    )


@bp.get("/follow-up.csv")
@public
def follow_up_csv() -> Answer:
    """The same table, for a spreadsheet."""
    return _table(queries.follow_up_lines(db.session(), now(), _chosen()), "follow-up")


@bp.get(_OF_TEXT)
@public
def follow_up_of(number: int) -> Answer:
    """What one text recommends, and what became of it."""
    text = queries.text_by_number(db.session(), number)
    if not text.is_recorded:
        raise NotFound(N_("This text has not been recorded, so there is nothing to follow up."))
    return page(
        "understandings/follow_up_of.html",
        text=text,
        lines=queries.follow_up_lines(db.session(), now(), text=number),
    )


@bp.get(f"{_OF_TEXT}.csv")
@public
def follow_up_of_csv(number: int) -> Answer:
    """The same table of one text, for a spreadsheet."""
    return _table(queries.follow_up_lines(db.session(), now(), text=number), f"follow-up-{number}")


@bp.route(f"{_OF_TEXT}/new", methods=["GET", "POST"])
@asks("follow-up.enter")
def follow_up_new(number: int) -> Answer:
    """Draw a recommendation from a paragraph."""
    text = queries.text_by_number(db.session(), number)
    require("follow-up.enter", text)
    offered = queries.addressable(db.session())
    form = forms.RecommendationForm()
    operative = {p.key: p for p in text.revision.paragraphs if p.number is not None}
    names = paragraph_choices(text)
    form.paragraph.choices = [("", gettext("Choose")), *((key, names[key]) for key in operative)]
    form.constituencies.choices = offered["constituency"]
    form.delegations.choices = offered["delegation"]
    form.mechanisms.choices = offered["mechanism"]
    asked = request.args.get("paragraph", "")
    if not form.is_submitted() and asked in operative:
        form.paragraph.data = asked
        form.words.data = operative[asked].text.rstrip(" .;")
    gone = submit(
        form,
        lambda: acts.ExtractRecommendation(
            text.id,
            form.paragraph.data or "",
            form.words.data or "",
            form.addressees,
            form.review_on.data,
        ),
        to=lambda drawn: _at(number, drawn),
        done=gettext("The recommendation is in follow-up."),
    )
    return gone or page("understandings/follow_up_new.html", form=form, text=text)


@bp.route(f"{_OF_TEXT}/<int:recommendation>/review", methods=["GET", "POST"])
@asks("follow-up.enter")
def follow_up_review(number: int, recommendation: int) -> Answer:
    """Set the day by which a recommendation is reviewed."""
    text = queries.text_by_number(db.session(), number)
    require("follow-up.enter", text)
    row = queries.recommendation_of(db.session(), text.id, recommendation)
    day = rules.day_in_geneva(row.review_at) if row.review_at else None
    form = forms.ReviewForm(data={"review_on": day})
    gone = submit(
        form,
        lambda: acts.SetReview(text.id, recommendation, form.review_on.data),
        to=lambda drawn: _at(number, drawn),
        done=gettext("The day of the review has been set."),
    )
    return gone or page("understandings/follow_up_review.html", form=form, text=text, recommendation=row)


@bp.route(
    f"{_OF_TEXT}/<int:recommendation>/<int:addressee>/<any(response, implementation):aspect>",
    methods=["GET", "POST"],
)
@asks("follow-up.record")
def follow_up_entry(number: int, recommendation: int, addressee: int, aspect: str) -> Answer:
    """Record an addressee's response, or what is known of its implementation."""
    line = queries.follow_up_line(db.session(), number, recommendation, addressee)
    require("follow-up.record", line)
    text = queries.text_by_number(db.session(), number)
    form = forms.FollowUpForm(data={"value": getattr(line, aspect), "on": rules.day_in_geneva(now())})
    form.about(aspect)
    gone = submit(
        form,
        lambda: acts.RecordFollowUp(
            text.id,
            recommendation,
            addressee,
            aspect,
            form.value.data or "",
            form.source.data or "",
            form.on.data or date.max,
        ),
        to=lambda drawn: _at(number, drawn),
        done=gettext("Recorded. What stood there before stays in the history."),
    )
    return gone or page(
        "understandings/follow_up_entry.html",
        form=form,
        text=text,
        line=line,
        aspect=aspect,
        speaks=line.delegation_id is not None and line.delegation_id == actor().delegation,
    )


def _at(number: int, recommendation: int) -> str:
    return url_for("understandings.follow_up_of", number=number, _anchor=f"recommendation-{recommendation}")


def _chosen() -> FollowUpFilter:
    return FollowUpFilter(
        *(clean(request.args.get(name, ""))[:80] for name in ("addressee", "response", "due"))
    )


def _table(lines: tuple[FollowUpLine, ...], name: str) -> Answer:
    """Return lines as a file, in the language of the page."""
    header = (
        gettext("Common understanding"),
        gettext("Recommendation"),
        gettext("Paragraph"),
        gettext("Words"),
        gettext("Addressee"),
        gettext("Response"),
        gettext("Source of the response"),
        gettext("Response as of"),
        gettext("Implementation"),
        gettext("Source on implementation"),
        gettext("Implementation as of"),
        gettext("Review due on"),
    )
    return Response(
        to_csv(header, map(_row, lines)),
        mimetype="text/csv",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def _row(line: FollowUpLine) -> tuple[object, ...]:
    response, implementation = line.latest("response"), line.latest("implementation")
    return (
        line.symbol,
        line.recommendation,
        line.paragraph_number,
        line.words,
        line.name,
        say(rules.RESPONSES[line.response]),
        response and (response.source or gettext("the addressee, on this platform")),
        response and response.on,
        say(rules.IMPLEMENTATIONS[line.implementation]),
        implementation and (implementation.source or gettext("the addressee, on this platform")),
        implementation and implementation.on,
        line.review_at and rules.day_in_geneva(line.review_at),
    )
