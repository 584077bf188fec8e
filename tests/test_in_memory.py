import shutil
import stat
from pathlib import Path

import pytest

from tests import in_memory


def test_a_folder_is_ours_open_to_pass_through_and_gone_after_its_block() -> None:
    with in_memory.folder("mingus-test-") as made:
        assert stat.S_IMODE(made.stat().st_mode) == 0o755
        (made / "file").write_text("kept until the end")
    assert not made.exists()


def test_a_place_without_room_or_that_is_not_there_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert in_memory.is_fit(tmp_path) == (shutil.disk_usage(tmp_path).free >= in_memory.ROOM_BYTES)
    assert not in_memory.is_fit(tmp_path / "nowhere")
    monkeypatch.setattr(in_memory, "ROOM_BYTES", shutil.disk_usage(tmp_path).total + 1)
    assert not in_memory.is_fit(tmp_path)
