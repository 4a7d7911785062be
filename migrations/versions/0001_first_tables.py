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
        "catalogue_edition",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_catalogue_edition_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_edition")),
    )
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
        "issue",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("short_title", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue")),
    )
    op.create_table(
        "mechanism",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("abbreviations", sa.JSON(), nullable=False),
        sa.Column("parent_id", sa.String(length=40), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("supervises", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["mechanism.id"],
            name=op.f("fk_mechanism_parent_id_mechanism"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mechanism")),
    )
    op.create_index(op.f("ix_mechanism_parent_id"), "mechanism", ["parent_id"], unique=False)
    op.create_table(
        "panel_session",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("opens_at", sa.String(length=20), nullable=False),
        sa.Column("closes_at", sa.String(length=20), nullable=False),
        sa.Column("announcement", sa.Text(), nullable=False),
        sa.Column("announcement_html", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("announced_at", sa.String(length=20), nullable=False),
        sa.Column("opened_at", sa.String(length=20), nullable=True),
        sa.Column("closed_at", sa.String(length=20), nullable=True),
        sa.Column("agenda_adopted_at", sa.String(length=20), nullable=True),
        sa.Column("agenda_adopted_in", sa.Integer(), nullable=True),
        sa.Column("summary_issued_at", sa.String(length=20), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_session")),
        sa.UniqueConstraint("number", name=op.f("uq_panel_session_number")),
    )
    op.create_index(op.f("ix_panel_session_opens_at"), "panel_session", ["opens_at"], unique=False)
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
        "rules_of_procedure",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("adopted_at", sa.String(length=20), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_rules_of_procedure")),
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
        "agenda_item",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("session_id", sa.String(length=20), nullable=False),
        sa.Column("number", sa.String(length=5), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["panel_session.id"], name=op.f("fk_agenda_item_session_id_panel_session")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
        sa.UniqueConstraint("session_id", "number", name=op.f("uq_agenda_item_session_id_number")),
    )
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
        "instrument",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("abbreviations", sa.JSON(), nullable=False),
        sa.Column("other_ids", sa.JSON(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("short_title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("binding", sa.Boolean(), nullable=False),
        sa.Column("adopted", sa.String(), nullable=False),
        sa.Column("in_force", sa.String(), nullable=True),
        sa.Column("adopting_body", sa.String(), nullable=False),
        sa.Column("symbol", sa.String(), nullable=True),
        sa.Column("units", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("other_units", sa.JSON(), nullable=False),
        sa.Column("mechanism_id", sa.String(length=40), nullable=True),
        sa.Column("parent_id", sa.String(length=80), nullable=True),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mechanism_id"], ["mechanism.id"], name=op.f("fk_instrument_mechanism_id_mechanism")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["instrument.id"],
            name=op.f("fk_instrument_parent_id_instrument"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instrument")),
    )
    op.create_index(op.f("ix_instrument_mechanism_id"), "instrument", ["mechanism_id"], unique=False)
    op.create_index(op.f("ix_instrument_parent_id"), "instrument", ["parent_id"], unique=False)
    op.create_table(
        "issued_summary",
        sa.Column("session_id", sa.String(length=20), nullable=False),
        sa.Column("format", sa.String(length=10), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["panel_session.id"], name=op.f("fk_issued_summary_session_id_panel_session")
        ),
        sa.PrimaryKeyConstraint("session_id", "format", name=op.f("pk_issued_summary")),
    )
    op.create_table(
        "meeting",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("session_id", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.String(length=20), nullable=False),
        sa.Column("ends_at", sa.String(length=20), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("note_html", sa.Text(), nullable=False),
        sa.Column("note_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["panel_session.id"], name=op.f("fk_meeting_session_id_panel_session")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("session_id", "number", name=op.f("uq_meeting_session_id_number")),
    )
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
        "report_recommendation",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.String(length=40), nullable=True),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("cluster", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("mechanism_id", sa.String(length=40), nullable=False),
        sa.Column("addressees", sa.JSON(), nullable=False),
        sa.Column("horizon", sa.String(), nullable=False),
        sa.Column("details", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mechanism_id"], ["mechanism.id"], name=op.f("fk_report_recommendation_mechanism_id_mechanism")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["report_recommendation.id"],
            name=op.f("fk_report_recommendation_parent_id_report_recommendation"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_recommendation")),
    )
    op.create_index(
        op.f("ix_report_recommendation_mechanism_id"), "report_recommendation", ["mechanism_id"], unique=False
    )
    op.create_index(
        op.f("ix_report_recommendation_parent_id"), "report_recommendation", ["parent_id"], unique=False
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
        "space",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("mechanism_id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mechanism_id"], ["mechanism.id"], name=op.f("fk_space_mechanism_id_mechanism")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_space")),
    )
    op.create_index(op.f("ix_space_mechanism_id"), "space", ["mechanism_id"], unique=False)
    op.create_table(
        "accreditation_step",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("delegation_id", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("at", sa.String(length=20), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegation.id"], name=op.f("fk_accreditation_step_delegation_id_delegation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accreditation_step")),
        sa.UniqueConstraint(
            "delegation_id", "number", name=op.f("uq_accreditation_step_delegation_id_number")
        ),
    )
    op.create_table(
        "instrument_name",
        sa.Column("instrument_id", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["instrument_id"], ["instrument.id"], name=op.f("fk_instrument_name_instrument_id_instrument")
        ),
        sa.PrimaryKeyConstraint("instrument_id", "position", name=op.f("pk_instrument_name")),
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
        "meeting_item",
        sa.Column("meeting_id", sa.String(length=20), nullable=False),
        sa.Column("item_id", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_meeting_item_item_id_agenda_item")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_item_meeting_id_meeting")
        ),
        sa.PrimaryKeyConstraint("meeting_id", "item_id", name=op.f("pk_meeting_item")),
    )
    op.create_index(op.f("ix_meeting_item_item_id"), "meeting_item", ["item_id"], unique=False)
    op.create_table(
        "norm_reference",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("owner_id", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=160), nullable=False),
        sa.Column("instrument_id", sa.String(length=80), nullable=True),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("nature", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["instrument_id"], ["instrument.id"], name=op.f("fk_norm_reference_instrument_id_instrument")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_norm_reference")),
        sa.UniqueConstraint(
            "owner_id", "kind", "reference", name=op.f("uq_norm_reference_owner_id_kind_reference")
        ),
    )
    op.create_index(
        "ix_norm_reference_instrument_id_reference",
        "norm_reference",
        ["instrument_id", "reference"],
        unique=False,
    )
    op.create_table(
        "provision",
        sa.Column("reference", sa.String(length=160), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("instrument_id", sa.String(length=80), nullable=False),
        sa.Column("heading", sa.String(), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["instrument_id"], ["instrument.id"], name=op.f("fk_provision_instrument_id_instrument")
        ),
        sa.PrimaryKeyConstraint("reference", name=op.f("pk_provision")),
    )
    op.create_index(op.f("ix_provision_instrument_id"), "provision", ["instrument_id"], unique=False)
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
    op.create_table(
        "thread",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("question", sa.String(length=400), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("issue_id", sa.String(length=40), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("stage_reason", sa.String(length=1000), nullable=False),
        sa.Column("stage_at", sa.String(length=20), nullable=False),
        sa.Column("no_norm_known", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("delegation_id", sa.String(length=20), nullable=False),
        sa.Column("seat_id", sa.String(length=20), nullable=True),
        sa.Column("person_id", sa.String(length=20), nullable=True),
        sa.Column("proposed_at", sa.String(length=20), nullable=False),
        sa.Column("opened_at", sa.String(length=20), nullable=True),
        sa.Column("opened_by", sa.String(length=20), nullable=True),
        sa.Column("source", sa.String(length=80), nullable=True),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegation.id"], name=op.f("fk_thread_delegation_id_delegation")
        ),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name=op.f("fk_thread_issue_id_issue")),
        sa.ForeignKeyConstraint(["opened_by"], ["person.id"], name=op.f("fk_thread_opened_by_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_thread_person_id_person")),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_thread_seat_id_seat")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thread")),
        sa.UniqueConstraint("number", name=op.f("uq_thread_number")),
        sa.UniqueConstraint("source", name=op.f("uq_thread_source")),
    )
    op.create_index(op.f("ix_thread_delegation_id"), "thread", ["delegation_id"], unique=False)
    op.create_index(op.f("ix_thread_issue_id_number"), "thread", ["issue_id", "number"], unique=False)
    op.create_index(op.f("ix_thread_opened_by"), "thread", ["opened_by"], unique=False)
    op.create_index(op.f("ix_thread_person_id"), "thread", ["person_id"], unique=False)
    op.create_index(op.f("ix_thread_seat_id"), "thread", ["seat_id"], unique=False)
    op.create_index(op.f("ix_thread_stage_number"), "thread", ["stage", "number"], unique=False)
    op.create_table(
        "agenda_item_thread",
        sa.Column("item_id", sa.String(length=20), nullable=False),
        sa.Column("thread_id", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_agenda_item_thread_item_id_agenda_item")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_agenda_item_thread_thread_id_thread")
        ),
        sa.PrimaryKeyConstraint("item_id", "thread_id", name=op.f("pk_agenda_item_thread")),
    )
    op.create_index(
        op.f("ix_agenda_item_thread_thread_id"), "agenda_item_thread", ["thread_id"], unique=False
    )
    op.create_table(
        "contribution",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("thread_id", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("delegation_id", sa.String(length=20), nullable=False),
        sa.Column("seat_id", sa.String(length=20), nullable=True),
        sa.Column("person_id", sa.String(length=20), nullable=True),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("place", sa.String(length=160), nullable=False),
        sa.Column("reply_to_id", sa.String(length=20), nullable=True),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("norms", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("written_at", sa.String(length=20), nullable=False),
        sa.Column("posted_at", sa.String(length=20), nullable=True),
        sa.Column("corrected_at", sa.String(length=20), nullable=True),
        sa.Column("withdrawn_at", sa.String(length=20), nullable=True),
        sa.Column("withdrawal_reason", sa.String(length=1000), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegation.id"], name=op.f("fk_contribution_delegation_id_delegation")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_contribution_person_id_person")),
        sa.ForeignKeyConstraint(
            ["reply_to_id"], ["contribution.id"], name=op.f("fk_contribution_reply_to_id_contribution")
        ),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_contribution_seat_id_seat")),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name=op.f("fk_contribution_thread_id_thread")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contribution")),
        sa.UniqueConstraint("thread_id", "number", name=op.f("uq_contribution_thread_id_number")),
    )
    op.create_index(
        op.f("ix_contribution_delegation_id_state"), "contribution", ["delegation_id", "state"], unique=False
    )
    op.create_index(op.f("ix_contribution_person_id"), "contribution", ["person_id"], unique=False)
    op.create_index(op.f("ix_contribution_reply_to_id"), "contribution", ["reply_to_id"], unique=False)
    op.create_index(op.f("ix_contribution_seat_id"), "contribution", ["seat_id"], unique=False)
    op.create_table(
        "sounding",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("thread_id", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("delegation_id", sa.String(length=20), nullable=True),
        sa.Column("person_id", sa.String(length=20), nullable=True),
        sa.Column("proposed_at", sa.String(length=20), nullable=False),
        sa.Column("closed_at", sa.String(length=20), nullable=True),
        sa.Column("closing_reason", sa.String(length=1000), nullable=False),
        sa.Column("eligible", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegation.id"], name=op.f("fk_sounding_delegation_id_delegation")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sounding_person_id_person")),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name=op.f("fk_sounding_thread_id_thread")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sounding")),
        sa.UniqueConstraint("thread_id", "number", name=op.f("uq_sounding_thread_id_number")),
    )
    op.create_index(op.f("ix_sounding_delegation_id"), "sounding", ["delegation_id"], unique=False)
    op.create_index(op.f("ix_sounding_person_id"), "sounding", ["person_id"], unique=False)
    op.create_table(
        "synthesis",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("thread_id", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=20), nullable=False),
        sa.Column("moderator_id", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(
            ["moderator_id"], ["person.id"], name=op.f("fk_synthesis_moderator_id_person")
        ),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name=op.f("fk_synthesis_thread_id_thread")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_synthesis")),
        sa.UniqueConstraint("thread_id", "version", name=op.f("uq_synthesis_thread_id_version")),
    )
    op.create_index(op.f("ix_synthesis_moderator_id"), "synthesis", ["moderator_id"], unique=False)
    op.create_table(
        "thread_issue",
        sa.Column("thread_id", sa.String(length=20), nullable=False),
        sa.Column("issue_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name=op.f("fk_thread_issue_issue_id_issue")),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name=op.f("fk_thread_issue_thread_id_thread")),
        sa.PrimaryKeyConstraint("thread_id", "issue_id", name=op.f("pk_thread_issue")),
    )
    op.create_index(op.f("ix_thread_issue_issue_id"), "thread_issue", ["issue_id"], unique=False)
    op.create_table(
        "thread_space",
        sa.Column("thread_id", sa.String(length=20), nullable=False),
        sa.Column("space_id", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("missing", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(["space_id"], ["space.id"], name=op.f("fk_thread_space_space_id_space")),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name=op.f("fk_thread_space_thread_id_thread")),
        sa.PrimaryKeyConstraint("thread_id", "space_id", name=op.f("pk_thread_space")),
    )
    op.create_index(op.f("ix_thread_space_space_id"), "thread_space", ["space_id"], unique=False)
    op.create_table(
        "understanding",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.String(length=20), nullable=False),
        sa.Column("proposer", sa.String(length=20), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("begun_at", sa.String(length=20), nullable=False),
        sa.Column("symbol", sa.String(length=40), nullable=True),
        sa.Column("mode", sa.String(length=40), nullable=True),
        sa.Column("adopted_at", sa.String(length=20), nullable=True),
        sa.Column("statements_until", sa.String(length=20), nullable=True),
        sa.Column("issued_at", sa.String(length=20), nullable=True),
        sa.Column("supersedes_id", sa.String(length=20), nullable=True),
        sa.Column("standstill_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["proposer"], ["delegation.id"], name=op.f("fk_understanding_proposer_delegation")
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"], ["understanding.id"], name=op.f("fk_understanding_supersedes_id_understanding")
        ),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name=op.f("fk_understanding_thread_id_thread")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_understanding")),
        sa.UniqueConstraint("number", name=op.f("uq_understanding_number")),
        sa.UniqueConstraint("symbol", name=op.f("uq_understanding_symbol")),
    )
    op.create_index(op.f("ix_understanding_proposer"), "understanding", ["proposer"], unique=False)
    op.create_index(op.f("ix_understanding_supersedes_id"), "understanding", ["supersedes_id"], unique=False)
    op.create_index(op.f("ix_understanding_thread_id"), "understanding", ["thread_id"], unique=False)
    op.create_table(
        "agenda_item_understanding",
        sa.Column("item_id", sa.String(length=20), nullable=False),
        sa.Column("understanding_id", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_agenda_item_understanding_item_id_agenda_item")
        ),
        sa.ForeignKeyConstraint(
            ["understanding_id"],
            ["understanding.id"],
            name=op.f("fk_agenda_item_understanding_understanding_id_understanding"),
        ),
        sa.PrimaryKeyConstraint("item_id", "understanding_id", name=op.f("pk_agenda_item_understanding")),
    )
    op.create_index(
        op.f("ix_agenda_item_understanding_understanding_id"),
        "agenda_item_understanding",
        ["understanding_id"],
        unique=False,
    )
    op.create_table(
        "chairs_summary",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("understanding_id", sa.String(length=20), nullable=False),
        sa.Column("convergence", sa.Text(), nullable=False),
        sa.Column("divergence", sa.Text(), nullable=False),
        sa.Column("open_questions", sa.Text(), nullable=False),
        sa.Column("given_at", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["understanding_id"],
            ["understanding.id"],
            name=op.f("fk_chairs_summary_understanding_id_understanding"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chairs_summary")),
        sa.UniqueConstraint("understanding_id", name=op.f("uq_chairs_summary_understanding_id")),
    )
    op.create_table(
        "contribution_version",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("contribution_id", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("until", sa.String(length=20), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contribution.id"],
            name=op.f("fk_contribution_version_contribution_id_contribution"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contribution_version")),
        sa.UniqueConstraint(
            "contribution_id", "version", name=op.f("uq_contribution_version_contribution_id_version")
        ),
    )
    op.create_table(
        "corrigendum",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("understanding_id", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("symbol", sa.String(length=60), nullable=False),
        sa.Column("paragraph", sa.String(length=20), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("correction", sa.Text(), nullable=False),
        sa.Column("issued_at", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["understanding_id"],
            ["understanding.id"],
            name=op.f("fk_corrigendum_understanding_id_understanding"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrigendum")),
        sa.UniqueConstraint("symbol", name=op.f("uq_corrigendum_symbol")),
        sa.UniqueConstraint(
            "understanding_id", "number", name=op.f("uq_corrigendum_understanding_id_number")
        ),
    )
    op.create_table(
        "guidance_request",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("thread_id", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.String(length=20), nullable=False),
        sa.Column("asked_by", sa.String(length=20), nullable=True),
        sa.Column("question", sa.String(length=2000), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("asked_at", sa.String(length=20), nullable=False),
        sa.Column("reply_id", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["delegation.id"], name=op.f("fk_guidance_request_asked_by_delegation")
        ),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegation.id"], name=op.f("fk_guidance_request_delegation_id_delegation")
        ),
        sa.ForeignKeyConstraint(
            ["reply_id"], ["contribution.id"], name=op.f("fk_guidance_request_reply_id_contribution")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_guidance_request_thread_id_thread")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guidance_request")),
        sa.UniqueConstraint("thread_id", "number", name=op.f("uq_guidance_request_thread_id_number")),
    )
    op.create_index(op.f("ix_guidance_request_asked_by"), "guidance_request", ["asked_by"], unique=False)
    op.create_index(
        op.f("ix_guidance_request_delegation_id"), "guidance_request", ["delegation_id"], unique=False
    )
    op.create_index(op.f("ix_guidance_request_reply_id"), "guidance_request", ["reply_id"], unique=False)
    op.create_table(
        "recommendation",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("understanding_id", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("paragraph", sa.String(length=20), nullable=False),
        sa.Column("paragraph_number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("review_at", sa.String(length=20), nullable=True),
        sa.Column("made_at", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["understanding_id"],
            ["understanding.id"],
            name=op.f("fk_recommendation_understanding_id_understanding"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation")),
        sa.UniqueConstraint(
            "understanding_id", "number", name=op.f("uq_recommendation_understanding_id_number")
        ),
    )
    op.create_index(op.f("ix_recommendation_review_at"), "recommendation", ["review_at"], unique=False)
    op.create_table(
        "revision",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("understanding_id", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("symbol", sa.String(length=40), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("issued_at", sa.String(length=20), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["understanding_id"],
            ["understanding.id"],
            name=op.f("fk_revision_understanding_id_understanding"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
        sa.UniqueConstraint("understanding_id", "number", name=op.f("uq_revision_understanding_id_number")),
    )
    op.create_table(
        "sounding_position",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("sounding_id", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.String(length=20), nullable=False),
        sa.Column("seat_id", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.String(length=20), nullable=True),
        sa.Column("position", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("at", sa.String(length=20), nullable=False),
        sa.Column("replaced_at", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegation.id"], name=op.f("fk_sounding_position_delegation_id_delegation")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_sounding_position_person_id_person")
        ),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_sounding_position_seat_id_seat")),
        sa.ForeignKeyConstraint(
            ["sounding_id"], ["sounding.id"], name=op.f("fk_sounding_position_sounding_id_sounding")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sounding_position")),
        sa.UniqueConstraint("sounding_id", "seq", name=op.f("uq_sounding_position_sounding_id_seq")),
    )
    op.create_index(
        op.f("ix_sounding_position_delegation_id"), "sounding_position", ["delegation_id"], unique=False
    )
    op.create_index(op.f("ix_sounding_position_person_id"), "sounding_position", ["person_id"], unique=False)
    op.create_index(op.f("ix_sounding_position_seat_id"), "sounding_position", ["seat_id"], unique=False)
    op.create_index(
        op.f("ix_sounding_position_sounding_id_version_delegation_id"),
        "sounding_position",
        ["sounding_id", "version", "delegation_id"],
        unique=False,
    )
    op.create_table(
        "sounding_version",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("sounding_id", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=600), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("at", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_sounding_version_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["sounding_id"], ["sounding.id"], name=op.f("fk_sounding_version_sounding_id_sounding")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sounding_version")),
        sa.UniqueConstraint("sounding_id", "version", name=op.f("uq_sounding_version_sounding_id_version")),
    )
    op.create_index(op.f("ix_sounding_version_person_id"), "sounding_version", ["person_id"], unique=False)
    op.create_table(
        "statement",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("understanding_id", sa.String(length=20), nullable=False),
        sa.Column("delegation_id", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("paragraphs", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("concern", sa.Integer(), nullable=True),
        sa.Column("given_at", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegation.id"], name=op.f("fk_statement_delegation_id_delegation")
        ),
        sa.ForeignKeyConstraint(
            ["understanding_id"],
            ["understanding.id"],
            name=op.f("fk_statement_understanding_id_understanding"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
    )
    op.create_index(op.f("ix_statement_delegation_id"), "statement", ["delegation_id"], unique=False)
    op.create_index(op.f("ix_statement_understanding_id"), "statement", ["understanding_id"], unique=False)
    op.create_table(
        "synthesis_point",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("synthesis_id", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("text", sa.String(length=600), nullable=False),
        sa.ForeignKeyConstraint(
            ["synthesis_id"], ["synthesis.id"], name=op.f("fk_synthesis_point_synthesis_id_synthesis")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_synthesis_point")),
        sa.UniqueConstraint(
            "synthesis_id", "position", name=op.f("uq_synthesis_point_synthesis_id_position")
        ),
    )
    op.create_table(
        "addressee",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("recommendation_id", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.String(length=20), nullable=True),
        sa.Column("constituency_id", sa.String(length=30), nullable=True),
        sa.Column("mechanism_id", sa.String(length=40), nullable=True),
        sa.Column("response", sa.String(length=20), nullable=False),
        sa.Column("implementation", sa.String(length=20), nullable=False),
        sa.CheckConstraint(
            "coalesce(delegation_id, constituency_id, mechanism_id) IS NOT NULL",
            name=op.f("ck_addressee_somebody"),
        ),
        sa.ForeignKeyConstraint(
            ["constituency_id"], ["constituency.id"], name=op.f("fk_addressee_constituency_id_constituency")
        ),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegation.id"], name=op.f("fk_addressee_delegation_id_delegation")
        ),
        sa.ForeignKeyConstraint(
            ["mechanism_id"], ["mechanism.id"], name=op.f("fk_addressee_mechanism_id_mechanism")
        ),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["recommendation.id"],
            name=op.f("fk_addressee_recommendation_id_recommendation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_addressee")),
        sa.UniqueConstraint(
            "recommendation_id", "number", name=op.f("uq_addressee_recommendation_id_number")
        ),
    )
    op.create_index(op.f("ix_addressee_constituency_id"), "addressee", ["constituency_id"], unique=False)
    op.create_index(op.f("ix_addressee_delegation_id"), "addressee", ["delegation_id"], unique=False)
    op.create_index(op.f("ix_addressee_mechanism_id"), "addressee", ["mechanism_id"], unique=False)
    op.create_table(
        "amendment",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("understanding_id", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.String(length=20), nullable=False),
        sa.Column("paragraph_key", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("delegation_id", sa.String(length=20), nullable=False),
        sa.Column("seat_id", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("proposed_at", sa.String(length=20), nullable=False),
        sa.Column("bracketed_at", sa.String(length=20), nullable=True),
        sa.Column("settled_at", sa.String(length=20), nullable=True),
        sa.Column("proposed_disposition", sa.String(length=20), nullable=True),
        sa.Column("proposed_reason", sa.Text(), nullable=False),
        sa.Column("answer", sa.String(length=10), nullable=True),
        sa.Column("answer_words", sa.Text(), nullable=False),
        sa.Column("disposition", sa.String(length=20), nullable=True),
        sa.Column("disposition_reason", sa.Text(), nullable=False),
        sa.Column("decided_in", sa.String(length=20), nullable=True),
        sa.CheckConstraint("kind IN ('replace', 'delete', 'insert-after')", name=op.f("ck_amendment_kind")),
        sa.ForeignKeyConstraint(
            ["decided_in"], ["revision.id"], name=op.f("fk_amendment_decided_in_revision")
        ),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegation.id"], name=op.f("fk_amendment_delegation_id_delegation")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_amendment_revision_id_revision")
        ),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_amendment_seat_id_seat")),
        sa.ForeignKeyConstraint(
            ["understanding_id"],
            ["understanding.id"],
            name=op.f("fk_amendment_understanding_id_understanding"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment")),
        sa.UniqueConstraint("understanding_id", "number", name=op.f("uq_amendment_understanding_id_number")),
    )
    op.create_index(op.f("ix_amendment_decided_in"), "amendment", ["decided_in"], unique=False)
    op.create_index(op.f("ix_amendment_delegation_id"), "amendment", ["delegation_id"], unique=False)
    op.create_index(op.f("ix_amendment_revision_id"), "amendment", ["revision_id"], unique=False)
    op.create_index(op.f("ix_amendment_seat_id"), "amendment", ["seat_id"], unique=False)
    op.create_table(
        "concern",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("understanding_id", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.String(length=20), nullable=False),
        sa.Column("seat_id", sa.String(length=20), nullable=False),
        sa.Column("revision_id", sa.String(length=20), nullable=False),
        sa.Column("paragraph", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("remedy", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("raised_at", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegation.id"], name=op.f("fk_concern_delegation_id_delegation")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_concern_revision_id_revision")
        ),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_concern_seat_id_seat")),
        sa.ForeignKeyConstraint(
            ["understanding_id"], ["understanding.id"], name=op.f("fk_concern_understanding_id_understanding")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern")),
        sa.UniqueConstraint("understanding_id", "number", name=op.f("uq_concern_understanding_id_number")),
    )
    op.create_index(op.f("ix_concern_delegation_id"), "concern", ["delegation_id"], unique=False)
    op.create_index(op.f("ix_concern_revision_id"), "concern", ["revision_id"], unique=False)
    op.create_index(op.f("ix_concern_seat_id"), "concern", ["seat_id"], unique=False)
    op.create_table(
        "merge_draft",
        sa.Column("understanding_id", sa.String(length=20), nullable=False),
        sa.Column("revision_id", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_merge_draft_revision_id_revision")
        ),
        sa.ForeignKeyConstraint(
            ["understanding_id"],
            ["understanding.id"],
            name=op.f("fk_merge_draft_understanding_id_understanding"),
        ),
        sa.PrimaryKeyConstraint("understanding_id", name=op.f("pk_merge_draft")),
    )
    op.create_index(op.f("ix_merge_draft_revision_id"), "merge_draft", ["revision_id"], unique=False)
    op.create_table(
        "paragraph",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("revision_id", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("no_norm", sa.Boolean(), nullable=False),
        sa.CheckConstraint("kind IN ('preambular', 'operative')", name=op.f("ck_paragraph_kind")),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_paragraph_revision_id_revision")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paragraph")),
        sa.UniqueConstraint("revision_id", "key", name=op.f("uq_paragraph_revision_id_key")),
    )
    op.create_table(
        "silence_round",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("understanding_id", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.String(length=20), nullable=False),
        sa.Column("rules_version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("opened_at", sa.String(length=20), nullable=False),
        sa.Column("expires_at", sa.String(length=20), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("ended_at", sa.String(length=20), nullable=True),
        sa.Column("held_until", sa.String(length=20), nullable=True),
        sa.Column("confirm_by", sa.String(length=20), nullable=True),
        sa.Column("unheard", sa.JSON(), nullable=False),
        sa.Column("balance_reason", sa.Text(), nullable=False),
        sa.Column("extension_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_silence_round_revision_id_revision")
        ),
        sa.ForeignKeyConstraint(
            ["rules_version"],
            ["rules_of_procedure.version"],
            name=op.f("fk_silence_round_rules_version_rules_of_procedure"),
        ),
        sa.ForeignKeyConstraint(
            ["understanding_id"],
            ["understanding.id"],
            name=op.f("fk_silence_round_understanding_id_understanding"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_silence_round")),
        sa.UniqueConstraint(
            "understanding_id", "number", name=op.f("uq_silence_round_understanding_id_number")
        ),
    )
    op.create_index(op.f("ix_silence_round_revision_id"), "silence_round", ["revision_id"], unique=False)
    op.create_index(op.f("ix_silence_round_rules_version"), "silence_round", ["rules_version"], unique=False)
    op.create_table(
        "synthesis_basis",
        sa.Column("point_id", sa.String(length=20), nullable=False),
        sa.Column("contribution_id", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contribution.id"],
            name=op.f("fk_synthesis_basis_contribution_id_contribution"),
        ),
        sa.ForeignKeyConstraint(
            ["point_id"], ["synthesis_point.id"], name=op.f("fk_synthesis_basis_point_id_synthesis_point")
        ),
        sa.PrimaryKeyConstraint("point_id", "contribution_id", name=op.f("pk_synthesis_basis")),
    )
    op.create_index(
        op.f("ix_synthesis_basis_contribution_id"), "synthesis_basis", ["contribution_id"], unique=False
    )
    op.create_table(
        "amendment_sponsor",
        sa.Column("amendment_id", sa.String(length=20), nullable=False),
        sa.Column("delegation_id", sa.String(length=20), nullable=False),
        sa.Column("seat_id", sa.String(length=20), nullable=False),
        sa.Column("joined_at", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["amendment_id"], ["amendment.id"], name=op.f("fk_amendment_sponsor_amendment_id_amendment")
        ),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegation.id"], name=op.f("fk_amendment_sponsor_delegation_id_delegation")
        ),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_amendment_sponsor_seat_id_seat")),
        sa.PrimaryKeyConstraint("amendment_id", "delegation_id", name=op.f("pk_amendment_sponsor")),
    )
    op.create_index(
        op.f("ix_amendment_sponsor_delegation_id"), "amendment_sponsor", ["delegation_id"], unique=False
    )
    op.create_index(op.f("ix_amendment_sponsor_seat_id"), "amendment_sponsor", ["seat_id"], unique=False)
    op.create_table(
        "concern_step",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("concern_id", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("revision_id", sa.String(length=20), nullable=True),
        sa.Column("at", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["concern_id"], ["concern.id"], name=op.f("fk_concern_step_concern_id_concern")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_concern_step_revision_id_revision")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern_step")),
        sa.UniqueConstraint("concern_id", "number", name=op.f("uq_concern_step_concern_id_number")),
    )
    op.create_index(op.f("ix_concern_step_revision_id"), "concern_step", ["revision_id"], unique=False)
    op.create_table(
        "entitlement",
        sa.Column("round_id", sa.String(length=20), nullable=False),
        sa.Column("delegation_id", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("constituency_id", sa.String(length=30), nullable=False),
        sa.ForeignKeyConstraint(
            ["constituency_id"], ["constituency.id"], name=op.f("fk_entitlement_constituency_id_constituency")
        ),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegation.id"], name=op.f("fk_entitlement_delegation_id_delegation")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["silence_round.id"], name=op.f("fk_entitlement_round_id_silence_round")
        ),
        sa.PrimaryKeyConstraint("round_id", "delegation_id", name=op.f("pk_entitlement")),
    )
    op.create_index(op.f("ix_entitlement_constituency_id"), "entitlement", ["constituency_id"], unique=False)
    op.create_index(op.f("ix_entitlement_delegation_id"), "entitlement", ["delegation_id"], unique=False)
    op.create_table(
        "follow_up_entry",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("addressee_id", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("aspect", sa.String(length=20), nullable=False),
        sa.Column("value", sa.String(length=20), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("delegation_id", sa.String(length=20), nullable=True),
        sa.Column("recorded_at", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["addressee_id"], ["addressee.id"], name=op.f("fk_follow_up_entry_addressee_id_addressee")
        ),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegation.id"], name=op.f("fk_follow_up_entry_delegation_id_delegation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up_entry")),
        sa.UniqueConstraint("addressee_id", "number", name=op.f("uq_follow_up_entry_addressee_id_number")),
    )
    op.create_index(
        op.f("ix_follow_up_entry_delegation_id"), "follow_up_entry", ["delegation_id"], unique=False
    )
    op.create_table(
        "hold",
        sa.Column("round_id", sa.String(length=20), nullable=False),
        sa.Column("delegation_id", sa.String(length=20), nullable=False),
        sa.Column("seat_id", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.String(length=20), nullable=False),
        sa.Column("until", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegation.id"], name=op.f("fk_hold_delegation_id_delegation")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["silence_round.id"], name=op.f("fk_hold_round_id_silence_round")
        ),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_hold_seat_id_seat")),
        sa.PrimaryKeyConstraint("round_id", "delegation_id", name=op.f("pk_hold")),
    )
    op.create_index(op.f("ix_hold_delegation_id"), "hold", ["delegation_id"], unique=False)
    op.create_index(op.f("ix_hold_seat_id"), "hold", ["seat_id"], unique=False)
    op.create_table(
        "notice",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("round_id", sa.String(length=20), nullable=False),
        sa.Column("delegation_id", sa.String(length=20), nullable=False),
        sa.Column("what", sa.String(length=16), nullable=False),
        sa.Column("given_at", sa.String(length=20), nullable=False),
        sa.Column("answered_at", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegation.id"], name=op.f("fk_notice_delegation_id_delegation")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["silence_round.id"], name=op.f("fk_notice_round_id_silence_round")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    op.create_index(
        op.f("ix_notice_delegation_id_answered_at"), "notice", ["delegation_id", "answered_at"], unique=False
    )
    op.create_index(op.f("ix_notice_round_id"), "notice", ["round_id"], unique=False)
    op.create_table(
        "position",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("round_id", sa.String(length=20), nullable=False),
        sa.Column("delegation_id", sa.String(length=20), nullable=False),
        sa.Column("seat_id", sa.String(length=20), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("paragraphs", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("remedy", sa.Text(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("given_at", sa.String(length=20), nullable=False),
        sa.Column("is_admissible", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegation.id"], name=op.f("fk_position_delegation_id_delegation")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["silence_round.id"], name=op.f("fk_position_round_id_silence_round")
        ),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_position_seat_id_seat")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_position")),
        sa.UniqueConstraint(
            "round_id", "delegation_id", "turn", name=op.f("uq_position_round_id_delegation_id_turn")
        ),
    )
    op.create_index(op.f("ix_position_delegation_id"), "position", ["delegation_id"], unique=False)
    op.create_index(op.f("ix_position_seat_id"), "position", ["seat_id"], unique=False)
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
    op.drop_index(op.f("ix_position_seat_id"), table_name="position")
    op.drop_index(op.f("ix_position_delegation_id"), table_name="position")
    op.drop_table("position")
    op.drop_index(op.f("ix_notice_round_id"), table_name="notice")
    op.drop_index(op.f("ix_notice_delegation_id_answered_at"), table_name="notice")
    op.drop_table("notice")
    op.drop_index(op.f("ix_hold_seat_id"), table_name="hold")
    op.drop_index(op.f("ix_hold_delegation_id"), table_name="hold")
    op.drop_table("hold")
    op.drop_index(op.f("ix_follow_up_entry_delegation_id"), table_name="follow_up_entry")
    op.drop_table("follow_up_entry")
    op.drop_index(op.f("ix_entitlement_delegation_id"), table_name="entitlement")
    op.drop_index(op.f("ix_entitlement_constituency_id"), table_name="entitlement")
    op.drop_table("entitlement")
    op.drop_index(op.f("ix_concern_step_revision_id"), table_name="concern_step")
    op.drop_table("concern_step")
    op.drop_index(op.f("ix_amendment_sponsor_seat_id"), table_name="amendment_sponsor")
    op.drop_index(op.f("ix_amendment_sponsor_delegation_id"), table_name="amendment_sponsor")
    op.drop_table("amendment_sponsor")
    op.drop_index(op.f("ix_synthesis_basis_contribution_id"), table_name="synthesis_basis")
    op.drop_table("synthesis_basis")
    op.drop_index(op.f("ix_silence_round_rules_version"), table_name="silence_round")
    op.drop_index(op.f("ix_silence_round_revision_id"), table_name="silence_round")
    op.drop_table("silence_round")
    op.drop_table("paragraph")
    op.drop_index(op.f("ix_merge_draft_revision_id"), table_name="merge_draft")
    op.drop_table("merge_draft")
    op.drop_index(op.f("ix_concern_seat_id"), table_name="concern")
    op.drop_index(op.f("ix_concern_revision_id"), table_name="concern")
    op.drop_index(op.f("ix_concern_delegation_id"), table_name="concern")
    op.drop_table("concern")
    op.drop_index(op.f("ix_amendment_seat_id"), table_name="amendment")
    op.drop_index(op.f("ix_amendment_revision_id"), table_name="amendment")
    op.drop_index(op.f("ix_amendment_delegation_id"), table_name="amendment")
    op.drop_index(op.f("ix_amendment_decided_in"), table_name="amendment")
    op.drop_table("amendment")
    op.drop_index(op.f("ix_addressee_mechanism_id"), table_name="addressee")
    op.drop_index(op.f("ix_addressee_delegation_id"), table_name="addressee")
    op.drop_index(op.f("ix_addressee_constituency_id"), table_name="addressee")
    op.drop_table("addressee")
    op.drop_table("synthesis_point")
    op.drop_index(op.f("ix_statement_understanding_id"), table_name="statement")
    op.drop_index(op.f("ix_statement_delegation_id"), table_name="statement")
    op.drop_table("statement")
    op.drop_index(op.f("ix_sounding_version_person_id"), table_name="sounding_version")
    op.drop_table("sounding_version")
    op.drop_index(
        op.f("ix_sounding_position_sounding_id_version_delegation_id"), table_name="sounding_position"
    )
    op.drop_index(op.f("ix_sounding_position_seat_id"), table_name="sounding_position")
    op.drop_index(op.f("ix_sounding_position_person_id"), table_name="sounding_position")
    op.drop_index(op.f("ix_sounding_position_delegation_id"), table_name="sounding_position")
    op.drop_table("sounding_position")
    op.drop_table("revision")
    op.drop_index(op.f("ix_recommendation_review_at"), table_name="recommendation")
    op.drop_table("recommendation")
    op.drop_index(op.f("ix_guidance_request_reply_id"), table_name="guidance_request")
    op.drop_index(op.f("ix_guidance_request_delegation_id"), table_name="guidance_request")
    op.drop_index(op.f("ix_guidance_request_asked_by"), table_name="guidance_request")
    op.drop_table("guidance_request")
    op.drop_table("corrigendum")
    op.drop_table("contribution_version")
    op.drop_table("chairs_summary")
    op.drop_index(
        op.f("ix_agenda_item_understanding_understanding_id"), table_name="agenda_item_understanding"
    )
    op.drop_table("agenda_item_understanding")
    op.drop_index(op.f("ix_understanding_thread_id"), table_name="understanding")
    op.drop_index(op.f("ix_understanding_supersedes_id"), table_name="understanding")
    op.drop_index(op.f("ix_understanding_proposer"), table_name="understanding")
    op.drop_table("understanding")
    op.drop_index(op.f("ix_thread_space_space_id"), table_name="thread_space")
    op.drop_table("thread_space")
    op.drop_index(op.f("ix_thread_issue_issue_id"), table_name="thread_issue")
    op.drop_table("thread_issue")
    op.drop_index(op.f("ix_synthesis_moderator_id"), table_name="synthesis")
    op.drop_table("synthesis")
    op.drop_index(op.f("ix_sounding_person_id"), table_name="sounding")
    op.drop_index(op.f("ix_sounding_delegation_id"), table_name="sounding")
    op.drop_table("sounding")
    op.drop_index(op.f("ix_contribution_seat_id"), table_name="contribution")
    op.drop_index(op.f("ix_contribution_reply_to_id"), table_name="contribution")
    op.drop_index(op.f("ix_contribution_person_id"), table_name="contribution")
    op.drop_index(op.f("ix_contribution_delegation_id_state"), table_name="contribution")
    op.drop_table("contribution")
    op.drop_index(op.f("ix_agenda_item_thread_thread_id"), table_name="agenda_item_thread")
    op.drop_table("agenda_item_thread")
    op.drop_index(op.f("ix_thread_stage_number"), table_name="thread")
    op.drop_index(op.f("ix_thread_seat_id"), table_name="thread")
    op.drop_index(op.f("ix_thread_person_id"), table_name="thread")
    op.drop_index(op.f("ix_thread_opened_by"), table_name="thread")
    op.drop_index(op.f("ix_thread_issue_id_number"), table_name="thread")
    op.drop_index(op.f("ix_thread_delegation_id"), table_name="thread")
    op.drop_table("thread")
    op.drop_index(op.f("ix_seat_person_id"), table_name="seat")
    op.drop_index(op.f("ix_seat_delegation_id"), table_name="seat")
    op.drop_table("seat")
    op.drop_index(op.f("ix_provision_instrument_id"), table_name="provision")
    op.drop_table("provision")
    op.drop_index("ix_norm_reference_instrument_id_reference", table_name="norm_reference")
    op.drop_table("norm_reference")
    op.drop_index(op.f("ix_meeting_item_item_id"), table_name="meeting_item")
    op.drop_table("meeting_item")
    op.drop_index(op.f("ix_invitation_delegation_id"), table_name="invitation")
    op.drop_table("invitation")
    op.drop_table("instrument_name")
    op.drop_table("accreditation_step")
    op.drop_index(op.f("ix_space_mechanism_id"), table_name="space")
    op.drop_table("space")
    op.drop_index(op.f("ix_sign_in_person_id"), table_name="sign_in")
    op.drop_table("sign_in")
    op.drop_index(op.f("ix_report_recommendation_parent_id"), table_name="report_recommendation")
    op.drop_index(op.f("ix_report_recommendation_mechanism_id"), table_name="report_recommendation")
    op.drop_table("report_recommendation")
    op.drop_table("record_value")
    op.drop_index(op.f("ix_record_entry_subject_seq"), table_name="record_entry")
    op.drop_index(op.f("ix_record_entry_kind_seq"), table_name="record_entry")
    op.drop_table("record_entry")
    op.drop_index(op.f("ix_office_person_id"), table_name="office")
    op.drop_table("office")
    op.drop_table("meeting")
    op.drop_table("issued_summary")
    op.drop_index(op.f("ix_instrument_parent_id"), table_name="instrument")
    op.drop_index(op.f("ix_instrument_mechanism_id"), table_name="instrument")
    op.drop_table("instrument")
    op.drop_index(op.f("ix_delegation_endorsed_by"), table_name="delegation")
    op.drop_index(op.f("ix_delegation_constituency_id"), table_name="delegation")
    op.drop_table("delegation")
    op.drop_table("agenda_item")
    op.drop_index(op.f("ix_sign_in_try_key_at"), table_name="sign_in_try")
    op.drop_table("sign_in_try")
    op.drop_table("rules_of_procedure")
    op.drop_table("record_head")
    op.drop_table("record")
    op.drop_table("person")
    op.drop_index(op.f("ix_panel_session_opens_at"), table_name="panel_session")
    op.drop_table("panel_session")
    op.drop_index(op.f("ix_mechanism_parent_id"), table_name="mechanism")
    op.drop_table("mechanism")
    op.drop_table("issue")
    op.drop_table("constituency")
    op.drop_table("clock_offset")
    op.drop_table("catalogue_edition")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION record_is_append_only()")
