"""Many sources at once are parsed as well as one."""

import ast
import gc
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mingus.checklist import parsing


@pytest.fixture
def interrupted() -> Iterator[None]:
    """Threads take turns in the midst of parsing, wherever memory is tidied up."""

    def take_turns(_phase: str, _about: dict[str, int]) -> None:
        time.sleep(0)

    before = gc.get_threshold()
    gc.set_threshold(50, 1_000, 1_000)
    gc.callbacks.append(take_turns)
    yield
    gc.callbacks.remove(take_turns)
    gc.set_threshold(*before)


@pytest.mark.usefixtures("interrupted")
def test_threads_parse_without_disturbing_each_other() -> None:
    text = Path(parsing.__file__).with_name("service.py").read_text()
    with ThreadPoolExecutor(4) as crowd:
        found = list(crowd.map(parsing.parsed, [text] * 12))
    assert {ast.dump(each) for each in found} == {ast.dump(ast.parse(text))}


def test_what_is_no_python_is_said() -> None:
    with pytest.raises(SyntaxError):
        parsing.parsed("def", "a.py")
