"""The check of layers finds what it should: python3 -m unittest discover -s tests/layers"""

import pathlib
import tempfile
import unittest

import check

ORDER = ["low", "middle::below", "middle", "high"]
CRATE = {
    "lib.rs": "pub mod low; mod middle; mod high; pub use high::Top; pub use serde::Serialize;",
    "low.rs": "pub struct Low;",
    "middle/mod.rs": "mod below; use crate::low::Low;",
    "middle/below.rs": "",
    "high.rs": "use crate::{low::Low, middle}; pub struct Top;",
}


def broken(**files):
    """What the check says of the crate with other texts in some of its files."""
    with tempfile.TemporaryDirectory() as folder:
        crate = pathlib.Path(folder)
        for name, text in (CRATE | {name.replace("__", "/") + ".rs": text for name, text in files.items()}).items():
            path = crate / "src" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return [sentence.removeprefix(f"{crate}/") for sentence in check.Crate(crate, ORDER).broken()]


class Layers(unittest.TestCase):
    def assert_broken(self, place, words, **files):
        found = broken(**files)
        self.assertEqual(len(found), 1, found)
        self.assertTrue(found[0].startswith(place), found)
        self.assertIn(words, found[0])

    def test_imports_from_below_are_allowed(self):
        self.assertEqual(broken(), [])

    def test_an_upward_import_fails_with_its_place_and_the_rule(self):
        self.assert_broken(
            "src/low.rs:2: imports `crate::high::Top`, but ",
            "`low` is below `high`",
            low="pub struct Low;\nuse crate::high::Top;",
        )

    def test_every_form_of_an_upward_path_is_found(self):
        for text in [
            "use crate::{\n    high::{self, Top},\n};",
            "pub(crate) use crate::high::*;",
            "use super::high::Top;",
            "use crate::high as other;",
            "fn low() -> crate::high::Top { todo() }",
            "fn low() { let x = super::high::Top; }",
            "mod inner { use super::super::high::Top; }",
            "macro_rules! low { () => { $crate::high::Top }; }",
            "#[derive(Debug)] struct Low(Vec<crate::high::Top>);",
            "/* a /* nested */ comment */ use crate::high::Top;",
        ]:
            with self.subTest(text):
                self.assert_broken("src/low.rs:", "`low` is below `high`", low=text)

    def test_a_name_that_the_root_re_exports_is_followed(self):
        self.assert_broken("src/low.rs:1:", "`low` is below `high`", low="use crate::Top;")
        self.assertEqual(broken(low="use crate::Serialize;"), [])

    def test_a_name_that_the_root_does_not_have_fails(self):
        self.assert_broken("src/low.rs:1:", "`Nothing` has no layer", low="use crate::Nothing;")

    def test_a_layer_inside_a_module_is_held(self):
        self.assert_broken("src/middle/below.rs:1:", "`middle::below` is below `middle`", middle__below="use super::X;")
        self.assertEqual(broken(middle__mod="mod below; use below::X; fn f() { below::g() }"), [])

    def test_paths_through_an_imported_module_are_followed(self):
        self.assert_broken("src/low.rs:1: imports", "", low="use crate::middle;\nfn f() { serde::middle::g() }")
        found = broken(low="use crate::middle;\nfn f() { middle::below::g() }")
        self.assertEqual([sentence.split(":")[1] for sentence in found], ["1", "2"])

    def test_tests_comments_strings_and_visibilities_are_no_imports(self):
        for text in [
            "#[cfg(test)]\nmod tests { use crate::high::Top; }",
            "#[cfg(test)] use crate::high::Top;",
            "#[cfg(test)]\nimpl Low { fn f() { crate::high::g() } }",
            "// use crate::high::Top;\n/// [`crate::high::Top`]",
            'const A: &str = "use crate::high::Top;"; const B: char = \'"\';',
            'const C: &str = r#"use "crate::high::Top";"#;',
            "pub(in crate::high) struct Low;",
            "fn f<'a, T>() -> impl Sized + use<'a, T> {}",
        ]:
            with self.subTest(text):
                self.assertEqual(broken(low=text), [])

    def test_what_follows_captured_parameters_is_read(self):
        self.assertEqual(len(broken(low="fn f() -> impl Sized + use<> { crate::high::g(); }")), 1)

    def test_files_of_test_modules_are_left_out(self):
        for text in ["#[cfg(test)] mod tests;", "#[cfg(test)]\n#[allow(unused)]\npub(crate) mod tests;"]:
            with self.subTest(text):
                self.assertEqual(
                    broken(low=text, low__tests="use crate::high::Top;", low__tests__more="use super::x;"), []
                )
        self.assert_broken("src/low/tests.rs:1:", "`low`", low="mod tests;", low__tests="use crate::high::Top;")

    def test_what_follows_a_test_item_is_read_again(self):
        text = "#[cfg(test)]\nmod tests { fn f() {} }\nuse crate::high::Top;"
        self.assert_broken("src/low.rs:3:", "`low` is below `high`", low=text)

    def test_a_module_without_a_layer_fails(self):
        self.assert_broken("src/other.rs:1:", "`other` has no layer", other="")

    def test_a_layer_without_a_module_fails(self):
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "src").mkdir()
            found = list(check.Crate(pathlib.Path(folder), ["gone"]).broken())
        self.assertEqual(len(found), 1)
        self.assertIn("has no module `gone`", found[0])


if __name__ == "__main__":
    unittest.main()
