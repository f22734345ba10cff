//! Two lists of resellers beside each other: who is in the one alone, in the other alone, and in both, to the last name.

use contract::api::audience::AudienceReseller;
use contract::audience::tenant::TenantSet;
use leptos::prelude::*;

use super::names::names;
use crate::i18n::{self, said};

/// Names in one list alone, in the other alone, and in both.
pub type Sides = [Vec<String>; 3];

/// Who is where; each part keeps the order of its list.
pub fn sides_of(one: &[&AudienceReseller], other: &[&AudienceReseller]) -> Sides {
    let ids = |rows: &[&AudienceReseller]| rows.iter().map(|row| row.tenant_id).collect::<TenantSet>();
    let (in_one, in_other) = (ids(one), ids(other));
    let names = |rows: &[&AudienceReseller], fits: &dyn Fn(&AudienceReseller) -> bool| {
        rows.iter().filter(|row| fits(row)).map(|row| row.name.clone()).collect::<Vec<_>>()
    };
    [
        names(one, &|row| !in_other.holds(row.tenant_id)),
        names(other, &|row| !in_one.holds(row.tenant_id)),
        names(one, &|row| in_other.holds(row.tenant_id)),
    ]
}

/// Three parts with their figures and all their names.
pub fn side_by_side(titles: [Signal<String>; 3], sides: Memo<Sides>) -> AnyView {
    let side = |(at, title): (usize, Signal<String>)| {
        let of = Memo::new(move |_| sides.with(|sides| sides.get(at).cloned().unwrap_or_default()));
        let number = said(move || i18n::number(of.with(|names| names.len() as u64)));
        view! {
            <div class="compare__side">
                <dt class="compare__title">{title}</dt>
                <dd><span class="compare__number">{number}</span>{names(title, of.into())}</dd>
            </div>
        }
        .into_any()
    };
    view! { <dl class="compare">{titles.into_iter().enumerate().map(side).collect::<Vec<_>>()}</dl> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reseller_is_in_one_part() {
        let row = |n: u128| AudienceReseller {
            tenant_id: contract::audience::tenant::TenantId::parse(&format!("{n:032x}")).expect("a tenant"),
            name: n.to_string(),
            country: String::new(),
            city: String::new(),
            region: String::new(),
            left_at: None,
            in_draft: true,
            in_live: false,
            sold_since: None,
            customers: 0,
        };
        let rows: Vec<AudienceReseller> = (1..=5).map(row).collect();
        let all: Vec<&AudienceReseller> = rows.iter().collect();
        let [here, there, both] = sides_of(&all[..3], &all[2..]);
        assert_eq!((here.join(" "), there.join(" "), both.join(" ")), ("1 2".into(), "4 5".into(), "3".into()));
        let [here, there, both] = sides_of(&[], &all);
        assert_eq!((here.len(), there.len(), both.len()), (0, 5, 0));
    }
}
