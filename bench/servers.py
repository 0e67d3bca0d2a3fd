"""Starting what is measured, each on a port of 127.0.0.1, and stopping it whatever happens."""

import getpass
import itertools
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from bench.http_client import HOST, wait_for
from bench.machine import NGINX

ROOT = Path(__file__).resolve().parent.parent
GUNICORN = ("-m", "gunicorn", "--config", "config/gunicorn.py")
TIMEOUT = 15  # seconds until what does not stop is killed

AROUND = """
daemon off; pid {folder}/nginx.pid; user {user}; worker_processes auto;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    include /etc/nginx/mime.types;
    sendfile on; tcp_nopush on; access_log off; server_tokens off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/f; scgi_temp_path {folder}/s; uwsgi_temp_path {folder}/u;
    {site}
}}
"""
"""Round either site: what Debian's nginx.conf says, without its log."""

STATIC_SITE = """
server {{
    listen 127.0.0.1:{port};
    root {root};
    gzip_static on;
    gzip_vary on;
    open_file_cache max=1000 inactive=60s;
    open_file_cache_valid 60s;
}}
"""


class Served(NamedTuple):
    port: int
    pid: int
    """Of the process that all others of the server stand below."""


class Servers:
    """The servers of one run, on ports from the first one given on."""

    def __init__(self, folder: Path, first_port: int) -> None:
        self.folder = folder
        self._ports = itertools.count(first_port)

    def port(self) -> int:
        """Return the next port that nobody listens on."""
        for port in self._ports:
            with socket.socket() as probe, suppress(OSError):
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(("127.0.0.1", port))
                return port
        raise AssertionError

    @contextmanager
    def gunicorn(
        self, application: str, data_dir: Path, *binds: str, worker: bool = False, **more: str
    ) -> Iterator[Served]:
        """Serve an application with the blog's own gunicorn settings, on a port and on `binds`.

        With a worker, the blog's background worker runs beside it.
        """
        port = self.port()
        addresses = [f"--bind={bind}" for bind in (f"127.0.0.1:{port}", *binds)]
        supervised = ["-m", "worker.supervisor"] if worker else []
        command = [sys.executable, *supervised, *GUNICORN, *addresses, application]
        with running(command, self.log(), **environment(data_dir, **more)) as server:
            wait_for(port, server)
            yield Served(port, server.pid)

    @contextmanager
    def nginx_with_files(self, root: Path) -> Iterator[int]:
        port = self.port()
        with self._nginx(STATIC_SITE.format(port=port, root=root)) as server:
            wait_for(port, server)
            yield port

    @contextmanager
    def nginx_before(self, data_dir: Path, backend: Path) -> Iterator[int]:
        """Put `deploy/nginx.conf` before a gunicorn that listens on a Unix socket."""
        port = self.port()
        site = (ROOT / "deploy" / "nginx.conf").read_text()
        with self._nginx(adapted(site, port, data_dir, backend)) as server:
            wait_for(port, server)
            yield port

    @contextmanager
    def _nginx(self, site: str) -> Iterator[subprocess.Popen[bytes]]:
        folder = self.folder / f"nginx-{len(list(self.folder.glob('nginx-*')))}"
        folder.mkdir()
        text = AROUND.format(folder=folder, user=getpass.getuser(), site=site)
        (folder / "nginx.conf").write_text(text)
        options = ["-p", folder, "-c", folder / "nginx.conf", "-e", folder / "error.log"]
        with running([NGINX, *map(str, options)], self.log()) as server:
            yield server

    def log(self) -> Path:
        return self.folder / "log"


def adapted(site: str, port: int, data_dir: Path, backend: Path) -> str:
    """Change the ports and folders of `deploy/nginx.conf`, and take TLS out; nothing else."""
    site = re.sub(r"^ *(ssl_.*|listen \[::\].*)\n", "", site, flags=re.MULTILINE)
    site = re.sub(r"listen 443 ssl[^;]*;", f"listen 127.0.0.1:{port};", site)
    site = re.sub(r"listen 80;", f"listen unix:{backend}.redirect;", site)
    site = site.replace("/run/bitacora.sock", str(backend))
    site = site.replace("/var/lib/bitacora", str(data_dir))
    if f"127.0.0.1:{port};" not in site or re.search(r"443|/var/lib|/run/", site):
        raise ValueError("deploy/nginx.conf has something that bench/servers.py can't adapt.")
    return site


def environment(data_dir: Path, **more: str) -> dict[str, str]:
    """Return what a shell has, and nothing of what this one happens to have set for the blog."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "DATA_DIR": str(data_dir), "SITE_URL": f"http://{HOST}", **more}


@contextmanager
def running(command: list[str], log: Path, **environ: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program beside this one; it hears nothing of a Ctrl-C and is told to stop by us."""
    with log.open("ab") as said:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environ or None,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            process_group=0,
        )
    try:
        yield process
    finally:
        stop(process)


def stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(TIMEOUT)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
