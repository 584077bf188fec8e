"""1.1: each part fails on what it is there for, and passes on this tree."""

import pytest

from mingus.checklist.looking.network import Network
from mingus.checklist.rules import State
from tests.checklist.conftest import Check, MakeTree, is_green, is_red

PRODUCTION_CONFIG = "config/production.py"


class TestNoSwitchIsOn:
    def test_this_tree_has_none(self, check: Check) -> None:
        assert is_green(check("1.1.1", "no_switch_is_on"))

    @pytest.mark.parametrize(
        "line",
        ["DEBUG = True", "DEBUG: bool = True", 'app.config["DEBUG"] = 1', "app.debug = True", "app.run(debug=True)"],
    )
    def test_names_the_line_that_switches_debugging_on(self, check: Check, small_tree: MakeTree, line: str) -> None:
        tree = small_tree({"mingus/app.py": f"import flask\n{line}\n"})
        assert is_red(check("1.1.1", "no_switch_is_on", tree=tree), "mingus/app.py:2")

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
            ("Dockerfile", 'ENV FLASK_DEBUG="true"'),
            (".do/app.yaml", "run_command: flask run --debug"),
        ],
    )
    def test_a_file_that_sets_it_is_named_with_its_line(
        self, check: Check, small_tree: MakeTree, path: str, line: str
    ) -> None:
        result = check("1.1.2", tree=small_tree({path: f"# FLASK_DEBUG=1 is for development\n{line}\n"}))
        assert is_red(result, f"{path}:2")


class TestNothingIsPrinted:
    def test_this_tree_prints_nothing(self, check: Check) -> None:
        assert is_green(check("1.1.3", "nothing_is_printed"))

    @pytest.mark.parametrize(("line", "code"), [("print(1)", "T201"), ("breakpoint()", "T100"), ("import pdb", "T100")])
    def test_names_what_was_left(self, check: Check, small_tree: MakeTree, line: str, code: str) -> None:
        result = check("1.1.3", "nothing_is_printed", tree=small_tree({"mingus/app.py": line}))
        assert is_red(result, "mingus/app.py:1", code)


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
