"""gunicorn starts, refuses and stops in lines of JSON, in its master and in its workers."""

import json
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
APPLICATION = "def app(environ, start_response):\n    start_response('200 OK', [])\n    return [b'x']\n"


def test_every_line_is_json(tmp_path: Path) -> None:
    (tmp_path / "small.py").write_text(APPLICATION)
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", f"--bind=127.0.0.1:{port}", "--no-control-socket"),
            *("--worker-class=gthread", "--logger-class=mingus.core.gunicorn_logs.JsonLogger"),
            f"--pythonpath={tmp_path},{ROOT}",
            "small:app",
        ],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert server.stderr
    lines = []
    for line in server.stderr:
        lines.append(json.loads(line))
        if lines[-1]["event"].startswith("Booting worker"):
            break
    with socket.create_connection(("127.0.0.1", port)) as caller:
        caller.sendall(b"GET /canary HTTP/canary\r\n\r\n")
        assert b"400" in caller.recv(200)
    server.terminate()
    lines += [json.loads(line) for line in server.communicate(timeout=20)[1].splitlines()]
    assert {line["logger"] for line in lines} == {"gunicorn.error"}
    assert all({"ts", "level", "event"} <= line.keys() for line in lines)
    assert "canary" not in str(lines)
    assert "Invalid request: Invalid HTTP Version" in {line["event"] for line in lines}
