//! "Add authorized CSP partners": resellers are sought in the directory, ticked across searches, and added to the list.

mod directory;
mod filters;
mod picked;
mod results;
mod several;

use contract::api::audience::AudienceReseller;
use contract::api::resellers::ResellerRow;
use contract::audience::RESELLERS_MAX;
use contract::refusal::Refusal;
use leptos::prelude::*;

use super::dialogs::Over;
use super::may::may_change;
use crate::i18n::{said, t, text, tf, tn};
use crate::toast::use_toasts;
use crate::ui::{Button, Dialog, DialogSize, SearchBox, Variant};
use directory::Directory;
use picked::{Picked, picked_view};
use results::{Results, results};

/// The dialog.
pub fn add(over: Over) -> AnyView {
    let (audience, toasts) = (over.audience, use_toasts());
    let directory = Directory::open(audience.id.get_value());
    let picked = Picked::open(&audience.id.get_value());
    let list = Results { audience, directory, picked, active: RwSignal::new(None) };
    let may = may_change(audience);
    let refusal = Signal::derive(move || {
        may.get().or_else(|| {
            let n = picked.count();
            let all = audience.list.with(|list| list.len() as u64) + n;
            let max = RESELLERS_MAX as u64;
            if n == 0 {
                return Some(t("resellAdd.tickFirst"));
            }
            let refusal = Refusal::TooManyResellers { n: u32::try_from(all).unwrap_or(u32::MAX), max: max as u32 };
            (all > max).then(|| tf(&refusal.key(), &refusal.args()))
        })
    });
    let put = move || {
        let rows: Vec<AudienceReseller> = picked.rows.get_untracked().into_iter().map(of_audience).collect();
        let n = rows.len() as u64;
        audience.add(rows);
        picked.rows.set(Vec::new());
        toasts.success(tn("resellAdd.done", n), None);
        over.close.run(());
    };
    let actions = view! {
        <Button label=text("confirm.cancel") on_press=over.close/>
        <Button label=said(move || tf("resellAdd.go", &[("n", picked.count().into())])) variant=Variant::Primary
            refusal=refusal on_press=put/>
    }
    .into_any();
    view! {
        <Dialog title=text("resellAdd.title") close=text("dialog.close") size=DialogSize::Wide on_close=over.close
            actions=actions>
            <div class="directory__tools" on:paste=move |event| directory.paste(&event)>
                <SearchBox label=text("resellAdd.search") clear=text("search.clear") value=directory.typed landmark=false
                    on_input=move || directory.type_on() list=list.of_field()/>
                {filters::filters(directory)}
            </div>
            {filters::chips(directory)}
            {several::view(directory, list)}
            {results(list)}
            {picked_view(picked)}
        </Dialog>
    }
    .into_any()
}

/// A reseller of the directory as the table shows it; neither saved nor in force yet.
fn of_audience(row: ResellerRow) -> AudienceReseller {
    AudienceReseller {
        tenant_id: row.tenant_id,
        name: row.name,
        country: row.country,
        city: row.city,
        region: row.region,
        left_at: None,
        in_draft: false,
        in_live: false,
        sold_since: None,
        customers: 0,
    }
}
