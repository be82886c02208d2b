"""Does what Odoo's documentation of its external interface shows: log in, create, search, delete.

Usage: python3 client.py [URL]
"""

import sys
import xmlrpc.client

url = (sys.argv[1] if len(sys.argv) > 1 else "http://localhost:9000").rstrip("/")
common = xmlrpc.client.ServerProxy(f"{url}/xmlrpc/2/common")
print(common.version())
print(xmlrpc.client.ServerProxy(f"{url}/xmlrpc/2/db").list())
print(common.authenticate("shop", "ann", "wrong", {}))
uid = common.authenticate("shop", "ann", "secret", {})

models = xmlrpc.client.ServerProxy(f"{url}/xmlrpc/2/object")


def execute(model, method, *args, **kwargs):
    return models.execute_kw("shop", uid, "secret", model, method, args, kwargs)


first = execute("res.partner", "create", {"name": "Brew Ltd", "is_company": True, "email": "hop@example.org"})
second = execute("res.partner", "create", {"name": "Ann"})
print(execute("res.partner", "search_read", [["is_company", "=", True]], fields=["name", "email"], limit=5))
print(execute("res.partner", "search_read", [], fields=["email"]))
print(execute("res.partner", "unlink", [first, second]))
for call in (
    lambda: execute("res.partner", "unlink", [first]),
    lambda: execute("res.nothing", "read", [1]),
    lambda: models.execute_kw("shop", uid, "guess", "res.partner", "search_read", []),
):
    try:
        call()
    except xmlrpc.client.Fault as fault:
        print(fault.faultCode, "-", fault.faultString)
