//! A service block and a trait with the same options have the same names.

use std::path::{Path, PathBuf};

use xmlrpc_client::{Result, rpc_client};
use xmlrpc_service::{Service, rpc_service};

use crate::recorder::Recorder;

macro_rules! both {
    ($($case:literal $prefix:literal $service:ident $client:ident $of_service:ident $definition:ident $of_trait:ident)*) => {$(
        struct $service;

        #[rpc_service(prefix = $prefix, rename_all = $case, client = $of_service)]
        impl $service {
            #[expose(inline)]
            fn list_all_names(&self) {}
            #[expose(inline)]
            fn x(&self) {}
            #[expose(inline)]
            fn _private_name(&self) {}
            #[expose(inline)]
            fn r#type(&self) {}
            #[expose(inline)]
            fn __(&self) {}
            #[expose(inline, name = "given name")]
            fn given(&self) {}
            #[expose(inline, absolute = "of.all")]
            fn absolute(&self) {}
        }

        #[rpc_client(prefix = $prefix, rename_all = $case)]
        trait $definition {
            async fn list_all_names(&self) -> Result<Vec<i32>>;
            async fn x(&self) -> Result<Vec<i32>>;
            async fn _private_name(&self) -> Result<Vec<i32>>;
            async fn r#type(&self) -> Result<Vec<i32>>;
            async fn __(&self) -> Result<Vec<i32>>;
            #[expose(name = "given name")]
            async fn given(&self) -> Result<Vec<i32>>;
            #[expose(absolute = "of.all")]
            async fn absolute(&self) -> Result<Vec<i32>>;
        }

        #[tokio::test]
        async fn $client() {
            let table: Vec<String> = $service.info().methods().iter().map(|method| match method.name() {
                name @ "of.all" => name.to_owned(),
                name => format!("{}.{name}", $prefix),
            }).collect();
            let recorder = Recorder::default();
            let client = $of_trait::new(&recorder);
            let mut names = Vec::new();
            for call in [
                client.list_all_names().await, client.x().await, client._private_name().await, client.r#type().await,
                client.__().await, client.given().await, client.absolute().await,
            ] {
                call.unwrap();
                names.insert(0, recorder.last().0);
            }
            assert_eq!(names, table);
            let client = $of_service::new(&recorder);
            for call in [
                client.list_all_names().await, client.x().await, client._private_name().await, client.r#type().await,
                client.__().await, client.given().await, client.absolute().await,
            ] {
                drop(call);
                names.insert(0, recorder.last().0);
            }
            assert_eq!(names[..7], table);
        }
    )*};
}

both! {
    "lowercase" "a" Lower lower OfLower DefLower DefLowerClient
    "UPPERCASE" "a.b" Upper upper OfUpper DefUpper DefUpperClient
    "PascalCase" "a b" Pascal pascal OfPascal DefPascal DefPascalClient
    "camelCase" "größe" Camel camel OfCamel DefCamel DefCamelClient
    "snake_case" "a" Snake snake OfSnake DefSnake DefSnakeClient
    "SCREAMING_SNAKE_CASE" "a" Scream scream OfScream DefScream DefScreamClient
    "kebab-case" "a" Kebab kebab OfKebab DefKebab DefKebabClient
    "SCREAMING-KEBAB-CASE" "a" ScreamKebab scream_kebab OfScreamKebab DefScreamKebab DefScreamKebabClient
}

/// A trait without a prefix, and a service without one.
#[rpc_client]
trait Bare {
    async fn echo(&self, path: &Path) -> Result<PathBuf>;
}

#[tokio::test]
async fn without_a_prefix_names_are_bare() {
    let recorder = Recorder::default();
    BareClient::new(&recorder).echo(Path::new("/")).await.unwrap();
    assert_eq!(recorder.last().0, "echo");
}
