"""Reads documents with Python's client and tells what they come to, one line a document.

Usage: python3 differential.py FILE, whose lines are documents in base64
"""

import base64
import sys
import xml.parsers.expat
import xmlrpc.client

from notation import show, string


def describe(document):
    try:
        params, name = xmlrpc.client.loads(document)
        return f"value [{string(name or '')}, {show(params)}]"
    except xml.parsers.expat.ExpatError as error:
        # The code's own text: the error's one has the place in it.
        return f"refused ExpatError: {xml.parsers.expat.ErrorString(error.code)}"
    except Exception as error:
        # Their texts differ from one version of Python to the next.
        return f"refused {type(error).__name__}"


def main():
    # Python refuses to read integers of thousands of digits by default; older versions have no such setting.
    getattr(sys, "set_int_max_str_digits", lambda _: None)(0)
    with open(sys.argv[1], encoding="ascii") as lines:
        for line in lines:
            print(describe(base64.b64decode(line)))


main()
