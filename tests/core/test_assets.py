import gzip
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from mingus.core import assets
from mingus.core.assets import serving
from mingus.core.errors import ConfigurationError, Unavailable

ROOT = Path(__file__).resolve().parents[2]
BUDGETS_BYTES = {"main.ts": 25_000, "app.css": 12_000, "library.css": 3_000, "icons.svg": 4_000, "worker.ts": 1_000}
FONTS_BYTES = 65_000


@pytest.fixture(scope="module", autouse=True)
def _built() -> None:
    assets.build(ROOT, print)


@pytest.fixture(scope="module")
def manifest() -> assets.Manifest:
    return assets.Manifest.read(serving.DIST)


@pytest.fixture
def client() -> FlaskClient:
    app = Flask("mingus", static_folder=None)
    assets.install(app)
    return app.test_client()


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the sources, sharing the installed packages, in which things may be broken."""
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "frontend", tmp_path / "frontend")
    shutil.copytree(ROOT / "mingus/templates", tmp_path / "mingus/templates")
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    return tmp_path


def test_fresh_assets_are_not_built_again() -> None:
    said: list[str] = []
    assert not assets.build(ROOT, said.append)
    assert said == []


def test_a_changed_template_makes_the_assets_stale_and_its_classes_appear(checkout: Path) -> None:
    assert assets.build(checkout, print)
    (checkout / "mingus/templates/new.html").write_text('<p class="tracking-[0.3113em]"></p>')
    assert assets.is_stale(checkout)
    assert assets.build(checkout, print)
    assert not assets.is_stale(checkout)
    style = next((checkout / "mingus/static/dist").glob("app-*.css")).read_text()
    assert ".3113em" in style


def test_two_that_start_at_once_build_once(checkout: Path) -> None:
    program = (
        "import sys, pathlib; from mingus.core import assets; print(assets.build(pathlib.Path(sys.argv[1]), print))"
    )
    command = [sys.executable, "-c", program, str(checkout)]
    both = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    ends = sorted(process.communicate()[0].splitlines()[-1] for process in both)
    assert ends == ["False", "True"]
    assert (checkout / "mingus/static/dist/manifest.json").exists()


def test_a_failed_build_says_why_and_leaves_the_old_assets(checkout: Path) -> None:
    assets.build(checkout, print)
    (checkout / "frontend/icons.json").write_text('["house", "no-such-icon"]')
    with pytest.raises(Unavailable, match=r"(?s)could not be built.*no-such-icon"):
        assets.build(checkout, print)
    assert (checkout / "mingus/static/dist/manifest.json").exists()
    assert assets.is_stale(checkout)


def test_npm_that_fails_is_told_in_words(checkout: Path) -> None:
    (checkout / "node_modules").unlink()
    (checkout / "package.json").write_text('{"name": "mingus", "devDependencies": {"left-pad": "1.0.0"}}')
    with pytest.raises(Unavailable, match=r"(?s)npm could not fetch the front end's parts.*left-pad"):
        assets.build(checkout, print)


def test_the_types_of_the_scripts_are_right() -> None:
    assets.check(ROOT, print)


def test_a_mistake_in_the_types_is_reported(checkout: Path) -> None:
    (checkout / "frontend/src/planted.ts").write_text("export const planted: number = 'text';\n")
    with pytest.raises(Unavailable, match=r"(?s)TypeScript found mistakes.*planted\.ts"):
        assets.check(checkout, print)


def test_missing_assets_say_how_to_make_them(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"python -m mingus\.core\.assets"):
        assets.install(Flask("mingus"), tmp_path)


def test_the_lock_names_no_package_host_and_every_part_has_its_hash() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text())
    parts = {name: part for name, part in lock["packages"].items() if name}
    assert [name for name, part in parts.items() if "resolved" in part] == []
    assert [name for name, part in parts.items() if "integrity" not in part] == []


def test_the_lock_has_the_parts_of_every_platform() -> None:
    """npm ci refuses a lock that lacks an optional part: seen with Tailwind 4.3.5 and an incomplete registry."""
    parts = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    wanted = {name for part in parts.values() for name in part.get("optionalDependencies", {})}
    assert [name for name in sorted(wanted) if f"node_modules/{name}" not in parts] == []


@pytest.mark.parametrize(("name", "limit_bytes"), BUDGETS_BYTES.items())
def test_compressed_files_stay_within_their_budget(manifest: assets.Manifest, name: str, limit_bytes: int) -> None:
    assert (serving.DIST / (manifest.files[name].file + ".br")).stat().st_size <= limit_bytes


def test_the_fonts_stay_within_their_budget() -> None:
    assert 0 < sum(font.stat().st_size for font in serving.DIST.glob("*.woff2")) <= FONTS_BYTES


@pytest.mark.parametrize("name", ["app.css", "main.ts", "icons.svg"])
def test_files_come_compressed_and_are_kept_for_good(client: FlaskClient, manifest: assets.Manifest, name: str) -> None:
    plain = client.get(manifest.url(name), headers={"Accept-Encoding": "identity"})
    brotli = client.get(manifest.url(name), headers={"Accept-Encoding": "gzip, br"})
    zipped = client.get(manifest.url(name), headers={"Accept-Encoding": "gzip"})
    assert brotli.headers["Content-Encoding"] == "br"
    assert len(brotli.data) < len(plain.data)
    assert gzip.decompress(zipped.data) == plain.data
    assert "immutable" in plain.headers["Cache-Control"]
    assert plain.headers["X-Content-Type-Options"] == "nosniff"
    assert plain.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    "path",
    ["/assets/manifest.json", "/assets/.stamp", "/assets/../core/money.py", "/assets/%2e%2e/__init__.py", "/assets/"],
)
def test_nothing_but_the_assets_is_served(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_tags_carry_the_integrity_of_their_file(manifest: assets.Manifest) -> None:
    tag = manifest.tag("main.ts")
    assert f'integrity="{manifest.files["main.ts"].integrity}"' in tag
    assert tag.startswith('<script type="module" src="/assets/main-')
    assert manifest.tag("app.css").startswith('<link rel="stylesheet"')


def test_an_unknown_icon_or_file_is_named(manifest: assets.Manifest) -> None:
    with pytest.raises(KeyError, match=r"no icon “unicorn”: add it to frontend/icons\.json"):
        manifest.icon("unicorn")
    with pytest.raises(KeyError, match=r"no asset “unicorn\.css”; there are app\.css"):
        manifest.url("unicorn.css")


def test_every_icon_of_the_templates_exists(manifest: assets.Manifest) -> None:
    named = {
        name
        for file in (ROOT / "mingus").glob("**/templates/**/*.html")
        for name in re.findall(r'icon\("([a-z0-9-]+)"', file.read_text())
    }
    assert named - manifest.icons == set()


def test_the_worker_carries_the_build_and_what_the_offline_page_needs(
    client: FlaskClient, manifest: assets.Manifest
) -> None:
    answer = client.get("/sw.js")
    assert f'MINGUS_BUILD="{manifest.build}"' in answer.text
    assert manifest.url("app.css") in answer.text
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.mimetype == "text/javascript"


def test_the_web_manifest_names_icons_that_are_there(client: FlaskClient) -> None:
    answer = client.get("/manifest.webmanifest")
    facts = json.loads(answer.text)
    assert answer.mimetype == "application/manifest+json"
    assert facts["name"] == "Mingus"
    assert {client.get(icon["src"]).status_code for icon in facts["icons"]} == {200}


def test_a_browser_finds_the_small_files_it_asks_for(client: FlaskClient) -> None:
    assert client.get("/favicon.ico", follow_redirects=True).mimetype == "image/png"
    assert client.get("/robots.txt").text.startswith("User-agent: *")
    assert "You’re offline" in client.get("/offline").text


@pytest.mark.parametrize(
    ("cookie", "theme"), [("dark", "dark"), ("light", "light"), ("system", "system"), ('"><script>', "system")]
)
def test_the_theme_comes_from_the_cookie_and_only_if_it_is_one(client: FlaskClient, cookie: str, theme: str) -> None:
    for name in ("theme", "__Host-theme"):
        client.set_cookie(name, cookie)
        assert f'<html lang="en" data-theme="{theme}">' in client.get("/offline").text
        client.delete_cookie(name)
