//! A search field that shows what the address says and writes every letter there.

use leptos::prelude::*;

use crate::i18n::text;
use crate::ui::SearchBox;

/// The field: it follows the address (back button, saved filters), and every letter is a new view. `label` is a catalogue
/// key.
pub fn search_field(
    label: &'static str,
    search: impl Fn() -> String + Send + Sync + 'static,
    ask: impl Fn(String) + Send + Sync + 'static,
) -> AnyView {
    let typed = RwSignal::new(untrack(&search));
    Effect::new(move |_| {
        let search = search();
        if search != typed.get_untracked() {
            typed.set(search);
        }
    });
    let on_input = Callback::new(move |()| ask(typed.get_untracked()));
    view! { <SearchBox label=text(label) clear=text("search.clear") value=typed on_input/> }.into_any()
}
