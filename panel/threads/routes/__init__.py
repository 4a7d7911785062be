"""The pages of issues, threads, contributions and syntheses."""

from flask import Flask

from panel.threads.display import article
from panel.threads.routes import contributions, guidance, issues, moderation, threads
from panel.threads.routes.ground import bp

__all__ = ["contributions", "guidance", "init_app", "issues", "moderation", "threads"]


def init_app(app: Flask) -> None:
    """Serve the pages."""
    app.register_blueprint(bp)
    app.jinja_env.globals["article"] = article
