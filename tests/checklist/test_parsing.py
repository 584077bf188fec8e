"""Many sources at once are parsed as well as one."""

import ast
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mingus.checklist import parsing


@pytest.fixture
def hasty() -> Iterator[None]:
    """Threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("hasty")
def test_eight_threads_parse_without_disturbing_each_other() -> None:
    text = Path(parsing.__file__).with_name("service.py").read_text()
    with ThreadPoolExecutor(8) as crowd:
        found = list(crowd.map(parsing.parsed, [text] * 40))
    assert {ast.dump(each) for each in found} == {ast.dump(ast.parse(text))}


def test_what_is_no_python_is_said() -> None:
    with pytest.raises(SyntaxError):
        parsing.parsed("def", "a.py")
