//! Parts that take what a person types.

use leptos::prelude::*;

use super::{Stage, part};
use crate::ui::checkbox::{Checkbox, CheckboxLook};
use crate::ui::dropzone::Dropzone;
use crate::ui::field::Field;
use crate::ui::input::{InputKind, TextArea, TextInput};
use crate::ui::search_box::{SearchBox, SearchList, SearchLook};
use crate::ui::select::{Choice, Select, SelectSize};

pub(super) fn parts(log: RwSignal<String>) -> AnyView {
    view! {
        {fields()}
        {inputs()}
        {selects(log)}
        {checkboxes(log)}
        {search_boxes()}
        {dropzones(log)}
    }
    .into_any()
}

fn fields() -> AnyView {
    let (name, listing, note) =
        (RwSignal::new("Grain Ledger".to_owned()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let left = RwSignal::new(false);
    let error = Signal::derive(move || {
        let wrong = left.get() && !listing.with(|listing| listing.starts_with("https://"));
        wrong.then(|| "This is no address of a store.".to_owned())
    });
    part(
        "Field",
        Stage::Column,
        view! {
            <Field label="Offer name" note="optional" help="Customers see it first.">
                <TextInput value=name/>
            </Field>
            <Field label="URL for existing listing" help="On AppSource or Azure Marketplace." error id="gallery-listing">
                <TextInput value=listing kind=InputKind::Url required=true on_leave=move || left.set(true)/>
            </Field>
            <Field label="Note">
                <TextArea value=note/>
            </Field>
        },
    )
}

fn inputs() -> AnyView {
    let (plain, code, fixed) =
        (RwSignal::new(String::new()), RwSignal::new("a1-b2".to_owned()), RwSignal::new("S-10440".to_owned()));
    let (day, lines) = (RwSignal::new("2026-11-21".to_owned()), RwSignal::new("One\nTwo".to_owned()));
    part(
        "Input",
        Stage::Column,
        view! {
            <TextInput value=plain label="Plain" placeholder="An example"/>
            <TextInput value=code label="Code" kind=InputKind::Code/>
            <TextInput value=fixed label="Read only" read_only=true/>
            <TextInput value=fixed label="Disabled" disabled=true/>
            <TextInput value=day label="Date" kind=InputKind::Date/>
            <TextArea value=lines label="Lines"/>
        },
    )
}

fn selects(log: RwSignal<String>) -> AnyView {
    let value = RwSignal::new("saas".to_owned());
    let choose = Callback::new(move |chosen: String| {
        log.set(format!("chose {chosen}"));
        value.set(chosen);
    });
    let choices = || {
        vec![
            Choice::new("vm", "Virtual machine"),
            Choice::new("saas", "Software as a Service"),
            Choice::new("iot", "IoT Edge module"),
        ]
    };
    part(
        "Select",
        Stage::Column,
        view! {
            <Field label="Offer type"><Select value on_choose=choose choices=choices()/></Field>
            <Field label="With an error" error="Choose one."><Select value on_choose=choose choices=choices()/></Field>
            <Select value on_choose=choose choices=choices() label="Small" size=SelectSize::Small/>
            <Select value on_choose=choose choices=choices() label="Disabled" disabled=true/>
        },
    )
}

fn checkboxes(log: RwSignal<String>) -> AnyView {
    let (one, two) = (RwSignal::new(true), RwSignal::new(false));
    let all = Signal::derive(move || one.get() && two.get());
    let some = Signal::derive(move || one.get() != two.get());
    let set = |signal: RwSignal<bool>| Callback::new(move |on| signal.set(on));
    let both = Callback::new(move |on| {
        one.set(on);
        two.set(on);
    });
    part(
        "Checkbox",
        Stage::Column,
        view! {
            <Checkbox label="All" checked=all mixed=some on_change=both/>
            <Checkbox label="One" checked=one on_change=set(one)/>
            <Checkbox label="Two" checked=two on_change=set(two) help="With a line of help"/>
            <Checkbox label="Refuses" checked=false on_change=Callback::new(move |_| log.set("refused".to_owned()))/>
            <Checkbox label="Disabled" checked=true disabled=true on_change=set(two)/>
            <Checkbox label="Select Grain Ledger" checked=two on_change=set(two) look=CheckboxLook::Bare/>
        },
    )
}

fn search_boxes() -> AnyView {
    let (field, quiet) = (RwSignal::new(String::new()), RwSignal::new("grain".to_owned()));
    let (partner, reached) = (RwSignal::new(String::new()), RwSignal::new(None::<String>));
    let list = SearchList {
        id: Signal::stored("gallery-partners".to_owned()),
        active: reached.into(),
        open: Signal::stored(true),
        help: Signal::stored("gallery-keys".to_owned()),
        on_key: Callback::new(move |event: web_sys::KeyboardEvent| {
            reached.set((event.key() == "ArrowDown").then(|| "gallery-partner".to_owned()));
        }),
    };
    part(
        "Search box",
        Stage::Column,
        view! {
            <SearchBox label="Search solutions" clear="Clear search" value=field shortcut="/"/>
            <p>"Sought: " <output id="gallery-sought">{field}</output></p>
            <SearchBox label="Search everything" clear="Clear search" value=quiet look=SearchLook::Quiet/>
            <SearchBox label="Search partners" clear="Clear search" value=partner list=list landmark=false/>
            <p class="muted" id="gallery-keys">"The arrow keys belong to the list below."</p>
            <ul id="gallery-partners" role="listbox" aria-label="Partners">
                <li id="gallery-partner" role="option" aria-selected="false">"Alder Cloud Trading"</li>
            </ul>
        },
    )
}

fn dropzones(log: RwSignal<String>) -> AnyView {
    let take = Callback::new(move |file: web_sys::File| log.set(format!("file {}", file.name())));
    part(
        "Dropzone",
        Stage::Column,
        view! {
            <Dropzone
                label="Drop a CSV file here, or"
                choose="choose one"
                help="Up to 100,000 rows or 50 MB"
                accept=".csv,text/csv"
                on_file=take
            />
            <Dropzone label="No file is taken now, not even if you" choose="choose one" disabled=true on_file=take/>
        },
    )
}
