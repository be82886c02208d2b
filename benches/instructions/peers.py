"""Instructions of one call to the whole server: ours, a bare actix-web handler, dxr_server, and jsonrpsee with JSON.

    python3 -m benches.instructions.peers [--write]

Counted like the gate's; the other servers are built from `benches/peers`. Every answer is checked.
"""

import sys

from benches.harness import callgrind, programs, report, requests


def main():
    callgrind.prepare()
    built, peers = programs.build(), programs.build_peers()
    rows = []
    for request in requests.ALL:
        # Long documents repeat themselves: a few calls tell as much as many short ones.
        calls = (50, 550) if len(request.xml()) < 1000 else (2, 12)

        def count(program, body=request.xml(), right=request.right_in_xml(), **post):
            return callgrind.server_calls([program], body, right, calls, **post)

        bare = count(built / "bare", right=requests.ADD.right_in_xml())
        ours = count(built / "ours")
        dxr = count(peers / "peer_dxr")
        json = count(peers / "peer_jsonrpsee", request.json(), request.right_in_json(), content_type="application/json")
        ratios = [report.number(value / ours) for value in (dxr, json)]
        rows.append((request.name, report.number(ours), report.number(ours / bare), *ratios))
        print(rows[-1], flush=True)

    text = report.table(["call", "ours", "ours ÷ bare actix-web", "dxr_server ÷ ours", "jsonrpsee ÷ ours"], rows)
    print(text)
    if "--write" in sys.argv:
        report.write("instructions", text)


if __name__ == "__main__":
    main()
