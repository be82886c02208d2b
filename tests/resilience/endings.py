"""Every combination of refusal, framing, expectation and phase ends in time, with one response at most."""

import asyncio
import itertools
import re

import wire
from checks import check
from served import Server, wait_until

# The longest timeouts of one phase are 30 s for a body and 10 s for what follows a refusal.
BOUND = 45

REFUSALS = {
    "none": {},
    "host": {"host": "evil.example"},
    "origin": {"line": "Origin: http://evil.example"},
    "path": {"path": "/nothing"},
    "method": {"method": "PUT"},
    "encoding": {"line": "Content-Encoding: br"},
    "type": {"type": "application/json"},
    "expectation": {"line": "Expect: a-miracle"},
    "header": {"line": "No colon here"},
    "large head": {"line": "X-Large: " + "x" * 200_000},
    "request line": {"method": "P(ST"},
}
FRAMINGS = {
    "length": "Content-Length: {length}",
    "too long": "Content-Length: 99999999",
    "chunked": "Transfer-Encoding: chunked",
    "length and chunked": "Content-Length: {length}\r\nTransfer-Encoding: chunked",
    "two lengths": "Content-Length: {length}\r\nContent-Length: 7",
    "no number": "Content-Length: 0x10",
    "unknown": "Transfer-Encoding: gzip",
    "none": "X-Framing: none",
}
EXPECTATIONS = {"": [], "expect": ["Expect: 100-continue"]}
PHASES = ["head cut", "head trickle", "silent", "part", "trickle", "whole"]

BODY = wire.document("add", 2, 3)


def head(refusal, framing, expectations):
    lines = [
        f"{refusal.get('method', 'POST')} {refusal.get('path', '/RPC2')} HTTP/1.1",
        f"Host: {refusal.get('host', 'localhost')}",
        f"Content-Type: {refusal.get('type', 'text/xml')}",
        FRAMINGS[framing].format(length=len(BODY)),
        *expectations,
    ]
    if "line" in refusal:
        lines.append(refusal["line"])
    return "\r\n".join(lines).encode() + b"\r\n\r\n"


class Attempt:
    """One connection: what it sends, and when and how the server ends it."""

    def __init__(self, number, refusal, framing, expectation, phase):
        self.name = f"refusal {refusal}, framing {framing}, {expectation or 'no expect'}, phase {phase}"
        self.head = head(REFUSALS[refusal], framing, EXPECTATIONS[expectation])
        self.body = wire.chunked(BODY, 50) if framing == "chunked" else BODY
        self.source = f"127.1.{number // 200}.{1 + number % 200}"
        self.phase = phase
        self.seconds, self.received = None, b""

    def finals(self):
        """The statuses of the final responses that came."""
        statuses = [int(status) for status in re.findall(rb"HTTP/1\.[01] (\d{3}) ", self.received)]
        return [status for status in statuses if status != 100]

    async def run(self, port):
        reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(self.source, 0))
        start = asyncio.get_running_loop().time()
        sending = asyncio.create_task(self.send(writer))
        try:
            while data := await asyncio.wait_for(reader.read(65536), BOUND + 15):
                self.received += data
        except ConnectionError:
            pass
        except TimeoutError:
            start = None
        if start is not None:
            self.seconds = asyncio.get_running_loop().time() - start
        sending.cancel()
        writer.close()

    async def send(self, writer):
        try:
            if self.phase == "head cut":
                writer.write(self.head[: len(self.head) * 2 // 3])
                return
            if self.phase == "head trickle":
                return await self.trickle(writer, self.head)
            writer.write(self.head)
            if self.phase == "part":
                writer.write(self.body[: len(self.body) // 2])
            elif self.phase == "whole":
                writer.write(self.body)
            elif self.phase == "trickle":
                await self.trickle(writer, self.body)
        except ConnectionError:
            pass

    async def trickle(self, writer, data):
        """Sends a byte each second."""
        for at in range(len(data)):
            writer.write(data[at : at + 1])
            await writer.drain()
            await asyncio.sleep(1)


@check("1, 4, 13: refusal × framing × Expect × phase: each connection is closed in time", waits=True, files=2000)
def every_ending(report):
    combinations = itertools.product(REFUSALS, FRAMINGS, EXPECTATIONS, PHASES)
    attempts = [Attempt(number, *combination) for number, combination in enumerate(combinations)]

    async def all_of_them(port):
        await asyncio.gather(*(attempt.run(port) for attempt in attempts))

    with Server() as server:
        asyncio.run(all_of_them(server.port))
        never = [attempt.name for attempt in attempts if attempt.seconds is None]
        times = [(attempt.seconds, attempt.name) for attempt in attempts if attempt.seconds is not None]
        report.note(f"{len(attempts)} connections")
        report.equal(f"connections that stay open beyond {BOUND + 15} s of silence", (len(never), never[:4]), (0, []))
        slowest, name = max(times)
        report.at_most("seconds until the last one is closed", slowest, BOUND)
        report.note(f"the slowest: {name}")
        several = [(attempt.name, attempt.finals()) for attempt in attempts if len(attempt.finals()) > 1]
        report.equal("connections with more than one response", (len(several), several[:20]), (0, []))
        silent = [a.name for a in attempts if a.phase == "whole" and not a.finals()]
        report.equal("whole requests without a response", (len(silent), silent[:4]), (0, []))
        ended = [a for a in attempts if a.phase != "whole" and a.finals()]
        without = [a.name for a in ended if b"connection: close" not in a.received.lower()]
        report.equal("last responses without Connection: close", (len(without), without[:4]), (0, []))
        wait_until(lambda: server.connections() == 0, 5)
        report.equal("connections that the server still holds", server.connections(), 0)
