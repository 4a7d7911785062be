"""The command group, with the administration of an installation."""

import json

import click
from flask import current_app
from flask.cli import AppGroup

from panel.accounts.acts import InviteToOffice
from panel.accounts.rules import OFFICES
from panel.cli import bench, demonstration, documents, importing, soundings
from panel.cli.seeding import prepare_database
from panel.db.extension import db
from panel.delegations.queries import people
from panel.kernel.refusal import Refusal
from panel.policy.actor import SYSTEM
from panel.record.perform import perform
from panel.record.queries import verify

panel = AppGroup("panel", help="Administer the Standing Panel.")


@panel.command("init")
def init() -> None:
    """Make the database, or bring it up to date, and load the catalogue."""
    for line in prepare_database():
        click.echo(line)


panel.add_command(init, "seed")  # whoever has a new edition of the catalogue looks for this word


@panel.command("people")
def list_people() -> None:
    """Print people, roles and delegations as JSON lines."""
    for person in people(db.session()):
        click.echo(json.dumps(person, ensure_ascii=False))


@panel.command("invite")
@click.option("--office", type=click.Choice(OFFICES), required=True)
@click.option("--name", required=True)
@click.option("--email", required=True)
def invite(office: str, name: str, email: str) -> None:
    """Invite a person to an office and print the link: the way in for the first officer of the secretariat."""
    try:
        token = perform(
            db.session(), current_app.extensions["panel.clock"], SYSTEM, InviteToOffice(office, name, email)
        ).result
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"{current_app.config['PANEL_PUBLIC_URL'] or 'http://127.0.0.1:8000'}/invitations/{token}")


@panel.group("record")
def record() -> None:
    """The record: the append-only log of facts."""


@record.command("verify")
def record_verify() -> None:
    """Recompute the record from all its data; exit status 1 names the first place that is not sound."""
    found = verify(db.session())
    if not found:
        where = "" if found.first_bad is None else f" at position {found.first_bad}"
        raise click.ClickException(f"The record is not sound{where}: {found.reason}.")
    click.echo(f"The record is sound: {found.size} facts, root {found.root}.")


for module in (bench, demonstration, documents, importing, soundings):
    panel.add_command(module.command)
