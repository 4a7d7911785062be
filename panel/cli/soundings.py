"""Computing the convergence of soundings anywhere, from published counts, without a database."""

import json
import sys

import click

from panel.soundings.rules import Malformed, answer


@click.command("soundings")
def command() -> None:
    """Measure convergence: JSON lines in, JSON lines out.

    Each line holds the eligible delegations of each constituency with counts, positions, or a board of statements. A
    line that is malformed is answered by one that says why; then the exit status is 2.
    """
    malformed = False
    for line in sys.stdin.buffer:
        if not line.strip():
            continue
        try:
            found = answer(line)
        except Malformed as error:
            malformed, found = True, {"error": str(error)}
        click.echo(json.dumps(found))
    if malformed:
        sys.exit(2)
