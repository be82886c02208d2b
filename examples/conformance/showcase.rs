//! A service with everything that documentation can show.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use xmlrpc_server::{Base64, DateTime, IntoFault, RpcType, Value, rpc_service};

/// A person who orders.
#[derive(Debug, Clone, Serialize, Deserialize, RpcType)]
pub(crate) struct Customer {
    /// The full name.
    name: String,
    /// Where parcels go.
    address: Address,
    birthday: Option<DateTime>,
    /// The customer that recommended us.
    recommended_by: Option<Box<Customer>>,
}

/// A postal address.
#[derive(Debug, Clone, Serialize, Deserialize, RpcType)]
pub(crate) struct Address {
    street: String,
    city: String,
    /// Two letters, such as `DE`.
    #[serde(default = "home")]
    country: String,
}

fn home() -> String {
    "DE".into()
}

/// How fast a parcel is.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, RpcType)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Speed {
    /// Within three days.
    Normal,
    /// On the next day.
    Express,
}

/// How an order is paid.
#[derive(Debug, Clone, Serialize, Deserialize, RpcType)]
#[serde(tag = "method", rename_all = "snake_case")]
pub(crate) enum Payment {
    Invoice,
    /// By card.
    Card {
        number: String,
    },
}

/// An order as it is stored.
#[derive(Debug, Clone, Serialize, Deserialize, RpcType)]
pub(crate) struct Order {
    number: i64,
    placed: DateTime,
    customer: Customer,
    payment: Payment,
    speed: Speed,
    /// How many of each article.
    articles: BTreeMap<String, i32>,
    total: f64,
}

/// Why an order fails.
#[derive(Debug, thiserror::Error, IntoFault)]
pub(crate) enum OrderError {
    /// There is no order of this number.
    #[error("there is no order {0}")]
    #[fault(code = 404)]
    Unknown(i64),
    /// The order has no articles.
    #[error("an order needs an article")]
    #[fault(code = 422)]
    Empty,
}

pub(crate) struct Showcase;

/// A shop: everything that a description can say.
#[rpc_service(prefix = "showcase", inline)]
impl Showcase {
    /// Place an order.
    ///
    /// The order is *checked* first:
    ///
    /// - it has an article,
    /// - all numbers are positive.
    ///
    /// ```python
    /// proxy.showcase.order(customer, {"nail": 100}, {"method": "invoice"})
    /// ```
    #[expose(alias = "buy", returns = "The order with its number.")]
    fn order(
        &self,
        /** Who orders. */
        customer: Customer,
        /** How many of each article. */
        articles: BTreeMap<String, i32>,
        payment: Payment,
        /** When the order was placed. */
        placed: DateTime,
        #[param(default = Speed::Normal)] speed: Speed,
    ) -> Result<Order, OrderError> {
        if articles.values().all(|count| *count < 1) {
            return Err(OrderError::Empty);
        }
        let total = articles.values().map(|count| f64::from(*count) * 1.25).sum();
        Ok(Order { number: 5_000_000_000, placed, customer, payment, speed, articles, total })
    }

    /// Find an order by its number.
    #[expose]
    fn find(&self, number: i64) -> Result<Order, OrderError> {
        Err(OrderError::Unknown(number))
    }

    /// Find the numbers of all orders of a time.
    #[expose(name = "find")]
    fn find_between(&self, first: DateTime, last: DateTime) -> Vec<i64> {
        if first.to_string() < last.to_string() { vec![5_000_000_000] } else { Vec::new() }
    }

    /// Join texts.
    #[expose]
    fn join(&self, #[param(default = ", ")] separator: &str, #[param(rest)] texts: Vec<String>) -> String {
        texts.join(separator)
    }

    /// Count the bytes of a file.
    #[expose]
    fn file_size(&self, file: Base64) -> i64 {
        file.len() as i64
    }

    /// Return any value unchanged.
    #[expose]
    fn any(&self, value: Value) -> Value {
        value
    }

    /// Find an order, as before.
    #[deprecated = "call `showcase.find`"]
    #[expose]
    fn lookup(&self, number: i64) -> Result<Order, OrderError> {
        self.find(number)
    }

    /// <script>alert("help")</script> [click](javascript:alert(1)) <img src=x onerror=alert(1)>
    #[expose(name = "<script>alert('name')</script>")]
    fn hostile(&self, #[param(name = "</pre><b>")] text: &str) -> String {
        format!("<b>{text}</b>")
    }
}
