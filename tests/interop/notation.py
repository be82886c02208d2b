"""Values in the notation of the corpus, as Python's client understands them."""

import base64
import xmlrpc.client


def show(value):
    """One text for one value; integers have one kind, members stand in the order of their names."""
    if value is None:
        return "nil"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return f"{value}i8"
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, str):
        return string(value)
    if isinstance(value, xmlrpc.client.DateTime):
        return "date" + string(value.value)
    if isinstance(value, xmlrpc.client.Binary):
        return 'base64"' + base64.b64encode(value.data).decode() + '"'
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(show(element) for element in value) + "]"
    if isinstance(value, dict):
        # Code points in order, which is the order of UTF-8 as well.
        return "{" + ", ".join(f"{string(name)}: {show(value[name])}" for name in sorted(value)) + "}"
    raise TypeError(f"no value of XML-RPC: {type(value)}")


ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def string(text):
    def shown(character):
        if character in ESCAPES:
            return ESCAPES[character]
        return character if " " <= character <= "~" else f"\\u{{{ord(character):x}}}"

    return '"' + "".join(map(shown, text)) + '"'
