"""Django's PostgreSQL, given up in time where it does not answer: an engine for `DATABASES`."""
