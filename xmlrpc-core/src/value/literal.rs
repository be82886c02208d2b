/// Makes a [`Value`](crate::Value) from a literal in the syntax of JSON.
///
/// `null` is nil. Any expression whose type converts into a `Value` can be an element or a member, and any expression that
/// is a string can be a name.
///
/// ```
/// use xmlrpc_core::{DateTime, Value, value};
///
/// let born = DateTime::new(1815, 12, 10, 0, 0, 0)?;
/// let (key, age) = ("age", 36);
/// let person = value!({
///     "name": "Ada",
///     key: age + 1,
///     "born": born,
///     "works": [{ "title": "Notes", "pages": 20 }],
///     "died": null,
/// });
/// assert_eq!(person["age"], Value::Int(37));
/// assert_eq!(person["works"][0]["title"].as_str(), Some("Notes"));
/// assert!(person["died"].is_nil());
/// assert_eq!(value!([]), Value::Array(vec![]));
/// # Ok::<(), xmlrpc_core::value::InvalidDateTime>(())
/// ```
#[macro_export]
macro_rules! value {
    (null) => { $crate::Value::Nil };
    ([ $($elements:tt)* ]) => { $crate::Value::Array($crate::value!(@array [] $($elements)*)) };
    ({ $($members:tt)* }) => {{
        #[allow(unused_mut)]
        let mut members = $crate::value::Struct::new();
        $crate::value!(@members members $($members)*);
        $crate::Value::Struct(members)
    }};

    (@array [$($done:expr,)*]) => { ::std::vec![$($done),*] };
    (@array [$($done:expr,)*] null $(, $($rest:tt)*)?) => {
        $crate::value!(@array [$($done,)* $crate::Value::Nil,] $($($rest)*)?)
    };
    (@array [$($done:expr,)*] [$($inner:tt)*] $(, $($rest:tt)*)?) => {
        $crate::value!(@array [$($done,)* $crate::value!([$($inner)*]),] $($($rest)*)?)
    };
    (@array [$($done:expr,)*] {$($inner:tt)*} $(, $($rest:tt)*)?) => {
        $crate::value!(@array [$($done,)* $crate::value!({$($inner)*}),] $($($rest)*)?)
    };
    (@array [$($done:expr,)*] $next:expr $(, $($rest:tt)*)?) => {
        $crate::value!(@array [$($done,)* $crate::Value::from($next),] $($($rest)*)?)
    };

    (@members $all:ident) => {};
    (@members $all:ident $name:tt : null $(, $($rest:tt)*)?) => {
        $all.insert($name, $crate::Value::Nil);
        $crate::value!(@members $all $($($rest)*)?)
    };
    (@members $all:ident $name:tt : [$($inner:tt)*] $(, $($rest:tt)*)?) => {
        $all.insert($name, $crate::value!([$($inner)*]));
        $crate::value!(@members $all $($($rest)*)?)
    };
    (@members $all:ident $name:tt : {$($inner:tt)*} $(, $($rest:tt)*)?) => {
        $all.insert($name, $crate::value!({$($inner)*}));
        $crate::value!(@members $all $($($rest)*)?)
    };
    (@members $all:ident $name:tt : $value:expr $(, $($rest:tt)*)?) => {
        $all.insert($name, $crate::Value::from($value));
        $crate::value!(@members $all $($($rest)*)?)
    };

    ($other:expr) => { $crate::Value::from($other) };
}
