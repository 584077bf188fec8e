"""Whatever anybody does to a store, `verify` names the file and says in words what is wrong, and nothing else."""

import os
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from mingus.core.evidence import Attachment, Fault, Found, Keys, Record, Store
from mingus.core.evidence.reading import MAX_HEAD_BYTES
from mingus.core.evidence.records import canonical
from tests.core.evidence.conftest import Clock, draft

Rewrite = Callable[..., Record]


def kinds(faults: list[Fault]) -> list[tuple[str, str]]:
    return [(fault.kind, fault.where) for fault in faults]


def test_every_flipped_byte_of_a_record_is_named(store: Store, five: list[Record]) -> None:
    path = store.folder / five[2].where
    sound = path.read_bytes()
    for place in range(0, len(sound), 7):
        path.write_bytes(sound[:place] + bytes([sound[place] ^ 1]) + sound[place + 1 :])
        (fault,) = store.verify()
        assert fault.kind in {"tampered", "unreadable", "foreign key", "unsigned"}, sound[: place + 1]
        assert (fault.where, fault.number) == (five[2].where, 3)
    path.write_bytes(sound)
    assert store.verify() == []


def test_changed_words_are_tampered(store: Store, five: list[Record]) -> None:
    path = store.folder / five[4].where
    path.write_bytes(path.read_bytes().replace(b"restored", b"deleted!"))
    (fault,) = store.verify()
    assert (fault.kind, fault.where) == ("tampered", five[4].where)
    assert "does not match its signature" in fault.words
    assert store.latest("15.1.2").fault == fault
    assert store.latest("S.1") == Found(five[3])


def test_the_same_words_written_otherwise_are_tampered(store: Store, five: list[Record]) -> None:
    path = store.folder / five[0].where
    path.write_bytes(path.read_bytes() + b"\n")
    assert kinds(store.verify()) == [("tampered", five[0].where)]
    path.write_bytes(path.read_bytes().strip().replace(b'"exit_code":0', b'"exit_code":9,"exit_code":0'))
    assert kinds(store.verify()) == [("tampered", five[0].where)]


def test_a_deleted_newest_is_missing(store: Store, five: list[Record]) -> None:
    (store.folder / five[4].where).unlink()
    (fault,) = store.verify()
    assert (fault.kind, fault.where, fault.number) == ("missing", five[4].where, 5)
    assert "record 5 is missing" in fault.words
    found = store.latest("15.1.2").fault
    assert found
    assert (found.kind, found.where) == ("missing", five[4].where)


def test_all_records_deleted_are_missing(store: Store, five: list[Record]) -> None:
    for record in five:
        (store.folder / record.where).unlink()
    (fault,) = store.verify()
    assert (fault.kind, fault.words) == (
        "missing",
        "records 1 to 5 are missing: there was one with that number, signed",
    )


def test_a_deleted_middle_is_missing(store: Store, five: list[Record]) -> None:
    (store.folder / five[1].where).unlink()
    (store.folder / five[2].where).unlink()
    (fault,) = store.verify()
    assert (fault.kind, fault.number) == ("missing", 2)
    assert "records 2 to 3 are missing" in fault.words


def test_two_swapped_are_both_named(store: Store, five: list[Record]) -> None:
    one, other = store.folder / five[0].where, store.folder / five[2].where
    said = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(said)
    assert kinds(store.verify()) == [("reordered", five[0].where), ("reordered", five[2].where)]


def test_a_record_moved_to_another_box_is_named(store: Store, five: list[Record]) -> None:
    (store.folder / "1.1.1").mkdir()
    (store.folder / five[1].where).rename(store.folder / "1.1.1" / Path(five[1].where).name)
    (fault,) = store.verify()
    assert (fault.kind, fault.number) == ("reordered", 2)
    assert "holds record 2 of S.1" in fault.words


def test_a_copy_of_a_record_is_named(store: Store, five: list[Record]) -> None:
    (store.folder / "1.1.1").mkdir()
    shutil.copy(store.folder / five[1].where, store.folder / "1.1.1")
    assert [kind for kind, _ in kinds(store.verify())] == ["reordered", "reordered"]


