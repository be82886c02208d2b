//! Blocks, methods and options may come out of a user's macro.

#![deny(warnings)]

use xmlrpc_server::{Service, expose, rpc_service};

macro_rules! service {
    ($type:ident, $prefix:literal, $($(#[$attribute:meta])* $method:ident($name:ident: $argument:ty) -> $result:ty;)*) => {
        struct $type;

        #[rpc_service(prefix = $prefix)]
        impl $type {
            $(
                $(#[$attribute])*
                #[expose]
                fn $method(&self, $name: $argument, arguments: i32) -> $result {
                    let _ = arguments;
                    <$result>::from($name)
                }
            )*

            #[expose(name = $prefix)]
            async fn fixed(&self, text: &str) -> usize {
                text.len()
            }
        }
    };
}

service! {
    Widen, "widen",
    /// Widens a small number.
    small(value: i16) -> i32;
    text(value: &str) -> String;
}

macro_rules! function {
    ($name:ident) => {
        #[expose]
        fn $name(x: i32) -> i32 {
            x
        }
    };
}

function!(same);

fn main() {
    let names: Vec<_> = Widen.info().methods().iter().map(|method| method.name()).collect();
    assert_eq!(names, ["small", "text", "widen"]);
    assert_eq!(Widen.info().methods()[0].description(), "Widens a small number.");
    same(1);
}
