//! A filter: a button that opens a list of values to tick.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{FocusEvent, HtmlElement, KeyboardEvent, Node};

use super::button::{Button, Face, Size, Variant, classes};
use super::checkbox::Checkbox;
use super::icon::Icon;
use super::search_box::SearchBox;
use super::{MaybeText, Text, either, focus, is_open, live, lower, new_id, place_below};

/// A value that rows may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilterOption {
    /// What is filtered by.
    pub value: String,
    /// What the person reads.
    pub label: String,
    /// How many rows have it, as the reader's language writes numbers.
    pub count: String,
}

/// From how many values on the list has a field to find one.
const FIND_FROM: usize = 9;

/// The disclosure pattern of the Authoring Practices with a group of check boxes: Enter and Space on the button open and
/// close, Tab goes into the list and through it, Space ticks, Escape closes and gives the focus back, leaving the list
/// closes it. The button's name says how many values are chosen.
#[component]
pub fn FilterMenu(
    /// What is filtered, such as "Status".
    #[prop(into)]
    label: Text,
    /// All values.
    #[prop(into)]
    options: Signal<Vec<FilterOption>>,
    /// The values that are ticked.
    #[prop(into)]
    chosen: Signal<Vec<String>>,
    /// Runs with the values that are to be ticked from now on, in the order of the list.
    on_change: Callback<Vec<String>>,
    /// How many are chosen, in words, such as "2 chosen"; read while there are some.
    #[prop(into)]
    chosen_words: Text,
    /// The words of the button that unticks all.
    #[prop(into)]
    clear: Text,
    /// The name of the field that finds a value, shown in long lists, and of the button that empties it.
    #[prop(into)]
    find: Text,
    /// What a list says in which nothing is found.
    #[prop(into)]
    nothing: Text,
) -> impl IntoView {
    let filter = Filter { button: NodeRef::new(), panel: NodeRef::new(), open: RwSignal::new(false) };
    let id = new_id("filter");
    let sought = RwSignal::new(String::new());
    let count = Signal::derive(move || chosen.with(Vec::len));
    let active: MaybeText = Signal::derive(move || (count.get() > 0).then(String::new));
    let tick = move |value: String, on: bool| {
        let mut ticked = chosen.get_untracked();
        ticked.retain(|other| *other != value);
        if on {
            ticked.push(value);
        }
        let place = |value: &String| options.with_untracked(|all| all.iter().position(|option| option.value == *value));
        contract::order::sort_by_key(&mut ticked, place);
        on_change.run(ticked);
    };
    let change = Change { tick: Callback::new(move |(value, on)| tick(value, on)), all: on_change };
    view! {
        <div class="filter" on:keydown=move |event| filter.key(&event) on:focusout=move |event| filter.left(&event)>
            <button
                type="button"
                class=classes(Variant::Secondary, Size::Normal, Face::Words, "filter__button")
                aria-expanded=either(filter.open)
                aria-controls=id.clone()
                data-active=active
                popovertarget=id.clone()
                node_ref=filter.button
            >
                <span>{label}</span>
                {live(move || (count.get() > 0).then(|| view! {
                    <span class="filter__chosen" aria-hidden="true">{count.get()}</span>
                    <span class="visually-hidden">{chosen_words}</span>
                }))}
                <Icon name="chevron-down"/>
            </button>
            <div
                class="filter__panel"
                id=id
                popover="auto"
                role="group"
                aria-label=label
                node_ref=filter.panel
                on:beforetoggle=move |_: web_sys::Event| filter.will_toggle()
                on:toggle=move |_| {
                    filter.toggled();
                    sought.set(String::new());
                }
            >
                {live(move || filter.open.get().then(|| content(options, chosen, change, [clear, find, nothing], sought)))}
            </div>
        </div>
    }
    .into_any()
}

/// What ticking does.
#[derive(Clone, Copy)]
struct Change {
    /// Ticks one value, or unticks it.
    tick: Callback<(String, bool)>,
    /// Ticks these and no others.
    all: Callback<Vec<String>>,
}

