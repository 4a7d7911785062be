"""Pages of texts: drafting, silence, the public record of what was adopted, and the rules of procedure."""

from datetime import datetime

from flask import Flask

from panel.understandings import rules
from panel.understandings.routes import (
    amendments,
    concerns,
    confirmation,
    differences,
    drafting,
    ending,
    follow_up,
    issuing,
    merging,
    reading,
    silence,
    standstill,
)
from panel.understandings.routes.ground import bp

__all__ = [
    "amendments",
    "concerns",
    "confirmation",
    "differences",
    "drafting",
    "ending",
    "follow_up",
    "init_app",
    "issuing",
    "merging",
    "reading",
    "silence",
    "standstill",
]


def init_app(app: Flask) -> None:
    """Serve the pages, and tell templates what states, positions and statements are called."""
    app.register_blueprint(bp)
    app.jinja_env.globals.update(
        state_names=rules.STATE_NAMES,
        position_names=rules.POSITIONS,
        statement_names=rules.STATEMENTS,
        amendment_kind_names=rules.AMENDMENT_KINDS,
        amendment_state_names=rules.AMENDMENT_STATES,
        disposition_names=rules.DISPOSITIONS,
        answer_names=rules.ANSWERS,
        ruling_names=rules.RULINGS,
        outcome_names=rules.CONCERN_OUTCOMES,
        response_names=rules.RESPONSES,
        implementation_names=rules.IMPLEMENTATIONS,
    )
    # Facts hold instants as they stand in the record; a page shows them as it shows every other.
    app.jinja_env.filters["moment"] = datetime.fromisoformat
