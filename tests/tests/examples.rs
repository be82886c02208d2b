//! The examples as a newcomer runs them: the program in one terminal, a Python client in another.

use std::fs;
use std::net::TcpListener;

use xmlrpc_tests::program::{Program, run_to_end, workspace};
use xmlrpc_tests::python::{run_code, run_script};

/// All but `conformance`, whose arguments are options.
const EXAMPLES: [&str; 18] = [
    "alternate_name",
    "arbitrary_name",
    "callbacks",
    "cors",
    "custom_dispatch",
    "directory",
    "dotted_names",
    "expose_with_prefix",
    "inside_actix_app",
    "instance",
    "instance_dotted_names",
    "introspection",
    "odoo_like",
    "quickstart",
    "ros_like",
    "several_services",
    "shared_definition",
    "simple_function",
];

fn start(example: &str) -> Program {
    Program::start(example, &["localhost:0"])
}

/// Runs an example against the client beside it; answers what the client printed, and the program.
fn run_with_own_client(example: &str) -> (String, Program) {
    let program = start(example);
    let printed = run_script(&format!("examples/{example}/client.py"), &[program.url()]);
    (printed, program)
}

/// Runs an example against some lines of Python that find it as `proxy`; answers what they printed.
fn run_with_code(example: &str, code: &str) -> String {
    let program = start(example);
    let prelude = "import sys, tempfile, xmlrpc.client\nproxy = xmlrpc.client.ServerProxy(sys.argv[1])\n";
    run_code(&format!("{prelude}{code}"), &[program.url()])
}

#[test]
fn every_folder_is_an_example_with_a_client_and_a_place_in_the_index() {
    let folder = workspace().join("examples");
    let index = fs::read_to_string(folder.join("README.md")).expect("the index");
    let mut found = Vec::new();
    for entry in fs::read_dir(&folder).expect("the examples") {
        let entry = entry.expect("an entry");
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().join("main.rs").exists() {
            assert!(entry.path().join("client.py").exists(), "{name} has no client");
            assert!(index.contains(&format!("[{name}]({name}/main.rs)")), "{name} is not in the index");
            found.push(name);
        }
    }
    found.retain(|name| name != "conformance");
    found.sort();
    assert_eq!(found, EXAMPLES);
}

#[test]
fn every_client_runs_against_its_server() {
    for example in EXAMPLES {
        let (printed, program) = run_with_own_client(example);
        assert!(!printed.is_empty(), "{example}'s client prints nothing");
        program.wait_for_log(" B ");
        assert!(program.announcement().ends_with("/RPC2 (Ctrl-C stops)"), "{}", program.announcement());
    }
}

#[test]
fn a_function_is_called_and_the_call_logged() {
    let (printed, program) = run_with_own_client("simple_function");
    assert!(printed.lines().count() > 1, "{printed}");
    assert!(program.announcement().starts_with("Serving 9 methods at http://"), "{}", program.announcement());
    program.wait_for_log("\"list_contents\" ok ");
    let log = program.log();
    let line = log.lines().find(|line| line.contains(" ok ")).unwrap_or_default();
    let (time, rest) = line.split_once(' ').unwrap_or_default();
    assert!(time.starts_with("20") && time.ends_with('Z'), "{line}");
    assert!((rest.starts_with("127.0.0.1:") || rest.starts_with("[::1]:")) && rest.contains(" ms in="), "{line}");
}

#[test]
fn a_python_list_is_what_a_caller_gets() {
    let code = "with tempfile.TemporaryDirectory() as folder:\n    print(proxy.list_contents(folder))";
    assert_eq!(run_with_code("simple_function", code), "[]\n");
}

#[test]
fn only_the_alternate_name_is_known() {
    let code = "
with tempfile.TemporaryDirectory() as folder:
    print('dir():', proxy.dir(folder))
try:
    print('list_contents():', proxy.list_contents('/'))
except xmlrpc.client.Fault as fault:
    print('ERROR:', fault)
";
    let expected = "dir(): []\nERROR: <Fault -32601: 'method \"list_contents\" is not supported'>\n";
    assert_eq!(run_with_code("alternate_name", code), expected);
}

#[test]
fn results_of_nothing_are_none() {
    let code = "
with tempfile.TemporaryDirectory() as folder:
    path = folder + '/EXAMPLE'
    print('BEFORE :', 'EXAMPLE' in proxy.dir.list(folder))
    print('CREATE :', proxy.dir.create(path))
    print('EXISTS :', 'EXAMPLE' in proxy.dir.list(folder))
    print('REMOVE :', proxy.dir.remove(path))
    print('AFTER  :', 'EXAMPLE' in proxy.dir.list(folder))
";
    let expected = "BEFORE : False\nCREATE : None\nEXISTS : True\nREMOVE : None\nAFTER  : False\n";
    for example in ["dotted_names", "directory"] {
        assert_eq!(run_with_code(example, code), expected, "{example}");
    }
}

#[test]
fn a_name_may_have_a_space_in_it() {
    assert_eq!(run_with_code("arbitrary_name", "print(getattr(proxy, 'multiply args')(5, 5))"), "25\n");
    let (_, program) = run_with_own_client("arbitrary_name");
    program.wait_for_log("discovered \"multiply args\"\n");
}

