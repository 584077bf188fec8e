"""Who may use the API from another site; every way of pretending is in tests/abuse/test_A37_cors.py."""

from apiflask import APIFlask

from mingus.core import cors
from mingus.core.settings import Settings


def test_the_list_is_read_letter_by_letter(configuration: Settings) -> None:
    app = APIFlask("two")
    cors.install(app, configuration.model_copy(update={"cors_origins": "https://a.example,https://b.example:8443"}))
    assert app.extensions["mingus_cors"] == {"https://a.example", "https://b.example:8443"}


def test_nobody_is_named_at_first(configuration: Settings) -> None:
    app = APIFlask("none")
    cors.install(app, configuration)
    assert app.extensions["mingus_cors"] == frozenset()
    assert not app.after_request_funcs
