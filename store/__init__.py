"""The database: tables, reads, writes, sealed contents."""
