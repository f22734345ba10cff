//! The entries of a menu as they stand in the page.

use leptos::prelude::*;

use super::opened::Opened;
use super::{MenuAct, MenuItem, MenuSection};
use crate::ui::icon::Icon;
use crate::ui::live;
use crate::ui::{either, new_id, when};

/// A section, with a line before it, which is not shown above the first.
pub(super) fn section_view(section: MenuSection, menu: Opened) -> AnyView {
    let MenuSection { heading, items } = section;
    live(move || {
        let items = items.get();
        (!items.is_empty()).then(|| {
            let id = heading.map(|_| new_id("menu-heading"));
            let heading_id = id.clone();
            view! {
                <hr class="menu__rule"/>
                <div role="group" aria-labelledby=id>
                    {heading.map(|heading| view! { <div class="menu__heading" id=heading_id role="presentation">{heading}</div> })}
                    {items.into_iter().map(|item| item_view(item, menu)).collect_view()}
                </div>
            }
        })
    })
}

fn item_view(item: MenuItem, menu: Opened) -> AnyView {
    let MenuItem { label, act, icon, hint, refusal } = item;
    let (href, run, chosen) = match act {
        MenuAct::Run(run) => (None, Some(run), None),
        MenuAct::Go(href) => (Some(href), None, None),
        MenuAct::Choose { chosen, run } => (None, Some(run), Some(chosen)),
    };
    let why = new_id("why");
    let why_id = why.clone();
    let picture = match (chosen, icon) {
        (Some(_), _) => view! { <Icon name="checkmark" class="menu__check"/> }.into_any(),
        (None, Some(name)) => view! { <Icon name/> }.into_any(),
        (None, None) => ().into_any(),
    };
    let inside = view! {
        {picture}
        <span class="menu__label">{label}</span>
        {hint.map(|key| view! { <kbd class="kbd" aria-hidden="true">{key}</kbd> })}
        {live(move || refusal.get().map(|reason| view! { <span hidden id=why_id.clone()>{reason}</span> }))}
    };
    let described_by = Signal::derive(move || refusal.get().map(|_| why.clone()));
    let refused = when(Signal::derive(move || refusal.with(Option::is_some)));
    if let Some(href) = href {
        return view! {
            <a
                class="menu__item"
                role="menuitem"
                tabindex="-1"
                href=move || refusal.get().is_none().then(|| href.get())
                aria-describedby=described_by
                aria-disabled=refused
                data-tooltip=refusal
                on:click=move |_| if refusal.with_untracked(Option::is_none) { menu.close() }
            >
                {inside}
            </a>
        }
        .into_any();
    }
    let press = move |_| {
        if refusal.with_untracked(Option::is_some) {
            return;
        }
        // First the focus, so that a dialog that opens now gives it back to the button.
        menu.close();
        if let Some(run) = run {
            run.run(());
        }
    };
    view! {
        <button
            type="button"
            class="menu__item"
            role=if chosen.is_some() { "menuitemradio" } else { "menuitem" }
            tabindex="-1"
            aria-checked=chosen.map(either)
            aria-describedby=described_by
            aria-disabled=refused
            data-tooltip=refusal
            on:click=press
        >
            {inside}
        </button>
    }
    .into_any()
}
