//! The filters that are on, each with a button that takes it away.

use contract::route::SolutionsView;
use leptos::prelude::*;

use super::state::ListState;
use crate::i18n::{self, said, t, text, tf};
use crate::parts::state_badge::state_key;
use crate::ui::{Chip, Chips};

/// One filter that is on.
#[derive(Clone, PartialEq)]
struct On {
    of: &'static str,
    value: String,
    key: Key,
}

/// Which one, so that it can be taken away.
#[derive(Clone, PartialEq)]
enum Key {
    Status(contract::solution::MigrationState),
    OfferType(contract::solution::OfferType),
    CoSell(contract::solution::CoSellStatus),
    Partner(String),
    Assigned,
}

impl Key {
    fn take_away(&self, view: &mut SolutionsView) {
        match self {
            Key::Status(gone) => view.status.retain(|value| value != gone),
            Key::OfferType(gone) => view.offer_type.retain(|value| value != gone),
            Key::CoSell(gone) => view.co_sell.retain(|value| value != gone),
            Key::Partner(gone) => view.partner.retain(|value| value != gone),
            Key::Assigned => view.assigned = None,
        }
    }
}

fn chosen(state: ListState) -> Vec<On> {
    let view = state.view.get();
    let mut on = Vec::new();
    on.extend(view.status.iter().map(|value| On {
        of: "column.status",
        value: t(state_key(*value)),
        key: Key::Status(*value),
    }));
    on.extend(view.offer_type.iter().map(|value| {
        let name = t(&format!("offerType.{}", value.word()));
        On { of: "column.offerType", value: name, key: Key::OfferType(*value) }
    }));
    on.extend(view.co_sell.iter().map(|value| {
        let name = t(&format!("coSell.{}", value.word()));
        On { of: "column.coSellStatus", value: name, key: Key::CoSell(*value) }
    }));
    on.extend(view.partner.iter().map(|value| On {
        of: "column.partnerId",
        value: value.clone(),
        key: Key::Partner(value.clone()),
    }));
    if let Some(person) = &view.assigned {
        let name = if person == "none" { Some(t("grid.nobody")) } else { state.list.name_of(person) };
        on.push(On { of: "column.assignedTo", value: name.unwrap_or_default(), key: Key::Assigned });
    }
    on
}

/// The chips below the tools.
#[component]
pub fn Chosen(
    /// The screen's state.
    state: ListState,
) -> impl IntoView {
    let on = Memo::new(move |_| chosen(state));
    move || {
        let on = on.get();
        if on.is_empty() {
            return ().into_any();
        }
        let chips = on
            .into_iter()
            .map(|filter| {
                let value = Signal::stored(filter.value.clone());
                let remove = Signal::derive(move || tf("filter.remove", &[("name", value.get().into())]));
                let key = filter.key;
                view! {
                    <Chip of=said(move || i18n::of(&t(filter.of))) value=value remove=remove
                        on_remove=Callback::new(move |()| state.ask(|view| key.take_away(view)))/>
                }
            })
            .collect_view();
        view! {
            <div class="solutions__chosen"><Chips label=text("filter.on")>{chips}</Chips></div>
        }
        .into_any()
    }
}
