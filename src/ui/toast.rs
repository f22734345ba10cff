//! A short message at the edge of the page.

use leptos::html;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusEvent};

use super::button::{Button, Face, Size, Variant};
use super::icon::Icon;
use super::{HEADING, Text, catch_focus, focus, has_focus, live};

/// How a toast sounds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ToastTone {
    /// Something is so.
    #[default]
    Info,
    /// Something worked.
    Success,
    /// Something did not work; read out at once.
    Error,
}

impl ToastTone {
    const fn class_icon_role(self) -> (&'static str, &'static str, &'static str) {
        match self {
            ToastTone::Info => ("toast", "info", "status"),
            ToastTone::Success => ("toast toast--success", "checkmark-circle", "status"),
            ToastTone::Error => ("toast toast--error", "error", "alert"),
        }
    }
}

/// A way on or back.
#[derive(Clone, Copy)]
pub struct ToastAct {
    /// The button's words, such as "Undo discard".
    pub label: Text,
    /// What it does; the toast goes with it.
    pub run: Callback<()>,
}

/// One message, in a live region (`status`, or `alert` for errors). It never takes the focus. Its time stops while the
/// pointer or the focus is on it; when it goes with the focus inside, the focus returns to where it came from.
#[component]
pub fn ToastView(
    /// The sentence.
    #[prop(into)]
    text: Text,
    /// How it sounds.
    #[prop(optional)]
    tone: ToastTone,
    /// A way on or back.
    #[prop(optional_no_strip)]
    action: Option<ToastAct>,
    /// The name of the button that takes it away.
    #[prop(into)]
    dismiss: Text,
    /// Takes it away.
    on_dismiss: Callback<()>,
    /// How long it stays; without a time, until it is dismissed.
    #[prop(optional_no_strip)]
    stay: Option<Duration>,
) -> impl IntoView {
    let (class, icon, role) = tone.class_icon_role();
    let toast =
        Shown { node: NodeRef::new(), before: StoredValue::new_local(None), timer: StoredValue::new_local(None) };
    let leave = move || {
        toast.give_focus_back();
        on_dismiss.run(());
    };
    let start = move || {
        toast.stop();
        if let Some(stay) = stay {
            toast.timer.set_value(set_timeout_with_handle(leave, stay).ok());
        }
    };
    // Live regions tell what changes in them: the region comes first, its words a moment later.
    let said = RwSignal::new(false);
    Effect::new(move |_| {
        request_animation_frame(move || _ = said.try_set(true));
        start();
    });
    on_cleanup(move || toast.stop());
    view! {
        <div
            class=class
            node_ref=toast.node
            on:mouseenter=move |_| toast.stop()
            on:mouseleave=move |_| start()
            on:focusin=move |event| {
                toast.stop();
                toast.came_from(&event);
            }
            on:focusout=move |_| start()
        >
            <Icon name=icon/>
            <span class="toast__text" role=role>{live(move || said.get().then(|| text.get()))}</span>
            {action.map(|act| view! {
                <Button
                    label=act.label
                    variant=Variant::Subtle
                    size=Size::Small
                    class="toast__action"
                    on_press=move || {
                        leave();
                        act.run.run(());
                    }
                />
            })}
            <Button label=dismiss variant=Variant::Subtle size=Size::Small face=Face::Icon icon="dismiss" on_press=leave/>
        </div>
    }
    .into_any()
}

#[derive(Clone, Copy)]
struct Shown {
    node: NodeRef<html::Div>,
    before: StoredValue<Option<Element>, LocalStorage>,
    timer: StoredValue<Option<TimeoutHandle>, LocalStorage>,
}

impl Shown {
    fn stop(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }

    /// Remembers what had the focus before it came here from outside.
    fn came_from(self, event: &FocusEvent) {
        let from = event.related_target().and_then(|from| from.dyn_into::<Element>().ok());
        let Some(node) = self.node.try_get_untracked().flatten() else { return };
        if let Some(from) = from.filter(|from| !node.contains(Some(from))) {
            self.before.set_value(Some(from));
        }
    }

    fn give_focus_back(self) {
        let held = self.node.try_get_untracked().flatten().is_some_and(|node| has_focus(&node));
        if let Some(before) = self.before.try_get_value().flatten().filter(|_| held) {
            focus(&before);
        }
        if held {
            catch_focus(HEADING);
        }
    }
}
