"""Proceedings for tests of the summary: frozen views, without a database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from panel.sessions.summary.views import (
    ChairsSummary,
    Constituency,
    Contribution,
    Item,
    Meeting,
    Norm,
    Paragraph,
    Point,
    Proceedings,
    Round,
    Statement,
    Synthesis,
    Thread,
    Understanding,
)

OPENS = datetime(2026, 3, 23, 9, 0, tzinfo=UTC)
COVENANT = "International Covenant on Civil and Political Rights"
ARTICLE_13 = Norm("iccpr:art/13", "ICCPR, art. 13", f"{COVENANT}, article 13", "binding", COVENANT)
ARTICLE_7 = Norm("iccpr:art/7", "ICCPR, art. 7", f"{COVENANT}, article 7", "binding", COVENANT)


def contribution(number: int, **changes: Any) -> Contribution:
    """Return a position of Aldoria, with `changes`."""
    made = Contribution(
        number=number,
        kind="position",
        delegation="Aldoria",
        constituency="states",
        body="Everyone is to be heard before a return. The rest follows from that.",
        language="en",
        reply_to=None,
        posted_at=OPENS - timedelta(days=20),
        norms=(ARTICLE_13,),
    )
    return replace(made, **changes)


def thread(**changes: Any) -> Thread:
    """Return a thread with two contributions, one withdrawn one and a synthesis, with `changes`."""
    made = Thread(
        number=3,
        title="Who is heard at the border",
        question="What must happen before a person is turned back?",
        language="en",
        kind="cuts-across-mandates",
        stage="drafting",
        proposer="Aldoria",
        opened_at=OPENS - timedelta(days=30),
        norms=(ARTICLE_13,),
        no_norm_known=False,
        contributions=(
            contribution(1),
            contribution(
                3,
                kind="answer",
                delegation="Paths Association",
                constituency="migrants-associations",
                body="We were counted before we were heard.",
                reply_to=1,
            ),
        ),
        withdrawn=1,
        synthesis=Synthesis(
            2,
            OPENS - timedelta(days=10),
            (
                Point("convergence", "Everyone is heard.", (1, 3)),
                Point("divergence", "How long a hearing takes.", (3,)),
            ),
        ),
    )
    return replace(made, **changes)


def understanding(**changes: Any) -> Understanding:
    """Return a text adopted at the second meeting, with a reservation, with `changes`."""
    made = Understanding(
        number=1,
        title="Being heard at the border",
        language="en",
        thread=3,
        state="adopted",
        version="SPMHR/2026/L.1/Rev.1",
        symbol="SPMHR/2026/CU/1",
        mode="by silence procedure",
        adopted_at=OPENS + timedelta(days=1, hours=1),
        paragraphs=(
            Paragraph("a", "preambular", None, "Recalling what States owe to everyone,", (ARTICLE_7,), False),
            Paragraph("b", "operative", 1, "Affirms that everyone is heard;", (ARTICLE_13,), False),
            Paragraph("c", "operative", 2, "Encourages States to give the time that it takes.", (), True),
        ),
        rounds=(
            Round(
                number=1,
                revision="SPMHR/2026/L.1/Rev.1",
                opened_at=OPENS - timedelta(days=5),
                expires_at=OPENS - timedelta(days=2),
                outcome="kept",
                entitled=(("states", "Aldoria"), ("migrants-associations", "Paths Association")),
                contested=(),
                late=False,
                unheard=(),
                balance_reason="",
            ),
        ),
        statements=(
            Statement("Aldoria", "states", "reservation", ("c",), "Aldoria keeps its own time.", OPENS),
        ),
        chairs_summary=None,
    )
    return replace(made, **changes)


def without_consensus() -> Understanding:
    """Return a text on which silence was broken and the Chair gave a summary."""
    made = understanding(
        number=2,
        title="Work and remedy",
        state="no_consensus",
        version="SPMHR/2026/L.2",
        symbol=None,
        mode=None,
        adopted_at=None,
        statements=(),
        chairs_summary=ChairsSummary("Wages are owed.", "Who inspects.", "How to ask.", OPENS),
    )
    broken = replace(made.rounds[0], revision="SPMHR/2026/L.2", outcome="broken", contested=("1", "PP1"))
    return replace(made, rounds=(broken,))


def proceedings(**changes: Any) -> Proceedings:
    """Return a closed session of two items and two meetings on that thread and that text, with `changes`."""
    made = Proceedings(
        number=1,
        title="First session",
        place="Geneva",
        opens_at=OPENS,
        closes_at=OPENS + timedelta(days=4),
        opened_at=OPENS,
        closed_at=OPENS + timedelta(days=4),
        agenda_adopted_in=1,
        agenda_adopted_at=OPENS + timedelta(minutes=20),
        is_issued=False,
        as_of=OPENS + timedelta(days=4, hours=1),
        constituencies=(
            Constituency("states", "States", ("Aldoria", "Meresia"), 0, 3),
            Constituency("migrants-associations", "Migrants' associations", ("Paths Association",), 0, 1),
            Constituency("trade-unions", "Trade unions", (), 0, 0),
        ),
        offices=("chair", "rapporteur"),
        items=(
            Item("1", "Opening and agenda", (), ()),
            Item("2", "Who is heard", (thread(),), (understanding(),)),
        ),
        meetings=(
            Meeting(1, OPENS, OPENS + timedelta(hours=3), ("1",), ""),
            Meeting(
                2,
                OPENS + timedelta(days=1),
                OPENS + timedelta(days=1, hours=3),
                ("2",),
                "The text was introduced.",
            ),
        ),
    )
    return replace(made, **changes)
