"""What a page says after a redirect: shown once, as text, with a way back where there is one."""

import pytest
from apiflask import APIFlask
from flask import redirect
from flask.typing import ResponseReturnValue

from mingus.app import create_app
from mingus.core import toasts
from mingus.core.settings import Settings
from tests.factories import Browser, browser


@pytest.fixture
def visitor(configuration: Settings) -> Browser:
    """A browser at an application with two more addresses that say something."""
    app: APIFlask = create_app(configuration)

    @app.get("/says")
    def says() -> ResponseReturnValue:
        toasts.say("5 < 6 <script>alert(1)</script>")
        return redirect("/login", code=303)

    @app.get("/says-with-undo")
    def says_with_undo() -> ResponseReturnValue:
        toasts.say("Goal deleted.", undo_url="/goals/7/restore", undo_text="Bring it back")
        return redirect("/login", code=303)

    return browser(app)


def test_the_next_page_shows_it_once_as_text(visitor: Browser) -> None:
    visitor.get("/says")
    assert "5 &lt; 6 &lt;script&gt;" in visitor.get("/login").text
    assert "5 &lt; 6" not in visitor.get("/login").text


def test_two_messages_are_both_shown(visitor: Browser) -> None:
    visitor.get("/says")
    visitor.get("/says-with-undo")
    page = visitor.get("/login").text
    assert "5 &lt; 6" in page
    assert "Goal deleted." in page


def test_an_undo_is_a_form_that_works_without_scripts(visitor: Browser) -> None:
    visitor.get("/says-with-undo")
    page = visitor.get("/login").text
    assert 'action="/goals/7/restore"' in page
    assert "Bring it back" in page
    assert 'name="csrf_token"' in page


def test_without_an_undo_there_is_no_button(visitor: Browser) -> None:
    visitor.get("/says")
    assert "m-toast" in (page := visitor.get("/login").text)
    assert "Undo" not in page
