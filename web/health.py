"""Whether the blog can work: its database answers, and has not been migrated beyond its code."""

from functools import cache

from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """Answer a load balancer's question."""
    try:
        unknown = unknown_migrations()
    except (DatabaseError, InterfaceError):
        return HttpResponse("database unavailable\n", status=503, content_type="text/plain")
    if unknown:
        said = f"database of a newer version: {', '.join(unknown)}\n"
        return HttpResponse(said, status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


def unknown_migrations() -> list[str]:
    """Return the migrations that the database has had and this code does not have, by name."""
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(".".join(migration) for migration in applied.keys() - known_migrations())


@cache
def known_migrations() -> frozenset[tuple[str, str]]:
    """Return the app and name of each migration of this code, and of those that it replaces."""
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    replaced = (key for migration in known.values() for key in migration.replaces)
    return frozenset((*known, *replaced))
