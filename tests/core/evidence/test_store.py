"""A store keeps what it is given, in order, whoever writes and whenever they die."""

import multiprocessing
import os
import stat
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from mingus.core.errors import NotFound, Refused, Unavailable
from mingus.core.evidence import Attachment, Found, Keys, Record, Store, of_home
from mingus.core.evidence.records import MAX_ARTEFACT_BYTES
from tests.core.evidence.conftest import NOON, Clock, draft


def test_what_is_appended_is_found_again_word_for_word(store: Store) -> None:
    kept = store.append(
        draft(
            command=("bin/test", "tests/ops"),
            figures={"tests_passed": 12, "database": "18.6", "is_encrypted": True},
            commit="a" * 40,
            dirty=True,
            schema_head="0007",
            host="somewhere",
            operator="founder",
        )
    )
    assert store.latest("15.1.2") == Found(kept)
    assert (kept.number, kept.previous, kept.figures["tests_passed"]) == (1, "0" * 64, 12)
    assert kept.created_at == NOON + timedelta(seconds=1)
    assert kept.expires_at == kept.created_at + timedelta(days=90)
    assert (store.folder / kept.where).read_bytes().startswith(b'{"artefacts":[],"command":["bin/test","tests/ops"],')
    assert store.verify() == []


def test_each_record_names_its_predecessor_whatever_its_box(store: Store, five: list[Record]) -> None:
    assert [record.number for record in five] == [1, 2, 3, 4, 5]
    assert [record.previous for record in five[1:]] == [record.hash for record in five[:-1]]
    assert [found.record for found in store.records()] == five
    assert [found.record for found in store.records("S.1")] == [five[1], five[3]]
    assert store.verify() == []


def test_the_latest_is_of_the_asked_box_and_kind(store: Store, five: list[Record]) -> None:
    bench = store.append(draft(kind="bench"))
    assert store.latest("15.1.2") == Found(bench)
    assert store.latest("15.1.2", "drill") == Found(five[4])
    assert store.latest("15.1.2", "watch") == store.latest("1.1.1") == Found()
    assert store.newest() == [Found(bench), Found(five[4]), Found(five[3])]


def test_asking_an_empty_home_makes_nothing(tmp_path: Path) -> None:
    store = of_home(tmp_path, {})
    assert (store.latest("15.1.2"), store.newest(), list(store.records()), store.verify()) == (Found(), [], [], [])
    assert list(tmp_path.iterdir()) == []


def test_records_are_their_owners_alone(store: Store, five: list[Record]) -> None:
    for path in [store.folder, *store.folder.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_files_are_kept_under_their_hash(store: Store, tmp_path: Path) -> None:
    shot = tmp_path / "a shot/of 2FA.png"
    shot.parent.mkdir()
    shot.write_bytes(b"picture")
    kept = store.append(draft(attachments=(Attachment(shot.name, shot), Attachment("ünsinn/x.txt", b"said"))))
    assert [(file.name, file.bytes) for file in kept.artefacts] == [("of 2FA.png", 7), ("_nsinn_x.txt", 4)]
    assert [store.artefact(file) for file in kept.artefacts] == [b"picture", b"said"]
    shot.write_bytes(b"another")
    assert store.artefact(kept.artefacts[0]) == b"picture"
    (store.folder / "artefacts" / kept.artefacts[0].sha256).write_bytes(b"changed")
    with pytest.raises(NotFound, match="changed after it was kept"):
        store.artefact(kept.artefacts[0])


def test_a_file_too_large_or_none_is_refused_and_leaves_nothing(store: Store, tmp_path: Path) -> None:
    huge = tmp_path / "huge"
    huge.touch()
    os.truncate(huge, 2**30)
    os.mkfifo(tmp_path / "pipe")
    for source, words in ((huge, "larger than 20 MB"), (tmp_path / "pipe", "no plain"), (tmp_path, "no plain")):
        with pytest.raises(Refused, match=words):
            store.append(draft(attachments=(Attachment("it", source),)))
    with pytest.raises(Refused, match="larger than 20 MB"):
        store.append(draft(attachments=(Attachment("it", bytes(MAX_ARTEFACT_BYTES + 1)),)))
    with pytest.raises(Refused, match="No such file"):
        store.append(draft(attachments=(Attachment("it", tmp_path / "nowhere"),)))
    with pytest.raises(Refused, match="At most 16 files"):
        store.append(draft(attachments=(Attachment("it", b""),) * 17))
    assert [path for path in store.folder.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"box": "../15.1.2"}, "id: String should match"),
        ({"box": "15.1.2\n"}, "id: String should match"),
        ({"kind": "rumour"}, "kind: Input should be 'test'"),
        ({"statement": ""}, "statement: "),
        ({"statement": "red \x1b[31m"}, "can't be printed"),
        ({"figures": {"price": 1.5}}, "figures.price"),
        ({"figures": {"x" * 100: 1}}, "figures."),
        ({"figures": {f"n{number}": "x" * 2000 for number in range(50)}}, "longer than 65,536 bytes"),
        ({"commit": "HEAD"}, "commit: "),
        ({"valid_for": timedelta(0)}, "at most 400 days"),
        ({"valid_for": timedelta(days=401)}, "at most 400 days"),
    ],
)
def test_a_draft_that_says_what_no_record_may_is_refused(store: Store, changed: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused) as refused:
        store.append(draft(**changed))
    assert words in str(refused.value)
    assert (store.latest("15.1.2"), store.verify()) == (Found(), [])


