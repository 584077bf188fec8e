"""The web entrance: gunicorn serves `mingus.wsgi:app`."""

import gc
import os
import sys

from apiflask import APIFlask


def _assemble() -> APIFlask:
    """The application. What loading makes stays for good, so the garbage collector never walks through it."""
    gc.disable()
    from mingus.app import create_app
    from mingus.core import logs, settings
    from mingus.core.errors import ConfigurationError

    logs.speak_to_the_end()
    try:
        return create_app(settings.load(os.environ), has_sisters=True)
    except ConfigurationError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(error.exit_code)
    finally:
        gc.freeze()
        gc.enable()


app = _assemble()
