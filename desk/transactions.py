"""A form's transaction, which begins with the first row that is stored.

What takes its time (pictures to decode, texts to render, passwords to hash) comes before it: nobody
else can write to SQLite while a transaction lasts.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from contextvars import ContextVar

from django.db import transaction

Context = AbstractContextManager[object]


class Deferred(ExitStack):
    """What ends with a form: its transaction, what is `within`, and what it entered by itself."""

    def __init__(self, within: tuple[Callable[[], Context], ...]) -> None:
        super().__init__()
        self.within = within
        self.has_begun = False


_deferred: ContextVar[Deferred] = ContextVar("deferred")


@contextmanager
def deferred_transaction(*within: Callable[[], Context]) -> Iterator[None]:
    """End, with the block, the transaction that `begin` begins in it, and the contexts within."""
    with Deferred(within) as deferred:
        token = _deferred.set(deferred)
        try:
            yield
        finally:
            _deferred.reset(token)


def begin() -> None:
    """Begin the transaction, unless it has begun."""
    deferred = _deferred.get()
    if not deferred.has_begun:
        deferred.has_begun = True
        enter(transaction.atomic())
        for context in deferred.within:
            enter(context())


def enter(context: Context) -> None:
    """Have a context last as long as the form; it is outside a transaction not begun yet."""
    _deferred.get().enter_context(context)
