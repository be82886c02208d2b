//! The classes of a Python client: one for each prefix, in a tree, and `Client` at its root.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::super::description::{Method, Param};
use super::super::forms::{Function, Parameters, functions};
use super::super::names::{Scope, pascal_case};
use super::super::namespace::{Groups, whole_name};
use super::super::types::Type;
use super::text::{docstring, identifier, literal};
use super::types::{Names, annotation};
use crate::value::Wire;

/// A prefix: the methods with it, and the longer prefixes.
#[derive(Default)]
struct Node<'d> {
    methods: BTreeMap<&'d str, &'d Method>,
    children: BTreeMap<&'d str, Node<'d>>,
}

pub(super) fn classes(groups: &Groups<'_>, scope: &mut Scope, names: &Names<'_>) -> String {
    let mut root = Node::default();
    for (prefix, methods) in groups {
        let mut node = &mut root;
        for part in prefix.split('.').filter(|part| !part.is_empty()) {
            node = node.children.entry(part).or_default();
        }
        node.methods = methods.clone();
    }
    let mut code = String::new();
    write_class(&mut code, &root, "", "Client", scope, names);
    code
}

/// Writes the class of a node behind those of its children.
fn write_class(code: &mut String, node: &Node<'_>, prefix: &str, class: &str, scope: &mut Scope, names: &Names<'_>) {
    let mut children = Vec::new();
    for (part, child) in &node.children {
        let prefix = whole_name(prefix, part);
        let class = scope.take_type(pascal_case(&prefix));
        write_class(code, child, &prefix, &class, scope, names);
        children.push((*part, class));
    }
    let _ = write!(code, "\n\nclass {class}(_Methods):\n");
    let mut own = Scope::default();
    let methods: Vec<(String, &str, &&Method)> =
        node.methods.iter().map(|(rest, method)| (own.take(identifier(rest)), *rest, method)).collect();
    let children: Vec<(String, String)> =
        children.into_iter().map(|(part, class)| (own.take(identifier(part)), class)).collect();
    write_constructor(code, prefix, &children);
    for (name, rest, method) in methods {
        write_method(code, &name, &whole_name(prefix, rest), method, names);
    }
}

fn write_constructor(code: &mut String, prefix: &str, children: &[(String, String)]) {
    if prefix.is_empty() {
        code.push_str(concat!(
            "    def __init__(self, server: _typing.Union[_builtins.str, _xmlrpc.ServerProxy]) -> None:\n",
            "        if isinstance(server, _builtins.str):\n",
            "            server = _xmlrpc.ServerProxy(server, allow_none=True, use_builtin_types=True)\n",
            "        super().__init__(server)\n",
        ));
    } else {
        let _ = writeln!(code, "{}", docstring(&format!("The methods of {prefix}."), "    ").trim_end());
        code.push_str(
            "\n    def __init__(self, server: _xmlrpc.ServerProxy) -> None:\n        super().__init__(server)\n",
        );
    }
    for (name, class) in children {
        let _ = writeln!(code, "        self.{name} = {class}(server)");
    }
}

fn write_method(code: &mut String, name: &str, whole: &str, method: &Method, names: &Names<'_>) {
    let functions = functions(method);
    let help = method.help.as_deref().filter(|help| !help.trim().is_empty());
    let help = help.or(Some(whole).filter(|name| !name.trim().is_empty())).unwrap_or("The method without a name.");
    if let [function] = functions.as_slice() {
        let _ = writeln!(code, "\n    def {name}({}) -> {}:", parameters(function, names), result(function, names));
        code.push_str(&docstring(help, "        "));
        let _ = writeln!(code, "        return {}", body(function, whole, names));
        return;
    }
    for function in &functions {
        let (parameters, result) = (parameters(function, names), result(function, names));
        let _ = write!(code, "\n    @_typing.overload\n    def {name}({parameters}) -> {result}: ...\n");
    }
    let _ = writeln!(code, "\n    def {name}(self, *arguments: _typing.Any) -> _typing.Any:");
    code.push_str(&docstring(help, "        "));
    let _ = writeln!(code, "        return self._call({}, *arguments)", literal(whole));
}

fn result(function: &Function, names: &Names<'_>) -> String {
    match function.returns {
        Type::Wire(Wire::Nil) => "None".into(),
        _ => annotation(&function.returns, names),
    }
}

fn body(function: &Function, whole: &str, names: &Names<'_>) -> String {
    let arguments = match &function.parameters {
        Parameters::Any => ", *arguments".to_owned(),
        Parameters::Known(params) => {
            let given = identifiers(params).into_iter().zip(params);
            let given = given.map(|(name, param)| if param.rest { format!("*{name}") } else { name });
            let given = given.collect::<Vec<_>>().join(", ");
            match params.iter().any(|param| param.optional) {
                true => format!(", *_given({given})"),
                false if given.is_empty() => String::new(),
                false => format!(", {given}"),
            }
        }
    };
    let call = format!("self._call({}{arguments})", literal(whole));
    match &function.returns {
        Type::Wire(Wire::Nil) => format!("_typing.cast(None, {call})"),
        kind if *kind == Type::ANY => call,
        kind => match annotation(kind, names) {
            any if any == "_typing.Any" => call,
            kind => format!("_typing.cast({kind}, {call})"),
        },
    }
}

fn parameters(function: &Function, names: &Names<'_>) -> String {
    let Parameters::Known(params) = &function.parameters else {
        return "self, *arguments: _typing.Any".into();
    };
    let mut all = vec!["self".to_owned()];
    // What has no name of its own is given by position.
    let (ordinary, rest) = params.split_at(params.iter().position(|param| param.rest).unwrap_or(params.len()));
    let annotated = annotated(params, names);
    all.extend_from_slice(&annotated[..ordinary.len()]);
    if ordinary.iter().all(|param| param.name.is_none()) && !ordinary.is_empty() {
        all.push("/".into());
    }
    all.extend_from_slice(&annotated[annotated.len() - rest.len()..]);
    all.join(", ")
}

fn annotated(params: &[Param], names: &Names<'_>) -> Vec<String> {
    let annotated = identifiers(params).into_iter().zip(params).map(|(name, param)| {
        let kind = annotation(&param.kind(), names);
        match param.optional {
            _ if param.rest => format!("*{name}: {kind}"),
            true => format!("{name}: _typing.Optional[{kind}] = None"),
            false => format!("{name}: {kind}"),
        }
    });
    annotated.collect()
}

fn identifiers(params: &[Param]) -> Vec<String> {
    let mut scope = Scope::with(["self"]);
    let name = |(index, param): (usize, &Param)| match &param.name {
        Some(name) => identifier(name),
        None => format!("arg{}", index + 1),
    };
    params.iter().enumerate().map(name).map(|name| scope.take(name)).collect()
}
