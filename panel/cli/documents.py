"""Writing documents to files."""

import os
import tempfile
from pathlib import Path

import click

from panel.db.extension import db
from panel.documents.formats import FORMATS
from panel.kernel.refusal import NotFound
from panel.sessions.queries import issued_file, proceedings
from panel.sessions.summary import build


@click.command("summary")
@click.argument("session", type=click.IntRange(min=1))
@click.option("--format", "name", type=click.Choice(list(FORMATS)), default="pdf", show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, writable=True, path_type=Path), required=True)
def command(session: int, name: str, out: Path) -> None:
    """Write the summary of SESSION (its number) to a file: as issued, or as a draft built from the record now."""
    issued = issued_file(db.session(), session, name)
    try:
        content = issued.content if issued else FORMATS[name].write(build(proceedings(db.session(), session)))
    except NotFound as error:
        raise click.BadParameter(str(error), param_hint="SESSION") from error
    try:
        _write(out, content)
    except OSError as error:
        raise click.FileError(str(out), hint=error.strerror or str(error)) from error
    click.echo(f"{out}: {len(content)} bytes.")


def _write(out: Path, content: bytes) -> None:
    """Write all of `content` to `out` or nothing: whoever looks meanwhile sees the old file or the new one."""
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(out)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
