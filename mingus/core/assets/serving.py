"""Serves the built front end, and the few addresses a browser asks every site for. None of them needs a session."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from wsgiref.headers import Headers

from flask import Flask, Response, json, redirect, render_template, request
from whitenoise import WhiteNoise

from mingus.core import formatting
from mingus.core.assets.manifest import PREFIX, Manifest
from mingus.core.edge import HEADERS, Edge
from mingus.core.navigation import leading_to, nearest
from mingus.core.policy import PUBLIC, open_to

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as AnyResponse

DIST = Path(__file__).resolve().parents[2] / "static/dist"
THEMES = frozenset(["system", "light", "dark"])
FRESH = "no-cache"  # kept, and asked about each time
OFFLINE_NEEDS = (
    "app.css",
    "main.ts",
    "icons.svg",
    "figtree-latin-wght-normal.woff2",
    "bricolage-grotesque-latin-wght-normal.woff2",
)


def install(app: Flask, folder: Path = DIST) -> None:
    """Serve `folder` at /assets/; give templates what they say by: `asset`, `asset_url`, `icon`, `theme` and others.

    Call it before other WSGI middleware. Raises ConfigurationError if the front end is not built.
    """
    manifest = Manifest.read(folder)
    icon = cache(manifest.icon)  # a page shows a hundred, of thirty different ones
    app.jinja_env.globals.update(asset=manifest.tag, asset_url=manifest.url, icon=icon, theme=theme, nearest=nearest)
    app.jinja_env.globals.update(leading_to=leading_to)
    formatting.install(app)
    _serve(app, folder)
    _add_addresses(app, manifest, _worker_code(folder, manifest))


def theme() -> str:
    """The theme the person chose, kept in a cookie: system, light or dark. Over TLS its name has the prefix of all."""
    chosen = request.cookies.get("__Host-theme") or request.cookies.get("theme", "system")
    return chosen if chosen in THEMES else "system"


def _serve(app: Flask, folder: Path) -> None:
    """WhiteNoise reads the folder once and answers before Flask: hashed names never change, so browsers keep them."""
    edge: Edge | None = app.extensions.get("mingus_edge")
    headers = edge.headers() if edge else HEADERS
    noise = _Files(
        app.wsgi_app,
        immutable_file_test=lambda _path, _url: True,
        allow_all_origins=False,
        add_headers_function=lambda given, _path, _url: _put(headers, given),
    )
    noise.edge = edge
    noise.add_files(str(folder), prefix=PREFIX)
    for private in ("manifest.json", ".stamp"):
        noise.files.pop(PREFIX + private, None)
    app.wsgi_app = noise  # type: ignore[method-assign]  # the documented way to add WSGI middleware to Flask


def _put(headers: dict[str, str], given: Headers) -> None:
    for name, value in headers.items():
        given[name] = value


class _Files(WhiteNoise):  # type: ignore[misc]  # WhiteNoise has no types
    """Serves a file only to whom Flask would answer too: what is not for us, or came in the open, it refuses there."""

    edge: Edge | None = None

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or self._is_refused(environ):
            return self.application(environ, start_response)
        return super().__call__(environ, start_response)

    def _is_refused(self, environ: dict[str, Any]) -> bool:
        return self.edge is not None and (not self.edge.knows(environ) or self.edge.came_in_the_open(environ))


def _worker_code(folder: Path, manifest: Manifest) -> str:
    """The worker of this build. Its text changes with every build, which is how browsers learn of a new one."""
    needed = json.dumps([manifest.url(name) for name in OFFLINE_NEEDS])
    constants = f"const MINGUS_BUILD={json.dumps(manifest.build)},MINGUS_PRECACHE={needed};\n"
    return constants + (folder / manifest.files["worker.ts"].file).read_text()


def _add_addresses(app: Flask, manifest: Manifest, worker_code: str) -> None:
    public = open_to("anyone", "browsers ask for it before anybody signs in", caching=PUBLIC)
    fresh = open_to("anyone", "browsers ask for it before anybody signs in", caching=FRESH)
    page = open_to("anyone", "shown without a connection, to whoever it is")
    app.add_url_rule("/manifest.webmanifest", "web_manifest", public(lambda: _web_manifest(manifest)))
    app.add_url_rule("/sw.js", "service_worker", fresh(lambda: _answer(worker_code, "text/javascript", FRESH)))
    app.add_url_rule("/offline", "offline", page(lambda: render_template("offline.html")))
    app.add_url_rule("/favicon.ico", "favicon", public(lambda: _favicon(manifest)))
    app.add_url_rule("/robots.txt", "robots", public(lambda: _robots(app.extensions.get("mingus_edge"))))


def _web_manifest(manifest: Manifest) -> Response:
    def icon(pixels: int, purpose: str) -> dict[str, str]:
        url = manifest.url(f"icon-{pixels}.png")
        return {"src": url, "sizes": f"{pixels}x{pixels}", "type": "image/png", "purpose": purpose}

    facts = {
        "id": "/",
        "name": "Mingus",
        "short_name": "Mingus",
        "description": "Build wealth in your own time signature.",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#FBF7F0",
        "theme_color": "#0B3B37",
        "icons": [icon(192, "any"), icon(512, "any"), icon(512, "maskable")],
        "shortcuts": [{"name": "Add transaction", "url": "/transactions/new"}],
    }
    return _answer(json.dumps(facts), "application/manifest+json", PUBLIC)


def _favicon(manifest: Manifest) -> "AnyResponse":
    return redirect(manifest.url("icon-192.png"), 302)


def _robots(edge: Edge | None) -> Response:
    """What programs may look at, and where the map of it is."""
    map_of_pages = f"\nSitemap: {'https' if edge.secure else 'http'}://{edge.host}/sitemap.xml\n" if edge else ""
    return _answer(f"User-agent: *\nDisallow: /api\nAllow: /\n{map_of_pages}", "text/plain", PUBLIC)


def _answer(text: str, media_type: str, caching: str) -> Response:
    answer = Response(text, content_type=f"{media_type}; charset=utf-8")
    answer.headers["Cache-Control"] = caching
    return answer
