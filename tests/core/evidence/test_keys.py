"""The signing key is made once, for its owner alone; only listed keys are trusted."""

import re
import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from mingus.core.errors import ConfigurationError
from mingus.core.evidence import Keys
from mingus.core.evidence.keys import public_text


def test_the_key_is_made_on_first_use_and_stays(tmp_path: Path) -> None:
    keys = Keys(tmp_path / "secrets")
    assert keys.trusted == {}
    assert not (tmp_path / "secrets").exists()
    made = keys.own_id
    assert Keys(tmp_path / "secrets").own_id == made
    assert Keys(tmp_path / "elsewhere").own_id != made
    assert sorted(path.name for path in (tmp_path / "secrets").iterdir()) == ["evidence.key", "evidence.pub"]


def test_only_the_owner_may_read_the_private_key(tmp_path: Path) -> None:
    assert Keys(tmp_path / "secrets").own_id
    assert stat.S_IMODE((tmp_path / "secrets").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "secrets" / "evidence.key").stat().st_mode) == 0o600
    (tmp_path / "secrets" / "evidence.key").chmod(0o640)
    with pytest.raises(ConfigurationError, match="chmod 600"):
        Keys(tmp_path / "secrets").sign(b"")


def test_the_public_key_beside_it_is_what_others_trust(tmp_path: Path) -> None:
    keys = Keys(tmp_path / "secrets")
    signature = keys.sign(b"said")
    text = (tmp_path / "secrets" / "evidence.pub").read_text()
    assert re.fullmatch(r"[0-9a-f]{64}\n", text)
    other = Keys(tmp_path / "other", listed=text)
    assert public_text(other.trusted[keys.own_id]) == text.strip()
    assert other.holds(keys.own_id, b"said", signature)
    assert not other.holds(keys.own_id, b"said otherwise", signature)


def test_an_earlier_key_stays_trusted(tmp_path: Path) -> None:
    earlier = Keys(tmp_path).own_id
    (tmp_path / "evidence.key").unlink()
    (tmp_path / "evidence.pub").rename(tmp_path / "evidence-2026.pub")
    keys = Keys(tmp_path)
    assert keys.own_id != earlier
    assert set(keys.trusted) == {earlier, keys.own_id}


def test_a_lost_public_file_comes_back(tmp_path: Path) -> None:
    made = Keys(tmp_path).own_id
    (tmp_path / "evidence.pub").unlink()
    assert Keys(tmp_path).own_id == made
    assert (tmp_path / "evidence.pub").exists()


@pytest.mark.parametrize("listed", ["ab", "-" * 64, "A" * 64])
def test_a_listed_key_that_is_none_is_named(tmp_path: Path, listed: str) -> None:
    with pytest.raises(ConfigurationError, match="64 hexadecimal digits"):
        assert Keys(tmp_path, listed=listed).trusted


def test_a_private_key_that_is_none_is_named(tmp_path: Path) -> None:
    rsa = generate_private_key(65537, 2048).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    for content in (b"", b"nonsense", rsa):
        (tmp_path / "evidence.key").write_bytes(content)
        (tmp_path / "evidence.key").chmod(0o600)
        with pytest.raises(ConfigurationError, match="holds no Ed25519 key"):
            Keys(tmp_path).sign(b"")
