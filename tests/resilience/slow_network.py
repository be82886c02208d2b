"""Slow but honest clients, over a slow and lossy network between two network namespaces.

Each namespace has a TUN device. A thread of this process carries the packets between the two, and delays and drops them
as a link would: it needs no `netem` in the kernel, and the loss is the same in each run.
"""

import contextlib
import fcntl
import heapq
import os
import random
import select
import struct
import subprocess
import sys
import threading
import time

import wire
from checks import Skipped, check
from served import Server

TUNSETIFF, TUN_WITHOUT_HEADER = 0x400454CA, 0x1001
CLIENT_ADDRESS, SERVER_ADDRESS = "10.91.0.1", "10.91.0.2"
# Packets that a link holds before it drops further ones.
QUEUE = 30


class Link:
    """Two namespaces, and what carries packets between them during a `with` block."""

    def __init__(self, bits_per_second, delay, loss):
        self.rate, self.delay, self.loss = bits_per_second / 8, delay, loss
        self.chance = random.Random(56)
        self.names = [f"rs{os.getpid()}{end}" for end in "cs"]
        self.over = threading.Event()
        self.dropped = 0

    def __enter__(self):
        self.stack = contextlib.ExitStack()
        try:
            self.devices = [self.end(*end) for end in zip(self.names, (CLIENT_ADDRESS, SERVER_ADDRESS))]
        except (OSError, subprocess.CalledProcessError) as error:
            self.stack.close()
            raise Skipped(f"no network namespaces or TUN devices here: {error}") from error
        self.thread = threading.Thread(target=self.carry)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.thread.join()
        self.stack.close()

    def end(self, name, address):
        """Makes a namespace with a TUN device; the device's descriptor."""
        ip("netns", "add", name)
        self.stack.callback(ip, "netns", "delete", name)
        device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
        self.stack.callback(os.close, device)
        fcntl.ioctl(device, TUNSETIFF, struct.pack("16sH", name.encode(), TUN_WITHOUT_HEADER))
        ip("link", "set", name, "netns", name)
        ip("-n", name, "address", "add", f"{address}/24", "dev", name)
        ip("-n", name, "link", "set", name, "up", "mtu", "1500")
        ip("-n", name, "link", "set", "lo", "up")
        return device

    def carry(self):
        """Carries packets in both directions until the end."""
        free = [0.0, 0.0]
        waiting, order = [], 0
        queued = [0, 0]
        while not self.over.is_set():
            pause = max(0, min(0.2, waiting[0][0] - time.monotonic())) if waiting else 0.2
            for device in select.select(self.devices, [], [], pause)[0]:
                side = self.devices.index(device)
                with contextlib.suppress(BlockingIOError):
                    packet = os.read(device, 2048)
                    if queued[side] >= QUEUE or self.chance.random() < self.loss:
                        self.dropped += 1
                        continue
                    free[side] = max(free[side], time.monotonic()) + len(packet) / self.rate
                    order += 1
                    queued[side] += 1
                    heapq.heappush(waiting, (free[side] + self.delay, order, side, packet))
            while waiting and waiting[0][0] <= time.monotonic():
                _, _, side, packet = heapq.heappop(waiting)
                queued[side] -= 1
                with contextlib.suppress(OSError):
                    os.write(self.devices[1 - side], packet)

    def server(self):
        return Server("--listen", f"{SERVER_ADDRESS}:0", prefix=("ip", "netns", "exec", self.names[1]))

    def client(self, port, *work):
        """Runs a client beyond the link; what it prints."""
        command = ["ip", "netns", "exec", self.names[0], sys.executable, __file__, str(port), *map(str, work)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=200)
        return done.stdout.strip() or done.stderr.strip().splitlines()[-1:]


def ip(*arguments):
    subprocess.run(["ip", *arguments], check=True, capture_output=True)


def install():
    """Installs iproute2 where it is missing."""
    if subprocess.run(["which", "ip"], capture_output=True).returncode:
        quietly = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        for command in (["update"], ["install", "-y", "--no-install-recommends", "iproute2"]):
            subprocess.run(["apt-get", "-qq", *command], env=quietly, capture_output=True)


def over(report, link, name, work, expected):
    if os.geteuid() != 0:
        raise Skipped("network namespaces need root")
    install()
    with link, link.server() as server:
        start = time.monotonic()
        found = link.client(server.port, *work)
        report.equal(name, found, expected)
        report.note(f"{name}: {time.monotonic() - start:.0f} s, {link.dropped} packets dropped")
        if found != expected:
            report.note(server.log()[-500:])


def modem():
    return Link(56_000, 0.1, 0.01)


@check("over 56 kbit/s with loss, a large request is served", waits=True, seconds=200)
def modem_request(report):
    over(report, modem(), "length of 400,000 bytes sent", ("request", 400_000), "400000")


@check("over 56 kbit/s with loss, a large response arrives whole", waits=True, seconds=200)
def modem_response(report):
    over(report, modem(), "length of 400,000 bytes received", ("response", 400_000), "400000")


@check("over 56 kbit/s with loss, short calls are served on one connection", waits=True, seconds=100)
def modem_calls(report):
    over(report, modem(), "calls answered", ("calls", 30), "30")


@check("over a lossy link with a long delay, 4 MB go each way", waits=True, seconds=150)
def lossy_link(report):
    over(report, Link(8_000_000, 0.15, 0.02), "bytes sent and received", ("echo", 2_000_000), "2000000")


def client(port, work, size):
    """The client beyond the link."""
    with wire.Client(port, source=None, timeout=190, address=SERVER_ADDRESS) as connection:
        if work == "request":
            return connection.call("length", "x" * size)
        if work == "response":
            return len(connection.call("text", size))
        if work == "echo":
            return len(connection.call("echo", "x" * size))
        return sum(connection.call("add", number, 1) == number + 1 for number in range(size))


if __name__ == "__main__":
    print(client(int(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
