"""Bringing in threads from a file: docs/importing.md describes the format."""

from pathlib import Path
from time import monotonic

import click
from flask import current_app

from panel.db.extension import db
from panel.kernel.refusal import Refusal
from panel.policy.actor import SYSTEM
from panel.record.perform import perform
from panel.threads.acts import ImportThreads
from panel.threads.importing import FILE_BYTES, parse


@click.command("import-threads")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--issue", default="interface", help="The issue of threads that name none.")
def command(file: Path, issue: str) -> None:
    """Bring in the threads of FILE (JSON) that are not here yet: all of them, or none when anything is wrong."""
    began = monotonic()
    try:
        with file.open("rb") as source:
            threads = parse(source.read(FILE_BYTES + 1))
        clock = current_app.extensions["panel.clock"]
        imported = perform(db.session(), clock, SYSTEM, ImportThreads(threads, issue)).result
    except Refusal as refusal:
        if refusal.status == 409:
            click.echo(str(refusal))
            return
        raise click.ClickException(str(refusal)) from refusal
    click.echo(
        f"{imported.threads} threads, {imported.contributions} contributions, {imported.delegations} delegations and "
        f"{imported.norms} norm references written in {monotonic() - began:.1f} s."
    )
    for code, count in imported.unresolved.items():
        click.echo(f"Not in the catalogue, so not attached: {code} ({count} times).")
