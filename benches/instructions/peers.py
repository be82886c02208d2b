"""Instructions of one call to the whole server: ours, a bare actix-web handler, dxr_server, and jsonrpsee with JSON.

    python3 -m benches.instructions.peers [--write]

Counted as in the gate. The other servers are built from `benches/peers`, in the versions of its lock file. Every
response is checked. Fails with a sentence for each missed bar.
"""

import sys

from benches.harness import callgrind, programs, report
from benches.harness.requests import ADD, ALL, BASE64, ECHO_BASE64, ECHO_INTEGERS, ECHO_ROWS, INTEGERS, ROWS

# The other servers must take at least this many times our instructions.
LEAST_DXR = {ADD: 3, INTEGERS: 8, ECHO_INTEGERS: 8, ROWS: 15, ECHO_ROWS: 15, BASE64: 12, ECHO_BASE64: 12}
LEAST_JSON = 1.2


def count(program, request, expected=None):
    """Instructions of one call, over XML."""
    return callgrind.server_calls([program], request.xml(), expected or request.expected_in_xml(), calls(request))


def count_json(program, request):
    body, expected = request.json(), request.expected_in_json()
    return callgrind.server_calls([program], body, expected, calls(request), content_type="application/json")


def calls(request):
    """The numbers of calls of the two runs: a few are enough for a long document."""
    return (50, 550) if len(request.xml()) < 1000 else (2, 12)


def missed(request, dxr, json):
    """A sentence for each missed bar."""
    for peer, ratio, least in [("dxr_server", dxr, LEAST_DXR.get(request, 0)), ("jsonrpsee", json, LEAST_JSON)]:
        if ratio < least:
            yield f"{request.name}: {peer} takes {ratio:.2f} times our instructions, expected at least {least}"


def main():
    callgrind.prepare()
    built, peers = programs.build(), programs.build_peers()
    rows, sentences = [], []
    for request in ALL:
        ours = count(built / "ours", request)
        bare = count(built / "bare", request, ADD.expected_in_xml())
        dxr = count(peers / "peer_dxr", request) / ours
        json = count_json(peers / "peer_jsonrpsee", request) / ours
        rows.append((request.name, *map(report.number, (ours, ours / bare, dxr, json))))
        sentences.extend(missed(request, dxr, json))

    text = report.table(["call", "ours", "ours ÷ bare actix-web", "dxr_server ÷ ours", "jsonrpsee ÷ ours"], rows)
    print(text)
    if "--write" in sys.argv:
        report.write("instructions", text)
    sys.exit("\n".join(sentences) or None)


if __name__ == "__main__":
    main()
