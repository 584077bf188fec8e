"""The web entrance: gunicorn serves `mingus.wsgi:app`."""

import gc
import os
import sys

from apiflask import APIFlask


def _assemble() -> APIFlask:
    """The application. What loading makes stays for good, so the garbage collector never walks through it."""
    gc.disable()
    from mingus.app import create_app
    from mingus.core import settings
    from mingus.core.errors import ConfigurationError

    try:
        return create_app(settings.load(os.environ))
    except ConfigurationError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(error.exit_code)
    finally:
        gc.freeze()
        gc.enable()


app = _assemble()
