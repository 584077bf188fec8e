"""From the options of a command to what checks look at."""

from pathlib import Path

import pytest

from mingus.checklist.cli.looking import Where, surroundings
from mingus.checklist.rules import Stage
from mingus.core.errors import UsageError
from tests.checklist.conftest import ROOT


def where(home: Path, **more: object) -> Where:
    return Where(Stage.STAGING, tree=None, home=home, offline=True, **more)  # type: ignore[arg-type]  # the keywords are those of Where


def test_a_stage_is_looked_at_as_its_environment_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://money.test")
    with surroundings(where(tmp_path)) as around:
        assert (around.stage, around.offline, around.site) == (Stage.STAGING, True, "https://money.test")
        assert around.home == tmp_path
        assert around.tree.root == ROOT


def test_names_may_lead_elsewhere_and_be_asked_of_others(tmp_path: Path) -> None:
    asked = where(
        tmp_path,
        ca_file=Path("ca.pem"),
        leads_to=("money.test:443=127.0.0.1:8443", "money.test:80=[::1]:8080"),
        name_servers=("127.0.0.1:5353", "192.0.2.1"),
    )
    with surroundings(asked) as around:
        assert around.network.ca_file == "ca.pem"
        assert around.network.leads_to["money.test:443"] == ("127.0.0.1", 8443)
        assert around.network.leads_to["money.test:80"] == ("[::1]", 8080)
        assert around.network.name_servers == (("127.0.0.1", 5353), ("192.0.2.1", 53))


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"leads_to": ("money.test=127.0.0.1:1",)}, "--connect needs"),
        ({"leads_to": ("money.test:443",)}, "--connect needs"),
        ({"name_servers": ("127.0.0.1:dns",)}, "is not an address and a port"),
    ],
)
def test_what_is_no_address_is_said(tmp_path: Path, more: dict[str, object], words: str) -> None:
    with pytest.raises(UsageError, match=words), surroundings(where(tmp_path, **more)):
        pass