def test_a_back_dated_record_is_named(store: Store, five: list[Record], rewrite: Rewrite) -> None:
    """Even by whoever has the key: the chain around it gives it away."""
    forged = rewrite(five[2], created_at=five[2].created_at - timedelta(days=30))
    faults = store.verify()
    assert kinds(faults) == [("back-dated", forged.where), ("reordered", five[3].where)]
    assert "before its predecessor: it was back-dated" in faults[0].words


def test_a_record_from_the_future_is_named(store: Store, clock: Clock) -> None:
    kept = store.append(draft())
    clock.now -= timedelta(hours=1)
    (fault,) = store.verify()
    assert (fault.kind, fault.where) == ("back-dated", kept.where)
    assert "in the future" in fault.words
    assert store.latest("15.1.2").fault == fault


def test_a_record_rewritten_by_the_key_breaks_the_chain(store: Store, five: list[Record], rewrite: Rewrite) -> None:
    rewrite(five[2], statement="Something nicer.")
    assert kinds(store.verify()) == [("reordered", five[3].where)]


def test_a_rewritten_newest_is_not_what_the_head_names(store: Store, five: list[Record], rewrite: Rewrite) -> None:
    rewrite(five[4], exit_code=0, statement="Something nicer.")
    assert kinds(store.verify()) == [("tampered", "HEAD.json")]


def test_another_key_is_foreign_until_it_is_trusted(
    store: Store, five: list[Record], rewrite: Rewrite, tmp_path: Path, clock: Clock
) -> None:
    stranger = Keys(tmp_path / "stranger")
    forged = rewrite(five[4], by=stranger)
    (fault,) = store.verify()
    assert (fault.kind, fault.where) == ("foreign key", forged.where)
    assert stranger.own_id in fault.words
    believing = Store(store.folder, Keys(tmp_path / "secrets", folders=[tmp_path / "stranger"]), now=clock)
    assert "foreign key" not in [fault.kind for fault in believing.verify()]


def test_a_record_of_another_store_is_foreign(store: Store, five: list[Record], tmp_path: Path, clock: Clock) -> None:
    elsewhere = Store(tmp_path / "elsewhere", Keys(tmp_path / "other secrets"), now=clock)
    records = [elsewhere.append(draft()) for _ in range(6)]
    shutil.copy(elsewhere.folder / records[5].where, store.folder / "15.1.2")
    faults = store.verify()
    assert kinds(faults)[0] == ("foreign key", records[5].where)
    assert kinds(faults)[1:] == [("tampered", "HEAD.json")]


def test_an_unsigned_record_is_named(store: Store, five: list[Record]) -> None:
    path = store.folder / five[4].where
    for signature in (b'""', b"null"):
        path.write_bytes(canonical(five[4]).replace(f'"{five[4].signature}"'.encode(), signature))
        assert kinds(store.verify()) == [("unsigned", five[4].where)]


@pytest.mark.parametrize(
    "hostile",
    [
        b"",
        b'{"id":"15.1.2","kind',
        b"\xff\xfe\x00",
        b"null",
        b"[]",
        b"[" * 60_000,
        b'{"a":' * 10_000,
        b'{"signature":"x"}',
        b'{"signature":"x","number":1e400}',
        b'{"signature":"x","number":' + b"9" * 50_000 + b"}",
        b'{"signature":"' + b"\\ud800" + b'"}',
    ],
    ids=lambda said: repr(said[:24]),
)
def test_hostile_bytes_are_unreadable(store: Store, five: list[Record], hostile: bytes) -> None:
    (store.folder / five[4].where).write_bytes(hostile)
    (fault,) = store.verify()
    assert (fault.where, fault.number) == (five[4].where, 5)
    assert fault.kind in {"unreadable", "unsigned"}
    assert len(fault.words) < 300
    assert store.latest("15.1.2").fault == fault


def test_a_gigabyte_is_oversized_and_not_read(store: Store, five: list[Record]) -> None:
    os.truncate(store.folder / five[4].where, 2**30)
    (fault,) = store.verify()
    assert (fault.kind, fault.where) == ("oversized", five[4].where)
    assert fault.words == "has 1,073,741,824 bytes; 65,536 is the limit"


def test_a_link_is_never_followed(store: Store, five: list[Record], tmp_path: Path) -> None:
    path = store.folder / five[4].where
    path.rename(tmp_path / "moved")
    path.symlink_to(tmp_path / "moved")
    (fault,) = store.verify()
    assert (fault.kind, fault.where) == ("unreadable", five[4].where)
    assert "symbolic link" in fault.words


