"""Sends the requests that a browser sends for a page: the preflight and the call.

Usage: python3 client.py [URL]
"""

import sys
import urllib.error
import urllib.request
import xmlrpc.client

URL = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:9000"


def send(method, origin, **headers):
    body = xmlrpc.client.dumps((2, 3), "add").encode() if method == "POST" else None
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(URL + "/RPC2", body, {"Origin": origin, **headers}, method=method)
    try:
        return urllib.request.urlopen(request)
    except urllib.error.HTTPError as error:
        return error


for origin in "http://localhost:8000", "http://elsewhere.example":
    print(origin)
    asked = send(
        "OPTIONS", origin, Access_Control_Request_Method="POST", Access_Control_Request_Headers="content-type"
    )
    print("  may it call?", asked.headers["Access-Control-Allow-Origin"] == origin)
    answer = send("POST", origin, Content_Type="text/xml", Sec_Fetch_Site="cross-site")
    print("  may it read the answer?", answer.headers["Access-Control-Allow-Origin"] == origin)
    if answer.status == 200:
        print("  2 + 3 =", xmlrpc.client.loads(answer.read())[0][0])
    else:
        print(" ", answer.status, answer.read().decode(), end="")
