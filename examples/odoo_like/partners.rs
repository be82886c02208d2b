//! A model: people and companies.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};
use xmlrpc_server::value::Struct;
use xmlrpc_server::{IntoFault, RpcParams, Value, rpc_service};

/// A partner. Nothing is written as false, and false is read as nothing.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Partner {
    name: String,
    #[serde(default)]
    email: Option<String>,
    #[serde(default)]
    is_company: bool,
}

#[derive(Debug, thiserror::Error, IntoFault)]
pub(crate) enum PartnerError {
    #[error("Record does not exist or has been deleted: res.partner({0})")]
    #[fault(code = 2, text_code = "MissingError")]
    Missing(i32),
    #[error("Invalid field {0:?} in the domain")]
    #[fault(code = 2, text_code = "UserError")]
    Field(String),
}

/// How a search is shown.
#[derive(RpcParams)]
pub(crate) struct Options {
    fields: Option<Vec<String>>,
    limit: Option<usize>,
}

#[derive(Default)]
pub(crate) struct Partners(Mutex<BTreeMap<i32, Partner>>);

/// A condition: a field, `=`, and a value.
type Condition = (String, String, Value);

#[rpc_service(prefix = "res.partner", inline)]
impl Partners {
    /// Add a partner: its number.
    #[expose]
    fn create(&self, partner: Partner) -> i32 {
        let mut all = self.all();
        let id = all.keys().next_back().map_or(1, |last| last + 1);
        all.insert(id, partner);
        id
    }

    /// Find partners that fulfil all conditions.
    #[expose]
    fn search_read(
        &self,
        #[param(default)] domain: Vec<Condition>,
        #[param(keywords)] options: Options,
    ) -> Result<Vec<Struct>, PartnerError> {
        let mut found = Vec::new();
        for (id, partner) in self.all().iter() {
            let record = record(*id, partner);
            let mut fits = true;
            for (field, _, wanted) in &domain {
                let value = record.get(field).ok_or_else(|| PartnerError::Field(field.clone()))?;
                fits &= value == wanted;
            }
            if fits {
                found.push(record);
            }
        }
        found.truncate(options.limit.unwrap_or(usize::MAX));
        if let Some(fields) = &options.fields {
            for record in &mut found {
                let shown = |name: &str| name == "id" || fields.iter().any(|field| field == name);
                *record = std::mem::take(record).into_iter().filter(|(name, _)| shown(name)).collect();
            }
        }
        Ok(found)
    }

    /// Remove partners.
    #[expose]
    fn unlink(&self, ids: Vec<i32>) -> Result<bool, PartnerError> {
        let mut all = self.all();
        if let Some(missing) = ids.iter().find(|id| !all.contains_key(id)) {
            return Err(PartnerError::Missing(*missing));
        }
        all.retain(|id, _| !ids.contains(id));
        Ok(true)
    }
}

impl Partners {
    fn all(&self) -> MutexGuard<'_, BTreeMap<i32, Partner>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The fields of a partner, as the model's callers see them.
fn record(id: i32, partner: &Partner) -> Struct {
    let Partner { name, email, is_company } = partner.clone();
    let email = email.map_or(Value::Nil, Value::from);
    Struct::from_iter([("id", id.into()), ("name", name.into()), ("email", email), ("is_company", is_company.into())])
}