/// What stands in the open list. A closed one holds nothing: rows are counted for it while somebody reads the counts.
fn content(
    options: Signal<Vec<FilterOption>>,
    chosen: Signal<Vec<String>>,
    change: Change,
    [clear, find, nothing]: [Text; 3],
    sought: RwSignal<String>,
) -> AnyView {
    let shown = Memo::new(move |_| found(&options.get(), &sought.get()));
    view! {
        {live(move || options.with(|all| all.len() >= FIND_FROM).then(|| view! {
            <div class="filter__head"><SearchBox label=find clear=clear value=sought landmark=false/></div>
        }))}
        <ul class="filter__list">
            <For each=move || shown.get() key=String::clone let:value>
                {row(value, options, chosen, change.tick)}
            </For>
            {live(move || shown.with(Vec::is_empty).then(|| view! { <li class="muted">{nothing}</li> }))}
        </ul>
        <div class="filter__foot">
            <Button
                label=clear
                variant=Variant::Subtle
                size=Size::Small
                on_press=move || change.all.run(Vec::new())
            />
        </div>
    }
    .into_any()
}

/// The values whose words contain what is sought, in any case.
fn found(options: &[FilterOption], sought: &str) -> Vec<String> {
    let sought = lower(sought.trim());
    let fits = options.iter().filter(|option| lower(&option.label).contains(&sought));
    fits.map(|option| option.value.clone()).collect()
}

/// A value with its box. Words and count are looked up, so that new counts leave the row, and the focus in it, in place.
fn row(
    value: String,
    options: Signal<Vec<FilterOption>>,
    chosen: Signal<Vec<String>>,
    tick: Callback<(String, bool)>,
) -> AnyView {
    let own = StoredValue::new(value.clone());
    let of = move |part: fn(&FilterOption) -> &String| -> Text {
        Signal::derive(move || {
            options
                .with(|all| {
                    own.with_value(|own| {
                        all.iter().find(|option| option.value == *own).map(|option| part(option).clone())
                    })
                })
                .unwrap_or_default()
        })
    };
    let (label, count) = (of(|option| &option.label), of(|option| &option.count));
    let checked = Signal::derive(move || chosen.with(|all| own.with_value(|own| all.contains(own))));
    view! {
        <li>
            <Checkbox
                label=label
                checked=checked
                after=view! { <span class="filter__count">{count}</span> }.into_any()
                on_change=Callback::new(move |on| tick.run((value.clone(), on)))
            />
        </li>
    }
    .into_any()
}

#[derive(Clone, Copy)]
struct Filter {
    button: NodeRef<html::Button>,
    panel: NodeRef<html::Div>,
    open: RwSignal<bool>,
}

impl Filter {
    fn panel(self) -> Option<HtmlElement> {
        self.panel.try_get_untracked().flatten().map(JsCast::unchecked_into)
    }

    /// The list is filled before it comes into sight.
    fn will_toggle(self) {
        if self.panel().is_some_and(|panel| !is_open(&panel)) {
            self.open.set(true);
        }
    }

    fn toggled(self) {
        let Some(panel) = self.panel() else { return };
        let open = is_open(&panel);
        // Said once: what is told again is built again, beneath a focus that may be in it already.
        if self.open.get_untracked() != open {
            self.open.set(open);
        }
        if let Some(button) = self.button.get_untracked() {
            place_below(&panel, &button, 0.0);
        }
    }

    fn key(self, event: &KeyboardEvent) {
        let Some(panel) = self.panel().filter(|panel| event.key() == "Escape" && is_open(panel)) else { return };
        event.prevent_default();
        event.stop_propagation();
        // Fails only when it is closed already.
        let _ = panel.hide_popover();
        if let Some(button) = self.button.get_untracked() {
            focus(&button);
        }
    }

    /// Closes when the focus goes elsewhere; a press on words inside takes the focus nowhere, and closes nothing.
    fn left(self, event: &FocusEvent) {
        let Some(to) = event.related_target().and_then(|to| to.dyn_into::<Node>().ok()) else { return };
        let inside = self.panel().is_some_and(|panel| panel.contains(Some(&to)));
        let on_button = self.button.try_get_untracked().flatten().is_some_and(|button| button.contains(Some(&to)));
        if let Some(panel) = self.panel().filter(|panel| !inside && !on_button && is_open(panel)) {
            let _ = panel.hide_popover();
        }
    }
}
