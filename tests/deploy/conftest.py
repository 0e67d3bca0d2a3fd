"""`deploy/nginx.conf` in a real nginx: only its ports and folders are a test's own."""

import getpass
import gzip
import os
import shutil
import ssl
import subprocess
from contextlib import contextmanager
from http.client import HTTPSConnection
from pathlib import Path

import pytest

from tests.processes import ROOT, Served, free_port

NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
HOST = "blog.example.org"
MIME_TYPES = Path("/etc/nginx/mime.types")

needs_nginx = pytest.mark.skipif(
    not (NGINX and MIME_TYPES.exists() and shutil.which("openssl")),
    reason="nginx and openssl are not installed",
)

AROUND = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; user {user};
events {{}}
http {{
    include {mime_types};
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/f; scgi_temp_path {folder}/s; uwsgi_temp_path {folder}/u;
    {site}
}}
"""


class Tls(Served):
    """The HTTPS side of nginx."""

    def __init__(self, port, process, certificate):
        super().__init__(port, process)
        self.context = ssl.create_default_context(cafile=certificate)

    def connection(self):
        return HTTPSConnection("127.0.0.1", self.place, context=self.context, timeout=10)


@pytest.fixture(scope="module")
def nginx(shared_house):
    """Return the two sides of nginx, plain and HTTPS, with a blog behind that tests share."""
    application_in(shared_house)
    with nginx_before(shared_house) as sides:
        yield sides


def application_in(house):
    bind = f"unix:{house.folder}/blog"
    return house.serve(BIND=bind, SITE_URL=f"https://{HOST}", TRUSTED_PROXIES="unix")


@contextmanager
def nginx_before(house):
    folder, plain, tls = house.folder, free_port(), free_port()
    (folder / "nginx.conf").write_text(configuration(folder, house.data, plain, tls))
    make_certificate(folder)
    process = subprocess.Popen(
        [NGINX, "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "error.log"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    sides = Served(plain, process), Tls(tls, process, folder / "fullchain.pem")
    try:
        sides[0].wait()
        yield sides
    finally:
        process.terminate()
        process.communicate(timeout=10)


def configuration(folder, prepared, plain, tls):
    site = (ROOT / "deploy" / "nginx.conf").read_text()
    for there, here in {
        "    listen [::]:80;\n": "",
        "    listen [::]:443 ssl http2;\n": "",
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443 ssl": f"listen 127.0.0.1:{tls} ssl",
        "/run/bitacora.sock": f"{folder}/blog",
        "/var/lib/bitacora": str(prepared),
        f"/etc/letsencrypt/live/{HOST}": str(folder),
    }.items():
        assert there in site
        site = site.replace(there, here)
    user = getpass.getuser()
    return AROUND.format(folder=folder, user=user, mime_types=MIME_TYPES, site=site)


def pages_through(nginx):
    """Return what asks as a browser does, which takes gzip, and reads what it gets."""

    def ask(path="/", **headers):
        asked = {"Host": HOST, "Accept-Encoding": "gzip, deflate, br", **headers}
        answer = nginx[1].ask(path, **asked)
        if answer.body and answer.headers["Content-Encoding"] == "gzip":
            answer.body = gzip.decompress(answer.body)
        return answer

    return ask


def make_certificate(folder):
    key, certificate = folder / "privkey.pem", folder / "fullchain.pem"
    names = ["-subj", f"/CN={HOST}", "-addext", f"subjectAltName=IP:127.0.0.1,DNS:{HOST}"]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *names]
    subprocess.run([*command, "-keyout", key, "-out", certificate], check=True, capture_output=True)