#[test]
fn an_instance_has_bare_names_or_a_place_in_a_tree() {
    let listing = "
with tempfile.TemporaryDirectory() as folder:
    open(folder + '/entry', 'w').close()
    print(METHOD(folder))
";
    assert_eq!(run_with_code("instance", &listing.replace("METHOD", "proxy.list")), "['entry']\n");
    assert_eq!(run_with_code("instance_dotted_names", &listing.replace("METHOD", "proxy.dir.list")), "['entry']\n");
}

#[test]
fn what_is_not_published_looks_as_if_it_did_not_exist() {
    let code = "
print('public():', proxy.prefix.public())
for method in (proxy.prefix.private, proxy.public):
    try:
        print('answered:', method())
    except Exception as error:
        print('ERROR:', error)
";
    let expected = "public(): This is public\n\
                    ERROR: <Fault -32601: 'method \"prefix.private\" is not supported'>\n\
                    ERROR: <Fault -32601: 'method \"public\" is not supported'>\n";
    for example in ["expose_with_prefix", "custom_dispatch"] {
        assert_eq!(run_with_code(example, code), expected, "{example}");
    }
}

#[test]
fn help_is_the_doc_comment() {
    let code = "
for name in proxy.system.listMethods():
    print('=' * 60)
    print(name)
    print('-' * 60)
    print(proxy.system.methodHelp(name))
    print()
";
    let printed = run_with_code("introspection", code);
    let (double, single) = ("=".repeat(60), "-".repeat(60));
    let first = format!(
        "{double}\nlist\n{single}\nlist(dir_name) => [<filenames>]\n\nReturns a list containing the contents of\n\
         the named directory.\n\n{double}\n"
    );
    assert!(printed.starts_with(&first), "{printed}");
    for name in ["system.listMethods", "system.methodHelp", "system.methodSignature"] {
        assert!(printed.contains(&format!("\n{name}\n{single}\n")), "{printed}");
    }
}

#[test]
fn services_live_side_by_side() {
    let (printed, program) = run_with_own_client("several_services");
    let expected = "6.5\n0 True\n{'name': 'Ada', 'tags': ['poet']}\n{'name': 'Blaise', 'tags': []}\n\
                    <Fault 404: 'there is no person number 9'>\n[2.0, {'name': 'Ada', 'tags': ['poet']}]\n";
    assert_eq!(printed, expected);
    program.wait_for_log("\"people.get\" fault 404 ");
}

#[test]
fn other_routes_of_the_application_stay_what_they_are() {
    let (printed, program) = run_with_own_client("inside_actix_app");
    assert_eq!(printed, "5\nThe counter stands at 5.\n");
    program.wait_for_log("\"counter.add\" ok ");
}

#[test]
fn an_address_in_use_ends_with_one_sentence() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = taken.local_addr().expect("it is bound").to_string();
    let sentence = format!(
        "cannot listen on {address}: another program is listening there; stop it, or choose another port (port 0 takes \
         any that is free)\n"
    );
    let ending = run_to_end("simple_function", &[&address]);
    assert_eq!((ending.code, ending.stdout.as_str()), (Some(1), ""));
    assert_eq!(ending.stderr, format!("Error: {sentence}"));

    let ending = run_to_end("conformance", &["--listen", &address]);
    assert_eq!((ending.code, ending.stdout.as_str(), ending.stderr), (Some(1), "", sentence));
}

#[test]
fn an_address_that_is_none_ends_with_one_sentence() {
    let ending = run_to_end("directory", &["nowhere"]);
    assert_eq!((ending.code, ending.stdout.as_str()), (Some(1), ""));
    assert!(ending.stderr.contains("write a host and a port") && ending.stderr.lines().count() == 1, "{ending:?}");
}

#[test]
fn a_page_calls_if_its_origin_is_allowed_and_no_other_does() {
    let (printed, _) = run_with_own_client("cors");
    let (allowed, other) = printed.split_once("http://elsewhere.example\n").expect("two origins");
    assert_eq!(allowed, "http://localhost:8000\n  may it call? True\n  may it read the answer? True\n  2 + 3 = 5\n");
    assert!(other.starts_with("  may it call? False\n  may it read the answer? False\n  403 "), "{other}");
    assert!(other.contains("`origins([...])`"), "{other}");
}

#[test]
fn servers_call_their_clients_back() {
    let (printed, _hub) = run_with_own_client("callbacks");
    let expected = ["1 ('python', 'lamp:1', 'LEVEL', 0.5)", "0.5", "<Fault -2: 'no value for lamp:2.LEVEL'>", "0 True"];
    assert_eq!(printed.lines().collect::<Vec<_>>(), expected);
    let (printed, _master) = run_with_own_client("ros_like");
    let last = ["1 True ('/master', '/chatter', 1)", "True", "[0, 'unknown node /none', 0]"];
    assert_eq!(printed.lines().skip(1).collect::<Vec<_>>(), last, "{printed}");
}
