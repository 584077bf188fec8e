"""What scripts and templates of ours never do; `docs/asvs.csv` names it. What the policy forbids: `tests/frontend`."""

import re

import pytest

from tests.architecture.sources import MINGUS, ROOT

SCRIPTS = sorted((ROOT / "frontend/src").glob("*.ts"))
TEMPLATES = sorted(path for path in MINGUS.glob("**/templates/**/*.html") if "mail" not in path.parts)
MARKUP = re.compile(r"\.(?:inner|outer)HTML\s*[+]?=(?!=)|insertAdjacentHTML|document\.write|createContextualFragment")
KEEPING = re.compile(r"localStorage|sessionStorage|indexedDB|document\.cookie|cookieStore")
BY_NAME = re.compile(r"\w\[[^\]\"'\d]+\]\s*=(?![=>])|__proto__|Object\.assign\(|\bprototype\b")
LISTENING = re.compile(r"postMessage|[\"']message[\"']")
EVALUATING = re.compile(r"\beval\(|\bnew Function\(|setTimeout\(\s*[\"'`]")
PLUG_INS = re.compile(r"<(?:object|embed|applet|frame|frameset|iframe)\b", re.IGNORECASE)
PASTING = re.compile(r"[\"'](?:paste|copy|contextmenu)[\"']|onpaste|oncopy")
A_FIELD = re.compile(
    r"\{\{\s*(?:\w+\.)?input\(\s*(\"[a-z_]*password[a-z_]*\"|name, label, type=\"password\")(.*?)\)\s*\}\}", re.DOTALL
)


def in_scripts(shape: re.Pattern[str]) -> list[str]:
    """Where scripts of ours have this."""
    return [f"{path.name}: {found[0]}" for path in SCRIPTS for found in shape.finditer(path.read_text())]


def test_there_are_scripts_and_templates_to_look_at() -> None:
    assert len(SCRIPTS) > 8
    assert len(TEMPLATES) > 40


def test_scripts_write_no_markup() -> None:
    assert in_scripts(MARKUP) + in_scripts(EVALUATING) == []


def test_scripts_keep_nothing_in_the_browser() -> None:
    """But the theme that was chosen, in a cookie."""
    assert {found.partition(":")[0] for found in in_scripts(KEEPING)} == {"theme.ts"}
    assert len(in_scripts(KEEPING)) == 1


def test_scripts_set_no_property_by_a_name_that_came_in() -> None:
    assert in_scripts(BY_NAME) == []


def test_scripts_listen_to_no_other_window() -> None:
    assert in_scripts(LISTENING) == []


def test_pages_use_what_every_browser_has() -> None:
    assert [path.name for path in TEMPLATES if PLUG_INS.search(path.read_text())] == []


def test_every_password_is_masked_and_may_be_pasted() -> None:
    """Each field for one says so, and to a password manager which one it is."""
    fields = [(path, *found) for path in TEMPLATES for found in A_FIELD.findall(path.read_text())]
    assert len(fields) == 3, "signing in, confirming, and the one macro for new passwords"
    for template, name, rest in fields:
        assert 'type="password"' in name + rest, (template, name)
        assert re.search(r'"autocomplete":\s*"(?:current|new)-password', template.read_text()), (template, name)
    assert in_scripts(PASTING) == []
    assert [path.name for path in TEMPLATES if PASTING.search(path.read_text())] == []


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        (MARKUP, "row.innerHTML = name"),
        (MARKUP, "row.insertAdjacentHTML('beforeend', name)"),
        (KEEPING, "localStorage.setItem('a', b)"),
        (BY_NAME, "settings[name] = value"),
        (LISTENING, 'window.addEventListener("message", f)'),
        (EVALUATING, "setTimeout('go()', 1)"),
        (PLUG_INS, "<object data=x>"),
        (PASTING, 'field.addEventListener("paste", stop)'),
    ],
)
def test_the_rules_notice_each_fault(shape: re.Pattern[str], text: str) -> None:
    assert shape.search(text)
