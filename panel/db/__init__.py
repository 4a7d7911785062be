"""The database: one base class for tables, one engine set-up for SQLite and PostgreSQL, one guard on writes."""
