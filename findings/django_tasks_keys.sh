#!/usr/bin/env bash
# Both backends of django-tasks say that arguments must be JSON. The immediate one, which tests use,
# turns tuples into lists as JSON does but leaves whole numbers as keys; the database's gives them
# back as text. A task that looks up counts[7] passes its tests and fails in production.
set -euo pipefail
source "$(dirname "$0")/_sandbox.sh"

install_python django-tasks-db==0.13.0 django-tasks==0.12.0 django==5.2.19
cat >visits.py <<'PYTHON'
from django_tasks import task


@task()
def count(visits):
    print(visits)
PYTHON

seen=$("$python" <<'PYTHON'
import django
from django.conf import settings

settings.configure(
    USE_TZ=True,
    INSTALLED_APPS=["django_tasks_db"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "blog.sqlite3"}},
    TASKS={
        "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
        "database": {"BACKEND": "django_tasks_db.DatabaseBackend"},
    },
)
django.setup()

from django.core.management import call_command
from visits import count

call_command("migrate", verbosity=0)
count.enqueue({7: (1, 2)})
count.using(backend="database").enqueue({7: (1, 2)})
call_command("db_worker", "--batch", "--backend=database", verbosity=0)
PYTHON
)

tell "A dict with numbers for keys keeps them with the immediate backend, and has texts with the database's." "$seen" \
"{7: [1, 2]}
{'7': [1, 2]}"
