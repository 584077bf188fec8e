import gzip

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient

from mingus.core import compression

LONG, SHORT = "Where it went. " * 1000, "Where it went."


@pytest.fixture
def visitor() -> FlaskClient:
    app = Flask(__name__)
    compression.install(app)
    app.add_url_rule("/page", "page", lambda: LONG)
    app.add_url_rule("/short", "short", lambda: SHORT)
    app.add_url_rule("/json", "json", lambda: [LONG])
    app.add_url_rule("/export", "export", lambda: Response(iter([LONG, LONG]), mimetype="application/json"))
    app.add_url_rule("/picture", "picture", lambda: Response(LONG, mimetype="image/png"))
    return app.test_client()


@pytest.mark.parametrize("path", ["/page", "/json"])
def test_a_browser_gets_less_and_reads_the_same(visitor: FlaskClient, path: str) -> None:
    plain = visitor.get(path)
    packed = visitor.get(path, headers={"Accept-Encoding": "gzip, deflate, br"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data) / 10
    assert "Content-Encoding" not in plain.headers
    assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("path", ["/short", "/export", "/picture"])
def test_what_is_short_streamed_or_packed_already_stays(visitor: FlaskClient, path: str) -> None:
    answer = visitor.get(path, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer.headers
    assert answer.text.startswith(SHORT)


def test_a_browser_that_refuses_gzip_gets_none(visitor: FlaskClient) -> None:
    answer = visitor.get("/page", headers={"Accept-Encoding": "gzip;q=0, br"})
    assert answer.text == LONG
