use xmlrpc_server::expose;


#[expose(absolute = "validator1.echo")]
fn echo() {}

fn main() {
    echo();
}
