/// Multiply two numbers.
#[expose(name = "multiply args")]
fn multiply(x: i32, y: i32) -> i32 {
    x * y
}
