//! What a solution carries, as a list: referrals with their value, documents, contacts, incentives.

use contract::api::solutions::Carries;
use leptos::prelude::*;

use crate::i18n::{self, said, text, tn};
use crate::ui::Icon;

/// What follows the solution into its offer, or is given up with it.
#[component]
pub fn CarriesList(
    /// What it carries.
    carries: Carries,
) -> impl IntoView {
    if carries.is_empty() {
        return view! { <p class="carries--none">{text("panel.carriesNothing")}</p> }.into_any();
    }
    let figures = Figures::of(&carries);
    let line = |icon: &'static str, key: &'static str, n: u64, more: AnyView| {
        (n > 0).then(|| view! { <li><Icon name=icon/><div>{said(move || tn(key, n))}{more}</div></li> })
    };
    // Names of documents have no length that would fit: each has its line, cut where it ends.
    let names = |list: &[String]| {
        let items: Vec<_> = list.iter().map(|name| view! { <li title=name.clone()>{name.clone()}</li> }).collect();
        view! { <ul class="carries__names">{items}</ul> }.into_any()
    };
    let sums = figures.sums;
    view! {
        <ul class="carries">
            {line("handshake", "panel.referrals", figures.referrals, view! { <small>{said(move || worth(&sums))}</small> }.into_any())}
            {line("document", "panel.documents", figures.documents.len() as u64, names(&figures.documents))}
            {line("people", "panel.contacts", figures.contacts.len() as u64, names(&figures.contacts))}
            {line("gift", "panel.incentives", carries.incentives.len() as u64, names(&carries.incentives))}
        </ul>
    }
    .into_any()
}

/// What a solution carries in figures and names; from the summary columns of the file where there are no full records.
pub struct Figures {
    /// Referrals.
    pub referrals: u64,
    /// Their value in minor units, one sum a currency.
    pub sums: Vec<(u64, String)>,
    /// Titles of documents.
    pub documents: Vec<String>,
    /// Names of contacts.
    pub contacts: Vec<String>,
}

impl Figures {
    /// The figures.
    pub fn of(carries: &Carries) -> Figures {
        let summary = carries.summary.clone().unwrap_or_default();
        let or = |own: Vec<String>, of_file: Vec<String>| if own.is_empty() { of_file } else { own };
        let documents = carries.collateral.iter().map(|document| document.title.clone()).collect();
        let contacts = carries.contacts.iter().map(|contact| contact.name.clone()).collect();
        Figures {
            referrals: if carries.referrals.is_empty() { summary.referrals } else { carries.referrals.len() as u64 },
            sums: sums(carries),
            documents: or(documents, summary.collateral),
            contacts: or(contacts, summary.contacts),
        }
    }
}

/// Sums as the reader's language writes them.
pub fn worth(sums: &[(u64, String)]) -> String {
    sums.iter().map(|(minor, currency)| i18n::money(*minor, currency)).collect::<Vec<_>>().join(" · ")
}

/// The value of all referrals, one sum a currency.
fn sums(carries: &Carries) -> Vec<(u64, String)> {
    let mut sums: Vec<(u64, String)> = Vec::new();
    for referral in &carries.referrals {
        match sums.iter_mut().find(|(_, currency)| *currency == referral.currency) {
            Some((sum, _)) => *sum += referral.value_minor,
            None => sums.push((referral.value_minor, referral.currency.clone())),
        }
    }
    if sums.is_empty()
        && let Some(summary) = &carries.summary
        && let Some(currency) = &summary.currency
        && summary.value_minor > 0
    {
        sums.push((summary.value_minor, currency.clone()));
    }
    sums.retain(|(minor, _)| *minor > 0);
    sums
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::api::solutions::Referral;

    #[test]
    fn amounts_of_several_currencies_are_not_added_and_nothing_is_left_out() {
        let deal = |value_minor, currency: &str| Referral {
            customer: "x".into(),
            stage: "y".into(),
            value_minor,
            currency: currency.into(),
        };
        let carries = Carries {
            referrals: vec![deal(100, "EUR"), deal(5, "JPY"), deal(50, "EUR"), deal(0, "USD")],
            ..Carries::default()
        };
        assert_eq!(sums(&carries), [(150, "EUR".to_owned()), (5, "JPY".to_owned())]);
    }
}
