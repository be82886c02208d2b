"""The server under attack as a process: its start, its memory, its sockets, its end."""

import os
import pathlib
import re
import resource
import signal
import subprocess
import tempfile
import time

from checks import Skipped

WORKSPACE = pathlib.Path(__file__).resolve().parent.parent.parent
MIB = 1024 * 1024


def executable():
    target = WORKSPACE / os.environ.get("CARGO_TARGET_DIR", "target")
    return os.environ.get("RESILIENCE_SERVER") or target / "release" / "attacked"


def build():
    """Builds the server with the release profile."""
    command = ["cargo", "build", "--quiet", "--locked", "--release", "-p", "xmlrpc-tests", "--bin", "attacked"]
    subprocess.run(command, check=True, cwd=WORKSPACE)


class Server:
    """A server that is started anew, and killed at the end of a `with` block.

    `descriptors`: the soft and the hard limit of its file descriptors.
    """

    def __init__(self, *options, descriptors=None, stderr=None, prefix=(), environment=None):
        self.log_file = tempfile.NamedTemporaryFile(prefix="resilience-", suffix=".log")
        limit = lambda: resource.setrlimit(resource.RLIMIT_NOFILE, descriptors)
        hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        if descriptors and hard != resource.RLIM_INFINITY and hard < descriptors[1]:
            raise Skipped(f"the hard limit of descriptors is {hard:,}")
        self.process = subprocess.Popen(
            [*prefix, executable(), *options],
            stdout=subprocess.PIPE,
            stderr=self.log_file if stderr is None else stderr,
            env={**os.environ, **(environment or {})},
            preexec_fn=limit if descriptors else None,
        )
        line = self.process.stdout.readline().decode()
        found = re.search(r"http://[^/]*:(\d+)", line)
        if not found:
            raise RuntimeError(f"the server does not start: {line}{self.log()}")
        self.port = int(found[1])

    @property
    def pid(self):
        return self.process.pid

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        self.log_file.close()

    def log(self):
        return pathlib.Path(self.log_file.name).read_text(errors="replace")

    def is_running(self):
        return self.process.poll() is None

    def status(self, field):
        text = pathlib.Path(f"/proc/{self.pid}/status").read_text()
        return int(re.search(rf"^{field}:\s+(\d+)", text, re.MULTILINE)[1])

    def memory(self):
        """Resident bytes."""
        return self.status("VmRSS") * 1024

    def forget_peak(self):
        """Begins a new measurement of `peak`."""
        pathlib.Path(f"/proc/{self.pid}/clear_refs").write_text("5")

    def peak(self):
        """The most resident bytes since `forget_peak`."""
        return self.status("VmHWM") * 1024

    def cpu_seconds(self):
        fields = pathlib.Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def connections(self):
        """The number of accepted connections that the process holds."""
        with open("/proc/net/tcp") as table:
            rows = [line.split() for line in table][1:]
        listening, without_owner = "0A", "0"
        return sum(
            row[1].endswith(f":{self.port:04X}") and row[3] != listening and row[9] != without_owner for row in rows
        )

    def end(self, by=signal.SIGTERM, timeout=60):
        """Sends a signal; returns the exit code and the seconds until the process ended."""
        start = time.monotonic()
        self.process.send_signal(by)
        try:
            code = self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            code = None
        return code, time.monotonic() - start


def wait_until(condition, seconds):
    """Whether the condition became true within so many seconds."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True