def test_a_box_that_is_a_link_is_never_followed(store: Store, five: list[Record], tmp_path: Path) -> None:
    (store.folder / "S.1").rename(tmp_path / "moved")
    (store.folder / "S.1").symlink_to(tmp_path / "moved")
    faults = store.verify()
    assert kinds(faults)[0] == ("unreadable", "S.1")
    assert [fault.number for fault in faults[1:]] == [2, 4]
    found = store.latest("S.1").fault
    assert found
    assert "symbolic link" in found.words


def test_a_folder_a_pipe_or_a_stranger_in_the_place_of_a_record(store: Store, five: list[Record]) -> None:
    path = store.folder / five[4].where
    path.unlink()
    path.mkdir()
    assert [fault.words for fault in store.verify()] == ["is a folder in the place of a file"]
    path.rmdir()
    os.mkfifo(path)
    assert [fault.words for fault in store.verify()] == ["is no plain file"]


def test_what_does_not_belong_there_is_named(store: Store, five: list[Record]) -> None:
    (store.folder / "notes.txt").touch()
    (store.folder / "S.1" / "notes.txt").touch()
    (store.folder / ".unfinished-after-a-crash").touch()
    assert kinds(store.verify()) == [("stray", "S.1/notes.txt"), ("stray", "notes.txt")]


def test_a_changed_end_is_named(store: Store, five: list[Record], tmp_path: Path) -> None:
    head = store.folder / "HEAD.json"
    sound = head.read_bytes()
    head.write_bytes(sound.replace(b'"number":5', b'"number":4'))
    assert kinds(store.verify()) == [("tampered", "HEAD.json")]
    assert store.latest("15.1.2").fault == store.verify()[0]
    head.unlink()
    assert kinds(store.verify()) == [("missing", "HEAD.json")]
    os.mkfifo(head)
    assert kinds(store.verify()) == [("unreadable", "HEAD.json")]
    head.unlink()
    head.touch()
    os.truncate(head, MAX_HEAD_BYTES + 1)
    assert kinds(store.verify()) == [("oversized", "HEAD.json")]


def test_an_old_end_put_back_is_named(store: Store, five: list[Record]) -> None:
    head = store.folder / "HEAD.json"
    old = head.read_bytes()
    store.append(draft())
    head.write_bytes(old)
    (fault,) = store.verify()
    assert (fault.kind, fault.where) == ("tampered", "HEAD.json")
    assert "there are later ones" in fault.words


def test_a_changed_or_missing_file_of_a_record_is_named(store: Store, clock: Clock) -> None:
    kept = store.append(draft(attachments=(Attachment("out.txt", b"sound"),)))
    path = store.folder / "artefacts" / kept.artefacts[0].sha256
    for change, words in (
        (lambda: path.write_bytes(b"other"), "was changed after it was kept"),
        (lambda: os.truncate(path, 2**30), "has 1,073,741,824 bytes"),
        (path.unlink, "is not there"),
    ):
        change()
        (fault,) = store.verify()
        assert (fault.kind, fault.number) == ("artefact", 1)
        assert fault.words.startswith(f"“out.txt” of record 1 (15.1.2) {words}")
        assert store.latest("15.1.2").fault == fault


def test_an_exported_copy_is_proven_with_the_public_key_alone(
    store: Store, five: list[Record], tmp_path: Path, clock: Clock
) -> None:
    shutil.copytree(store.folder, tmp_path / "copy")
    (tmp_path / "published").mkdir()
    shutil.copy(tmp_path / "secrets" / "evidence.pub", tmp_path / "published")
    nobody = tmp_path / "nothing here"
    listed = (tmp_path / "secrets" / "evidence.pub").read_text()
    for keys in (Keys(nobody, folders=[tmp_path / "published"]), Keys(nobody, listed=f"{'0' * 64}, {listed}")):
        assert Store(tmp_path / "copy", keys, now=clock).verify() == []
    faults = Store(tmp_path / "copy", Keys(nobody), now=clock).verify()
    assert kinds(faults) == [("foreign key", where) for where in ("HEAD.json", *(record.where for record in five))]
    assert not nobody.exists()


def test_a_thousand_faults_are_enough(store: Store, five: list[Record]) -> None:
    for number in range(1100):
        (store.folder / "S.1" / f"{number}.txt").touch()
    assert len(store.verify()) == 1000
