"""Files are read bounded and unlinked, and written whole."""

from io import BytesIO
from pathlib import Path

import pytest

from mingus.core.evidence import files
from mingus.core.evidence.faults import Broken


def test_a_plain_file_is_read_up_to_the_limit(tmp_path: Path) -> None:
    (tmp_path / "box").mkdir()
    (tmp_path / "box" / "file").write_bytes(b"12345")
    assert files.read(tmp_path, "box/file", 5) == b"12345"
    with pytest.raises(Broken, match="has 5 bytes; 4 is the limit"):
        files.read(tmp_path, "box/file", 4)
    with pytest.raises(Broken, match="is not there"):
        files.read(tmp_path, "box/other", 5)


def test_what_needs_no_space_but_claims_none_too_is_bounded() -> None:
    with pytest.raises(Broken, match=r"no plain file|past 16 bytes"):
        files.read(Path("/dev"), "zero", 16)


def test_writing_replaces_whole_files_and_leaves_no_others(tmp_path: Path) -> None:
    files.write(tmp_path / "file", b"one")
    files.write(tmp_path / "file", b"two")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("file", b"two")]


def test_a_copy_that_is_too_long_leaves_nothing(tmp_path: Path) -> None:
    assert files.keep_copy(BytesIO(b"1234"), tmp_path, 4)[1] == 4
    with pytest.raises(OverflowError):
        files.keep_copy(BytesIO(b"12345"), tmp_path, 4)
    assert len(list(tmp_path.iterdir())) == 1


def test_readers_of_what_they_may_not_write_to_go_without_a_lock(tmp_path: Path) -> None:
    (tmp_path / ".lock").symlink_to(tmp_path / "elsewhere")
    with files.locked(tmp_path, alone=False):
        assert not (tmp_path / "elsewhere").exists()


def test_a_lock_ends_with_its_block(tmp_path: Path) -> None:
    for _ in range(2):
        with files.locked(tmp_path, alone=True):
            assert [path.name for path in tmp_path.iterdir()] == [".lock"]
