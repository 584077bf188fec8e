"""7.2: each header, right and wrong, on real answers."""

import pytest

from mingus.checklist.boxes.tls import headers
from mingus.checklist.rules import DEPLOYED, State
from mingus.core.edge import CONTENT_SECURITY_POLICY
from tests.checklist.conftest import Check, MakeTree, is_green, is_red
from tests.checklist.secured import FILE, HSTS, NAME, Given, saying, serving, to_https
from tests.servers.authority import Authority
from tests.servers.http import Answer

CSP = "Content-Security-Policy"
STATIC = "no_page_needs_an_exception"
RIGHT_TREE = {"mingus/templates/base.html": '<script src="/a.js"></script>', "frontend/src/main.ts": "let a = 1"}


@pytest.mark.parametrize(
    "box", [("7.2.1", ""), ("7.2.2", "only_our_own_scripts"), ("7.2.3", ""), ("7.2.4", "")], ids=lambda box: box[0]
)
def test_a_right_site_passes_with_all_its_answers(check: Check, right_site: Given, box: tuple[str, str]) -> None:
    result = check(*box, **right_site)
    assert is_green(result)
    assert "8 kinds of answers" in result.finding.detail
    assert result.finding.figures["answers"] == 8


@pytest.mark.parametrize("box_id", ["7.2.1", "7.2.2", "7.2.3", "7.2.4"])
def test_without_an_address_it_is_unknown(check: Check, box_id: str) -> None:
    assert check(box_id).state is State.UNKNOWN


class TestHsts:
    @pytest.mark.parametrize(
        ("value", "words"),
        [
            (None, "Strict-Transport-Security is missing"),
            ("max-age=31535999; includeSubDomains; preload", "holds for less than a year"),
            ("max-age=31536000; preload", "lacks includeSubDomains"),
        ],
    )
    def test_each_fault_is_named(self, check: Check, authority: Authority, value: str | None, words: str) -> None:
        with serving(authority, saying({HSTS: value}, "/login")) as site:
            assert is_red(check("7.2.1", **site), f"sign-in page: {HSTS}", words)

    @pytest.mark.parametrize("paths", ["", "/login"])
    def test_without_preload_it_is_a_warning(self, check: Check, authority: Authority, paths: str) -> None:
        with serving(authority, saying({HSTS: "max-age=31536000; includeSubDomains"}, paths)) as site:
            result = check("7.2.1", **site)
        assert result.state is State.WARN
        assert "lacks preload" in result.finding.detail
        assert result.finding.figures["answers"] == 8

    def test_over_http_it_is_a_fault(self, check: Check, authority: Authority) -> None:
        def opened(request: object) -> Answer:
            return Answer(301, b"", {**to_https(request).headers, HSTS: "max-age=1"})  # type: ignore[arg-type]  # one request

        with serving(authority, saying({}), opened=opened) as site:
            assert is_red(check("7.2.1", **site), f"http://{NAME} says {HSTS}")


class TestPolicy:
    @pytest.mark.parametrize(
        ("value", "words"),
        [
            (None, "there is no policy"),
            (
                CONTENT_SECURITY_POLICY.replace("style-src 'self'", "style-src 'unsafe-inline'"),
                "allows 'unsafe-inline'",
            ),
            (CONTENT_SECURITY_POLICY.replace("img-src 'self'", "img-src *"), "which is anybody"),
            (CONTENT_SECURITY_POLICY.replace("report-to csp", "report-to nobody"), "report-to names nobody"),
        ],
    )
    def test_one_wide_policy_among_the_answers_is_named(
        self, check: Check, authority: Authority, value: str | None, words: str
    ) -> None:
        with serving(authority, saying({CSP: value}, FILE)) as site:
            assert is_red(check("7.2.2", "only_our_own_scripts", **site), f"static file: {CSP}: ", words)


