"""`mingus evidence` from the outside: what it prints, what it keeps, how it exits."""

import json
import os
import pty
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from mingus.core import evidence, migrate
from mingus.core.evidence import Record
from tests.checklist.cli.conftest import Mingus, environ
from tests.checklist.conftest import ROOT
from tests.ops.waiting import eventually


def newest(home: Path, box_id: str = "15.1.2") -> Record:
    record = evidence.of_home(home / "home", {}).latest(box_id).record
    assert record
    return record


def test_a_run_is_recorded_and_passes_everything_through(mingus: Mingus, tmp_path: Path) -> None:
    program = "echo said; echo warned >&2; echo '==== 2 passed, 1 failed in 0.10s ===='; exit 7"
    ran = mingus("evidence", "run", "15.1.2", "--kind", "drill", "--expires-days", "30", "--", "sh", "-c", program)
    assert ran.returncode == 7
    assert ran.stdout == "said\n==== 2 passed, 1 failed in 0.10s ====\n"
    assert ran.stderr == "warned\n✗ 15.1.2 drill recorded as number 1 · 2 passed, 1 failed · failed\n"
    record = newest(tmp_path)
    assert (record.kind, record.exit_code, record.command) == ("drill", 7, ("sh", "-c", program))
    assert (record.expires_at - record.created_at).days == 30
    assert (record.figures["tests_passed"], record.figures["tests_failed"]) == (2, 1)
    assert (record.schema_head, record.host) == (migrate.head(), evidence.host())
    assert (record.commit, record.dirty) == evidence.commit_of(ROOT)
    (output,) = record.artefacts
    kept = evidence.of_home(tmp_path / "home", {}).artefact(output)
    assert sorted(kept.splitlines()) == sorted([*ran.stdout.encode().splitlines(), b"warned"])


def test_files_it_makes_are_kept_and_one_it_does_not_make_is_a_failure(mingus: Mingus, tmp_path: Path) -> None:
    made = tmp_path / "report.txt"
    words = ["evidence", "run", "15.1.2", "--statement", "A report was made.", "--artefact", str(made)]
    ran = mingus(*words, "--", "sh", "-c", f"echo 12 > {made}")
    assert (ran.returncode, newest(tmp_path).exit_code) == (0, 0)
    assert [artefact.name for artefact in newest(tmp_path).artefacts] == ["output.txt", "report.txt"]
    ran = mingus(*words, "--artefact", "nowhere.txt", "--", "true")
    assert (ran.returncode, newest(tmp_path).exit_code) == (66, 66)
    assert "nowhere.txt was not made, so this counts as failed." in ran.stderr
    assert newest(tmp_path).figures["files_missing"] == "nowhere.txt"


def test_a_time_out_is_not_finished(mingus: Mingus, tmp_path: Path) -> None:
    ran = mingus("evidence", "run", "15.1.2", "--time-out", "0.2", "--", "sleep", "1000")
    assert ran.returncode == 124
    assert (newest(tmp_path).exit_code, newest(tmp_path).figures["stopped"]) == (None, "timed out")
    assert ran.stderr.endswith("· not finished\n")


@pytest.mark.parametrize(
    ("how", "exit_code", "words"), [("SIGINT", 130, "interrupted"), ("SIGTERM", 143, "terminated")]
)
def test_a_stop_in_the_middle_is_not_finished(tmp_path: Path, how: str, exit_code: int, words: str) -> None:
    begun = tmp_path / "begun"
    command = [sys.executable, "-m", "mingus", "evidence", "run", "15.1.2", "--", "sh", "-c", f"> {begun}; sleep 1000"]
    process = subprocess.Popen(command, cwd=ROOT, env=environ(tmp_path), stderr=subprocess.PIPE)
    assert eventually(begun.exists, 30)
    process.send_signal(getattr(signal, how))
    assert process.wait(30) == exit_code
    assert (newest(tmp_path).exit_code, newest(tmp_path).figures["stopped"]) == (None, words)
    assert process.stderr
    process.stderr.close()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["99.1.1", "--", "true"], "There is no box '99.1.1'"),
        (["15.1.2", "--", "no-such-program"], "no-such-program can't be started"),
        (["15.1.2", "--expires-days", "401", "--", "true"], "401 is not in the range"),
        (["15.1.2"], "Missing argument"),
        (["15.1.2", "--kind", "attestation", "--", "true"], "is not one of"),
    ],
)
def test_wrong_words_exit_64_and_record_nothing(mingus: Mingus, tmp_path: Path, words: list[str], said: str) -> None:
    ran = mingus("evidence", "run", *words)
    assert (ran.returncode, ran.stdout) == (64, "")
    assert said in ran.stderr
    assert list(evidence.of_home(tmp_path / "home", {}).records()) == []


