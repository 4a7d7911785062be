"""Rules on threads, contributions and syntheses. Pure.

Source: procedure.md, sections 2 and 3. Lengths are ours: a question fits on the screen it heads; a contribution of
8,000 characters is a statement of some ten minutes; one under 20 says nothing that a later reader could rest a text on.
A thread that leads to no text may be closed before any drafting; to be concluded it must have been in drafting.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from panel.kernel.refusal import Conflict, Refusal
from panel.kernel.text import N_, clean, given, one_line, within

TITLE_LENGTH, QUESTION_LENGTH, MISSING_LENGTH, PLACE_LENGTH, REASON_LENGTH = 160, 400, 400, 160, 1000
BODY_AT_LEAST, BODY_LENGTH = 20, 8000
POINT_LENGTH, POINTS, BASES = 600, 40, 60
SPACES = 8
GUIDANCE_LENGTH = 2000
CORRECTION_LASTS = timedelta(minutes=30)
MECHANISMS = "mechanisms"

THREAD_KINDS: Mapping[str, str] = {
    "cuts-across-mandates": N_("Cuts across mandates"),
    "guidance-needed": N_("Guidance needed"),
    "policy-gap": N_("Policy gap"),
    "emerging-issue": N_("Emerging issue"),
}
"""Why the Panel takes a thread up."""

STAGES: Mapping[str, str] = {
    "proposed": N_("Proposed"),
    "returned": N_("Returned"),
    "open": N_("Open"),
    "drafting": N_("In drafting"),
    "concluded": N_("Concluded"),
    "closed": N_("Closed"),
}
OPEN_STAGES = ("open", "drafting")
"""Stages in which a thread takes contributions."""
PUBLIC_STAGES = ("open", "drafting", "concluded", "closed")
"""Stages in which a thread is before everybody. A proposal, and one returned, is seen by those who take part."""
_TRANSITIONS: Mapping[str, tuple[str, ...]] = {
    "proposed": ("open", "returned"),
    "returned": ("proposed",),
    "open": ("drafting", "closed"),
    "drafting": ("concluded", "closed"),
    "concluded": (),
    "closed": (),
}

KINDS: Mapping[str, str] = {
    "position": N_("Position"),
    "question": N_("Question"),
    "information": N_("Information or practice"),
    "proposal": N_("Proposal of wording"),
    "answer": N_("Answer"),
    "mechanism-statement": N_("Statement of a mechanism"),
}
"""Kinds of contribution."""

POINT_KINDS: Mapping[str, str] = {
    "convergence": N_("Points of convergence"),
    "divergence": N_("Points of divergence"),
    "open-question": N_("Open questions"),
}

LANGUAGES: Mapping[str, str] = {
    "en": "English",
    "ar": "العربية",
    "zh": "中文",
    "fr": "Français",
    "ru": "Русский",
    "es": "Español",
    "am": "አማርኛ",
    "bn": "বাংলা",
    "de": "Deutsch",
    "fa": "فارسی",
    "ha": "Hausa",
    "he": "עברית",
    "hi": "हिन्दी",
    "id": "Bahasa Indonesia",
    "it": "Italiano",
    "ja": "日本語",
    "ko": "한국어",
    "my": "မြန်မာဘာသာ",
    "ne": "नेपाली",
    "nl": "Nederlands",
    "pl": "Polski",
    "pt": "Português",
    "ro": "Română",
    "si": "සිංහල",
    "so": "Soomaali",
    "sw": "Kiswahili",
    "ta": "தமிழ்",
    "th": "ไทย",
    "ti": "ትግርኛ",
    "tl": "Tagalog",
    "tr": "Türkçe",
    "uk": "Українська",
    "ur": "اردو",
    "vi": "Tiếng Việt",
}
"""Languages in which one may contribute: BCP 47 code -> its own name. The six of the United Nations stand first."""


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a synthesis and the numbers of the contributions it rests on."""

    kind: str
    text: str
    contributions: tuple[int, ...]


# Threads


def title(text: str) -> str:
    """Return the title of a thread as it is kept."""
    return given(one_line(text), TITLE_LENGTH, "title", N_("Give the thread a title."))


def question(text: str) -> str:
    """Return the guiding question of a thread as it is kept."""
    return given(
        one_line(text), QUESTION_LENGTH, "question", N_("Ask the question that should guide the thread.")
    )


