//! What lies over every screen: toasts, and the question before something serious.

use leptos::prelude::*;

use crate::confirm::use_confirm;
use crate::i18n::text;
use crate::toast::{Toast, Tone, use_toasts};
use crate::ui::{Icon, live};

/// How long a toast stays when nobody looks at it, in milliseconds.
const STAY_MS: u64 = 8_000;

/// The toasts; new ones are read out without taking the focus.
#[component]
pub fn ToastRegion() -> impl IntoView {
    let toasts = use_toasts();
    view! {
        <div class="toasts" role="region" aria-label=text("toast.region")>
            <div role="status" aria-live="polite">
                <For each=move || toasts.list() key=|toast| toast.id children=|toast| view! { <ToastView toast/> }/>
            </div>
        </div>
    }
}

#[component]
fn ToastView(toast: Toast) -> impl IntoView {
    let toasts = use_toasts();
    let id = toast.id;
    let held = RwSignal::new(false);
    let (class, icon) = match toast.tone {
        Tone::Success => ("toast toast--success", "checkmark-circle"),
        Tone::Error => ("toast toast--error", "error"),
    };
    // An error stays until it is dismissed; anything else goes by itself, but not while it is pointed at or focused.
    if toast.tone == Tone::Success {
        Effect::new(move |_| {
            if !held.get() {
                let timer =
                    set_timeout_with_handle(move || toasts.dismiss(id), std::time::Duration::from_millis(STAY_MS));
                on_cleanup(move || {
                    if let Ok(timer) = timer {
                        timer.clear();
                    }
                });
            }
        });
    }
    let action = toast.action.map(|action| {
        let run = move |_| {
            action.run.run(());
            toasts.dismiss(id);
        };
        view! { <button type="button" class="button button--subtle button--small toast__action" on:click=run>{action.label}</button> }
    });
    view! {
        <div class=class on:mouseenter=move |_| held.set(true) on:mouseleave=move |_| held.set(false)
            on:focusin=move |_| held.set(true) on:focusout=move |_| held.set(false)>
            <Icon name=icon/>
            <span class="toast__text">{toast.text}</span>
            {action}
            <button type="button" class="button button--subtle button--icon button--small" aria-label=text("toast.dismiss")
                on:click=move |_| toasts.dismiss(id)>
                <Icon name="dismiss"/>
            </button>
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