class TestTemplates:
    def test_this_tree_needs_no_exception(self, check: Check) -> None:
        result = check("7.2.2", STATIC)
        assert is_green(result)
        assert int(result.finding.figures["templates"]) > 40

    def test_a_small_right_one_passes(self, check: Check, small_tree: MakeTree) -> None:
        assert is_green(check("7.2.2", STATIC, tree=small_tree(RIGHT_TREE)))

    @pytest.mark.parametrize(
        ("line", "words"),
        [
            ("<script>go()</script>", "a script of its own"),
            ('<SCRIPT type="module">go()</SCRIPT>', "a script of its own"),
            ("<style>p{}</style>", "a style of its own"),
            ('<p style="color: red">', "a style attribute"),
            ("<p class=a style = 'color: red'>", "a style attribute"),
            ('<a onclick="go()">', "a handler in an attribute"),
            ('<a\n onload="go()">', "a handler in an attribute"),
            ('<a hx-on:click="go()">', "a handler in an attribute"),
            ('<a href="javascript:go()">', "an address that is a script"),
            ("<p hx-vals='js:{a: go()}'>", "values that are evaluated"),
            ("<p hx-headers='javascript:{a: go()}'>", "values that are evaluated"),
        ],
    )
    def test_each_thing_that_needs_one_is_named_with_its_line(
        self, check: Check, small_tree: MakeTree, line: str, words: str
    ) -> None:
        tree = small_tree({**RIGHT_TREE, "mingus/goals/templates/a.html": f"<p>\n\n{line}\n"})
        assert is_red(check("7.2.2", STATIC, tree=tree), f"mingus/goals/templates/a.html:3 has {words}")

    @pytest.mark.parametrize("line", ["eval('1')", "new Function('a')"])
    @pytest.mark.parametrize("path", ["frontend/src/b.ts", "frontend/src/c/d.js"])
    def test_a_script_that_evaluates_text_is_named(
        self, check: Check, small_tree: MakeTree, line: str, path: str
    ) -> None:
        tree = small_tree({**RIGHT_TREE, path: line})
        assert is_red(check("7.2.2", STATIC, tree=tree), f"{path} evaluates text")

    @pytest.mark.parametrize(
        "line",
        [
            "<p data-style='a'>",
            "once=1 <p class='style'>",
            "<script type=module src='/a.js'></script>",
            "<p hx-vals='{\"a\": 1}'>",
            "<a data-on=click>",
        ],
    )
    def test_what_only_looks_like_it_passes(self, check: Check, small_tree: MakeTree, line: str) -> None:
        assert is_green(check("7.2.2", STATIC, tree=small_tree({**RIGHT_TREE, "mingus/a.html": line})))

    def test_papers_for_the_disk_may(self, check: Check, small_tree: MakeTree) -> None:
        tree = small_tree({**RIGHT_TREE, "mingus/checklist/reports/paper.html": "<style>"})
        assert is_green(check("7.2.2", STATIC, tree=tree))

    @pytest.mark.parametrize("path", list(RIGHT_TREE))
    def test_a_tree_with_nothing_to_look_at_does_not_pass(self, check: Check, small_tree: MakeTree, path: str) -> None:
        files = {name: text for name, text in RIGHT_TREE.items() if name != path}
        assert is_red(check("7.2.2", STATIC, tree=small_tree(files)), "there are no templates below mingus/")


class TestFrames:
    @pytest.mark.parametrize(
        ("value", "words"),
        [
            (None, "is missing"),
            ("ALLOWALL", "is neither DENY nor"),
            ("SAMEORIGIN", "frame-ancestors says something else"),
        ],
    )
    def test_each_fault_is_named(self, check: Check, authority: Authority, value: str | None, words: str) -> None:
        with serving(authority, saying({"X-Frame-Options": value}, "/no-such-page")) as site:
            assert is_red(check("7.2.3", **site), "missing page: X-Frame-Options", words)


class TestSniffing:
    @pytest.mark.parametrize(
        ("path", "headers", "words"),
        [
            ("/login", {"X-Content-Type-Options": None}, "X-Content-Type-Options is missing"),
            ("/login", {"X-Content-Type-Options": "maybe"}, "X-Content-Type-Options is not nosniff"),
            ("/no-such-page", {"Content-Type": None}, "Content-Type is missing"),
            ("/login", {"Content-Type": "text/html"}, "text/html without charset utf-8"),
            ("/login", {"Content-Type": "text/html; charset=latin-1"}, "text/html without charset utf-8"),
            ("/", {"Content-Type": "application/octet-stream"}, "Content-Type is application/octet-stream"),
            (FILE, {"Content-Type": "text/plain; charset=utf-8"}, "a .js file is served as text/plain"),
            (FILE, {"Content-Type": "application/json"}, "a .js file is served as application/json"),
        ],
    )
    def test_each_fault_is_named(
        self, check: Check, authority: Authority, path: str, headers: dict[str, str | None], words: str
    ) -> None:
        with serving(authority, saying(headers, path)) as site:
            result = check("7.2.4", **site)
        assert is_red(result, words)
        assert result.finding.figures["faults"] == 1

    @pytest.mark.parametrize(
        ("path", "value"),
        [
            ("/login", 'text/html; charset="UTF-8"'),
            ("/login", "TEXT/HTML;charset=utf-8; other=1"),
            ("/api/health/live", "application/problem+json"),
            ("/settings", None),
        ],
    )
    def test_other_right_types_pass(self, check: Check, authority: Authority, path: str, value: str | None) -> None:
        with serving(authority, saying({"Content-Type": value}, path)) as site:
            assert is_green(check("7.2.4", **site))


def test_what_each_box_is_made_of() -> None:
    assert {box.id: box.kind for box in headers.BOXES} == {"7.2.1": "L", "7.2.2": "L+S", "7.2.3": "L", "7.2.4": "L"}
    assert [box.id for box in headers.BOXES if not box.blocker] == []
    assert {box.stages for box in headers.BOXES} == {DEPLOYED}
