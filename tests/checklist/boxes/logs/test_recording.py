"""14.1: lines, files, events and chains, on what is right and on what was broken on purpose."""

import json
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import pytest

from mingus.checklist.looking.memory import Memory
from mingus.checklist.looking.rehearsal import Rehearsal
from mingus.checklist.rules import State
from mingus.core import db, events
from mingus.core.ids import NIL
from tests.checklist.conftest import NOW, Check, MakeSurroundings, MakeTree, is_green, is_red
from tests.checklist.proofs import record
from tests.databases import Scratch
from tests.ops.schema import conftest
from tests.ops.schema.conftest import Lived
from tests.servers.http import Answer, HttpServer, http_server

lived = conftest.lived

LINES = "lines_are_json_and_hold_no_secret"
FILES = "no_file_grows_for_ever"
FOUND = "a_request_is_found_again"
SIGNS = "signs_are_in_the_audit_log"
WHOLE = "audit_log_is_whole_and_closed"
REQUEST = {"ts": "t", "level": "info", "event": "request", "request_id": "i", "route": "/", "user_ref": None}
WARNING = {"ts": "t", "level": "warning", "event": "by mistake"}


def saying(*lines: object) -> Memory:
    """The facts of an application that said these lines."""
    return booted(said=[line if isinstance(line, str) else json.dumps(line) for line in lines])


def booted(**facts: Any) -> Memory:
    memory = Memory()
    memory.recall("rehearsal", lambda: Rehearsal(0, "", facts))
    return memory


def without(line: Mapping[str, object], field: str) -> dict[str, object]:
    return {name: value for name, value in line.items() if name != field}


class TestLines:
    def test_this_tree_says_json_and_no_secret(self, check: Check) -> None:
        result = check("14.1.1", LINES)
        assert is_green(result)
        assert result.finding.figures["lines"] == 4

    def test_a_tree_whose_logs_hold_a_secret_and_a_bare_line_fails(self, check: Check, whole_tree: MakeTree) -> None:
        source = (whole_tree({}).root / "mingus/core/logs.py").read_text()
        broken = source.replace("cleaned(key, value)", "value")
        assert broken != source
        result = check("14.1.1", LINES, tree=whole_tree({"mingus/core/logs.py": broken}))
        assert is_red(result, "holds what was to be masked")
        assert "canary" not in result.finding.detail

    @pytest.mark.parametrize("field", ["ts", "level", "event", "request_id", "route", "user_ref"])
    def test_a_line_of_a_request_has_every_field(self, check: Check, field: str) -> None:
        result = check("14.1.1", LINES, memory=saying(REQUEST, without(REQUEST, field)))
        if field == "event":
            assert is_red(result, "line 2 has no event")
        else:
            assert is_red(result, f"line 2 has no {field}")

    def test_other_lines_need_no_request(self, check: Check) -> None:
        assert is_green(check("14.1.1", LINES, memory=saying(REQUEST, WARNING)))

    @pytest.mark.parametrize("field", ["ts", "level", "event"])
    def test_but_say_when_how_and_what(self, check: Check, field: str) -> None:
        assert is_red(check("14.1.1", LINES, memory=saying(REQUEST, without(WARNING, field))), f"line 2 has no {field}")

    @pytest.mark.parametrize("line", ["Starting", "[1]", '"text"'])
    def test_what_is_no_object_is_counted(self, check: Check, line: str) -> None:
        assert is_red(check("14.1.1", LINES, memory=saying(line, REQUEST)), "line 1 is no JSON object")

    def test_silence_is_no_pass(self, check: Check) -> None:
        assert is_red(check("14.1.1", LINES, memory=saying(WARNING)), "without a line about it")

    def test_a_canary_is_found_wherever_it_stands(self, check: Check) -> None:
        result = check("14.1.1", LINES, memory=saying(REQUEST, {**WARNING, "found": ["canary-4"]}))
        assert is_red(result, "line 2 holds")


@pytest.fixture
def site() -> Iterator[HttpServer]:
    with http_server(lambda _: Answer(headers={"X-Request-Id": "id-1"})) as server:
        yield server


class TestFoundAgain:
    def log(self, around: MakeSurroundings, *lines: object) -> None:
        folder = around().home / "logs"
        folder.mkdir(exist_ok=True)
        (folder / "web.log").write_text(
            "".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines)
        )

    def test_a_whole_line_under_its_id_is_good(self, check: Check, around: MakeSurroundings, site: HttpServer) -> None:
        self.log(around, "x" * 2_000_000, {**REQUEST, "request_id": "id-1"})
        assert is_green(check("14.1.1", FOUND, environ={"PUBLIC_URL": f"{site.url}/"}))
        assert site.requests[0].path == "/health/live"

    def test_an_id_that_the_log_does_not_know(self, check: Check, around: MakeSurroundings, site: HttpServer) -> None:
        self.log(around, {**REQUEST, "request_id": "id-2"})
        assert is_red(check("14.1.1", FOUND, environ={"PUBLIC_URL": site.url}), "does not know the request id-1")

    def test_a_bare_line_under_it(self, check: Check, around: MakeSurroundings, site: HttpServer) -> None:
        self.log(around, "GET / id-1", {**REQUEST, "request_id": "id-1"})
        assert is_red(check("14.1.1", FOUND, environ={"PUBLIC_URL": site.url}), "its line is no JSON object")

    def test_a_log_that_is_kept_elsewhere_is_unknown(self, check: Check, site: HttpServer) -> None:
        result = check("14.1.1", FOUND, environ={"PUBLIC_URL": site.url})
        assert result.state is State.UNKNOWN
        assert "not kept in logs/web.log" in result.finding.detail

    def test_an_answer_without_an_id_fails(self, check: Check) -> None:
        with http_server(lambda _: Answer()) as server:
            result = check("14.1.1", FOUND, environ={"PUBLIC_URL": server.url})
        assert is_red(result, "without X-Request-Id")


