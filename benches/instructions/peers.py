"""Instructions of one call to the whole server: ours, a bare actix-web handler, dxr_server, and jsonrpsee with JSON.

    python3 -m benches.instructions.peers [--write]

Counted like the gate's; the other servers are built from `benches/peers`. Every answer is checked.
"""

import sys

from benches.harness import callgrind, programs, report, requests


def count(program, request, right=None):
    """Instructions of one call, over XML."""
    return callgrind.server_calls([program], request.xml(), right or request.right_in_xml(), calls(request))


def count_json(program, request):
    body, right = request.json(), request.right_in_json()
    return callgrind.server_calls([program], body, right, calls(request), content_type="application/json")


def calls(request):
    """Long documents repeat themselves: a few calls tell as much as many short ones."""
    return (50, 550) if len(request.xml()) < 1000 else (2, 12)


def main():
    callgrind.prepare()
    built, peers = programs.build(), programs.build_peers()
    rows = []
    for request in requests.ALL:
        ours = count(built / "ours", request)
        bare = count(built / "bare", request, requests.ADD.right_in_xml())
        dxr = count(peers / "peer_dxr", request)
        json = count_json(peers / "peer_jsonrpsee", request)
        rows.append((request.name, *map(report.number, (ours, ours / bare, dxr / ours, json / ours))))

    text = report.table(["call", "ours", "ours ÷ bare actix-web", "dxr_server ÷ ours", "jsonrpsee ÷ ours"], rows)
    print(text)
    if "--write" in sys.argv:
        report.write("instructions", text)


if __name__ == "__main__":
    main()
