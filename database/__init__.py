"""What SQLite and PostgreSQL do alike: triggers, keysets, rows of raw SQL, unions.

It knows no model.
"""
