//! Writes a document anew: the same document to XML, in all the ways in which XML lets one write it.

use roxmltree::{Node, NodeType};

use super::random::Random;

/// Elements between whose children white space means nothing.
const STRUCTURAL: &[&str] = &["methodCall", "params", "param", "array", "data", "struct", "member"];

pub(crate) struct TwinWriter<'r> {
    random: &'r mut Random,
    out: String,
}

impl<'r> TwinWriter<'r> {
    pub(crate) fn write(document: &roxmltree::Document<'_>, random: &'r mut Random) -> String {
        let mut writer = TwinWriter { random, out: String::new() };
        writer.declaration();
        writer.noise();
        writer.element(document.root_element());
        writer.noise();
        writer.out
    }

    fn declaration(&mut self) {
        let declarations = [
            "",
            "\u{feff}",
            "<?xml version='1.0'?>",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
            "\u{feff}<?xml version = '1.0'\tencoding = 'utf8'\r\nstandalone = 'no' ?>",
        ];
        let declaration = self.random.one_of(&declarations);
        self.out.push_str(declaration);
    }

    /// What may stand anywhere between tags without meaning anything.
    fn noise(&mut self) {
        while self.random.once_in(3) {
            let pieces = [" ", "\n", "\r\n\t", "<!-- <value>&nope; -->", "<!---->", "<?pi <int> ?>", "<?a?>"];
            let piece = self.random.one_of(&pieces);
            self.out.push_str(piece);
        }
    }

    /// As [`noise`](Self::noise), where white space counts.
    fn quiet_noise(&mut self) {
        while self.random.once_in(4) {
            let piece = self.random.one_of(&["<!-- </value> ]]> -->", "<!---->", "<?pi </int>?>", "<![CDATA[]]>"]);
            self.out.push_str(piece);
        }
    }

    fn space(&mut self) {
        let space = self.random.one_of(&["", "", "", " ", "\n", "\t \r\n"]);
        self.out.push_str(space);
    }

    /// The element's own attributes, and some more where they do not come too near their limit.
    fn attributes(&mut self, element: Node<'_, '_>) {
        for attribute in element.attributes() {
            let prefix = if attribute.namespace().is_some() { "xml:" } else { "" };
            self.out.push_str(&format!("\n{prefix}{}\t=\r'", attribute.name()));
            attribute.value().chars().for_each(|character| self.reference(character));
            self.out.push('\'');
        }
        if element.attributes().len() > 8 {
            return;
        }
        let attributes = [
            "",
            "",
            "",
            " more='1'",
            " xmlns='http://example.org/'",
            "\nmore:lang = \"en\" much-more=\"'&lt;&#65;>/\" xmlns:more='m'",
            " xmlns:ex='http://ws.apache.org/xmlrpc/namespaces/extensions'",
        ];
        let attributes = self.random.one_of(&attributes);
        self.out.push_str(attributes);
    }

    fn element(&mut self, element: Node<'_, '_>) {
        let name = element.tag_name().name();
        self.out.push('<');
        self.out.push_str(name);
        self.attributes(element);
        self.space();
        let children: Vec<_> = element.children().collect();
        if children.is_empty() && self.random.once_in(2) {
            self.out.push_str("/>");
            return;
        }
        self.out.push('>');
        let holds_elements = element.children().any(|child| child.is_element());
        let structural = STRUCTURAL.contains(&name) || (name == "value" && holds_elements);
        for child in children {
            if structural {
                self.noise()
            } else {
                self.quiet_noise()
            }
            match child.node_type() {
                NodeType::Element => self.element(child),
                NodeType::Text => self.text(child.text().unwrap_or_default()),
                // Comments and instructions are noise, of which there is enough.
                _ => {}
            }
        }
        if structural {
            self.noise()
        } else {
            self.quiet_noise()
        }
        self.out.push_str("</");
        self.out.push_str(name);
        self.space();
        self.out.push('>');
    }

    fn text(&mut self, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            let length = rest.ceil_char_boundary((1 + self.random.below(8)).min(rest.len()));
            let (piece, behind) = rest.split_at(length);
            match self.random.below(6) {
                0 => self.cdata(piece),
                1 => piece.chars().for_each(|character| self.reference(character)),
                _ => piece.chars().for_each(|character| self.character(character)),
            }
            self.quiet_noise();
            rest = behind;
        }
    }

    fn cdata(&mut self, text: &str) {
        // A carriage return would be taken for a line end there.
        if text.contains('\r') {
            return text.chars().for_each(|character| self.reference(character));
        }
        self.out.push_str("<![CDATA[");
        self.out.push_str(&text.replace("]]>", "]]]]><![CDATA[>"));
        // Brackets at its end might end it too early.
        self.out.push_str("]]>");
    }

    fn reference(&mut self, character: char) {
        let code = u32::from(character);
        let reference = match self.random.below(4) {
            0 => format!("&#{code};"),
            1 => format!("&#000{code};"),
            2 => format!("&#x{code:x};"),
            _ => format!("&#x0{code:X};"),
        };
        self.out.push_str(&reference);
    }

    fn character(&mut self, character: char) {
        match character {
            '<' => self.out.push_str("&lt;"),
            '&' => self.out.push_str("&amp;"),
            // Only behind two brackets must it be escaped; it always may.
            '>' => self.out.push_str("&gt;"),
            '"' if self.random.once_in(2) => self.out.push_str("&quot;"),
            '\'' if self.random.once_in(2) => self.out.push_str("&apos;"),
            '\r' => self.reference(character),
            '\n' if self.random.once_in(2) => self.out.push_str("\r\n"),
            '\n' if self.random.once_in(2) => self.out.push('\r'),
            other => self.out.push(other),
        }
    }
}