class TestFiles:
    def test_this_tree_writes_to_stdout(self, check: Check) -> None:
        assert is_green(check("14.1.2", FILES))

    def test_a_tree_that_writes_a_file_without_end_fails(self, check: Check, whole_tree: MakeTree) -> None:
        source = (whole_tree({}).root / "mingus/app.py").read_text()
        broken = source.replace(
            "    security.install(",
            "    import logging, tempfile, os\n"
            '    path = os.path.join(tempfile.mkdtemp(), "all.log")\n'
            '    logging.getLogger("a.library").addHandler(logging.FileHandler(path))\n    security.install(',
        )
        result = check("14.1.2", FILES, tree=whole_tree({"mingus/app.py": broken}))
        assert is_red(result, "a.library writes to", "all.log without a largest size")

    def test_a_file_with_a_largest_size_is_good(self, check: Check) -> None:
        files = [{"logger": "root", "file": "/x", "max_bytes": 1}]
        assert is_green(check("14.1.2", FILES, memory=booted(log={"files": files, "handlers": ["StreamHandler:"]})))

    def test_no_handler_at_all_fails(self, check: Check) -> None:
        result = check("14.1.2", FILES, memory=booted(log={"files": [], "handlers": []}))
        assert is_red(result, "nothing is logged")


class TestSigns:
    def test_sign_ins_are_there_under_names_of_ours(self, check: Check, lived: Lived) -> None:
        with db.transaction(db.GLOBAL) as session:
            events.record(session, events.SignInFailed(NIL, None, "unknown address"))
        result = check("14.1.3", SIGNS, environ={"DATABASE_URL": lived.scratch.app})
        assert is_green(result)
        assert int(result.finding.figures["kinds"]) > 3

    def test_a_name_that_nobody_writes_is_found(self, check: Check, lived: Lived) -> None:
        lived.scratch.run("UPDATE audit_log SET event = 'MoneyBurnt' WHERE number = 3")
        result = check("14.1.3", SIGNS, environ={"DATABASE_URL": lived.scratch.app})
        assert is_red(result, "MoneyBurnt, which no Mingus writes")

    def test_nobody_there_yet_is_unknown(self, check: Check, scratch_database: Scratch) -> None:
        result = check("14.1.3", SIGNS, environ={"DATABASE_URL": scratch_database.app})
        assert result.state is State.UNKNOWN
        assert "nobody has signed in" in result.finding.detail

    def test_without_the_table_it_fails(self, check: Check, scratch_database: Scratch) -> None:
        scratch_database.run("DROP TABLE audit_log CASCADE")
        for box_id, part in (("14.1.3", SIGNS), ("14.1.4", WHOLE)):
            result = check(box_id, part, environ={"DATABASE_URL": scratch_database.app})
            assert is_red(result, "there is no table audit_log")

    def test_the_record_is_of_this_commit_and_young(self, check: Check, around: MakeSurroundings) -> None:
        assert "test_security_events.py" in check("14.1.3", "a_sound_record").finding.detail
        record(around().home, "14.1.3", at=NOW - timedelta(days=30))
        assert is_green(check("14.1.3", "a_sound_record"))
        assert check("14.1.3", "a_sound_record", now=NOW + timedelta(seconds=1)).state is State.STALE
        record(around().home, "14.1.3", commit="0" * 40)
        assert check("14.1.3", "a_sound_record").state is State.STALE
        record(around().home, "14.1.3", exit_code=1)
        assert check("14.1.3", "a_sound_record").state is State.FAIL


class TestAuditLog:
    def test_one_that_nobody_touched_is_good(self, check: Check, lived: Lived) -> None:
        result = check("14.1.4", environ={"DATABASE_URL": lived.scratch.app})
        assert is_green(result)
        assert "all 1 households" in result.finding.detail
        assert int(result.finding.figures["lines"]) > 3

    def test_a_line_that_was_touched_is_named(self, check: Check, lived: Lived) -> None:
        lived.scratch.run("UPDATE audit_log SET facts = '{}' WHERE number = 3")
        result = check("14.1.4", environ={"DATABASE_URL": lived.scratch.app})
        assert is_red(result, f"the chain of {lived.id} breaks at line 3")

    @pytest.mark.parametrize(
        ("right", "words"),
        [
            ("GRANT UPDATE ON audit_log TO mingus_app", "mingus_app may UPDATE"),
            ("GRANT DELETE ON audit_log TO mingus_app", "mingus_app may DELETE"),
            ("GRANT TRUNCATE ON audit_log TO mingus_readonly", "mingus_readonly may TRUNCATE"),
            ("GRANT INSERT ON audit_log TO mingus_readonly", "mingus_readonly may INSERT"),
            ("REVOKE INSERT ON audit_log FROM mingus_app", "mingus_app may not INSERT"),
        ],
    )
    def test_a_right_too_many_or_too_few_is_named(self, check: Check, lived: Lived, right: str, words: str) -> None:
        lived.scratch.run(right)
        assert is_red(check("14.1.4", environ={"DATABASE_URL": lived.scratch.app}), words)

    def test_an_empty_log_is_no_evidence(self, check: Check, scratch_database: Scratch) -> None:
        result = check("14.1.4", environ={"DATABASE_URL": scratch_database.app})
        assert result.state is State.UNKNOWN
        assert "the audit log is empty" in result.finding.detail

    def test_without_a_database_it_is_unknown(self, check: Check) -> None:
        assert check("14.1.4").state is State.UNKNOWN
