"""A blog that begins: setup, its first owner, catalogues, the sample. Nothing stands on it."""
