"""What any Django site needs of HTTP: headers, proxies, limits, static files, media, locks, slugs.

It must not know a blog: it has no models, and imports no other package of ours.
"""
