//! Which offers are resold through CSPs at all, and why others are not.

use crate::solution::OfferType;

word_enum! {
    /// Whether the audience of an offer is its publisher's to set. The page words it as `resell.eligibility.{word}`.
    Eligibility {
        /// The publisher chooses.
        Editable = "editable",
        /// Open to every partner of the programme by default (S); shown, not editable.
        OpenByDefault = "openByDefault",
        /// Only offers that are sold through the marketplace can be resold (S).
        NotTransactable = "notTransactable",
        /// Offers of this type are not in the programme.
        TypeNotInProgramme = "typeNotInProgramme",
    }
}

impl Eligibility {
    /// Of an offer of a type; `transactable` tells whether it is sold through the marketplace, which matters for SaaS
    /// alone. A virtual machine has plans that are open by default (bring your own licence) beside those that the
    /// publisher opens.
    pub const fn of(offer_type: OfferType, transactable: bool) -> Eligibility {
        match offer_type {
            OfferType::Saas if !transactable => Eligibility::NotTransactable,
            OfferType::Saas
            | OfferType::VirtualMachine
            | OfferType::SolutionTemplate
            | OfferType::ManagedApplication => Eligibility::Editable,
            OfferType::Container => Eligibility::OpenByDefault,
            _ => Eligibility::TypeNotInProgramme,
        }
    }

    /// Whether the publisher sets the audience.
    pub const fn is_editable(self) -> bool {
        matches!(self, Eligibility::Editable)
    }
}
