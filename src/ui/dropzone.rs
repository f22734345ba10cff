//! A place to drop a file, or to choose one.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Event, File, HtmlInputElement};

use super::icon::Icon;
use super::{MaybeText, Text, live, new_id, when};

/// A native file field that fills its place: Tab reaches it, Enter and Space open the browser's own chooser, a file can
/// be dropped on it. The same file may be given again.
#[component]
pub fn Dropzone(
    /// What to do, such as "Drop a CSV file here, or".
    #[prop(into)]
    label: Text,
    /// The rest of the sentence, shown as a link: "choose one".
    #[prop(into)]
    choose: Text,
    /// Which files, how large.
    #[prop(optional, into)]
    help: MaybeText,
    /// What the browser's chooser offers, such as `.csv,text/csv`.
    #[prop(default = "")]
    accept: &'static str,
    /// Whether no file is taken now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Takes the file, whatever it is: whoever reads it says what is wrong with it.
    on_file: Callback<File>,
) -> impl IntoView {
    let over = RwSignal::new(false);
    let help_id = new_id("dropzone-help");
    let described_by = {
        let help_id = help_id.clone();
        Signal::derive(move || help.get().map(|_| help_id.clone()))
    };
    let take = move |file: Option<File>| {
        if let Some(file) = file.filter(|_| !disabled.get_untracked()) {
            on_file.run(file);
        }
    };
    let change = move |event: Event| {
        let Some(field) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
        take(field.files().and_then(|files| files.get(0)));
        // Else the browser would not tell of the same file a second time.
        field.set_value("");
    };
    // Without this the browser opens the file in place of the page.
    let drag = move |event: DragEvent| {
        event.prevent_default();
        over.set(!disabled.get_untracked());
    };
    let drop = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        take(event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0)));
    };
    view! {
        <label
            class="dropzone"
            aria-disabled=when(disabled)
            data-over=when(over)
            on:dragenter=drag
            on:dragover=drag
            on:dragleave=move |_| over.set(false)
            on:drop=drop
        >
            <input
                class="dropzone__input"
                type="file"
                accept=accept
                disabled=disabled
                aria-label=Signal::derive(move || format!("{}{}{}", label.get(), gap(&label.get()), choose.get()))
                aria-describedby=described_by
                on:change=change
            />
            <span class="dropzone__picture"><Icon name="upload"/></span>
            <span class="dropzone__title">{label}{Signal::derive(move || gap(&label.get()).to_owned())}<u>{choose}</u></span>
            {live(move || help.get().map(|help| view! { <span class="dropzone__help" id=help_id.clone()>{help}</span> }))}
        </label>
    }
    .into_any()
}

/// What stands between the label and the words after it: nothing in scripts that write without spaces.
fn gap(label: &str) -> &'static str {
    if label.ends_with(|c: char| c >= '\u{2E80}') { "" } else { " " }
}
