"""Pages of sessions: the agenda with its documents, meetings and notes, and the summary in every format."""

from datetime import UTC, datetime
from hashlib import sha256

from flask import Blueprint, Flask, flash, make_response, redirect, url_for
from flask_babel import gettext
from markupsafe import Markup
from werkzeug.wrappers import Response

from panel.db.extension import db
from panel.documents.formats import FORMATS
from panel.documents.html import to_fragment
from panel.kernel.refusal import NotFound
from panel.kernel.text import N_
from panel.sessions import acts, forms, queries, rules
from panel.sessions.queries.sittings import MeetingView, SessionView
from panel.sessions.summary import build, length
from panel.threads.rules import STAGES
from panel.ui.asking import asks, now, perform, public, require
from panel.ui.form import submit
from panel.ui.page import GENEVA, geneva_text, page, zone_text
from panel.understandings.rules import STATE_NAMES

bp = Blueprint("sessions", __name__)


def init_app(app: Flask) -> None:
    """Register the pages of this room."""
    app.register_blueprint(bp)


def _address(number: int) -> str:
    return url_for("sessions.session", number=number)


def _view(number: int) -> SessionView:
    return queries.session_page(db.session(), number, now())


def _items(view: SessionView) -> list[tuple[str, str]]:
    return [(item.number, item.title) for item in view.agenda]


def _meeting(view: SessionView, number: int) -> MeetingView:
    found = next((meeting for meeting in view.meetings if meeting.number == number), None)
    if found is None:
        raise NotFound(N_("The session has no meeting %(number)s."), {"number": number})
    return found


def hours_text(starts_at: datetime, ends_at: datetime) -> tuple[str, str]:
    """Return from when to when: `09:00–12:00 Geneva time (UTC+1)` and `08:00–11:00 UTC`."""
    local, end = starts_at.astimezone(GENEVA), ends_at.astimezone(GENEVA)
    return (
        f"{local:%H:%M}–{end:%H:%M} {zone_text(local)}",
        f"{starts_at.astimezone(UTC):%H:%M}–{ends_at.astimezone(UTC):%H:%M} UTC",
    )


@bp.get("/sessions")
@public
def sessions() -> Response:
    """All sessions, the next one first."""
    listed = queries.sessions_listed(db.session(), now())
    return page("sessions/sessions.html", listed=listed, states=rules.STATES)


@bp.route("/sessions/announce", methods=["GET", "POST"])
@asks("session.announce")
def announce() -> Response:
    """Announce a session."""
    require("session.announce")
    form = forms.AnnounceForm()
    gone = submit(
        form,
        lambda: acts.AnnounceSession(
            form.title.data or "",
            form.place.data or "",
            form.opens_at.instant,
            form.closes_at.instant,
            form.announcement.data or "",
        ),
        to=_address,
        done=gettext("The session has been announced. Now prepare its agenda."),
    )
    return gone or page("sessions/announce.html", form=form)


@bp.get("/sessions/<int:number>")
@public
def session(number: int) -> Response:
    """One session: what is on now, what is next, and where the papers are."""
    return page(
        "sessions/session.html",
        view=_view(number),
        stages=STAGES,
        text_states=STATE_NAMES,
        hours=hours_text,
    )


@bp.route("/sessions/<int:number>/agenda", methods=["GET", "POST"])
@asks("session.add-agenda-item")
def agenda(number: int) -> Response:
    """Put an item on the provisional agenda."""
    view = _view(number)
    require("session.add-agenda-item", view.session)
    form = forms.ItemForm()
    gone = submit(
        form,
        lambda: acts.AddAgendaItem(number, form.number.data or "", form.title.data or ""),
        to=lambda _: url_for("sessions.agenda", number=number),
        done=gettext("The item is on the provisional agenda."),
    )
    return gone or page("sessions/agenda.html", form=form, view=view)


@bp.route("/sessions/<int:number>/agenda/documents", methods=["GET", "POST"])
@asks("session.schedule")
def documents(number: int) -> Response:
    """Place a thread or text before the Panel under an item."""
    view = _view(number)
    require("session.schedule", view.session)
    form = forms.DocumentForm()
    form.offer(_items(view))
    gone = submit(
        form,
        lambda: acts.TieToAgenda(number, form.item.data, form.kind.data, form.number.data or 0),
        to=lambda _: url_for("sessions.documents", number=number),
        done=gettext("It is before the Panel."),
    )
    return gone or page("sessions/documents.html", form=form, view=view)


@bp.route("/sessions/<int:number>/agenda/adoption", methods=["GET", "POST"])
@asks("session.adopt-agenda")
def adopt_agenda(number: int) -> Response:
    """Record that the Panel adopted its agenda."""
    view = _view(number)
    require("session.adopt-agenda", view.session)
    form = forms.AdoptAgendaForm()
    form.offer(
        [
            (
                one.number,
                gettext("Meeting %(number)s, %(time)s", number=one.number, time=geneva_text(one.starts_at)),
            )
            for one in view.meetings
            if one.has_begun
        ]
    )
    gone = submit(
        form,
        lambda: acts.AdoptAgenda(number, form.meeting.data),
        to=_address,
        done=gettext("The adoption of the agenda is on record."),
    )
    return gone or page("sessions/adopt_agenda.html", form=form, view=view)


