"""1.1: each part fails on what it is there for, and passes on this tree."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pytest

from mingus.checklist.boxes.clean_code import debugging
from mingus.checklist.looking.network import Network
from mingus.checklist.rules import State
from mingus.checklist.service import Result
from tests.checklist.conftest import Check, MakeTree, is_green, is_red
from tests.servers.http import Answer, http_server

PRODUCTION_CONFIG = "config/production.py"


class TestNoSwitchIsOn:
    def test_this_tree_has_none(self, check: Check) -> None:
        assert is_green(check("1.1.1", "no_switch_is_on"))

    @pytest.mark.parametrize(
        "line",
        [
            "DEBUG = True",
            "DEBUG: bool = True",
            "FLASK_DEBUG = True",
            "OTHER = DEBUG = True",
            'app.config["DEBUG"] = 1',
            "app.debug = True",
            "app.run(debug=True)",
        ],
    )
    def test_names_the_line_that_switches_debugging_on(self, check: Check, small_tree: MakeTree, line: str) -> None:
        tree = small_tree({"mingus/app.py": f"import flask\n{line}\n"})
        assert is_red(check("1.1.1", "no_switch_is_on", tree=tree), "mingus/app.py:2")

    @pytest.mark.parametrize(
        "line",
        ["DEBUG = False", "DEBUG: bool", "OTHER = True", "app.run(debug=False)", "app.run(debug=given)", "f(x=True)"],
    )
    def test_what_is_off_or_something_else_is_no_fault(self, check: Check, small_tree: MakeTree, line: str) -> None:
        assert is_green(check("1.1.1", "no_switch_is_on", tree=small_tree({"mingus/app.py": line})))

    def test_looks_at_modules_only(self, check: Check, small_tree: MakeTree) -> None:
        tree = small_tree({"mingus/notes.txt": "no Python at all", "mingus/app.py": "", "config/production.py": ""})
        assert check("1.1.1", "no_switch_is_on", tree=tree).finding.figures == {"modules": 2}

    def test_development_and_testing_may(self, check: Check, small_tree: MakeTree) -> None:
        tree = small_tree({"config/development.py": "DEBUG = True", "config/testing.py": "DEBUG = True"})
        assert is_green(check("1.1.1", "no_switch_is_on", tree=tree))


class TestProductionBootsWithoutDebug:
    def test_this_tree_does(self, check: Check) -> None:
        assert is_green(check("1.1.1", "production_boots_without_debug"))

    def test_a_tree_that_switches_it_on_while_it_boots_is_found(self, check: Check, whole_tree: MakeTree) -> None:
        source = (whole_tree({}).root / "mingus/app.py").read_text()
        broken = source.replace("    security.install(", '    setattr(app, "deb" + "ug", True)\n    security.install(')
        result = check("1.1.1", tree=whole_tree({"mingus/app.py": broken}))
        assert is_red(result, "app.debug is on")

    def test_a_tree_that_does_not_boot_fails(self, check: Check, whole_tree: MakeTree) -> None:
        tree = whole_tree({"mingus/app.py": "raise RuntimeError('broken')"})
        assert is_red(check("1.1.1", "production_boots_without_debug", tree=tree), "does not boot")


class TestEnvironment:
    @pytest.mark.parametrize("value", ["", "0", "false", "False"])
    def test_off_is_off(self, check: Check, value: str) -> None:
        assert is_green(check("1.1.2", "environment_has_it_off", environ={"FLASK_DEBUG": value}))

    def test_on_is_named(self, check: Check) -> None:
        assert is_red(check("1.1.2", "environment_has_it_off", environ={"FLASK_DEBUG": "1"}), "FLASK_DEBUG")

    @pytest.mark.parametrize(
        ("path", "line"),
        [
            (".env.example", "FLASK_DEBUG=1"),
            (".env", "FLASK_DEBUG=yes"),
            ("docker-compose.yml", "FLASK_DEBUG: on"),
            ("Dockerfile", 'ENV FLASK_DEBUG="true"'),
            (".do/app.yaml", "run_command: flask run --debug"),
        ],
    )
    def test_a_file_that_sets_it_is_named_with_its_line(
        self, check: Check, small_tree: MakeTree, path: str, line: str
    ) -> None:
        result = check("1.1.2", tree=small_tree({path: f"# FLASK_DEBUG=1 is for development\n{line}\n"}))
        assert is_red(result, f"{path}:2")
        assert result.finding.figures["faults"] == 1

    def test_a_file_that_has_it_off_passes(self, check: Check, small_tree: MakeTree) -> None:
        result = check("1.1.2", "no_file_sets_it", tree=small_tree({".env.example": "FLASK_DEBUG=0\n"}))
        assert is_green(result)
        assert result.finding.figures == {"files": 1}


class TestNothingIsPrinted:
    def test_this_tree_prints_nothing(self, check: Check) -> None:
        assert is_green(check("1.1.3", "nothing_is_printed"))

    @pytest.mark.parametrize(("line", "code"), [("print(1)", "T201"), ("breakpoint()", "T100"), ("import pdb", "T100")])
    def test_names_what_was_left(self, check: Check, small_tree: MakeTree, line: str, code: str) -> None:
        result = check("1.1.3", "nothing_is_printed", tree=small_tree({"mingus/app.py": line}))
        assert is_red(result, "mingus/app.py:1", code)


class TestFacts:
    """What is said of a booted application, for each fact that may be wrong."""

    right: Mapping[str, Any] = MappingProxyType(
        {
            "debug": False,
            "config": {"DEBUG": False},
            "log": {"level": "INFO"},
            "pool": {"echo": False},
            "routes": [{"rule": "/"}, {"rule": "/goals"}],
            "modules": ["flask", "mingus.app"],
        }
    )

    def test_nothing_is_said_of_a_right_one(self) -> None:
        assert debugging.debugging(self.right) == []
        assert debugging.loud(self.right) == []
        assert debugging.for_development(self.right) == []

    def test_each_way_to_debug_is_named(self) -> None:
        assert debugging.debugging({**self.right, "debug": True}) == ["app.debug is on"]
        assert debugging.debugging({**self.right, "config": {"DEBUG": True}}) == ["DEBUG is on"]
        both = {**self.right, "debug": True, "config": {"DEBUG": True}}
        assert debugging.debugging(both) == ["app.debug is on", "DEBUG is on"]

    @pytest.mark.parametrize("level", ["DEBUG", "NOTSET"])
    def test_a_loud_logger_is_named(self, level: str) -> None:
        assert debugging.loud({**self.right, "log": {"level": level}}) == [f"the root logger is at {level}"]

    def test_an_engine_that_echoes_is_named(self) -> None:
        assert debugging.loud({**self.right, "pool": {"echo": True}}) == ["the database engine echoes its statements"]

    @pytest.mark.parametrize("rule", ["/debug", "/console", "/__debug__/sql", "/docs-dev", "/_profiler"])
    def test_each_address_of_development_is_named(self, rule: str) -> None:
        wrong = {**self.right, "routes": [{"rule": "/"}, {"rule": rule}]}
        assert debugging.for_development(wrong) == [f"{rule} exists in production"]

    @pytest.mark.parametrize(
        "name",
        ["flask_debugtoolbar", "werkzeug_debugger", "flask_profiler", "pyinstrument", "ipdb", "pudb", "icecream"],
    )
    def test_each_tool_of_development_is_named(self, name: str) -> None:
        wrong = {**self.right, "modules": ["flask", name]}
        assert debugging.for_development(wrong) == [f"{name} is imported in production"]

    def test_loud_logs_and_no_routes_are_found_in_a_booted_tree(self, check: Check) -> None:
        assert is_green(check("1.1.3", "log_level_is_quiet"))


class TestDevelopmentPages:
    PART = "no_development_page"

    def visit(self, check: Check, answers: Mapping[str, Answer]) -> Result:
        with http_server(lambda asked: answers.get(asked.path, Answer(404))) as server:
            return check("1.1.4", self.PART, environ={"PUBLIC_URL": server.url})

    def test_nothing_there_passes(self, check: Check) -> None:
        assert is_green(self.visit(check, {"/": Answer(200)}))

    @pytest.mark.parametrize("path", ["/debug", "/console", "/__debug__", "/docs-dev", "/static/dist/app.js.map"])
    @pytest.mark.parametrize("status", [200, 403, 405])
    def test_anything_there_is_named(self, check: Check, path: str, status: int) -> None:
        result = self.visit(check, {path: Answer(status)})
        assert is_red(result, f"{path} answers {status}")
        assert result.finding.figures == {"faults": 1}

    def test_a_404_of_the_debugger_is_no_good_answer(self, check: Check) -> None:
        assert is_red(self.visit(check, {"/console": Answer(404, b"Werkzeug Debugger")}), "/console answers 404")


def test_the_boxes_are_made_of_these_parts() -> None:
    assert {box.id: [part.name for part in box.parts] for box in debugging.BOXES} == {
        "1.1.1": ["no_switch_is_on", "production_boots_without_debug"],
        "1.1.2": ["environment_has_it_off", "what_only_they_know", "no_file_sets_it"],
        "1.1.3": ["nothing_is_printed", "log_level_is_quiet"],
        "1.1.4": ["no_development_route", "no_development_page"],
    }


class TestDevelopmentOnly:
    def test_this_tree_has_no_route_for_it(self, check: Check) -> None:
        assert is_green(check("1.1.4", "no_development_route"))

    def test_a_console_is_found(self, check: Check, whole_tree: MakeTree) -> None:
        source = (whole_tree({}).root / "mingus/app.py").read_text()
        route = '    app.add_url_rule("/console", "console", lambda: "hello")\n    security.install('
        tree = whole_tree({"mingus/app.py": source.replace("    security.install(", route)})
        assert is_red(check("1.1.4", "no_development_route", tree=tree), "/console")

    def test_nobody_at_the_address_is_a_fail_in_words(self, check: Check) -> None:
        nowhere = Network(leads_to={"money.test:443": ("127.0.0.1", 1)})
        result = check("1.1.4", "no_development_page", environ={"PUBLIC_URL": "https://money.test"}, network=nowhere)
        assert is_red(result, "https://money.test/debug")

    def test_without_an_address_it_is_unknown(self, check: Check) -> None:
        assert check("1.1.4", "no_development_page").state is State.UNKNOWN
