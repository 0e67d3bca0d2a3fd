"""The parts of search: words, what is asked, what is indexed, and the two databases' own ways.

`blog.search` is the one door to them.
"""
