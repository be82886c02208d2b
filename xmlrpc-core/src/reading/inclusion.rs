//! What one reading accepts, the next wider one accepts with the same values: on documents that are right, on quirky
//! ones, and on what is left of both after random damage.

use super::{DuplicateMembers, EmptyNumbers, ForbiddenCharacters, Quirk, Quirks, Reading, Rules};
use crate::damage::{PIECES, QUIRKS, QUIRKY, Random, SEEDS, damaged};
use crate::decode::{Reader, check_call};
use crate::limits::Limits;
use crate::message::MethodCall;

/// What only the specification has: also the strict reading accepts it.
const PLAIN: &str = "<?xml version=\"1.0\"?><methodCall><methodName>examples.add</methodName><params><param><value><i4>2\
    </i4></value></param><param><value><struct><member><name>d</name><value><double>-1.5</double></value></member>\
    <member><name>t</name><value><dateTime.iso8601>19980717T14:08:55</dateTime.iso8601></value></member></struct></value>\
    </param><param><value><array><data><value><boolean>1</boolean></value><value><base64>eW91</base64></value><value>x\
    </value></data></array></value></param></params></methodCall>";

/// What may stand in a value: what the strict reading accepts, what the standard one accepts, what the tolerant one does.
const CONTENTS: [&[&str]; 3] = [
    &[
        "<int>1</int>",
        "<i4>-007</i4>",
        "<boolean>0</boolean>",
        "<double>+.5</double>",
        "<string> a&lt; </string>",
        "text",
        "",
        "<string/>",
        "<base64>eW\n91</base64>",
        "<dateTime.iso8601>19980717T14:08:55</dateTime.iso8601>",
        "<struct/>",
        "<array><data/></array>",
        " <int >2</int > ",
        "<![CDATA[<]]><!-- c -->",
    ],
    &[
        "<int> 1 </int>",
        "<int>5000000000</int>",
        "<i8>12</i8>",
        "<boolean>true</boolean>",
        "<double>1e3</double>",
        "<double> 5 </double>",
        "<dateTime.iso8601>1998-07-17T14:08:55.5Z</dateTime.iso8601>",
        "<nil/>",
        "<nil> </nil>",
        "<float>1</float>",
        "<string a='b'>x</string>",
        "<i2>7</i2>",
        "<e:nil xmlns:e='http://ws.apache.org/xmlrpc/namespaces/extensions'/>",
    ],
    &[
        "<INT>1</INT>",
        "<integer>2</integer>",
        "<x:int>3</x:int>",
        "<ex:i8>4</ex:i8>",
        "<boolean>TRUE</boolean>",
        "<array/>",
        "<array><value>1</value></array>",
        "<dateTime.iso8601/>",
        "<string>a]]>b</string>",
        "&#xD83D;&#xDE00;",
        "<struct><member><value>1</value><name>n</name></member></struct>",
    ],
];

/// A document of values that readings up to one of the three accept.
fn generated(random: &mut Random) -> String {
    let level = random.below(3);
    let params: String = (0..random.below(4)).map(|_| format!("<param>{}</param>", value(level, 0, random))).collect();
    format!("<methodCall><methodName>m.n</methodName><params>{params}</params></methodCall>")
}

fn value(level: usize, depth: usize, random: &mut Random) -> String {
    let several = |random: &mut Random| -> Vec<String> {
        (0..random.below(4)).map(|_| value(level, depth + 1, random)).collect()
    };
    let content = match random.below(5) {
        0 if depth < 3 => format!("<array><data>{}</data></array>", several(random).concat()),
        1 if depth < 3 => {
            let twice = level == 2 && random.below(8) == 0;
            let members = several(random).into_iter().enumerate();
            let members: String = members
                .map(|(index, value)| format!("<member><name>{}</name>{value}</member>", if twice { 0 } else { index }))
                .collect();
            format!("<struct>{members}</struct>")
        }
        _ => {
            let contents = CONTENTS[random.below(level + 1)];
            contents[random.below(contents.len())].to_owned()
        }
    };
    format!("<value>{content}</value>")
}

fn limits() -> Limits {
    Limits { depth: 8, values: 60, ..Limits::default() }
}

