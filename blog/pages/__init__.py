"""What the public pages show, as plain values: lists, a post's context, archives, the sidebar.

It reads posts as the public may see them. It must not know HTTP beyond a list's own query string,
nor comments, feeds or the page cache; how things look is the templates' business.
"""
