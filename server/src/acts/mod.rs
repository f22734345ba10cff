//! What people do with solutions and requests: each act loads, asks the rules of `contract`, and writes all or nothing.

pub mod attach;
pub mod audience;
pub mod audience_apply;
pub mod audience_import;
pub mod audience_request;
pub mod audience_save;
pub mod case;
pub mod decide;
pub mod desk;
pub mod directory;
pub mod discard;
pub mod merge;
pub mod offers;
pub mod requests;
pub mod sales;
pub mod target;

use contract::refusal::Refusal;

use crate::problem::Fault;
use crate::secrets::NoRandom;
use crate::store::StoreError;

/// Why an act did not happen.
#[derive(Clone, Debug)]
pub enum Stop {
    /// A rule says no; of many items only this one stops.
    No(Refusal),
    /// The call itself cannot be answered.
    Fault(Fault),
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Stop::No(refusal)
    }
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Stop::Fault(fault)
    }
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Stop::Fault(error.into())
    }
}

impl From<NoRandom> for Stop {
    fn from(error: NoRandom) -> Self {
        Stop::Fault(error.into())
    }
}

impl From<serde_json::Error> for Stop {
    fn from(error: serde_json::Error) -> Self {
        Stop::Fault(error.into())
    }
}

impl From<Stop> for Fault {
    /// For a call about one thing.
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Fault(fault) => fault,
            Stop::No(Refusal::NotThere) => Fault::NotFound,
            Stop::No(refusal @ Refusal::RoleMayNot { .. }) => Fault::Forbidden(refusal),
            Stop::No(refusal) => Fault::Refused(refusal),
        }
    }
}

/// Of many items: the refusal of one, or the fault that ends the call.
///
/// # Errors
/// The fault.
pub fn each<T>(result: Result<T, Stop>) -> Result<Result<T, Refusal>, Fault> {
    match result {
        Ok(done) => Ok(Ok(done)),
        Err(Stop::No(refusal)) => Ok(Err(refusal)),
        Err(Stop::Fault(fault)) => Err(fault),
    }
}
