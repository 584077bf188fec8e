"""The application of this environment for gunicorn, assembled without a look at its database."""

import os

from mingus.app import assemble, write_logs
from mingus.core import crypto, db, settings

_loaded = settings.load(os.environ)
write_logs(_loaded)
db.connect(_loaded.database_url)
crypto.use(_loaded)
app = assemble(_loaded)
