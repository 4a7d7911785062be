"""The first tables, and the triggers that keep the record from being changed."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SQLITE = """
CREATE TRIGGER record_keeps_{verb} BEFORE {upper} ON record
BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END
"""
POSTGRESQL = """
CREATE FUNCTION record_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the record is append-only'; END $$;
CREATE TRIGGER record_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON record
FOR EACH STATEMENT EXECUTE FUNCTION record_is_append_only();
"""


def upgrade() -> None:
    op.create_table(
        "clock_offset",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock_offset")),
    )
    op.create_table(
        "constituency",
        sa.Column("id", sa.String(length=30), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_constituency")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("password", sa.String(length=255), nullable=False),
        sa.Column("joined_at", sa.String(length=20), nullable=False),
        sa.Column("is_disabled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
    )
    op.create_table(
        "record",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("leaf", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_record")),
    )
    op.create_table(
        "record_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("frontier", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_head")),
    )
    op.create_table(
        "sign_in_try",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("at", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_try")),
    )
    op.create_index(op.f("ix_sign_in_try_key_at"), "sign_in_try", ["key", "at"], unique=False)
    op.create_table(
        "delegation",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("constituency_id", sa.String(length=30), nullable=False),
        sa.Column("about", sa.String(length=600), nullable=False),
        sa.Column("contact", sa.String(length=254), nullable=False),
        sa.Column("scheme", sa.String(length=30), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("participation", sa.String(length=10), nullable=False),
        sa.Column("applied_at", sa.String(length=20), nullable=False),
        sa.Column("granted_on", sa.Date(), nullable=True),
        sa.Column("review_due", sa.Date(), nullable=True),
        sa.Column("endorsed_by", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(
            ["constituency_id"], ["constituency.id"], name=op.f("fk_delegation_constituency_id_constituency")
        ),
        sa.ForeignKeyConstraint(
            ["endorsed_by"], ["person.id"], name=op.f("fk_delegation_endorsed_by_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation")),
        sa.UniqueConstraint("slug", name=op.f("uq_delegation_slug")),
    )
    op.create_index(op.f("ix_delegation_constituency_id"), "delegation", ["constituency_id"], unique=False)
    op.create_index(op.f("ix_delegation_endorsed_by"), "delegation", ["endorsed_by"], unique=False)
    op.create_table(
        "office",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.String(length=20), nullable=False),
        sa.Column("office", sa.String(length=20), nullable=False),
        sa.Column("since", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_office_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office")),
        sa.UniqueConstraint("person_id", "office", name=op.f("uq_office_person_id_office")),
    )
    op.create_index(op.f("ix_office_person_id"), "office", ["person_id"], unique=False)
    op.create_table(
        "record_entry",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("actor", sa.String(length=60), nullable=False),
        sa.Column("delegation", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(["seq"], ["record.seq"], name=op.f("fk_record_entry_seq_record")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_record_entry")),
    )
    op.create_index(op.f("ix_record_entry_kind_seq"), "record_entry", ["kind", "seq"], unique=False)
    op.create_index(op.f("ix_record_entry_subject_seq"), "record_entry", ["subject", "seq"], unique=False)
    op.create_table(
        "record_value",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["seq"], ["record.seq"], name=op.f("fk_record_value_seq_record")),
        sa.PrimaryKeyConstraint("seq", "field", name=op.f("pk_record_value")),
    )
    op.create_table(
        "sign_in",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=20), nullable=False),
        sa.Column("capacity", sa.String(length=60), nullable=False),
        sa.Column("began_at", sa.String(length=20), nullable=False),
        sa.Column("expires_at", sa.String(length=20), nullable=False),
        sa.Column("device", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sign_in_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("token", name=op.f("uq_sign_in_token")),
    )
    op.create_index(op.f("ix_sign_in_person_id"), "sign_in", ["person_id"], unique=False)
    op.create_table(
        "accreditation_step",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("delegation_id", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("at", sa.String(length=20), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegation.id"], name=op.f("fk_accreditation_step_delegation_id_delegation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accreditation_step")),
    )
    op.create_index(
        op.f("ix_accreditation_step_delegation_id"), "accreditation_step", ["delegation_id"], unique=False
    )
    op.create_table(
        "invitation",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("delegation_id", sa.String(length=20), nullable=True),
        sa.Column("rank", sa.String(length=20), nullable=True),
        sa.Column("office", sa.String(length=20), nullable=True),
        sa.Column("sent_at", sa.String(length=20), nullable=False),
        sa.Column("expires_at", sa.String(length=20), nullable=False),
        sa.Column("used_at", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegation.id"], name=op.f("fk_invitation_delegation_id_delegation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token", name=op.f("uq_invitation_token")),
    )
    op.create_index(op.f("ix_invitation_delegation_id"), "invitation", ["delegation_id"], unique=False)
    op.create_table(
        "seat",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("delegation_id", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.String(length=20), nullable=False),
        sa.Column("rank", sa.String(length=20), nullable=False),
        sa.Column("may_bind", sa.Boolean(), nullable=False),
        sa.Column("since", sa.String(length=20), nullable=False),
        sa.Column("until", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegation.id"], name=op.f("fk_seat_delegation_id_delegation")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_seat_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat")),
    )
    op.create_index(op.f("ix_seat_delegation_id"), "seat", ["delegation_id"], unique=False)
    op.create_index(op.f("ix_seat_person_id"), "seat", ["person_id"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            op.execute(SQLITE.format(verb=verb, upper=verb.upper()))
    else:
        op.execute(POSTGRESQL)
    op.execute(
        "INSERT INTO record_head (id, size, frontier, at) VALUES (1, 0, {}, '1970-01-01T00:00:00Z')".format(
            "X''" if op.get_bind().dialect.name == "sqlite" else "''::bytea"
        )
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_seat_person_id"), table_name="seat")
    op.drop_index(op.f("ix_seat_delegation_id"), table_name="seat")
    op.drop_table("seat")
    op.drop_index(op.f("ix_invitation_delegation_id"), table_name="invitation")
    op.drop_table("invitation")
    op.drop_index(op.f("ix_accreditation_step_delegation_id"), table_name="accreditation_step")
    op.drop_table("accreditation_step")
    op.drop_index(op.f("ix_sign_in_person_id"), table_name="sign_in")
    op.drop_table("sign_in")
    op.drop_table("record_value")
    op.drop_index(op.f("ix_record_entry_subject_seq"), table_name="record_entry")
    op.drop_index(op.f("ix_record_entry_kind_seq"), table_name="record_entry")
    op.drop_table("record_entry")
    op.drop_index(op.f("ix_office_person_id"), table_name="office")
    op.drop_table("office")
    op.drop_index(op.f("ix_delegation_endorsed_by"), table_name="delegation")
    op.drop_index(op.f("ix_delegation_constituency_id"), table_name="delegation")
    op.drop_table("delegation")
    op.drop_index(op.f("ix_sign_in_try_key_at"), table_name="sign_in_try")
    op.drop_table("sign_in_try")
    op.drop_table("record_head")
    op.drop_table("record")
    op.drop_table("person")
    op.drop_table("constituency")
    op.drop_table("clock_offset")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION record_is_append_only()")
