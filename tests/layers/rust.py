"""Reads the paths that Rust source names: a lexer, and a walk over its tokens. It knows as much of Rust as that needs."""

import re
from dataclasses import dataclass, field

TOKEN = re.compile(
    r"""
      (?P<space>\s+)
    | (?P<line_comment>//[^\n]*)
    | (?P<block_comment>/\*)
    | (?P<raw>b?c?r(?P<hashes>\#*)".*?"(?P=hashes))
    | (?P<string>[bc]?"(?:\\.|[^"\\])*")
    | (?P<char>b?'(?:\\(?:u\{[^}]*\}|.[^']*)|[^'\\\n])')
    | (?P<lifetime>'\w+)
    | (?P<word>(?:r\#)?\w+)
    | (?P<path_separator>::)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
CLOSING = {"{": "}", "(": ")", "[": "]"}


@dataclass
class Token:
    text: str
    line: int


@dataclass
class Path:
    """A path that a module names: its segments, where it stands, and whether a `use` names it."""

    segments: list
    line: int
    imported: bool
    # The inline modules around it, from the file's own module inwards.
    inside: tuple = ()
    # The name that a `use` gives it.
    alias: str | None = None


@dataclass
class Source:
    """What one file declares and names."""

    paths: list = field(default_factory=list)
    # Modules that are declared here, inline ones too, and those of them that only tests have.
    modules: set = field(default_factory=set)
    test_modules: set = field(default_factory=set)


def tokens(text):
    """The tokens of a text, without comments, strings, characters and lifetimes."""
    found, position, line = [], 0, 1
    while position < len(text):
        match = TOKEN.match(text, position)
        end = match.end()
        if match.lastgroup == "block_comment":
            end = _comment_end(text, end)
        elif match.lastgroup in ("word", "path_separator", "other"):
            found.append(Token(match.group().removeprefix("r#"), line))
        line += text.count("\n", position, end)
        position = end
    return found


def _comment_end(text, position):
    depth = 1
    while depth:
        match = re.compile(r"/\*|\*/").search(text, position)
        if match is None:
            return len(text)
        depth += 1 if match.group() == "/*" else -1
        position = match.end()
    return position


def read(text):
    """The modules that a file declares and the paths that it names, without those of tests."""
    source = Source()
    _items(tokens(text), 0, (), source)
    return source


def _items(stream, position, inside, source):
    """Walks over tokens up to the brace that closes an inline module, and returns the position behind it."""
    only_tests = False
    while position < len(stream):
        text = stream[position].text
        if text == "#" and _text(stream, position + 1) in ("[", "!"):
            end = _group_end(stream, position + (1 if _text(stream, position + 1) == "[" else 2))
            words = [token.text for token in stream[position:end]]
            only_tests |= words[:7] == ["#", "[", "cfg", "(", "test", ")", "]"]
            _expression_paths(stream, position, end, inside, source)
            position = end
            continue
        if text == "pub":
            position = _visibility_end(stream, position)
            continue
        if text == "mod" and _text(stream, position + 2) in (";", "{"):
            name = (*inside, stream[position + 1].text)
            (source.test_modules if only_tests else source.modules).add(name)
            if _text(stream, position + 2) == "{" and not only_tests:
                position = _items(stream, position + 3, name, source)
                continue
        if only_tests:
            position = _item_end(stream, position)
            only_tests = False
        elif text == "use" and _text(stream, position + 1) != "<":
            # `use<…>` among bounds names what an opaque type captures.
            position = _use(stream, position + 1, [], inside, source)
        elif text == "{":
            position = _items(stream, position + 1, inside, source)
        elif text == "}":
            return position + 1
        else:
            position = _path(stream, position, inside, source)
    return position


def _text(stream, position):
    return stream[position].text if position < len(stream) else ""


def _group_end(stream, position):
    """The position behind the bracket that closes the one at a position."""
    depth = 0
    while position < len(stream):
        if stream[position].text in CLOSING:
            depth += 1
        elif stream[position].text in CLOSING.values():
            depth -= 1
        position += 1
        if depth == 0:
            return position
    return position


def _item_end(stream, position):
    """The position behind an item, statement, field or arm that begins at a position."""
    while position < len(stream):
        text = stream[position].text
        if text in ("(", "["):
            position = _group_end(stream, position)
        elif text == "{":
            return _group_end(stream, position)
        elif text in (";", ","):
            return position + 1
        elif text in CLOSING.values():
            return position
        else:
            position += 1
    return position


def _visibility_end(stream, position):
    """The position behind `pub`, `pub(crate)` or `pub(in path)`, which import nothing."""
    scope, closing = _text(stream, position + 2), _text(stream, position + 3)
    if _text(stream, position + 1) == "(" and (
        scope == "in" or (scope in ("crate", "super", "self") and closing == ")")
    ):
        return _group_end(stream, position + 1)
    return position + 1


def _expression_paths(stream, position, end, inside, source):
    while position < end:
        position = _path(stream, position, inside, source)


def _path(stream, position, inside, source):
    """Adds the path that begins at a position, if one does, and returns the position behind it."""
    token = stream[position]
    if not (token.text[0].isalpha() or token.text[0] == "_") or _text(stream, position + 1) != "::":
        return position + 1
    if _text(stream, position - 1) == "::":
        return position + 1
    segments = [token.text]
    position += 1
    while _text(stream, position) == "::" and re.match(r"\w", _text(stream, position + 1)):
        segments.append(stream[position + 1].text)
        position += 2
    source.paths.append(Path(segments, token.line, imported=False, inside=inside))
    return position


def _use(stream, position, prefix, inside, source):
    """Adds each path of a `use` tree, and returns the position behind the tree."""
    segments, line, alias = list(prefix), stream[position].line, None
    while position < len(stream):
        text = stream[position].text
        if text == "{":
            position += 1
            while position < len(stream) and _text(stream, position) != "}":
                position = _use(stream, position, segments, inside, source)
                if _text(stream, position) in (",", ";"):
                    position += 1
            return position + 1
        if text in (",", "}", ";"):
            break
        if text == "as":
            alias = _text(stream, position + 1)
            position += 2
            continue
        if text not in ("::", "*"):
            segments.append(text)
        elif text == "*":
            alias = "*"
        position += 1
    if segments[-1:] == ["self"] and len(segments) > 1:
        segments.pop()
    source.paths.append(Path(segments, line, imported=True, inside=inside, alias=alias or segments[-1]))
    return position
