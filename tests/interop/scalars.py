"""Writes `scalars.txt`: what client libraries really send for scalars, and for what stands for nothing.

    python3 -m tests.interop.scalars

Each line has the library, the value in words, and the element `<value>` of the call, separated by tabs. The libraries that
are not installed keep their lines. `tests/protocol/tests/types/foreign_scalars.rs` reads the file.
"""

import re
import subprocess
import xmlrpc.client
from pathlib import Path

TABLE = Path(__file__).with_name("scalars.txt")

# The name of each value, and how it is written in Python, PHP and Perl.
VALUES = {
    "number twelve": ("12", "12", "12"),
    "text twelve": ("'12'", "'12'", "'12'"),
    "text of a leading zero": ("'012'", "'012'", "'012'"),
    "computed twelve": ("6 * 2", "6 * 2", "6 * 2"),
    "double twelve": ("12.0", "12.0", "12.0"),
    "double one and a half": ("1.5", "1.5", "1.5"),
    "text one and a half": ("'1.5'", "'1.5'", "'1.5'"),
    "true": ("True", "true", "(1 == 1)"),
    "false": ("False", "false", "(1 == 0)"),
    "empty text": ("''", "''", "''"),
    "nothing": ("None", "null", "undef"),
    "empty list": ("[]", "[]", "[]"),
    "empty struct": ("{}", "(object)[]", "{}"),
    "large number": ("2 ** 31", "2147483648", "2147483648"),
}

PHP = "echo xmlrpc_encode_request('m', [%s]);"
RPC_XML = "use RPC::XML; $RPC::XML::ALLOW_NIL = 1; print RPC::XML::request->new('m', %s)->as_string;"
LITE = "use XMLRPC::Lite; print XMLRPC::Serializer->envelope(method => 'm', %s);"
FRONTIER = "use Frontier::RPC2; print Frontier::RPC2->new->encode_call('m', %s);"


def python(expression):
    try:
        return xmlrpc.client.dumps((eval(expression),), "m", allow_none=True)  # from the table above
    except OverflowError:
        return None


def command(*words):
    def run(code):
        done = subprocess.run([*words, code], capture_output=True, text=True, check=False)
        return done.stdout if done.returncode == 0 else None

    return run


LIBRARIES = {
    "CPython": (0, "%s", python),
    "PHP's extension": (1, PHP, command("php", "-r")),
    "RPC::XML": (2, RPC_XML, command("perl", "-e")),
    "XMLRPC::Lite": (2, LITE, command("perl", "-e")),
    "Frontier": (2, FRONTIER, command("perl", "-e")),
}


def value_of(document):
    """The first value of a call, without line breaks, which may stand between all tags."""
    found = re.search(r"<param>\s*(<value.*?</value>|<value\s*/>)\s*</param>", document or "", re.DOTALL)
    return re.sub(r"\s*\n\s*", "", found.group(1)) if found else None


def main():
    known = [line.split("\t") for line in TABLE.read_text().splitlines()] if TABLE.exists() else []
    lines = {(library, name): value for library, name, value in known}
    for library, (column, template, run) in LIBRARIES.items():
        for name, spellings in VALUES.items():
            value = value_of(run(template % spellings[column]))
            if value is not None:
                lines[library, name] = value
    TABLE.write_text("".join(f"{library}\t{name}\t{value}\n" for (library, name), value in lines.items()))
    print(f"{len(lines)} lines")


if __name__ == "__main__":
    main()
