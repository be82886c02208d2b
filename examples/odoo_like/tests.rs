use xmlrpc_server::client::Client;
use xmlrpc_server::{Value, value};

use super::server;

#[tokio::test]
async fn faults_have_codes_that_are_texts() -> Result<(), Box<dyn std::error::Error>> {
    let server = server().start("localhost:0").await?;
    let object = Client::new(&format!("{}/xmlrpc/2/object", server.url().trim_end_matches("/RPC2")))?;
    let search = |password: &'static str, field: &'static str| {
        let domain = value!([[[field, "=", 1]]]);
        object.call::<Value>("execute_kw", ("shop", 1, password, "res.partner", "search_read", domain))
    };
    for (password, field, code) in [("wrong", "id", "AccessDenied"), ("secret", "nothing", "UserError")] {
        let created = object
            .call::<i32>("execute_kw", ("shop", 1, "secret", "res.partner", "create", value!([{ "name": "Ann" }])));
        assert!(created.await? > 0);
        let error = search(password, field).await.expect_err("a fault");
        assert_eq!(error.fault().and_then(|fault| fault.text_code()), Some(code));
    }
    server.stop().await;
    Ok(())
}
