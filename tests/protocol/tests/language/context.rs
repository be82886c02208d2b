//! What a method can learn of its call.

use std::time::{Duration, Instant};

use xmlrpc_service::{CallContext, Dispatcher, rpc_service};

use super::run;

struct Tenant(&'static str);

struct Asking;

#[rpc_service]
impl Asking {
    #[expose]
    fn who(&self, context: &CallContext) -> String {
        let tenant = context.extension::<Tenant>().map_or("nobody", |tenant| tenant.0);
        format!("{} {tenant} {}", context.user().unwrap_or("?"), context.deadline().is_some())
    }
}

#[test]
fn a_call_that_came_over_no_network_knows_no_more_than_its_method() {
    let dispatcher = Dispatcher::new().mount(Asking);
    assert_eq!(run(dispatcher.call("who", ())), Ok(String::from("? nobody false")));
}

#[test]
fn a_method_sees_what_the_front_knows() {
    let context = CallContext::new()
        .with_user("ada")
        .with_extension(Tenant("seven"))
        .with_deadline(Instant::now() + Duration::from_secs(1));
    assert_eq!(Asking.who(&context), "ada seven true");
    assert_eq!(context.extension::<u8>(), None);
}

#[test]
fn a_context_goes_to_other_threads() {
    fn shared<T: Send + Sync + Clone>() {}
    shared::<CallContext>();
}
