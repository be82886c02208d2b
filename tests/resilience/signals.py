"""Signals while clients are connected."""

import signal
import time

import wire
from checks import check
from served import Server


@check("13: SIGHUP is ignored")
def sighup(report):
    with Server() as server, wire.Client(server.port) as client:
        server.process.send_signal(signal.SIGHUP)
        time.sleep(0.5)
        report.holds("the server runs", server.is_running())
        report.equal("a call afterwards", client.call("add", 2, 3), 5)


@check("13: a second signal ends the server at once, and not with 0")
def second_signal(report):
    for number in (signal.SIGTERM, signal.SIGINT):
        with Server() as server, wire.Client(server.port) as client:
            client.send(wire.call("nap", 20_000))
            time.sleep(0.3)
            server.process.send_signal(number)
            time.sleep(0.5)
            report.holds("it waits for the call in flight", server.is_running())
            code, seconds = server.end(number, 10)
            report.holds(f"exit code is neither 0 nor missing: {code}", code not in (0, None))
            report.at_most("seconds from the second signal to the end", seconds, 8)
