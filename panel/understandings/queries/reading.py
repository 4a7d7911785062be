"""A text as it is read while it is negotiated: clean, with brackets, or with its amendments in the margin."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from panel.understandings import rules
from panel.understandings.queries.amendments import (
    AmendmentView,
    lives_of_amendments,
    open_amendment_views,
)
from panel.understandings.queries.views import ParagraphView, TextView

VIEWS = ("clean", "brackets", "margin")


@dataclass(frozen=True, slots=True)
class ParagraphReading:
    """A paragraph with the open amendments to it.

    `place` counts among the paragraphs of its kind. `standing` are the amendments whose words stand beside its own;
    each of its `alternatives` comes with its amendment (None: the words as drafted).
    """

    paragraph: ParagraphView
    place: int
    amendments: tuple[AmendmentView, ...] = ()

    @property
    def standing(self) -> tuple[AmendmentView, ...]:
        return tuple(a for a in self.amendments if a.amendment_state in rules.STANDING)

    @property
    def deletions(self) -> tuple[AmendmentView, ...]:
        return tuple(a for a in self.standing if a.kind == "delete")

    @property
    def is_bracketed(self) -> bool:
        return any(a.amendment_state == "bracketed" for a in self.amendments)

    @property
    def alternatives(self) -> tuple[tuple[rules.Alternative, AmendmentView], ...]:
        """The further wordings, bis, ter…, each with its amendment; deletions are not among them."""
        by_number = {a.number: a for a in self.standing}
        found = rules.alternatives(self.paragraph.text, [a.as_words for a in self.standing])
        return tuple(
            (alternative, by_number[alternative.amendment])
            for alternative in found
            if alternative.amendment is not None and alternative.ordinal
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """The latest issued revision in one of the `VIEWS`.

    `displaced` are open amendments whose paragraph is not in it any more; `collisions` has, by number, the numbers of
    the amendments that touch the same words.
    """

    view: str
    paragraphs: tuple[ParagraphReading, ...]
    displaced: tuple[AmendmentView, ...] = ()
    collisions: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    @property
    def open(self) -> int:
        return sum(len(p.amendments) for p in self.paragraphs) + len(self.displaced)

    @property
    def brackets(self) -> int:
        """In how many paragraphs wordings were left in brackets."""
        return sum(p.is_bracketed for p in self.paragraphs)

    @property
    def next_open(self) -> ParagraphReading | None:
        """The first paragraph on which something is open."""
        return next((p for p in self.paragraphs if p.amendments), None)


@dataclass(frozen=True, slots=True)
class OpennessView:
    """How much of a text was open: through time, and when each revision was issued (symbol with it)."""

    points: tuple[rules.Openness, ...]
    revisions: tuple[tuple[str, rules.Openness], ...]
    now: rules.Openness

    @property
    def most(self) -> int:
        return max((point.open for point in self.points), default=0)

    def line(self, what: str, width: int, height: int) -> str:
        """Return the points of the line of `open` or `brackets` for a picture of this size."""
        heights = [(point.at, getattr(point, what)) for point in self.points]
        return rules.staircase(heights, self.now.at, self.most, (width, height))


def reading_of(session: Session, text: TextView, wanted: str = "") -> Reading:
    """Return a text in the view `wanted`; by itself, with brackets as long as there is something open."""
    amendments = open_amendment_views(session, text.id)
    view = wanted if wanted in VIEWS else "brackets" if amendments else "clean"
    by_key: dict[str, list[AmendmentView]] = {}
    for amendment in amendments:
        by_key.setdefault(amendment.paragraph, []).append(amendment)
    places = {"preambular": 0, "operative": 0}
    paragraphs = []
    for paragraph in text.revision.paragraphs:
        places[paragraph.kind] += 1
        paragraphs.append(
            ParagraphReading(paragraph, places[paragraph.kind], tuple(by_key.pop(paragraph.key, ())))
        )
    standing = [a.as_words for a in amendments if a.amendment_state in rules.STANDING]
    words = {paragraph.key: paragraph.text for paragraph in text.revision.paragraphs}
    return Reading(
        view,
        tuple(paragraphs),
        tuple(amendment for rest in by_key.values() for amendment in rest),
        rules.collisions(standing, words),
    )


def openness_of(session: Session, text: TextView, now: datetime) -> OpennessView | None:
    """Return how much of a text was open as time went on, or None when nothing was ever proposed."""
    lives = lives_of_amendments(session, text.id)
    if not lives:
        return None
    revisions = tuple(
        (symbol, rules.openness_at(lives, issued_at))
        for _, symbol, issued_at, _ in text.history
        if issued_at is not None
    )
    return OpennessView(rules.openness_over_time(lives), revisions, rules.openness_at(lives, now))
