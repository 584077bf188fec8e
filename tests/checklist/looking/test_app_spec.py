"""The description of the app: there, none yet, or not one."""

import pytest

from mingus.checklist.looking import app_spec
from mingus.checklist.looking.stores import NoAnswer
from mingus.checklist.missing import Missing
from tests.checklist.conftest import MakeSurroundings, MakeTree


def test_a_description_is_read(around: MakeSurroundings, small_tree: MakeTree) -> None:
    tree = small_tree({app_spec.PATH: "name: mingus\nservices:\n- name: web\n- nonsense\n"})
    found = app_spec.app_spec(around(tree=tree))
    assert found["name"] == "mingus"
    assert app_spec.parts(found, "services") == [{"name": "web"}]
    assert app_spec.parts(found, "workers") == []
    assert app_spec.parts({"jobs": "none"}, "jobs") == []


def test_none_is_not_built(around: MakeSurroundings, small_tree: MakeTree) -> None:
    with pytest.raises(Missing, match="not built"):
        app_spec.app_spec(around(tree=small_tree({})))


@pytest.mark.parametrize(
    ("text", "words"), [("a: [", "is not YAML"), ("- a\n", "describes no app"), ("", "describes no app")]
)
def test_what_is_none_is_said(around: MakeSurroundings, small_tree: MakeTree, text: str, words: str) -> None:
    with pytest.raises(NoAnswer, match=words):
        app_spec.app_spec(around(tree=small_tree({app_spec.PATH: text})))
