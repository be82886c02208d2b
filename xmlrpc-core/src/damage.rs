//! Documents with random damage, for tests that compare two ways to read.

/// Method calls in the spellings that XML allows.
pub(crate) const SEEDS: &[&str] = &[
    "<?xml version='1.0'?>\n<methodCall>\n<methodName>examples.add</methodName>\n<params>\n<param>\n\
     <value><int>2</int></value>\n</param>\n<param>\n<value><i4>-3</i4></value>\n</param>\n</params>\n</methodCall>\n",
    "<methodCall><methodName>a</methodName><params><param><value><struct><member><name>x</name><value><string>1 &lt; 2\
     </string></value></member><member><name>y</name><value><boolean>1</boolean></value></member></struct></value>\
     </param><param><value><array><data><value><double>-1.5e3</double></value><value>bare</value><value><nil/></value>\
     <value><base64>eW91\n</base64></value><value><dateTime.iso8601>19980717T14:08:55</dateTime.iso8601></value>\
     </data></array></value></param></params></methodCall>",
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><!-- c --><methodCall a='b'><?pi x?><methodName>n<!-- d -->m</methodName>\
     <params><param><value> <i8>12</i8> </value></param><param><value><string><![CDATA[<x>]]>&#65;</string></value></param>\
     <param><value/></param><param><value></value></param></params></methodCall><!-- end -->",
    "<?xml version='1.0'?>\n<methodCall>\n<methodName>a</methodName>\n<params>\n<param>\n<value><struct>\n<member>\n\
     <name>list</name>\n<value><array><data>\n<value><int>7</int></value>\n<value><double>0.25</double></value>\n\
     </data></array></value>\n</member>\n<member>\n<name>text</name>\n<value><string>x</string></value>\n</member>\n\
     </struct></value>\n</param>\n</params>\n</methodCall>\n",
    "<methodCall><methodName>m</methodName></methodCall>",
    "<methodCall><methodName>m</methodName><params/></methodCall>",
];

/// Pieces that damage may put in: what the protocol and XML are made of.
pub(crate) const PIECES: &[&str] = &[
    "<",
    ">",
    "/",
    "&",
    ";",
    "]]>",
    "<!--",
    "-->",
    "<![CDATA[",
    "<?",
    "?>",
    " ",
    "\n",
    "\r",
    "'",
    "\"",
    "=",
    "é",
    "\u{1}",
    "<value>",
    "</value>",
    "<int>",
    "</int>",
    "<string>",
    "</string>",
    "<array>",
    "<data>",
    "</data>",
    "</array>",
    "<struct>",
    "</struct>",
    "<member>",
    "</member>",
    "<name>",
    "</name>",
    "<param>",
    "</param>",
    "<params>",
    "</params>",
    "</methodCall>",
    "<methodName>",
    "<nil/>",
    "<nil></nil>",
    "<!DOCTYPE a>",
    "&amp;",
    "&#65;",
    "&#0;",
    "<ex:nil/>",
    "0",
    "-",
    "<i8>",
    "<value/>",
    "<data/>",
    "<string/>",
    " x='1'",
    "\u{ffff}",
    "\u{fffe}",
    "\u{ff01}",
    "\u{b}",
    "\u{c}",
    "\r\n",
    "<double>",
    "</double>",
    ".5",
    "e9",
    "123456789",
    "<base64>",
    "</base64>",
];

/// A call with every quirk in it that one document can have.
pub(crate) const QUIRKY: &str = "\n<?xml version='1.0'?><x:METHODCALL xmlns:x='y'><params><param><name>n</name><value><INT>1</INT>\
    </value></param><param><value><array><value><boolean>True</boolean></value></array></value></param><param><integer>2\
    </integer></param><param><value><struct><member><value><nil/></value><name>a</name></member><member><name>b</name>\
    <value><ex:i8>3</ex:i8></value></member></struct></value></param><param><value><array><data><value><base64>eQ==\
    </base64></value></data></array></value></param></params><methodName> m </methodName></x:METHODCALL>";

/// Pieces that make quirks.
pub(crate) const QUIRKS: &[&str] = &[
    "<INT>",
    "</INT>",
    "<x:",
    "</x:",
    "<integer>",
    "True",
    "FALSE",
    "<array/>",
    "<name>n</name>",
    "<name>a</name>",
    "<member><value>v</value><name>m</name></member>",
    "<member><name>a</name><value/></member>",
    "<ex:nil/>",
    "<param><i4>1</i4></param>",
    "<int/>",
    "<dateTime.iso8601/>",
    "<params>",
    "</params>",
    "<methodName>",
    " xmlns:ex='http://ws.apache.org/xmlrpc/namespaces/extensions'",
    "\u{1}",
    "&#2;",
    "&#xD83D;&#xDE00;",
    "]]>",
];

/// A small generator of the xorshift family: the same damage in every run.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Random(seed)
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }

    fn boundary(&mut self, text: &str) -> usize {
        let at = self.below(text.len() + 1);
        text.floor_char_boundary(at)
    }
}

/// A document with one to three random changes, of which some put one of these pieces in.
pub(crate) fn damaged(seed: &str, pieces: &[&str], random: &mut Random) -> String {
    let mut text = seed.to_owned();
    for _ in 0..=random.below(3) {
        let (from, to) = (random.boundary(&text), random.boundary(&text));
        let near = text.ceil_char_boundary((from + 1 + random.below(12)).min(text.len()));
        match random.below(5) {
            0 => text.insert_str(from, pieces[random.below(pieces.len())]),
            1 => text.replace_range(from..near.max(from), pieces[random.below(pieces.len())]),
            2 => text.replace_range(from..near.max(from), ""),
            3 => {
                let piece = text[from.min(to)..from.max(to)].to_owned();
                let at = random.boundary(&text);
                text.insert_str(at, &piece);
            }
            _ => text.truncate(from),
        }
    }
    text
}
