"""What the update bot is told is in the form it understands."""

from pathlib import Path

import pytest

from mingus.checklist.documents import DocumentError, bot
from tests.checklist.documents.conftest import Write

GOOD = """
version: 2
updates:
  - package-ecosystem: pip
    directory: /requirements
    schedule: {interval: weekly}
"""


def test_a_good_file_is_read(write: Write, tmp_path: Path) -> None:
    write(".github/dependabot.yml", GOOD)
    assert bot(tmp_path).ecosystems == {"pip"}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("version: 2", "version: 1", "version"),
        ("pip", "pypi", "package-ecosystem"),
        ("directory: /requirements", "folder: /requirements", "directory: Field required"),
        ("weekly", "hourly", "interval"),
        ("/requirements", "requirements", "directory"),
    ],
)
def test_a_word_the_bot_does_not_know_is_named(write: Write, tmp_path: Path, old: str, new: str, words: str) -> None:
    write(".github/dependabot.yml", GOOD.replace(old, new))
    with pytest.raises(DocumentError, match=words):
        bot(tmp_path)


def test_without_a_file_nothing_is_kept_up_to_date(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="there is no such file"):
        bot(tmp_path)


def test_ours_keeps_everything_we_use_up_to_date_each_week_in_groups(root: Path) -> None:
    ours = bot(root)
    assert ours.ecosystems == {"pip", "npm", "github-actions"}
    for update in ours.updates:
        assert update.schedule.interval == "weekly"
        assert update.groups
        folder = root / update.directory.strip("/")
        assert (
            update.package_ecosystem == "github-actions" or any(folder.glob("package.json")) or any(folder.glob("*.in"))
        )
