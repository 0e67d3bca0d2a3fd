"""How much the blog is read: requests are counted, stored as sums of a day, and reported.

It knows user agents, paths and sums. It must not know readers: no cookie, no network address, and
nothing that is stored tells of one of them. What the desk shows of it is the desk's.
"""
