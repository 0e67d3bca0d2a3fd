"""Django's SQLite, whose writers take turns: an engine for `DATABASES`."""
