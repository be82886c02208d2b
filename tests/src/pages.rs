//! The Rust blocks of the README and the guide, as documentation tests of this crate.

macro_rules! pages {
    ($($module:ident: $path:literal,)*) => {$(
        #[doc = include_str!(concat!("../../", $path))]
        mod $module {}
    )*};
}

pages! {
    readme: "README.md",
    guide_actix_web: "docs/guide/actix-web.md",
    guide_client: "docs/guide/client.md",
    guide_clients: "docs/guide/clients.md",
    guide_command_line: "docs/guide/command-line.md",
    guide_describing: "docs/guide/describing.md",
    guide_errors: "docs/guide/errors.md",
    guide_methods: "docs/guide/methods.md",
    guide_operating: "docs/guide/operating.md",
    guide_porting: "docs/guide/porting.md",
    guide_porting_from_python: "docs/guide/porting-from-python.md",
    guide_security: "docs/guide/security.md",
    guide_services: "docs/guide/services.md",
    guide_settings: "docs/guide/settings.md",
    guide_testing: "docs/guide/testing.md",
    guide_troubleshooting: "docs/guide/troubleshooting.md",
    guide_typed_clients: "docs/guide/typed-clients.md",
    guide_types: "docs/guide/types.md",
}
