"""`python -m tests.setup [PYTEST ARGUMENTS]`: see `tests.setup`."""

import sys

from tests.setup.suite import run

sys.exit(run(sys.argv[1:]))
