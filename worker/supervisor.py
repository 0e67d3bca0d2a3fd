"""Runs a server and the background worker together: `python -m worker.supervisor -m gunicorn …`.

Both are children of a process that only waits for signals. A worker that dies is restarted, after
pauses that grow. When the server ends, the worker is stopped too; when this process is told to
stop, it stops both. Should it be killed itself, Linux signals them.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time

STOP_SIGNALS = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT}
HANDLED_SIGNALS = STOP_SIGNALS | {signal.SIGCHLD, signal.SIGALRM}
WORKER = ("manage.py", "work")
MAX_PAUSE = 60  # seconds
TIMEOUT = 10  # seconds for the present task; the next start requeues it if it was cut short
NICENESS = 10  # readers come before the encoding of pictures
PR_SET_PDEATHSIG = 1


def serve(server: subprocess.Popen[bytes]) -> int:
    """Keep the worker running until the server ends, and return the server's exit code."""
    worker = BackgroundWorker()
    while server.poll() is None:
        received = signal.sigwait(HANDLED_SIGNALS)
        if received in STOP_SIGNALS:
            server.terminate()
            worker.stop()
        else:
            worker.restart_if_dead(received)
    worker.stop()
    worker.wait()
    return server.returncode if server.returncode >= 0 else 128 - server.returncode


class BackgroundWorker:
    """The worker: restarted when it dies, until it is told to stop."""

    def __init__(self) -> None:
        self.is_stopping = False
        self.pause = 1
        self.start()

    def start(self) -> None:
        """Start it in a process group of its own, where Ctrl-C does not reach it."""
        self.started_at = time.monotonic()
        self.process = start(*WORKER, niceness=NICENESS, process_group=0)

    def restart_if_dead(self, received: int) -> None:
        """Set an alarm if the worker is dead, and start it when the alarm comes."""
        if self.is_stopping or self.process.poll() is None:
            return
        if received == signal.SIGALRM:
            self.start()
        else:
            lived_long = time.monotonic() - self.started_at > MAX_PAUSE
            self.pause = 1 if lived_long else min(2 * self.pause, MAX_PAUSE)
            signal.alarm(self.pause)

    def stop(self) -> None:
        self.is_stopping = True
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
    """Start `python …` as a child that does not outlive this process."""

    def prepare() -> None:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, HANDLED_SIGNALS)
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
    signal.signal(signal.SIGCHLD, lambda *_: None)  # an ignored signal can't be waited for
    signal.pthread_sigmask(signal.SIG_BLOCK, HANDLED_SIGNALS)
    sys.exit(serve(start(*sys.argv[1:])))
