"""The databases of these tests."""

from tests.store.databases import contents, database, kind, sqlite_template

__all__ = ["contents", "database", "kind", "sqlite_template"]
