"""The settings, addresses, WSGI application and gunicorn of the site, and nothing else.

It may import every package; none imports it, for settings are read from `django.conf`.
"""
