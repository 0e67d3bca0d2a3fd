"""What feed readers follow: posts and comments as Atom, RSS 2.0 and JSON Feed 1.1.

A `Source` knows rows and makes entries of them, `paging` cuts a page out of them, `formats` writes
it, and `serving` answers a request with that, or says that nothing has changed.

It must not know comments, which bring a `Source` of their own, nor the hub that is told of changes.
"""
