"""Modules that are loaded when somebody asks."""

import subprocess
import sys
from threading import Barrier, Thread
from typing import Any

import pytest

from mingus.core.later import Later


def test_nothing_is_loaded_before_somebody_asks() -> None:
    code = (
        "import sys; from mingus.core.later import Later; wave = Later('wave');"
        "assert 'wave' not in sys.modules; wave.Error; assert 'wave' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_what_is_asked_is_the_modules_own() -> None:
    import colorsys

    assert Later("colorsys").rgb_to_hsv is colorsys.rgb_to_hsv


def test_what_the_module_lacks_is_said_by_name() -> None:
    with pytest.raises(AttributeError, match="nothing_like_it"):
        _ = Later("colorsys").nothing_like_it


def test_threads_that_ask_at_once_get_the_same() -> None:
    stand_in, together, found = Later("wave"), Barrier(8), list[Any]()

    def ask() -> None:
        together.wait()
        found.append(stand_in.Wave_read)

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(map(id, found))) == 1


def test_a_web_process_starts_without_what_reads_files() -> None:
    code = (
        "import sys; import mingus.app; heavy = ('mingus.ledger.formats', 'mingus.ledger.service.export');"
        "print([name for name in sys.modules if name.startswith(heavy)])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
