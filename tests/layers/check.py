"""Holds the order of layers inside each crate: a module imports only from modules that `layers.toml` lists before it.

    python3 tests/layers/check.py [CRATE...]

Prints each import that breaks the order, with its place and the rule, and fails if there is one. Modules under
`#[cfg(test)]` and the crate's root may import anything.
"""

import pathlib
import sys
import tomllib
from dataclasses import dataclass

import rust

WORKSPACE = pathlib.Path(__file__).resolve().parent.parent.parent
LAYERS = pathlib.Path(__file__).resolve().parent / "layers.toml"


@dataclass
class Module:
    """A module that has a file: its path in the crate, the file, and what that names."""

    path: tuple
    file: pathlib.Path
    source: rust.Source


class Crate:
    """A crate's modules and the order of their layers."""

    def __init__(self, folder, order):
        self.folder = folder
        self.order = [tuple(layer.split("::")) for layer in order]
        files = sorted((folder / "src").rglob("*.rs"))
        self.modules = [Module(_module_path(folder, file), file, rust.read(file.read_text())) for file in files]
        only_tests = {(*module.path, *name) for module in self.modules for name in module.source.test_modules}
        self.modules = [module for module in self.modules if not any(_starts(module.path, t) for t in only_tests)]
        self.known = {module.path for module in self.modules}
        self.known |= {(*module.path, *name) for module in self.modules for name in module.source.modules}
        self.exported = self._exported()

    def _exported(self):
        """Names that the crate's root re-exports: the path of each in the crate, or None for what other crates have."""
        roots = [module for module in self.modules if module.path == ()]
        paths = [path for module in roots for path in module.source.paths if path.imported]
        return {path.alias: self._target((), path, {}, {}) for path in paths}

    def broken(self):
        """A sentence for each module without a layer, and for each import that breaks the order."""
        for layer in self.order:
            if layer not in self.known:
                yield f"{LAYERS.name}: {self.folder.name} has no module `{'::'.join(layer)}`"
        for module in self.modules:
            if module.path == ():
                continue
            if self.layer(module.path) is None:
                yield f"{_place(module.file, 1)}: `{'::'.join(module.path)}` has no layer: add it to {LAYERS.name}"
                continue
            yield from self._broken_in(module)

    def _broken_in(self, module):
        names = {}
        for path in module.source.paths:
            if path.imported:
                target = self._target(module.path, path, {}, self.exported)
                if target in self.known:
                    names[path.alias] = target
        reported = set()
        for path in module.source.paths:
            target = self._target(module.path, path, {} if path.imported else names, self.exported)
            if not target:
                continue
            own = self.layer((*module.path, *path.inside))
            other = self.layer(target)
            if other is None:
                rule = f"`{target[0]}` has no layer in {LAYERS.name}, nor does the crate's root re-export it from one"
            elif other <= own:
                continue
            else:
                rule = f"`{self._name(own)}` is below `{self._name(other)}`"
            if (path.line, other) not in reported:
                reported.add((path.line, other))
                verb = "imports" if path.imported else "names"
                yield f"{_place(module.file, path.line)}: {verb} `{'::'.join(path.segments)}`, but {rule}"

    def _target(self, module, path, names, exported):
        """The path in the crate that a path leads to, () for the root itself, None for what is not of this crate."""
        here, (first, *rest) = (*module, *path.inside), path.segments
        if first == "crate":
            whole = tuple(rest)
        elif first in ("self", "super"):
            while first in ("self", "super"):
                here = here[:-1] if first == "super" else here
                first, *rest = rest or [""]
            whole = (*here, first, *rest) if first else here
        elif (*here, first) in self.known:
            whole = (*here, first, *rest)
        elif first in names:
            whole = (*names[first], *rest)
        else:
            return None
        if whole and whole[:1] not in self.known and whole[0] in exported:
            return exported[whole[0]]
        return whole

    def layer(self, path):
        """The place in the order of the layer that a module or item is in: that with the longest path."""
        fitting = [index for index, layer in enumerate(self.order) if _starts(path, layer)]
        return max(fitting, key=lambda index: len(self.order[index]), default=None)

    def _name(self, layer):
        return "::".join(self.order[layer])


def _starts(path, beginning):
    return path[: len(beginning)] == beginning


def _place(file, line):
    return f"{file.relative_to(WORKSPACE) if file.is_relative_to(WORKSPACE) else file}:{line}"


def _module_path(folder, file):
    parts = file.relative_to(folder / "src").with_suffix("").parts
    return parts[:-1] if parts[-1] in ("mod", "lib", "main") else parts


def main():
    orders = tomllib.loads(LAYERS.read_text())
    crates = sys.argv[1:] or list(orders)
    broken = [sentence for crate in crates for sentence in Crate(WORKSPACE / crate, orders[crate]["layers"]).broken()]
    sys.exit("\n".join(broken) or None)


if __name__ == "__main__":
    main()
