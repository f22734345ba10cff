//! Names in a window of their own: any number of them, with only those in sight in the document.

use leptos::html;
use leptos::prelude::*;

use crate::ui::{hundredths, live};

/// The height of a name; the stylesheet's is the same.
const ROW: f64 = 24.0;
/// Names that are in the document at a time: what is in sight and as much about it.
const KEPT: usize = 30;

/// The list; nothing without names. The keyboard reaches it so that it can scroll it.
pub fn names(label: Signal<String>, all: Signal<Vec<String>>) -> AnyView {
    let none = Memo::new(move |_| all.with(Vec::is_empty));
    live(move || (!none.get()).then(|| window(label, all)))
}

fn window(label: Signal<String>, all: Signal<Vec<String>>) -> AnyView {
    let node = NodeRef::<html::Div>::new();
    let first = RwSignal::new(0_usize);
    let scrolled = move |_| {
        if let Some(node) = node.get_untracked() {
            let at = (f64::from(node.scroll_top()) / ROW) as usize;
            let now = at.saturating_sub(KEPT / 3);
            if first.get_untracked().abs_diff(now) > KEPT / 6 || now == 0 {
                first.set(now);
            }
        }
    };
    let count = Memo::new(move |_| all.with(Vec::len));
    let shown = move || {
        let first = first.get();
        all.with(|all| all.iter().cloned().enumerate().skip(first).take(KEPT).collect::<Vec<_>>())
    };
    let height = Signal::derive(move || format!("{}px", hundredths(count.get() as f64 * ROW)));
    view! {
        <div class="names" role="region" aria-label=label tabindex="0" node_ref=node on:scroll=scrolled>
            <ul class="names__list" style:block-size=height>
                <For each=shown key=|row| row.clone() children=move |(at, name)| {
                    let top = format!("{}px", hundredths(at as f64 * ROW));
                    view! {
                        <li class="names__one" aria-setsize=move || count.get().to_string() aria-posinset=(at + 1).to_string()
                            style:inset-block-start=top data-tooltip-overflow="">{name}</li>
                    }
                }/>
            </ul>
        </div>
    }
    .into_any()
}
