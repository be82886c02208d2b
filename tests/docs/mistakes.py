"""Calls that the stubs refuse: one mistake in each line that says so."""

from datetime import datetime

from stubs import Server


def mistakes(server: Server) -> None:
    server.examples.add(2)  # mistake
    server.examples.add(2, "3")  # mistake
    server.examples.nothing()  # mistake
    server.showcase.find("7")  # mistake
    server.showcase.find(datetime(2026, 1, 1))  # mistake
    server.showcase.join(" ", 5)  # mistake
    server.showcase.order({"name": "Ann"}, {}, {}, datetime(2026, 1, 1))  # mistake
    server.showcase.file_size("abc")  # mistake
