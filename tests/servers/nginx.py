"""nginx over TLS: with any certificate, protocols, ciphers, headers and redirects.

`nginx(authority.issue(), headers={"X-Frame-Options": "DENY"})` answers every path with 200 and these headers.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen

from tests.servers import processes
from tests.servers.authority import Certificate

CONFIGURATION = """
user root;
daemon off;
master_process off;
pid {folder}/pid;
error_log {folder}/log info;
events {{ worker_connections 64; }}
http {{
  access_log off;
  server_tokens {tokens};
  default_type text/plain;
  {temporary}
  server {{
    listen 127.0.0.1:{port} ssl{http2};
    server_name _;
    ssl_certificate {certificate};
    ssl_certificate_key {key};
    ssl_protocols {protocols};
    ssl_ciphers {ciphers};
    {headers}
    {extra}
    location / {{ return 200 "{body}\\n"; }}
  }}
  server {{
    listen 127.0.0.1:{http_port};
    server_name _;
    {http}
  }}
}}
"""
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
ANY_LEVEL = ":@SECLEVEL=0"  # old protocols and weak keys must be served, so that checks can find them


@dataclass(frozen=True)
class Nginx:
    """One running server: `url` is https, `http_url` its neighbour without TLS."""

    port: int
    http_port: int
    process: "Popen[bytes]"

    @property
    def url(self) -> str:
        return f"https://localhost:{self.port}"

    @property
    def http_url(self) -> str:
        return f"http://localhost:{self.http_port}"


@dataclass(frozen=True)
class Manners:
    """How it answers, unless told otherwise: rightly. `extra` are lines of nginx inside its https server.

    `http` are the lines of its neighbour without TLS, in place of those that lead to https.
    """

    protocols: str = "TLSv1.2 TLSv1.3"
    ciphers: str = "HIGH:!aNULL"
    http2: bool = True
    tells_version: bool = False
    body: str = "Hello"
    redirects_http: bool = True
    extra: str = ""
    http: str = ""


@contextmanager
def nginx(
    certificate: Certificate,
    *,
    headers: Mapping[str, str] | None = None,
    manners: Manners | None = None,
    ports: tuple[int, int] | None = None,
) -> Iterator[Nginx]:
    """A server inside the block, on free ports where none are named."""
    binary = processes.program("nginx", package="nginx-light")
    port, http_port = ports or (processes.free_port(), processes.free_port())
    with processes.folder("nginx") as folder:
        written = folder / "nginx.conf"
        written.write_text(_configuration(folder, (port, http_port), certificate, headers or {}, manners or Manners()))
        command = [str(binary), "-c", str(written), "-p", str(folder), "-e", str(folder / "log")]
        with processes.running(command, folder / "log", lambda: _listens(port, http_port)) as process:
            yield Nginx(port, http_port, process)


def _listens(*ports: int) -> bool:
    return all(processes.answers(port) for port in ports)


def _configuration(
    folder: Path, ports: tuple[int, int], certificate: Certificate, headers: Mapping[str, str], manners: Manners
) -> str:
    port, http_port = ports
    moved = f"return 301 https://localhost:{port}$request_uri;"
    return CONFIGURATION.format(
        folder=folder,
        port=port,
        http_port=http_port,
        certificate=certificate.certificate,
        key=certificate.key,
        protocols=manners.protocols,
        ciphers=manners.ciphers + ANY_LEVEL,
        http2=" http2" if manners.http2 else "",
        tokens="on" if manners.tells_version else "off",
        temporary="".join(f"{name}_temp_path {folder}/{name};" for name in TEMPORARY),
        headers="".join(f'add_header {name} "{value}" always;' for name, value in headers.items()),
        extra=manners.extra,
        body=manners.body,
        http=manners.http or (moved if manners.redirects_http else f'location / {{ return 200 "{manners.body}\\n"; }}'),
    )
