"""The page cache over an application of a test's own, without a server or a thread."""

from pagecache.cache import PageCache
from pagecache.disk import PageStore

NAME = "blog.example.org/2012/01/el-faro.html~"


class Watch:
    """A watch that a test moves; `database` is the number that the database would give."""

    number = None
    database = None

    def on_move(self, listener):
        self.listener = listener

    def start(self, known=0):
        self.number = known
        if self.database is not None:
            self.move(self.database)

    def move(self, number, *tags):
        """Move some tags, or everything."""
        self.database = number
        self.listener(number, dict.fromkeys(tags, number) if tags else None)
        self.number = number


class Process:
    """One that serves the same blog from the same folder as others."""

    def __init__(self, folder, most_files=1000, release="r"):
        self.watch = Watch()
        self.made = 0
        self.status = "200 OK"
        store = PageStore(folder / "pages", release, most_bytes=10**6, most_files=most_files)
        self.cache = PageCache(self.page, store=store, watch=self.watch)
        self.cache.warmer.start = lambda: None

    def page(self, _environ, start_response):
        self.made += 1
        start_response(self.status, [("Content-Type", "text/html; charset=utf-8")])
        return [b"Luz."]

    def ask(self, query=""):
        """Return the status with which a reader is answered."""
        asked = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "QUERY_STRING": query}
        said = []
        self.cache({**asked, "HTTP_HOST": "localhost"}, lambda *answer: said.append(answer))
        return said[0][0]

    def read(self, name=NAME):
        self.cache.refresh(name)
        self.cache.memory.pages[name].uses += 1

    def keep(self):
        self.cache.warmer.keep()

    @property
    def shown(self):
        return self.cache.store.current()

    @property
    def kept(self):
        return self.cache.store.names()