def test_bytes_that_are_no_text_are_kept_as_question_marks(store: Store) -> None:
    assert store.append(draft(command=("cat", b"\xff.txt".decode("utf-8", "surrogateescape")))).command[1] == "?.txt"
    assert store.verify() == []


def test_a_clock_set_back_a_little_keeps_the_order(store: Store, clock: Clock) -> None:
    first = store.append(draft())
    clock.now -= timedelta(seconds=3)
    assert store.append(draft()).created_at == first.created_at
    assert store.verify() == []


def test_a_clock_that_is_wrong_is_refused(store: Store, clock: Clock) -> None:
    store.append(draft())
    clock.now -= timedelta(days=1)
    with pytest.raises(Refused, match="Set the clock"):
        store.append(draft())


def test_nothing_is_added_to_a_chain_without_its_end(store: Store, five: list[Record]) -> None:
    (store.folder / "HEAD.json").unlink()
    for attempt in (store.check_writable, lambda: store.append(draft())):
        with pytest.raises(Refused, match="mingus evidence verify"):
            attempt()


def test_a_folder_that_cant_be_written_to_is_unavailable(tmp_path: Path, keys: Keys) -> None:
    (tmp_path / "file").touch()
    for attempt in (Store.check_writable, lambda store: store.append(draft())):
        with pytest.raises(Unavailable, match="can't be written"):
            attempt(Store(tmp_path / "file" / "evidence", keys))


def test_eight_processes_make_one_chain(store: Store, tmp_path: Path) -> None:
    writers = [
        multiprocessing.get_context("spawn").Process(target=_append_ten, args=(tmp_path, number)) for number in range(8)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0] * 8
    store = of_home(tmp_path, {})
    assert store.verify() == []
    assert [found.record.number for found in store.records() if found.record] == list(range(1, 81))
    assert len(list((tmp_path / "secrets").glob("evidence.*"))) == 2


def _append_ten(home: Path, number: int) -> None:
    store = of_home(home, {})
    for _ in range(10):
        store.append(draft(f"1.1.{number + 1}", attachments=(Attachment("out.txt", b"%d" % number),)))


@pytest.mark.parametrize("records_before", [0, 1])
def test_a_crash_between_any_two_steps_leaves_a_valid_chain(tmp_path: Path, records_before: int) -> None:
    """The writer dies at its first touch of the file system, then at its second, and so on to the end."""
    died = 0
    while True:
        home = tmp_path / str(died)
        store = of_home(home, {})
        for _ in range(records_before):
            store.append(draft("S.1"))
        finished = _appends_until(home, touches=died)
        store = of_home(home, {})
        assert store.verify() == [], died
        there = sum(1 for found in store.records() if found.record)
        assert there - records_before in ((1,) if finished else (0, 1)), died
        assert (store.latest("15.1.2").record is not None) == (there > records_before), died
        assert store.append(draft()).number == there + 1
        assert (store.verify(), store.latest("15.1.2").fault) == ([], None), died
        assert sum(1 for _ in store.records()) == there + 1
        if finished:
            break
        died += 1
    assert died > 20


def _appends_until(home: Path, *, touches: int) -> bool:
    child = os.fork()
    if child == 0:
        sys.addaudithook(_dying_after(touches))
        of_home(home, {}).append(draft(attachments=(Attachment("out.txt", b"output"),)))
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _dying_after(touches: int) -> Callable[[str, tuple[Any, ...]], None]:
    left = [touches]

    def hook(event: str, _arguments: tuple[Any, ...]) -> None:
        if event in {"open", "os.rename", "os.mkdir", "os.link", "os.remove", "fcntl.flock"}:
            left[0] -= 1
            if left[0] < 0:
                os._exit(1)

    return hook
