"""Reads documents, one a line in hexadecimal, and writes what it has read in a form that loses nothing."""

import sys
import xmlrpc.client


def dump_int(self, value, write):
    tag = "int" if -(2**31) <= value < 2**31 else "i8"
    write(f"<value><{tag}>{value}</{tag}></value>")


def dump_text(self, value, write):
    write("<value><string>%s</string></value>" % xmlrpc.client.escape(value).replace("\r", "&#13;"))


def dump_struct(self, value, write):
    write("<value><struct>")
    for name, member in value.items():
        write("<member><name>%s</name>" % xmlrpc.client.escape(name).replace("\r", "&#13;"))
        self.dispatch[type(member)](self, member, write)
        write("</member>")
    write("</struct></value>")


# What CPython can read but would not write, or not so that it comes back.
xmlrpc.client.Marshaller.dispatch[int] = dump_int
xmlrpc.client.Marshaller.dispatch[str] = dump_text
xmlrpc.client.Marshaller.dispatch[dict] = dump_struct

with open(sys.argv[1]) as documents:
    for line in documents:
        (value,), _ = xmlrpc.client.loads(bytes.fromhex(line))
        print(xmlrpc.client.dumps((value,), methodresponse=True, allow_none=True).encode().hex())
