"""The web entrance: gunicorn serves `mingus.wsgi:app`."""

import gc
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from apiflask import APIFlask


def _assemble() -> "APIFlask":
    """The application, in a process that may fork: with one thread, and no connection.

    What loading makes stays for good: the garbage collector never walks through it, nor parts the memory of a fork.
    """
    gc.disable()
    _load_plain_structlog()
    from mingus.app import create_app
    from mingus.core import db, logs, settings
    from mingus.core.errors import ConfigurationError

    logs.speak_to_the_end()
    try:
        app = create_app(settings.load(os.environ))
    except ConfigurationError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(error.exit_code)
    else:
        db.let_go()
        return app
    finally:
        gc.freeze()
        gc.enable()


def _load_plain_structlog() -> None:
    """Structlog loads rich where it is installed, to colour tracebacks. Lines of JSON do without, and start sooner."""
    if "rich" in sys.modules:
        return
    sys.modules["rich"] = None  # type: ignore[assignment]  # Python's word for "there is no such module"
    import_module("structlog")
    del sys.modules["rich"]


app = _assemble()