/// Documents that were made, as they are or damaged, and damaged ones that were written.
fn documents(rounds: usize) -> impl Iterator<Item = String> {
    let seeds: Vec<&str> = SEEDS.iter().copied().chain([PLAIN, QUIRKY, QUIRKY]).collect();
    let pieces: Vec<&str> = PIECES.iter().chain(QUIRKS).copied().collect();
    let mut random = Random::new(0x9E37_79B9_7F4A_7C15);
    (0..rounds).map(move |round| match round % 4 {
        0 => generated(&mut random),
        1 => damaged(&generated(&mut random), &pieces, &mut random),
        _ => damaged(seeds[round / 4 % seeds.len()], &pieces, &mut random),
    })
}

fn read(reading: Reading, document: &str) -> Option<MethodCall> {
    reading.read_call(document.to_owned(), &limits()).ok()
}

#[test]
fn each_reading_accepts_what_the_one_before_accepts() {
    const ROUNDS: usize = 40_000;
    let readings = [Reading::strict(), Reading::standard(), Reading::tolerant()];
    let mut accepted = [0; 3];
    for document in documents(ROUNDS) {
        let [strict, standard, mut tolerant] = readings.map(|reading| read(reading, &document));
        for (count, call) in accepted.iter_mut().zip([&strict, &standard, &tolerant]) {
            *count += usize::from(call.is_some());
        }
        assert!(strict.is_none() || strict == standard, "{document}");
        if let Some(mut standard) = standard {
            // White space around a method's name is a part of it in the standard reading alone.
            standard.name = standard.name.trim().to_owned();
            tolerant = tolerant.map(|call| MethodCall { name: call.name.trim().to_owned(), ..call });
            assert_eq!(tolerant, Some(standard), "{document}");
        }
    }
    // The test would be blind if one of them accepted nothing, or no more than the one before.
    let [strict, standard, tolerant] = accepted;
    assert!(
        strict > ROUNDS / 200 && standard > strict + ROUNDS / 200 && tolerant > standard + ROUNDS / 50,
        "{accepted:?}"
    );
}

#[test]
fn each_quirk_is_met() {
    let all = Reading {
        duplicate_members: DuplicateMembers::Last,
        empty_numbers: EmptyNumbers::Nil,
        empty_dates_are_nil: true,
        forbidden_characters: ForbiddenCharacters::Replace,
        ..Reading::tolerant()
    };
    let rules = Rules::of(all, limits());
    let mut seen = Quirks::default();
    for document in documents(20_000) {
        seen = seen.union(quirks(&document, &rules));
    }
    let of_dispatchers = [
        Quirk::EntryWithoutParams,
        Quirk::EntryWithStructParams,
        Quirk::ExtraArgument,
        Quirk::MethodNameInResponse,
        Quirk::EmptyResponse,
    ];
    // Values of any type are not converted.
    let never = Quirk::ALL.iter().filter(|quirk| !quirk.is_of_types() && !of_dispatchers.contains(quirk));
    let never: Vec<_> = never.filter(|quirk| !seen.contains(**quirk)).collect();
    assert_eq!(never, [] as [&Quirk; 0]);
}

/// The quirks of a document that is accepted.
fn quirks(document: &str, rules: &Rules) -> Quirks {
    let mut reader = Reader::new(document, rules);
    let read = crate::message::read_call(&mut reader);
    let quirks = if read.is_ok() { reader.quirks() } else { Quirks::default() };
    // Checking its structure alone meets the same ones, but for what is in scalars and in names that come twice.
    if let Ok(checked) = check_call(document, rules)
        && read.is_ok()
    {
        assert_eq!(checked.union(quirks), quirks, "{document}");
    }
    quirks
}

#[test]
fn an_option_changes_nothing_about_what_is_accepted_without_it() {
    let options = [
        Reading { duplicate_members: DuplicateMembers::First, ..Reading::standard() },
        Reading { empty_numbers: EmptyNumbers::Zero, ..Reading::standard() },
        Reading { empty_dates_are_nil: true, not_finite: true, ..Reading::standard() },
        Reading { forbidden_characters: ForbiddenCharacters::Replace, ..Reading::standard() },
        Reading { lenient_types: true, ..Reading::standard() },
    ];
    for document in documents(10_000) {
        let Some(standard) = read(Reading::standard(), &document) else { continue };
        for option in options {
            assert_eq!(read(option, &document), Some(standard.clone()), "{option:?}: {document}");
        }
    }
}
