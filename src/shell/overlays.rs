//! What lies over every screen: toasts, and the question before something serious.

use std::time::Duration;

use leptos::prelude::*;

use crate::confirm::use_confirm;
use crate::i18n::text;
use crate::toast::{Toast, use_toasts};
use crate::ui::{ToastTone, ToastView, live};

/// How long a toast stays when nobody looks at it.
const STAY: Duration = Duration::from_secs(8);

/// The toasts; new ones are read out without taking the focus. An error stays until it is dismissed.
#[component]
pub fn ToastRegion() -> impl IntoView {
    let toasts = use_toasts();
    let toast = move |toast: Toast| {
        let id = toast.id;
        let stay = (toast.tone != ToastTone::Error).then_some(STAY);
        let on_dismiss = Callback::new(move |()| toasts.dismiss(id));
        view! { <ToastView text=Signal::stored(toast.text) tone=toast.tone stay action=toast.action dismiss=text("toast.dismiss") on_dismiss/> }
    };
    view! {
        <div class="toasts" role="region" aria-label=text("toast.region")>
            <For each=move || toasts.list() key=|toast| toast.id children=toast/>
        </div>
    }
}

/// The question that is open.
#[component]
pub fn ConfirmDialog() -> impl IntoView {
    let confirm = use_confirm();
    live(move || {
        confirm.question().map(|(question, stay)| {
            let dialog: NodeRef<leptos::html::Dialog> = NodeRef::new();
            Effect::new(move |_| {
                if let Some(dialog) = dialog.get()
                    && !dialog.open()
                {
                    // Opening an open dialog is refused by the browser, and that is the state we want.
                    let _ = dialog.show_modal();
                }
            });
            let go = move |_| {
                if let Some(dialog) = dialog.get_untracked() {
                    dialog.close();
                }
                question.run.run(());
            };
            view! {
                <dialog class="dialog dialog--small" node_ref=dialog aria-labelledby="confirm-title" aria-describedby="confirm-text"
                    on:close=move |_| confirm.close()>
                    <div class="dialog__head"><h2 class="dialog__title" id="confirm-title">{question.title.clone()}</h2></div>
                    <div class="dialog__body"><p id="confirm-text">{question.text.clone()}</p></div>
                    <form class="dialog__actions" method="dialog">
                        <button class="button" autofocus>{text(stay)}</button>
                        <button type="button" class="button button--primary" on:click=go>{question.go.clone()}</button>
                    </form>
                </dialog>
            }
        })
    })
}
