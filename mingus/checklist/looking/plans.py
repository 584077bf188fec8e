"""Whether the questions that Mingus asks all day are answered without reading a large table from end to end.

`python -m mingus.checklist.looking.plans` asks them with this environment and prints what it saw. They go through the
product's own code, which belongs to one database as long as its process lives, and so they get a process of their own.
"""

import os
import sys
from dataclasses import asdict
from typing import Any

import orjson

from mingus.checklist.looking import programs
from mingus.checklist.looking.stores import NoAnswer
from mingus.checklist.rules import Finding, looked_at
from mingus.checklist.surroundings import Surroundings

SECONDS = 30.0
PASSED_ON = ("PATH", "HOME", "LANG", "PYTHONPATH", "PGSSLROOTCERT")


def main() -> None:
    """Print how each question went, as JSON; exit 78 with every fault when this environment must not start."""
    from mingus.core import crypto, db, settings
    from mingus.core.errors import ConfigurationError
    from mingus.ops import schema

    try:
        loaded = settings.load(os.environ)
    except ConfigurationError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(error.exit_code)
    db.connect(loaded.database_url, pool_size=1)
    crypto.use(loaded)
    sys.stdout.buffer.write(orjson.dumps([asdict(result) for result in schema.smoke.run(runs=1)]))


def nobody_reads_a_big_table_whole(around: Surroundings) -> Finding:
    """Each question is answered, and no plan of one reads more than 10,000 rows from end to end."""
    around.setting("DATABASE_URL")
    inherited = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    command = [sys.executable, "-m", "mingus.checklist.looking.plans"]
    done = programs.run(command, seconds=SECONDS, environ={**inherited, **around.environ})
    if done.exit_code != 0:
        reason = (done.errors.strip().splitlines() or ["without a word"])[-1].strip()
        raise NoAnswer(f"the product does not start with this environment: {reason[:200]}")
    results = orjson.loads(done.output)
    words = f"{len(results)} questions are answered without reading a large table whole"
    return looked_at(len(results), [fault for result in results for fault in faults_of(result)], words)


def faults_of(result: dict[str, Any]) -> list[str]:
    """What is wrong with how one question went."""
    faults = [f"“{result['name']}” is not answered: {result['error']}"] if result["error"] else []
    return faults + [f"“{result['name']}” reads {table} from end to end" for table in result["scans"]]


if __name__ == "__main__":
    main()
