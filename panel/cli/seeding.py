"""Bringing a database up: the schema, then the catalogue, through acts. Can be run again at any time."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask import current_app

from panel.db.extension import db
from panel.db.schema import upgrade
from panel.delegations.acts import ListConstituencies
from panel.kernel.refusal import Refusal
from panel.norms.acts import LoadCatalogue
from panel.norms.catalogue import load_catalogue
from panel.policy.actor import SYSTEM
from panel.record.perform import perform
from panel.understandings.acts import AdoptRules

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
CATALOGUE = SEEDS / "catalogue"


def prepare_database() -> Iterator[str]:
    """Upgrade the schema, load what is new in the catalogue, and yield a line for each step."""
    with db.engine.connect().execution_options(panel_writes=True) as connection:
        upgrade(connection)
        connection.commit()
    yield "The schema is up to date."
    for name, order in _catalogue_orders():
        try:
            count = perform(db.session(), current_app.extensions["panel.clock"], SYSTEM, order).result
        except Refusal:
            yield f"{name}: as it was."
        else:
            yield f"{name}: {count} written."


def _catalogue_orders() -> Iterator[tuple[str, Any]]:
    with (CATALOGUE / "constituencies.csv").open(encoding="utf-8", newline="") as file:
        rows = tuple((row["id"], int(row["position"]), row["name"]) for row in csv.DictReader(file))
    yield "Constituencies", ListConstituencies(rows)
    yield "Norms", LoadCatalogue(load_catalogue(CATALOGUE))
    yield "Rules of procedure", AdoptRules(json.loads((SEEDS / "rules_of_procedure.json").read_text("utf-8")))
