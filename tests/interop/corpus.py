"""Posts every document of the corpus, and tells what the answer is to Python's client.

Usage: python3 corpus.py URL
"""

import http.client
import sys
import urllib.parse
import xmlrpc.client
from pathlib import Path

from notation import show, string

CORPUS = Path(__file__).parent.parent / "wire"


def content_type(case):
    for line in case.with_suffix(".expected").read_text("utf-8").splitlines():
        if line.startswith("content-type: "):
            return line.removeprefix("content-type: ")
    return "text/xml"


def outcome(connection, case):
    connection.request("POST", "/RPC2", case.read_bytes(), {"Content-Type": content_type(case)})
    response = connection.getresponse()
    body = response.read()
    if response.status != 200:
        return f"HTTP status {response.status}"
    try:
        (value,), _ = xmlrpc.client.loads(body)
    except xmlrpc.client.Fault as fault:
        return f"fault {fault.faultCode} {string(fault.faultString)}"
    except Exception as error:
        return f"not read by Python: {error!r} {body!r}"
    return f"value {show(value)}"


def main():
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(sys.argv[1]).netloc, timeout=60)
    for case in sorted(CORPUS.glob("*/*.xml")):
        print(f"{case.parent.name}/{case.stem}: {outcome(connection, case)}")


main()
