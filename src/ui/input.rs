//! Text fields of one line and of several.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use leptos::prelude::*;
use leptos::{ev, html};

use super::field::FieldLink;
use super::{MaybeText, when};

/// What is typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputKind {
    /// Words.
    #[default]
    Text,
    /// Something exact, in letters of one width: never corrected, never capitalised.
    Code,
    /// An address of a person.
    Email,
    /// An address of a page.
    Url,
    /// A secret: what is typed is not shown.
    Password,
    /// A day, by the browser's own picker.
    Date,
}

impl InputKind {
    const fn word(self) -> &'static str {
        match self {
            InputKind::Text | InputKind::Code => "text",
            InputKind::Email => "email",
            InputKind::Url => "url",
            InputKind::Password => "password",
            InputKind::Date => "date",
        }
    }
}

/// The native text field. Inside a `Field` it takes label, help and error from there; alone it needs a `label`.
#[component]
pub fn TextInput(
    /// What is typed.
    value: RwSignal<String>,
    /// What kind of thing that is.
    #[prop(optional)]
    kind: InputKind,
    /// Its name, where no field gives one.
    #[prop(optional, into)]
    label: MaybeText,
    /// An example in the empty field.
    #[prop(optional, into)]
    placeholder: MaybeText,
    /// Whether it can be read and copied, but not changed.
    #[prop(optional, into)]
    read_only: Signal<bool>,
    /// Whether it is out of use.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Whether it must be filled in.
    #[prop(optional)]
    required: bool,
    /// Whether a dialog gives it the focus first.
    #[prop(optional)]
    autofocus: bool,
    /// What the browser may fill in, such as `email`.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Runs when the person leaves the field: the moment to check it.
    #[prop(optional, into)]
    on_leave: Option<Callback<()>>,
    /// The element.
    #[prop(optional)]
    node_ref: NodeRef<html::Input>,
) -> impl IntoView {
    let field = FieldLink::here();
    follow_presses();
    let exact = kind == InputKind::Code;
    view! {
        <input
            class=if exact { "input input--code" } else { "input" }
            type=kind.word()
            id=field.control
            aria-label=label
            aria-describedby=field.described_by
            aria-invalid=field.invalid
            aria-required=required.then_some("true")
            placeholder=placeholder
            autocomplete=autocomplete
            spellcheck=exact.then_some("false")
            autocapitalize=exact.then_some("off")
            autofocus=autofocus
            readonly=read_only
            disabled=disabled
            prop:value=value
            node_ref=node_ref
            on:input=move |event| value.set(event_target_value(&event))
            on:blur=move |_| leave(on_leave)
        />
    }
    .into_any()
}

/// The native field of several lines; it grows with what is typed. Inside a `Field` as `TextInput`.
#[component]
pub fn TextArea(
    /// What is typed.
    value: RwSignal<String>,
    /// Its name, where no field gives one.
    #[prop(optional, into)]
    label: MaybeText,
    /// An example in the empty field.
    #[prop(optional, into)]
    placeholder: MaybeText,
    /// Lines that are there before anything is typed.
    #[prop(default = 3)]
    rows: u32,
    /// Whether it is out of use.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Whether it must be filled in.
    #[prop(optional)]
    required: bool,
    /// Whether a dialog gives it the focus first.
    #[prop(optional)]
    autofocus: bool,
    /// Runs when the person leaves the field: the moment to check it.
    #[prop(optional, into)]
    on_leave: Option<Callback<()>>,
) -> impl IntoView {
    let field = FieldLink::here();
    follow_presses();
    view! {
        <textarea
            class="input"
            id=field.control
            rows=rows.to_string()
            aria-label=label
            aria-describedby=field.described_by
            aria-invalid=field.invalid
            aria-required=required.then_some("true")
            aria-disabled=when(disabled)
            placeholder=placeholder
            autofocus=autofocus
            disabled=disabled
            prop:value=value
            on:input=move |event| value.set(event_target_value(&event))
            on:blur=move |_| leave(on_leave)
        ></textarea>
    }
    .into_any()
}

/// Runs what leaving a field means; a field that vanishes with its dialog is left too, when nobody listens any more.
/// While a mouse button or a finger is down it waits until that is up again: a sentence that comes in between would move
/// the button away from under the press.
fn leave(on_leave: Option<Callback<()>>) {
    let Some(on_leave) = on_leave else { return };
    if PRESSED.get() {
        WAITING.with_borrow_mut(|waiting| waiting.push(on_leave));
    } else {
        on_leave.try_run(());
    }
}

thread_local! {
    static FOLLOWED: Cell<bool> = const { Cell::new(false) };
    static PRESSED: Cell<bool> = const { Cell::new(false) };
    static WAITING: RefCell<Vec<Callback<()>>> = const { RefCell::new(Vec::new()) };
}

/// Follows, from the first field on and as long as the page lives, whether something is pressed.
fn follow_presses() {
    if FOLLOWED.replace(true) {
        return;
    }
    let released = || {
        PRESSED.set(false);
        // The click comes right after the release, and goes first.
        set_timeout(
            || {
                for on_leave in WAITING.take() {
                    on_leave.try_run(());
                }
            },
            Duration::ZERO,
        );
    };
    window_event_listener(ev::pointerdown, |_| PRESSED.set(true));
    window_event_listener(ev::pointerup, move |_| released());
    window_event_listener(ev::pointercancel, move |_| released());
}
