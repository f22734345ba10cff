//! The names behind a figure, on demand and to the last one.

use contract::audience::tenant::TenantSet;
use leptos::html;
use leptos::prelude::*;

use super::state::{Audience, Stored};
use crate::i18n::{said, text};
use crate::parts::csp::tab_stop;
use crate::ui::{Button, Size, focus, live};

/// How many names are there when the list opens, and how many more each press brings: one name is one element.
const NAMES: usize = 200;

/// The names of resellers that the page knows.
pub fn names(label: &'static str, audience: Audience, resellers: TenantSet, open: bool) -> AnyView {
    if resellers.is_empty() {
        return ().into_any();
    }
    let read =
        Callback::new(move |()| audience.base.with_untracked(|base| audience.names_of(base.as_ref(), &resellers)));
    list(label, read, open)
}

/// The names of resellers of a version that somebody else saved.
pub fn names_there(
    label: &'static str,
    audience: Audience,
    there: StoredValue<Stored>,
    resellers: TenantSet,
) -> AnyView {
    list(label, Callback::new(move |()| there.with_value(|there| audience.names_of(Some(there), &resellers))), false)
}

/// The names are worked out when the list opens for the first time: most figures are never asked for theirs.
fn list(label: &'static str, read: Callback<(), Vec<String>>, open: bool) -> AnyView {
    let (all, shown) = (RwSignal::new(Vec::new()), RwSignal::new(0));
    let show = move || {
        if shown.get_untracked() == 0 {
            all.set(read.run(()));
            shown.set(NAMES);
        }
    };
    if open {
        show();
    }
    let node = NodeRef::<html::Ul>::new();
    let press = move || {
        shown.update(|shown| *shown += NAMES);
        // The last names take the button away, and with it the focus.
        if let Some(list) = node.get_untracked().filter(|_| shown.get_untracked() >= all.with_untracked(Vec::len)) {
            focus(&list);
        }
    };
    let in_sight = move || all.with(|all| all.iter().take(shown.get()).cloned().enumerate().collect::<Vec<_>>());
    view! {
        <details class="resell__names" open=open on:toggle=move |_| show()>
            <summary>
                <span class="resell__closed">{text(label)}</span><span class="resell__opened">{text("resell.hide")}</span>
            </summary>
            <ul tabindex=said(move || all.with(|all| tab_stop(all.len())).to_owned()) aria-label=text(label) node_ref=node>
                <For each=in_sight key=|(at, _)| *at children=|(_, name)| view! { <li>{name}</li> }/>
                {live(move || (shown.get() < all.with(Vec::len)).then(|| view! {
                    <li class="resell__more"><Button label=text("import.more") size=Size::Small on_press=press/></li>
                }))}
            </ul>
        </details>
    }
    .into_any()
}
