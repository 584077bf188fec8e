"""9.3: each part fails on what it is there for, and passes on this tree, our application and a database lived in."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from mingus.checklist.boxes.hardening.data import refusal_faults
from mingus.checklist.looking.http import Answer as Answered
from mingus.checklist.rules import Stage, State
from tests.checklist.boxes.hardening.conftest import AskSite
from tests.checklist.conftest import NOW, Check, MakeSurroundings, MakeTree, is_green, is_red
from tests.checklist.looking.database.conftest import environment
from tests.checklist.proofs import OTHER_COMMIT, record
from tests.ops.schema.conftest import Lived, lived
from tests.servers.http import Answer, Request

__all__ = ["lived"]

OPEN = "nobody_is_asked_in_the_open"
FILES = "hostile_files_are_refused"
REFUSED = Answer(401, headers={"X-Content-Type-Options": "nosniff"})
PARTS = {
    "9.3.1": ("sealed_columns_are_sealed", "newest_key_wraps_all", "nothing_lies_open"),
    "9.3.4": ("audit_chain_is_whole", "audit_log_only_grows"),
}


class TestStored:
    def test_what_somebody_lives_in_is_sealed_and_written_down(self, check: Check, lived: Lived) -> None:
        for box_id, parts in PARTS.items():
            for part in parts:
                assert is_green(check(box_id, part, environ=environment(lived)))

    @pytest.mark.parametrize(
        ("part", "breaks", "said"),
        [
            (
                "sealed_columns_are_sealed",
                "UPDATE people SET first_name_sealed = 'Alice'",
                "first_name_sealed",
            ),
            ("newest_key_wraps_all", "UPDATE data_keys SET kid = '00000000'", "00000000"),
            ("nothing_lies_open", "UPDATE goals SET title = 'a@example.com'", "e-mail address in goals.title"),
            ("audit_chain_is_whole", "UPDATE audit_log SET event = 'X' WHERE number = 2", "breaks at line 2"),
        ],
    )
    def test_each_fault_is_named(self, check: Check, lived: Lived, part: str, breaks: str, said: str) -> None:
        [box_id] = [box_id for box_id, parts in PARTS.items() if part in parts]
        lived.scratch.run(breaks)
        assert is_red(check(box_id, part, environ=environment(lived)), said)

    @pytest.mark.parametrize("right", ["UPDATE", "DELETE", "TRUNCATE"])
    def test_who_may_rewrite_the_log_is_named(self, check: Check, lived: Lived, right: str) -> None:
        lived.scratch.run(f"GRANT {right} ON audit_log TO mingus_app")
        result = check("9.3.4", "audit_log_only_grows", environ=environment(lived))
        assert is_red(result, f"mingus_app may {right} audit_log")

    @pytest.mark.parametrize("box_id", PARTS)
    def test_without_a_database_it_is_unknown(self, check: Check, box_id: str) -> None:
        for part in PARTS[box_id]:
            assert check(box_id, part).state is State.UNKNOWN

    def test_what_only_the_host_knows_is_unknown(self, check: Check) -> None:
        result = check("9.3.1", "what_only_they_know")
        assert result.state is State.UNKNOWN
        assert "the cluster's volumes are encrypted" in result.finding.detail


class TestOnTheWay:
    def test_this_tree_asks_nobody_in_the_open(self, check: Check) -> None:
        result = check("9.3.2", OPEN)
        assert is_green(result)
        assert int(result.finding.figures["looked_at"]) > 200

    @pytest.mark.parametrize(
        ("line", "said"),
        [
            ('BASE = "http://api.vendor.example/v1"', "talks in the open to api.vendor.example"),
            ("get(url, verify=False)", "switches verify off"),
        ],
    )
    def test_a_fault_is_named_with_its_line(self, check: Check, small_tree: MakeTree, line: str, said: str) -> None:
        tree = small_tree({"mingus/a.py": f"x = 1\n{line}\n"})
        assert is_red(check("9.3.2", OPEN, tree=tree), "mingus/a.py:2", said)

    def test_the_checklist_itself_may_look_at_bad_servers(self, check: Check, small_tree: MakeTree) -> None:
        files: Mapping[str, str] = {"mingus/a.py": "x = 1", "mingus/checklist/tls.py": "a.verify_mode = ssl.CERT_NONE"}
        result = check("9.3.2", OPEN, tree=small_tree(files))
        assert is_green(result)
        assert result.finding.figures["looked_at"] == 1

    def test_nothing_to_look_at_is_no_pass(self, check: Check, small_tree: MakeTree) -> None:
        tree = small_tree({"mingus/checklist/a.py": "x = 1"})
        assert is_red(check("9.3.2", OPEN, tree=tree), "nothing to look at")


class TestFiles:
    def test_ours_refuses_all_eight(self, ask: AskSite) -> None:
        result = ask("9.3.3", FILES)
        assert is_green(result)
        assert result.finding.figures["looked_at"] == 8

    @pytest.mark.parametrize("status", [200, 201, 303, 500])
    def test_a_site_that_takes_one_is_found(self, ask: AskSite, status: int) -> None:
        def respond(request: Request) -> Answer:
            return Answer(status, headers=REFUSED.headers) if b"EICAR" in request.body else REFUSED

        result = ask("9.3.3", FILES, respond)
        assert is_red(result, f"the test virus is answered {status}")
        assert result.finding.figures["faults"] == 1

    def test_a_refusal_that_browsers_may_guess_about_is_found(self, ask: AskSite) -> None:
        result = ask("9.3.3", FILES, lambda _: Answer(401))
        assert is_red(result, "answered without nosniff")

    @pytest.mark.parametrize(
        ("status", "seconds", "said"),
        [
            (400, 1.99, []),
            (499, 0.0, []),
            (399, 0.0, ["it is answered 399"]),
            (500, 0.0, ["it is answered 500"]),
            (422, 2.0, ["it took 2.0 seconds to refuse"]),
        ],
    )
    def test_the_limits_are_exact(self, status: int, seconds: float, said: list[str]) -> None:
        answer = Answered("", status, [("X-Content-Type-Options", "NoSniff")], b"", is_cut=False, seconds=seconds)
        assert list(refusal_faults("it", answer)) == said


@pytest.mark.parametrize("box_id", ["9.3.3", "9.3.4"])
@pytest.mark.parametrize(
    ("made", "state"),
    [
        ({}, State.PASS),
        ({"exit_code": 1}, State.FAIL),
        ({"commit": OTHER_COMMIT}, State.STALE),
        ({"at": NOW - timedelta(days=31)}, State.STALE),
    ],
)
def test_their_runs_count_while_they_are_green_new_and_of_this_commit(
    check: Check, around: MakeSurroundings, box_id: str, made: dict[str, Any], state: State
) -> None:
    record(around().home, box_id, **made)
    assert check(box_id, "a_sound_record", stage=Stage.STAGING).state is state
