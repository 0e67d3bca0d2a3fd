"""Pictures as bytes and as HTML: safe decoding, encoding, markup.

It knows no rows, and not who shows them.
"""
