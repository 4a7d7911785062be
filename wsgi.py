"""The application as a server finds it, and as `flask --app wsgi panel …` administers it."""

from panel.cli import panel
from panel.factory import create_app

app = create_app()
app.cli.add_command(panel)
