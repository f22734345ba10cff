//! "Export CSPs": the list as a file that a spreadsheet program opens and an import reads back.

use contract::api::audience::AudienceOf;
use contract::api::solutions::TicketFor;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::state::Audience;
use crate::i18n::{t, text};
use crate::parts::download::download;
use crate::toast::use_toasts;
use crate::ui::{Button, Variant};

/// The button. It gives the saved list; where none is saved, the one in force.
pub fn export_button(audience: Audience) -> AnyView {
    let (toasts, busy) = (use_toasts(), RwSignal::new(false));
    let which = Memo::new(move |_| {
        let head = audience.stored.ready()?.head;
        let live = head.live.is_some_and(|live| live.resellers > 0).then_some(AudienceOf::Live);
        if head.draft.resellers > 0 { Some(AudienceOf::Draft) } else { live }
    });
    let refusal = Signal::derive(move || which.get().is_none().then(|| t("resellExport.nothing")));
    let press = move || {
        let Some(of) = which.get_untracked() else { return };
        busy.set(true);
        let offer = audience.id.get_value();
        spawn_local(async move {
            let answer = download(&TicketFor::AudienceExport { offer, of }).await;
            let _ = busy.try_set(false);
            match answer {
                Ok(()) if audience.dirty.try_get_untracked() == Some(true) => {
                    toasts.success(t("resellExport.saved"), None);
                }
                Ok(()) => {}
                Err(error) => toasts.error(error.sentence()),
            }
        });
    };
    view! {
        <Button label=text("resellExport") variant=Variant::Subtle icon="download" busy=busy refusal=refusal on_press=press/>
    }
    .into_any()
}
