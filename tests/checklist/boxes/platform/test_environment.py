"""6.2: what is missing is named, what differs is listed, what is wrong stops the start."""

import pytest

from mingus.checklist.boxes.platform import environment
from mingus.checklist.rules import Stage, State
from tests.checklist.conftest import ROOT, Check, MakeSurroundings, MakeTree, is_green, is_red
from tests.checklist.proofs import record
from tests.production import REQUIRED

MISSING = "nothing_required_is_missing"
DIFFER = "secrets_differ_between_environments"
STOPS = "a_wrong_setting_stops_the_start"
LOADING = "mingus/core/settings/loading.py"


class TestMissing:
    def test_a_complete_environment_passes(self, check: Check) -> None:
        assert is_green(check("6.2.1", MISSING, stage=Stage.PRODUCTION, environ=REQUIRED))

    @pytest.mark.parametrize("name", sorted(set(REQUIRED) - {"FLASK_ENV"}))
    def test_each_that_is_missing_is_named(self, check: Check, name: str) -> None:
        environ = {**REQUIRED, name: ""}
        assert is_red(check("6.2.1", MISSING, stage=Stage.PRODUCTION, environ=environ), f"{name} is not set")

    def test_where_the_stages_environment_is_not_it_is_unknown(self, check: Check) -> None:
        assert check("6.2.1", MISSING, stage=Stage.PRODUCTION).state is State.UNKNOWN


class TestDiffer:
    def changed(self, small_tree: MakeTree, old: str, new: str) -> object:
        text = (ROOT / "docs/environments.yaml").read_text()
        assert old in text
        return small_tree({"docs/environments.yaml": text.replace(old, new)})

    def test_ours_names_every_required_secret(self, check: Check) -> None:
        assert is_green(check("6.2.3", DIFFER))

    def test_a_secret_that_may_be_shared_fails(self, check: Check, small_tree: MakeTree) -> None:
        tree = self.changed(small_tree, "  - JWT_SECRET_KEY\n", "")
        assert is_red(check("6.2.3", DIFFER, tree=tree), "JWT_SECRET_KEY is a secret")

    def test_a_name_of_no_setting_fails(self, check: Check, small_tree: MakeTree) -> None:
        tree = self.changed(small_tree, "  - PUBLIC_URL\n", "  - PUBLIC_URI\n")
        assert is_red(check("6.2.3", DIFFER, tree=tree), "PUBLIC_URI, which is no setting")


class TestStops:
    def test_ours_refuses_every_wrong_setting(self, check: Check) -> None:
        result = check("6.2.4", STOPS)
        assert is_green(result)
        assert result.finding.figures["tried"] == 2 * len(REQUIRED)

    @pytest.mark.parametrize(
        "case",
        [
            ('yield Fault(setting.name, "is not set")', "yield from ()", "REDIS_URL missing"),
            ('f"  {fault.name}: {fault.reason}"', 'f"  {fault.reason}"', "without its name"),
            (
                "raise WrongSettings(found)",
                "raise WrongSettings((*found, Fault('ALL', str(environ))))",
                "shows its value",
            ),
        ],
    )
    def test_a_loader_that_lets_through_says_less_or_shows_values_is_found(
        self, case: tuple[str, str, str], check: Check, whole_tree: MakeTree
    ) -> None:
        old, new, words = case
        text = (ROOT / LOADING).read_text()
        assert old in text
        assert is_red(check("6.2.4", STOPS, tree=whole_tree({LOADING: text.replace(old, new)})), words)

    @pytest.mark.parametrize(
        ("exit_code", "words", "fault"),
        [
            (78, "REDIS_URL is not set", []),
            (0, "REDIS_URL is not set", ["REDIS_URL missing exits 0"]),
            (1, "REDIS_URL is not set", ["REDIS_URL missing exits 1"]),
            (78, "something is not set", ["REDIS_URL missing is refused without its name"]),
            (78, "REDIS_URL is nonsense-4711", ["REDIS_URL missing shows its value"]),
        ],
    )
    def test_each_way_to_refuse_badly_is_named(self, exit_code: int, words: str, fault: list[str]) -> None:
        case = {"name": "REDIS_URL", "how": "missing", "exit_code": exit_code, "words": words}
        assert environment.faults_of(case) == fault

    def test_needs_its_green_run_too(self, check: Check, around: MakeSurroundings) -> None:
        assert check("6.2.4").state is State.UNKNOWN
        record(around().home, "6.2.4")
        assert is_green(check("6.2.4"))


@pytest.mark.parametrize("box_id", ["6.2.1", "6.2.2", "6.2.3"])
def test_none_passes_without_a_token(check: Check, box_id: str) -> None:
    assert check(box_id, stage=Stage.PRODUCTION, environ=REQUIRED).state is State.UNKNOWN
