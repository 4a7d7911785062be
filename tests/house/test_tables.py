"""Every table, relationship and key follows the same rules."""

import pytest
from sqlalchemy import UniqueConstraint

from panel.db.base import NAMES, Base

TABLES = sorted(Base.metadata.tables)
MAPPERS = sorted(Base.registry.mappers, key=lambda mapper: mapper.class_.__name__)


@pytest.mark.parametrize("mapper", MAPPERS, ids=lambda mapper: mapper.class_.__name__)
class TestEveryMapper:
    def test_its_relationships_never_load_by_themselves(self, mapper):
        assert [r.key for r in mapper.relationships if r.lazy != "raise_on_sql"] == []

    def test_its_relationships_are_named_on_both_sides(self, mapper):
        """`back_populates`, never `backref`: what a class has can be read in the class."""
        assert [r.key for r in mapper.relationships if r.backref] == []

    def test_it_says_what_a_row_is(self, mapper):
        assert mapper.class_.__doc__


@pytest.mark.parametrize("name", TABLES)
class TestEveryTable:
    def test_its_foreign_keys_are_indexed(self, name):
        table = Base.metadata.tables[name]
        unique = [c for c in table.constraints if isinstance(c, UniqueConstraint)]
        indexed = [
            [column.name for column in key.columns] for key in (*table.indexes, *unique, table.primary_key)
        ]
        bare = []
        for key in table.foreign_key_constraints:
            columns = [column.name for column in key.columns]
            if not any(index[: len(columns)] == columns for index in indexed):
                bare.append(columns)
        assert bare == []

    def test_its_constraints_and_indexes_have_names(self, name):
        table = Base.metadata.tables[name]
        assert [str(c) for c in table.constraints if not c.name] == []
        assert [str(i) for i in table.indexes if not i.name] == []

    def test_no_name_is_too_long_for_postgresql(self, name):
        """PostgreSQL cuts a name to 63 bytes; a cut name is not found again by the constraint map or a migration."""
        table = Base.metadata.tables[name]
        names = [str(each.name) for each in (*table.constraints, *table.indexes)]
        assert [long for long in (name, *names) if len(long) > 63] == []


def test_names_of_constraints_follow_one_convention():
    assert Base.metadata.naming_convention == NAMES


def test_there_are_tables():
    assert "record" in TABLES
