"""Pages of texts: drafting, silence, the public record of what was adopted, and the rules of procedure."""

from datetime import datetime

from flask import Flask

from panel.understandings import rules
from panel.understandings.routes import drafting, ending, reading, silence
from panel.understandings.routes.ground import bp

__all__ = ["drafting", "ending", "init_app", "reading", "silence"]


def init_app(app: Flask) -> None:
    """Serve the pages, and tell templates what states, positions and statements are called."""
    app.register_blueprint(bp)
    app.jinja_env.globals.update(
        state_names=rules.STATE_NAMES, position_names=rules.POSITIONS, statement_names=rules.STATEMENTS
    )
    # Facts hold instants as they stand in the record; a page shows them as it shows every other.
    app.jinja_env.filters["moment"] = datetime.fromisoformat