@bp.post("/sessions/<int:number>/opening")
@asks("session.open")
def open_session(number: int) -> Response:
    """Open the session."""
    perform(acts.OpenSession(number))
    flash(gettext("The session is open."))
    return redirect(_address(number), 303)


@bp.post("/sessions/<int:number>/closing")
@asks("session.close")
def close_session(number: int) -> Response:
    """Close the session."""
    perform(acts.CloseSession(number))
    flash(gettext("The session is closed."))
    return redirect(_address(number), 303)


@bp.route("/sessions/<int:number>/meetings/new", methods=["GET", "POST"])
@asks("session.schedule")
def schedule(number: int) -> Response:
    """Schedule the next meeting."""
    view = _view(number)
    require("session.schedule", view.session)
    form = forms.ScheduleForm()
    form.offer(_items(view))
    gone = submit(
        form,
        lambda: acts.ScheduleMeeting(
            number, form.starts_at.instant, form.ends_at.instant, tuple(form.items.data or ())
        ),
        to=lambda meeting: url_for("sessions.meeting", number=number, meeting=meeting),
        done=gettext("The meeting has been scheduled."),
    )
    return gone or page("sessions/schedule.html", form=form, view=view)


@bp.get("/sessions/<int:number>/meetings/<int:meeting>")
@public
def meeting(number: int, meeting: int) -> Response:
    """One meeting: when it is, what is taken up, and what the Rapporteur wrote."""
    view = _view(number)
    return page("sessions/meeting.html", view=view, meeting=_meeting(view, meeting))


@bp.route("/sessions/<int:number>/meetings/<int:meeting>/note", methods=["GET", "POST"])
@asks("session.note-meeting")
def note(number: int, meeting: int) -> Response:
    """Write the note on a meeting."""
    view = _view(number)
    require("session.note-meeting", view.session)
    shown = _meeting(view, meeting)
    form = forms.NoteForm(note=shown.note, version=str(shown.note_version))
    gone = submit(
        form,
        lambda: acts.NoteMeeting(number, meeting, form.note.data or "", form.written_on),
        to=lambda _: url_for("sessions.meeting", number=number, meeting=meeting),
        done=gettext("The note is on record."),
    )
    if gone:
        return gone
    if form.status == 409:  # show what stands there now, and let the next attempt be written over that
        shown = _meeting(_view(number), meeting)
        form.version.data = str(shown.note_version)
    return page("sessions/note.html", form=form, view=view, meeting=shown)


@bp.get("/sessions/<int:number>/summary")
@asks("session.read-summary")
def summary(number: int) -> Response:
    """The summary as it can be built from the record now, or as it was issued."""
    row = queries.session_by_number(db.session(), number)
    require("session.read-summary", row)
    issued = queries.issued_file(db.session(), number, "html")
    if issued:
        article, words = _article_within(issued.content), None
    else:
        document = build(queries.proceedings(db.session(), number))
        article, words = to_fragment(document), length(document)
    return page(
        "sessions/summary.html",
        session=row,
        article=Markup(article),
        words=words,
        most=rules.SUMMARY_WORDS,
    )


def _article_within(content: bytes) -> str:
    """Return the document in an issued page: what was issued is shown, not what the record would make of it today."""
    _, _, rest = content.decode().partition("<main>\n")
    return rest.rpartition("</main>")[0]


@bp.get("/sessions/<int:number>/summary.<any(pdf, docx, html):name>")
@asks("session.read-summary")
def summary_file(number: int, name: str) -> Response:
    """The summary as a file: the issued bytes, or a draft built from the record now."""
    row = queries.session_by_number(db.session(), number)
    require("session.read-summary", row)
    issued = queries.issued_file(db.session(), number, name)
    content = (
        issued.content if issued else FORMATS[name].write(build(queries.proceedings(db.session(), number)))
    )
    response = make_response(content)
    response.content_type = FORMATS[name].media_type
    response.headers["Content-Disposition"] = (
        f'attachment; filename="{rules.file_name(number, FORMATS[name].extension)}"'
    )
    response.headers["ETag"] = f'"{sha256(content).hexdigest()}"'
    return response


@bp.post("/sessions/<int:number>/summary/issue")
@asks("session.issue-summary")
def issue_summary(number: int) -> Response:
    """Issue the summary."""
    symbol = perform(acts.IssueSummary(number)).result
    flash(gettext("The summary has been issued as %(symbol)s.", symbol=symbol))
    return redirect(url_for("sessions.summary", number=number), 303)
