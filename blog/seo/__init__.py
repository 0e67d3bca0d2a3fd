"""What search engines and social networks read: descriptions, linked data, sitemaps, robots.txt.

It knows posts as the public may see them and the vocabularies of schema.org and sitemaps.org. It
must not know comments, which describe themselves, nor make HTML but for the block of linked data.
"""
