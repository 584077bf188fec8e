"""config/ holds constants of plain settings; anything else is named and refused."""

from pathlib import Path

import pytest

from mingus.core import settings
from mingus.core.settings import ENVIRONMENTS, plain_values


def written(folder: Path, text: str) -> Path:
    (folder / "production.py").write_text(text)
    return folder


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_every_environment_has_its_values(environment: str) -> None:
    values = plain_values.read(environment)
    assert values["DEBUG"] == values["FLASK_DEBUG"] == "false"


def test_the_environment_wins_then_the_file_then_the_default() -> None:
    found = settings.gather({"FLASK_ENV": "production", "WEB_WORKERS": "3"})
    assert found["WEB_WORKERS"] == settings.Found("3", "environment")
    assert found["TRUSTED_PROXIES"] == settings.Found("1", "config/production.py")
    assert found["PORT"] == settings.Found("8000", "default")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("WEB_WORKER = 3", "names WEB_WORKER, which is no setting"),
        ("SECRET_KEY = 'x'", "holds SECRET_KEY, which is secret"),
        ("import os\nPORT = int(os.environ['P'])", "more than plain values, line 1"),
        ("PORT = 2 * 4000", "more than plain values, line 1"),
        ("PORT =", "can't be read, line 1"),
    ],
)
def test_what_is_no_plain_value_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        plain_values.read("production", written(tmp_path, text))


def test_a_file_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="is missing"):
        plain_values.read("production", tmp_path)