def thread_kind(text: str) -> str:
    """Return a kind of thread."""
    return _one_of(THREAD_KINDS, text, "kind")


def other_issues(main: str, others: Sequence[str], known: Collection[str]) -> tuple[str, ...]:
    """Return the issues that a thread cuts across besides its `main` one, without repetition."""
    if main not in known:
        raise Refusal(N_("Choose one of the eight issues."), field="issue")
    if not set(others) <= set(known):
        raise Refusal(N_("Choose among the eight issues."), field="also")
    return tuple(issue for issue in dict.fromkeys(others) if issue != main)


def discussed_today(spaces: Sequence[tuple[str, str]], known: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Return where a thread is discussed today, each space with what is missing there.

    The Panel adds to existing forums and does not repeat them, so a proposal says why they do not settle the matter.
    """
    if not spaces:
        raise Refusal(
            N_("Say where this is discussed today, and what is missing there."), field="spaces", rule="2"
        )
    if len(spaces) > SPACES:
        raise Refusal(N_("Name at most %(most)s spaces, the nearest ones."), {"most": SPACES}, field="spaces")
    if len({space for space, _ in spaces}) < len(spaces):
        raise Refusal(N_("A space is named twice."), field="spaces")
    if not {space for space, _ in spaces} <= set(known):
        raise Refusal(N_("Choose the spaces from the list."), field="spaces")
    say = N_("Say what is missing there: why does this space not settle the matter?")
    return tuple(
        (space, given(one_line(missing), MISSING_LENGTH, "spaces", say)) for space, missing in spaces
    )


def norm_basis(norms: Sequence[str], no_norm_known: bool) -> None:
    """A proposal rests on at least one norm, or finds that none is known: it is one of the two."""
    if norms and no_norm_known:
        raise Refusal(
            N_("You name a norm and say that none is known. Keep one of the two."), field="no_norm_known"
        )
    if not norms and not no_norm_known:
        raise Refusal(N_("Name at least one norm, or state that none is known."), field="norms", rule="2")


def next_stage(present: str, wanted: str) -> str:
    """Return `wanted` if a thread may go there from `present`, else raise `Conflict`."""
    if wanted not in _TRANSITIONS.get(present, ()):
        raise Conflict(
            N_("This thread has moved on since you opened the page, and cannot take that step any more."),
            rule="2",
        )
    return wanted


def decisions(present: str) -> tuple[str, ...]:
    """Return the stages into which a moderator may take a thread from `present`."""
    # To propose a returned thread again is for its delegation.
    return tuple(stage for stage in _TRANSITIONS.get(present, ()) if stage != "proposed")


def reason(text: str, message: str = N_("Give the reason: it stands in the record.")) -> str:
    """Return the reason for an act, which must be given."""
    return given(clean(text), REASON_LENGTH, "reason", message)


# Contributions


def contribution_kind(text: str, constituency: str) -> str:
    """Return a kind of contribution that a delegation of `constituency` may use."""
    kind = _one_of(KINDS, text, "kind")
    if kind == "mechanism-statement" and constituency != MECHANISMS:
        raise Refusal(
            N_("Only a human rights or ILO supervisory mechanism makes the statement of a mechanism."),
            field="kind",
            rule="2",
        )
    return kind


def place(text: str, kind: str) -> str:
    """Return the place that an information is about, empty if none: no other kind has one."""
    where = one_line(text)
    if where and kind != "information":
        raise Refusal(N_("Only information or practice has a place."), field="place", rule="2")
    return within(where, PLACE_LENGTH, "place")


def language(text: str) -> str:
    """Return the BCP 47 code of a language in which one may contribute."""
    return _one_of(LANGUAGES, text, "language")


def body(text: str) -> str:
    """Return the words of a contribution as they are kept."""
    words = clean(text)
    if len(words) < BODY_AT_LEAST:
        raise Refusal(
            N_("Write at least %(least)s characters, so that others can follow you."),
            {"least": BODY_AT_LEAST},
            field="body",
        )
    return within(words, BODY_LENGTH, "body")


def draft_body(text: str) -> str:
    """Return the words of a draft: something, and no more than a contribution holds."""
    return given(clean(text), BODY_LENGTH, "body", N_("Write something before you save."))


def reply(kind: str, replies_to: int | None, posted: bool) -> None:
    """A reply is to a posted contribution of the same thread, and an answer is always a reply.

    `posted` says whether contribution `replies_to` of this thread stands posted.
    """
    if replies_to is None and kind == "answer":
        raise Refusal(N_("Give the number of the contribution that you answer."), field="reply_to", rule="2")
    if replies_to is not None and not posted:
        raise Refusal(
            N_("Contribution %(number)s of this thread does not exist, or was withdrawn."),
            {"number": replies_to},
            field="reply_to",
        )


def can_correct(posted_at: datetime, now: datetime) -> bool:
    """Whether a contribution posted at `posted_at` can still be corrected: for 30 minutes, the last second included."""
    return now - posted_at <= CORRECTION_LASTS


def correction_in_time(posted_at: datetime, now: datetime) -> None:
    """Raise `Conflict` when the time for corrections is over: others may have answered what stands there."""
    if not can_correct(posted_at, now):
        raise Conflict(
            N_(
                "A contribution can be corrected for 30 minutes. Now you can post a new one, or withdraw this one."
            ),
            rule="2",
        )


def draft_unchanged(saved_at: datetime, read_at: datetime | None) -> None:
    """Raise `Conflict` when a colleague saved the draft after it was read. `read_at` None: it is not asked."""
    if read_at is not None and read_at != saved_at:
        raise Conflict(
            N_(
                "A colleague saved this draft while you were writing. Both texts are below: join them, then save."
            )
        )


def standing(state: str) -> None:
    """Raise `Conflict` unless a contribution stands posted."""
    if state != "posted":
        raise Conflict(N_("This contribution was withdrawn, or is a draft."))


# Guidance


def guidance(question: str, asked: str, mechanisms: Collection[str]) -> str:
    """Return the question put to a mechanism; `mechanisms` are the delegations that speak for one. Raises `Refusal`."""
    if asked not in mechanisms:
        raise Refusal(
            N_("Guidance is asked of a delegation of the mechanisms that takes part."),
            field="delegation",
            rule="2, guidance request",
        )
    return given(clean(question), GUIDANCE_LENGTH, "question", N_("Write the question."))


def without_reply(has_reply: bool) -> None:
    """Raise `Conflict` when a request for guidance has its reply: a further word is a contribution."""
    if has_reply:
        raise Conflict(
            N_("This request has its reply. Anything further can be said as a contribution."),
            rule="2, guidance request",
        )


# Syntheses


def bases(rows: Sequence[Point]) -> set[int]:
    """Return the numbers of all contributions that the points of a synthesis name, as many points as it may have."""
    return {number for row in rows[:POINTS] for number in row.contributions}


def points(rows: Sequence[Point], posted: Collection[int]) -> tuple[Point, ...]:
    """Return the points of a synthesis as they are kept; `posted` are the numbers of contributions that stand.

    Each point rests on at least one contribution, so that nobody is said to have agreed who has not spoken.
    """
    if not rows:
        raise Refusal(N_("A synthesis has at least one point."), field="points", rule="3")
    if len(rows) > POINTS:
        raise Refusal(N_("A synthesis has at most %(most)s points."), {"most": POINTS}, field="points")
    return tuple(_point(place, row, posted) for place, row in enumerate(rows, 1))


def _point(position: int, row: Point, posted: Collection[int]) -> Point:
    text = one_line(row.text)
    named = tuple(sorted(set(row.contributions)))
    if row.kind not in POINT_KINDS:
        raise _of_point(N_("Point %(point)s: choose convergence, divergence or open question."), position)
    if not text or len(text) > POINT_LENGTH:
        raise _of_point(N_("Point %(point)s: write 1 to %(most)s characters."), position, most=POINT_LENGTH)
    if not named or len(named) > BASES:
        raise _of_point(N_("Point %(point)s: name the contributions it rests on, by number."), position)
    if gone := [number for number in named if number not in posted]:
        raise _of_point(
            N_("Point %(point)s: contribution %(number)s does not stand in this thread."),
            position,
            number=gone[0],
        )
    return Point(row.kind, text, named)


def _of_point(message: str, position: int, **params: object) -> Refusal:
    return Refusal(message, {"point": position, **params}, field="points", rule="3")


def _one_of(known: Mapping[str, str], text: str, field: str) -> str:
    if text not in known:
        raise Refusal(N_("Choose one of those offered."), field=field)
    return text
