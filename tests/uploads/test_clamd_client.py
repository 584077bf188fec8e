"""Where ClamAV is configured, nothing is kept that it has not called clean with a list it can vouch for."""

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mingus.core.clock import now
from mingus.core.errors import BadFile, Unavailable
from mingus.uploads import clamd_client, examine
from tests.servers.clamd import VIRUS, running_clamd, version_of
from tests.uploads.pictures import GOOD_PDF, pdf


def test_a_clean_file_is_taken_and_was_looked_at_as_it_came() -> None:
    with running_clamd() as daemon:
        content = GOOD_PDF + b"%" + b"x" * 200_000 + b"\n%%EOF\n"
        assert examine(io.BytesIO(content), "a.pdf", "", clamd_url=daemon.url).content == content
        assert daemon.scanned == [content]


def test_it_can_be_asked_over_a_socket_of_this_machine(tmp_path: Path) -> None:
    with running_clamd(str(tmp_path / "clamd.ctl")) as daemon:
        clamd_client.scan(daemon.url, io.BytesIO(b"clean"))
        assert daemon.scanned == [b"clean"]


def test_a_known_virus_is_refused() -> None:
    with running_clamd() as daemon, pytest.raises(BadFile, match="known as harmful"):
        examine(io.BytesIO(pdf(b"(%s)" % VIRUS)), "a.pdf", "", clamd_url=daemon.url)


@pytest.mark.parametrize("days", [7.1, 400])
def test_a_list_older_than_a_week_is_not_believed(days: float) -> None:
    with running_clamd() as daemon:
        daemon.version = version_of(now() - timedelta(days=days))
        with pytest.raises(Unavailable, match="none is taken"):
            clamd_client.scan(daemon.url, io.BytesIO(b"clean"))
        assert daemon.scanned == []
        daemon.version = version_of(now() - timedelta(days=6))
        clamd_client.scan(daemon.url, io.BytesIO(b"clean"))


@pytest.mark.parametrize("version", ["ClamAV 1.4.6", "", "UNKNOWN COMMAND"])
def test_a_daemon_without_a_list_is_not_believed(version: str) -> None:
    with running_clamd() as daemon:
        daemon.version = version
        with pytest.raises(Unavailable):
            clamd_client.scan(daemon.url, io.BytesIO(b"clean"))


@pytest.mark.parametrize(
    "verdict", ["INSTREAM size limit exceeded. ERROR", "stream: Can't allocate memory ERROR", "OK"]
)
def test_anything_but_a_clear_yes_is_a_no(verdict: str) -> None:
    with running_clamd() as daemon:
        daemon.verdict = verdict
        with pytest.raises(Unavailable):
            clamd_client.scan(daemon.url, io.BytesIO(b"clean"))


def test_nobody_there_means_that_nothing_is_taken(tmp_path: Path) -> None:
    for url in ("tcp://127.0.0.1:9", f"unix://{tmp_path}/none.ctl"):
        with pytest.raises(Unavailable, match="Please try again later"):
            clamd_client.scan(url, io.BytesIO(b"clean"))


def test_the_age_of_the_list_is_read_as_clamd_says_it() -> None:
    said = clamd_client.database_made_at("ClamAV 1.4.3/27500/Tue Jan  4 09:38:14 2025")
    assert said == datetime(2025, 1, 4, 9, 38, 14, tzinfo=UTC)
