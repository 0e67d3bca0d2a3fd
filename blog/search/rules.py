"""What an index depends on beside the posts: change any of it, and words are found no more."""

import unicodedata
from hashlib import sha256
from importlib.metadata import version
from inspect import getfile
from pathlib import Path

from blog.markup import plain_text
from blog.search import document, words


def fingerprint() -> str:
    """Return a digest of the stemmer, of Unicode's tables and of our own rules."""
    total = sha256(f"{version('snowballstemmer')} {unicodedata.unidata_version}".encode())
    for module in (words, document, plain_text):
        total.update(Path(getfile(module)).read_bytes())
    return total.hexdigest()


FINGERPRINT = fingerprint()
"""Of the code that runs, whatever an upgrade puts into its files meanwhile."""
