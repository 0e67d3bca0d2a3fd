"""A server with the background worker beside it: `python -m worker.supervisor -m gunicorn …`.

They are children of a process that does nothing but wait. A worker that dies is started again,
after pauses that grow. When the server ends, however it ends, the worker ends too; when this
process is told to stop, it tells both. Should it be killed itself, Linux tells them.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time

STOPPING = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT}
HEARD = STOPPING | {signal.SIGCHLD, signal.SIGALRM}
WORKER = ("manage.py", "work")
MAX_PAUSE = 60  # seconds
TIMEOUT = 10  # seconds for the task in hand; what is cut short is taken back at the next start
NICENESS = 10  # readers come before pictures that are being encoded
PR_SET_PDEATHSIG = 1


def serve(server: subprocess.Popen[bytes]) -> int:
    """Keep the worker beside a server until that ends, and give the server's exit code."""
    worker = BackgroundWorker()
    while server.poll() is None:
        heard = signal.sigwait(HEARD)
        if heard in STOPPING:
            server.terminate()
            worker.dismiss()
        else:
            worker.keep(heard)
    worker.dismiss()
    worker.wait()
    return server.returncode if server.returncode >= 0 else 128 - server.returncode


class BackgroundWorker:
    """The worker: started again when it dies, until it is dismissed."""

    def __init__(self) -> None:
        self.wanted = True
        self.pause = 1
        self.start()

    def start(self) -> None:
        """Start it in a process group of its own: Ctrl-C is for this process, which tells it."""
        self.began = time.monotonic()
        self.process = start(*WORKER, niceness=NICENESS, process_group=0)

    def keep(self, heard: int) -> None:
        """Have the alarm rung in a while when it is seen to be dead; start it when it rings."""
        if not self.wanted or self.process.poll() is None:
            return
        if heard == signal.SIGALRM:
            self.start()
        else:
            lived_long = time.monotonic() - self.began > MAX_PAUSE
            self.pause = 1 if lived_long else min(2 * self.pause, MAX_PAUSE)
            signal.alarm(self.pause)

    def dismiss(self) -> None:
        self.wanted = False
        self.process.terminate()

    def wait(self) -> None:
        try:
            self.process.wait(TIMEOUT)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def start(
    *arguments: str, niceness: int = 0, process_group: int | None = None
) -> subprocess.Popen[bytes]:
    """Start `python …`, a child that hears signals and does not outlive this process."""

    def prepare() -> None:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, HEARD)
        os.nice(niceness)
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)

    command = [sys.executable, *arguments]
    return subprocess.Popen(  # noqa: S603 - the command is this project's own
        command,
        preexec_fn=prepare,  # noqa: PLW1509 - there are no threads here
        process_group=process_group,
    )


if __name__ == "__main__":
    signal.signal(signal.SIGCHLD, lambda *_: None)  # what is ignored by default can't be waited for
    signal.pthread_sigmask(signal.SIG_BLOCK, HEARD)
    sys.exit(serve(start(*sys.argv[1:])))
