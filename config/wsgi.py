"""The WSGI application that gunicorn serves: the page cache, with Django behind it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

django = get_wsgi_application()

from blog.statistics.visits import count_visits  # noqa: E402
from database.patience import be_impatient  # noqa: E402
from pagecache.cache import cached  # noqa: E402 - they need the apps to be ready

be_impatient()
application = count_visits(cached(django))
