"""The commands and settings of Mingus's own processes: web (gunicorn) and worker."""

import sys
from collections.abc import Mapping
from pathlib import Path

from mingus.core.settings import gather
from mingus.ops.children import Program

MEMORY_FOLDER = Path("/dev/shm")  # noqa: S108 - gunicorn makes unlinked files there; macOS has none
# Workers are forked from a process that has loaded all: decision 0016. Libraries of macOS do not stand that.
PRELOAD = () if sys.platform == "darwin" else ("--preload",)
GUNICORN = (
    *PRELOAD,
    "--worker-class=mingus.core.gunicorn_worker.Worker",
    "--limit-request-line=4094",
    "--limit-request-fields=100",
    "--max-requests=20000",
    "--max-requests-jitter=2000",
    "--no-control-socket",
    "--logger-class=mingus.core.gunicorn_logs.JsonLogger",
)


def web(environ: Mapping[str, str], host: str, port: int) -> Program:
    """The web server: gunicorn with `mingus.wsgi:app`."""
    listen = f"--bind=[{host}]:{port}" if ":" in host else f"--bind={host}:{port}"
    beats = [f"--worker-tmp-dir={MEMORY_FOLDER}"] if MEMORY_FOLDER.is_dir() else []
    return Program(
        "web", _python("gunicorn", listen, *GUNICORN, *_sizes(environ), *beats, "mingus.wsgi:app"), _lean(environ)
    )


def worker(environ: Mapping[str, str]) -> Program:
    """The worker of background jobs."""
    return Program("worker", _python("mingus.worker"), _lean(environ))


def _sizes(environ: Mapping[str, str]) -> list[str]:
    values = gather(environ)
    options = {
        "workers": "WEB_WORKERS",
        "threads": "WEB_THREADS",
        "timeout": "WEB_TIMEOUT_SECONDS",
        "graceful-timeout": "WEB_GRACEFUL_TIMEOUT_SECONDS",
    }
    return [f"--{option}={values[name].text}" for option, name in options.items()]


def _python(module: str, *arguments: str) -> list[str]:
    return [sys.executable, "-P", "-m", module, *arguments]  # -P: nothing in the current folder is taken for a module


def _lean(environ: Mapping[str, str]) -> dict[str, str]:
    """One malloc arena: with sixteen threads the default keeps many times the memory in use."""
    return {"MALLOC_ARENA_MAX": "1", "PYTHONUNBUFFERED": "1", **environ}
