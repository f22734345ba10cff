//! Tabs over a panel.

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::{Axis, MaybeText, Text, focus_id, live, new_id, next_place};

/// A tab.
#[derive(Clone, Copy)]
pub struct Tab {
    /// Its words.
    pub label: Text,
    /// Why it cannot be opened now; nothing when it can.
    pub refusal: MaybeText,
}

impl Tab {
    /// A tab that can be opened.
    pub fn new(label: impl Into<Text>) -> Tab {
        Tab { label: label.into(), refusal: MaybeText::default() }
    }

    /// With the reason why it cannot be opened now; nothing when it can.
    pub fn refusal(mut self, reason: impl Into<MaybeText>) -> Tab {
        self.refusal = reason.into();
        self
    }
}

/// The tabs pattern of the Authoring Practices with automatic activation: Tab reaches the open tab, Left, Right, Home and
/// End move and open, Tab goes on into the panel. A tab that cannot be opened is reached, stays closed and says why.
#[component]
pub fn Tabs(
    /// What the tabs part.
    #[prop(into)]
    label: Text,
    /// The tabs.
    tabs: Vec<Tab>,
    /// The place of the open one, from 0.
    #[prop(into)]
    chosen: Signal<usize>,
    /// Opens the tab of a place.
    on_choose: Callback<usize>,
    /// What the open tab shows; it follows `chosen` itself.
    children: Children,
) -> impl IntoView {
    let id = new_id("tabs");
    let panel = format!("{id}-panel");
    let count = tabs.len();
    let refusals: Vec<MaybeText> = tabs.iter().map(|tab| tab.refusal).collect();
    let open = move |place: usize| {
        if refusals.get(place).is_some_and(|refusal| refusal.with_untracked(Option::is_none))
            && chosen.get_untracked() != place
        {
            on_choose.run(place);
        }
    };
    let ids = StoredValue::new(id);
    let tab_id = move |place: usize| ids.with_value(|id| format!("{id}-{place}"));
    let open = StoredValue::new(open);
    let views = tabs.into_iter().enumerate().map(|(place, tab)| {
        let here = Signal::derive(move || chosen.get() == place);
        let act = TabAct {
            press: Callback::new(move |()| open.with_value(|open| open(place))),
            key: Callback::new(move |event: KeyboardEvent| {
                if let Some(to) = next_place(&event.key(), Axis::Row, place, count) {
                    event.prevent_default();
                    open.with_value(|open| open(to));
                    focus_id(&tab_id(to));
                }
            }),
        };
        tab_view(tab, tab_id(place), here, panel.clone(), act)
    });
    let views = views.collect_view();
    view! {
        <div class="tabs" role="tablist" aria-label=label>{views}</div>
        <div
            class="tabs__panel"
            id=panel
            role="tabpanel"
            tabindex="0"
            aria-labelledby=Signal::derive(move || tab_id(chosen.get()))
        >
            {children()}
        </div>
    }
    .into_any()
}

/// What happens to a tab.
#[derive(Clone, Copy)]
struct TabAct {
    press: Callback<()>,
    key: Callback<KeyboardEvent>,
}

fn tab_view(tab: Tab, id: String, here: Signal<bool>, panel: String, act: TabAct) -> AnyView {
    let why = format!("{id}-why");
    let why_id = why.clone();
    let refusal = tab.refusal;
    let described_by = Signal::derive(move || refusal.get().map(|_| why.clone()));
    view! {
        <button
            type="button"
            class="tabs__tab"
            role="tab"
            id=id
            aria-selected=super::either(here)
            aria-controls=Signal::derive(move || here.get().then(|| panel.clone()))
            tabindex=Signal::derive(move || if here.get() { "0" } else { "-1" }.to_owned())
            aria-disabled=super::when(Signal::derive(move || refusal.with(Option::is_some)))
            aria-describedby=described_by
            data-tooltip=refusal
            on:click=move |_| act.press.run(())
            on:keydown=move |event| act.key.run(event)
        >
            <span class="tabs__label" data-text=tab.label>{tab.label}</span>
            {live(move || refusal.get().map(|reason| view! { <span hidden id=why_id.clone()>{reason}</span> }))}
        </button>
    }
    .into_any()
}
