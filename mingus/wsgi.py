"""The web entrance: gunicorn serves `mingus.wsgi:app`."""

import os
import sys

from mingus.app import create_app
from mingus.core import settings
from mingus.core.errors import ConfigurationError

try:
    app = create_app(settings.load(os.environ))
except ConfigurationError as error:
    sys.stderr.write(f"{error}\n")
    sys.exit(error.exit_code)
