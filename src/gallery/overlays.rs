//! Parts that lie over the page.

use std::time::Duration;

use leptos::prelude::*;

use super::{Stage, note, part};
use crate::ui::dialog::{Dialog, DialogKind, DialogSize};
use crate::ui::toast::{ToastAct, ToastTone, ToastView};
use crate::ui::{Button, Field, Press, TextInput, Variant};

pub(super) fn parts(log: RwSignal<String>) -> AnyView {
    view! {
        {part("Dialog", Stage::Row, view! { {form(log)} {question(log)} })}
        {toasts(log)}
    }
    .into_any()
}

fn form(log: RwSignal<String>) -> AnyView {
    let open = RwSignal::new(false);
    let name = RwSignal::new(String::new());
    let close = Callback::new(move |()| open.set(false));
    let save = Callback::new(move |()| {
        log.set(format!("saved {}", name.get_untracked()));
        open.set(false);
    });
    let dialog = move || {
        let actions = view! {
            <Button label="Cancel" on_press=close/>
            <Button label="Save" variant=Variant::Primary kind=Press::Submit/>
        };
        view! {
            <Dialog
                title="Save these filters"
                close="Close"
                on_close=close
                on_submit=save
                dirty=Signal::derive(move || !name.with(String::is_empty))
                actions=actions.into_any()
            >
                <Field label="Name"><TextInput value=name/></Field>
            </Dialog>
        }
    };
    view! {
        <Button
            label="Open a form"
            on_press=move || {
                name.set(String::new());
                open.set(true);
            }
        />
        {move || open.get().then(dialog)}
    }
    .into_any()
}

fn question(log: RwSignal<String>) -> AnyView {
    let open = RwSignal::new(false);
    let close = Callback::new(move |()| open.set(false));
    let discard = move || {
        log.set("discarded".to_owned());
        open.set(false);
    };
    let dialog = move || {
        let actions = view! {
            <Button label="Cancel" on_press=close/>
            <Button label="Discard" variant=Variant::Danger on_press=discard/>
        };
        view! {
            <Dialog
                title="Discard this solution"
                close="Close"
                on_close=close
                kind=DialogKind::Alert
                size=DialogSize::Small
                actions=actions.into_any()
            >
                <p>"Its 14 referrals stay in the history."</p>
            </Dialog>
        }
    };
    view! {
        <Button label="Ask a question" on_press=move || open.set(true)/>
        {move || open.get().then(dialog)}
    }
    .into_any()
}

fn toasts(log: RwSignal<String>) -> AnyView {
    let (shown, last) = (RwSignal::new(Vec::<(u32, ToastTone)>::new()), StoredValue::new(0_u32));
    let show = move |tone| {
        move || {
            last.update_value(|last| *last += 1);
            shown.update(|shown| shown.push((last.get_value(), tone)));
        }
    };
    let toast = move |(id, tone): (u32, ToastTone)| {
        let dismiss = Callback::new(move |()| shown.update(|shown| shown.retain(|(other, _)| *other != id)));
        let undo = ToastAct { label: "Undo discard".into(), run: note(log, "undone") };
        let action = (tone == ToastTone::Success).then_some(undo);
        let text = if tone == ToastTone::Error { "The server took too long." } else { "Payroll Bridge is discarded." };
        let stay = (tone != ToastTone::Error).then(|| Duration::from_secs(2));
        view! { <ToastView text tone action stay dismiss="Dismiss" on_dismiss=dismiss/> }
    };
    part(
        "Toast",
        Stage::Row,
        view! {
            <Button label="Show success" on_press=show(ToastTone::Success)/>
            <Button label="Show information" on_press=show(ToastTone::Info)/>
            <Button label="Show error" on_press=show(ToastTone::Error)/>
            <div class="toasts"><For each=move || shown.get() key=|(id, _)| *id children=toast/></div>
        },
    )
}
