"""The pages of the catalogue of norms. All are public."""

from flask import Flask

from panel.norms.chips import chip, chips, nature_word


def init_app(app: Flask) -> None:
    """Let every template show norms."""
    app.jinja_env.globals.update(norm_chip=chip, norm_chips=chips, nature_word=nature_word)
