"""PostgreSQL's programs are found where they should be, and a wrong place is named."""

from pathlib import Path

import pytest

from mingus.core.errors import ConfigurationError
from mingus.ops.postgres import binaries


def test_a_folder_without_the_programs_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=f"MINGUS_PG_BIN is {tmp_path}") as refusal:
        binaries.find({"MINGUS_PG_BIN": str(tmp_path)})
    assert refusal.value.exit_code == 78


def test_a_version_out_of_range_is_refused(tmp_path: Path) -> None:
    for name in ("postgres", "initdb"):
        program = tmp_path / name
        program.write_text("#!/bin/sh\necho 'postgres (PostgreSQL) 14.3'\n")
        program.chmod(0o755)
    with pytest.raises(ConfigurationError, match=r"PostgreSQL 14\.3; Mingus runs on 15 to 18"):
        binaries.find({"MINGUS_PG_BIN": str(tmp_path)})


def test_the_wheel_serves_where_nothing_is_named() -> None:
    found = binaries.find({})
    assert found.major == 18
    assert found.program("initdb").is_file()


def test_a_version_nobody_has_is_asked_for_in_words() -> None:
    with pytest.raises(ConfigurationError, match="PostgreSQL 12 is needed and was not found"):
        binaries.find({}, major=12)


def test_a_client_is_at_least_as_new_as_its_server() -> None:
    assert binaries.client({}, server_major=16).major >= 16
    with pytest.raises(ConfigurationError, match="needs pg_dump 19 or newer"):
        binaries.client({}, server_major=19)