def test_nothing_runs_when_it_could_not_be_recorded(mingus: Mingus, tmp_path: Path) -> None:
    mingus("evidence", "run", "15.1.2", "--", "true")
    (tmp_path / "home" / "evidence" / "HEAD.json").unlink()
    ran = mingus("evidence", "run", "15.1.2", "--", "touch", str(tmp_path / "ran"))
    assert ran.returncode == 65
    assert "`mingus evidence verify`" in ran.stderr
    assert not (tmp_path / "ran").exists()


def test_the_list_is_plain_in_a_pipe_and_whole_as_json(mingus: Mingus, tmp_path: Path) -> None:
    assert mingus("evidence", "list").stdout.startswith("There is no evidence yet.")
    mingus("evidence", "run", "15.1.2", "--statement", "First.", "--", "true")
    mingus("evidence", "run", "1.3.1", "--statement", "Second.", "--", "false")
    made = f"{newest(tmp_path).created_at:%Y-%m-%d}\t{newest(tmp_path).expires_at:%Y-%m-%d}"
    operator = newest(tmp_path).operator
    assert mingus("evidence", "list").stdout.splitlines() == [
        f"2\t1.3.1\ttest\t✗ failed\tSecond.\t{operator}\t{made}",
        f"1\t15.1.2\ttest\t✓ sound\tFirst.\t{operator}\t{made}",
    ]
    listed = json.loads(mingus("evidence", "list", "--json", "--id", "15.1.2").stdout)
    assert [(one["id"], one["state"], one["number"], one["command"]) for one in listed] == [
        ("15.1.2", "sound", 1, ["true"])
    ]
    (tmp_path / "home" / "evidence" / newest(tmp_path).where).write_text("{")
    listed = json.loads(mingus("evidence", "list", "--json").stdout)
    assert [one["state"] for one in listed] == ["failed", "fault"]
    assert listed[1]["fault"] == "is not whole JSON: it was cut off or changed"


def test_the_list_is_a_table_at_a_terminal(mingus: Mingus, tmp_path: Path) -> None:
    mingus("evidence", "run", "15.1.2", "--statement", "First.", "--", "true")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "mingus", "evidence", "list"]
    subprocess.run(
        command, cwd=ROOT, env=environ(tmp_path, TERM="xterm-256color", COLUMNS="120"), stdout=theirs, check=True
    )
    os.close(theirs)
    shown = os.read(ours, 65536).decode()
    os.close(ours)
    assert "\x1b[32m✓ sound" in shown
    assert "what" in shown


def test_verify_says_sound_with_the_end_to_note_down(mingus: Mingus, tmp_path: Path) -> None:
    assert mingus("evidence", "verify").stdout == "There is no evidence yet.\n"
    for _ in range(2):
        mingus("evidence", "run", "15.1.2", "--", "true")
    ran = mingus("evidence", "verify")
    end = f"2:{newest(tmp_path).hash}"
    assert (ran.returncode, ran.stdout) == (0, f"2 records, all sound. The end of the chain: {end}\n")
    assert mingus("evidence", "verify", "--contains", end).returncode == 0
    ran = mingus("evidence", "verify", "--contains", f"2:{'0' * 64}")
    assert (ran.returncode, "is not in it any more" in ran.stdout) == (65, True)
    assert mingus("evidence", "verify", "--contains", "2").returncode == 64


def test_verify_names_each_fault_and_exits_65(mingus: Mingus, tmp_path: Path) -> None:
    records = []
    for _ in range(3):
        mingus("evidence", "run", "15.1.2", "--", "true")
        records.append(newest(tmp_path))
    store = tmp_path / "home" / "evidence"
    (store / records[0].where).write_text("{")
    (store / records[2].where).unlink()
    ran = mingus("evidence", "verify")
    assert ran.returncode == 65
    assert ran.stdout.splitlines() == [
        f"{records[0].where}: is not whole JSON: it was cut off or changed",
        f"{records[2].where}: record 3 is missing: there was one with that number, signed",
    ]
    assert ran.stderr == f"2 faults in the evidence of {store}.\n"


def test_another_machine_proves_a_copy_with_the_public_key(mingus: Mingus, tmp_path: Path) -> None:
    mingus("evidence", "run", "15.1.2", "--", "true")
    home, copy = tmp_path / "home", tmp_path / "copy"
    shutil.copytree(home / "evidence", copy)
    elsewhere = {"MINGUS_HOME": str(tmp_path / "another")}
    ran = mingus("evidence", "verify", str(copy), **elsewhere)
    assert (ran.returncode, "which is not trusted here" in ran.stdout) == (65, True)
    public = (home / "secrets" / "evidence.pub").read_text().strip()
    assert mingus("evidence", "verify", str(copy), EVIDENCE_TRUSTED_KEYS=public, **elsewhere).returncode == 0
    assert mingus("evidence", "verify", str(copy), "--trust", str(home / "secrets"), **elsewhere).returncode == 0
    assert mingus("evidence", "verify", str(copy), EVIDENCE_TRUSTED_KEYS="x", **elsewhere).returncode == 78
