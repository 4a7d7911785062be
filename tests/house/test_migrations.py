"""The migrations lead from nothing to exactly the tables of the code, and back, on both databases."""

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from panel.cli.seeding import prepare_database
from panel.db.base import Base
from panel.db.extension import db
from panel.db.schema import downgrade, upgrade
from panel.record.queries import verify
from tests.house.rooms import PROJECT


def history():
    config = Config()
    config.set_main_option("script_location", str(PROJECT / "migrations"))
    return ScriptDirectory.from_config(config)


def move(change, revision):
    with db.engine.connect().execution_options(panel_writes=True) as connection:
        change(connection, revision)
        connection.commit()


def differences():
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return compare_metadata(context, Base.metadata)


def test_there_is_one_head():
    assert len(history().get_heads()) == 1


def test_every_migration_says_what_it_is_for():
    assert [script.revision for script in history().walk_revisions() if not script.doc] == []


def test_from_empty_the_migrations_lead_to_the_tables_of_the_code(empty_app):
    move(upgrade, "head")
    assert differences() == []


def test_the_migrations_lead_down_and_up_again_with_data_in_the_tables(empty_app):
    list(prepare_database())
    move(downgrade, "base")
    with db.engine.connect() as connection:
        assert set(inspect(connection).get_table_names()) & set(Base.metadata.tables) == set()
    list(prepare_database())
    assert differences() == []
    assert verify(db.session())


def test_the_last_migration_can_be_taken_back_and_keeps_the_record(empty_app):
    list(prepare_database())
    before = verify(db.session())
    db.session.remove()
    head = history().get_revision("head")
    if head.down_revision is None:
        return  # the first one takes the record with it
    move(downgrade, "-1")
    move(upgrade, "head")
    assert verify(db.session()) == before


def test_the_catalogue_can_be_loaded_twice(empty_app):
    list(prepare_database())
    before = verify(db.session())
    db.session.remove()
    list(prepare_database())
    assert before
    assert verify(db.session()) == before
