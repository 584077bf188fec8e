"""What a web process costs before its first request."""

import time
from importlib import import_module


def web() -> float:
    """Load the web entrance, as gunicorn does; processor seconds of the process so far, Python's start included."""
    import_module("mingus.wsgi")
    return time.process_time()


def plain() -> float:
    """The same for an empty Flask application that can talk to PostgreSQL."""
    import_module("psycopg")
    import_module("sqlalchemy")
    import_module("flask").Flask("plain")
    return time.process_time()
