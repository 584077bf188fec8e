"""How a command gets at the application: settings, database, keys, for as long as it works.

An installation without DATABASE_URL has a database of its own; who starts it (`ops`) says so with `provide`.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager

from mingus.core import cache, crypto, db
from mingus.core import settings as configuration
from mingus.core.settings import Settings
from mingus.core.waiting import Waiting

Provider = Callable[[Mapping[str, str]], AbstractContextManager[Mapping[str, str]]]
"""Turns the environment into one with database and secrets in it, good until its block ends."""

_providers: list[Provider] = []


def provide(provider: Provider) -> None:
    """Let `provider` complete the environment of every command from now on."""
    _providers[:] = [provider]


@contextmanager
def prepare(*, is_checked: bool = True) -> Iterator[Settings]:
    """Inside the block the command has its database and its keys. Raises ConfigurationError.

    Not `is_checked`: also with keys that do not fit the database, for commands that say so themselves.
    """
    with ExitStack() as stack:
        environ: Mapping[str, str] = os.environ
        for provider in _providers:
            environ = stack.enter_context(provider(environ))
        settings = configuration.load(environ)
        waiting = Waiting.of(settings, patient=True)
        stack.callback(db.connect(settings.database_url, pool_size=1, waiting=waiting).dispose)
        cache.use(settings)
        configuration.use(settings)
        ring = crypto.use(settings)
        if is_checked:
            with db.transaction(db.GLOBAL) as session:
                ring.check(session)
        yield settings
