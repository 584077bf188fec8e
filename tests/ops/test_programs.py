"""The web server's settings are ones that this gunicorn takes."""

import subprocess

from mingus.ops import programs


def test_gunicorn_takes_every_option() -> None:
    command = programs.web({}, "127.0.0.1", 8000).command
    checked = [*command[:-1], "--print-config", "wsgiref.simple_server:demo_app"]
    done = subprocess.run(checked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said = {tuple(line.split(" = ")) for line in done.stdout.splitlines()}
    assert {name: value.strip("'") for name, value in ((n.strip(), v) for n, v in said)}["threads"] == "16"


def test_the_environment_sizes_the_web_server() -> None:
    command = programs.web({"WEB_WORKERS": "3", "WEB_THREADS": "8"}, "127.0.0.1", 8000).command
    assert {"--workers=3", "--threads=8", "--timeout=30", "--graceful-timeout=25"} <= set(command)


def test_what_the_environment_says_wins() -> None:
    environ = dict(programs.worker({"MALLOC_ARENA_MAX": "4", "HOME": "/somewhere"}).environ)
    assert (environ["MALLOC_ARENA_MAX"], environ["HOME"]) == ("4", "/somewhere")
    assert programs.worker({}).environ["MALLOC_ARENA_MAX"] == "1"
