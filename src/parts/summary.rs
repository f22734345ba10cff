//! All that is wrong with a form, with a way to each field.

use leptos::html;
use leptos::prelude::*;

use crate::i18n::{self, said, t, tn};
use crate::ui::{Icon, focus_id};

/// A field that needs another look: its element's id, the key of its label, and what is wrong.
pub type Wrong = (&'static str, &'static str, String);

/// The summary; it has the focus when it comes. A further press of the form's button brings the focus back with `focus_id`.
pub fn summary(id: &'static str, shown: Signal<bool>, wrong: Memo<Vec<Wrong>>) -> AnyView {
    let node: NodeRef<html::Div> = NodeRef::new();
    Effect::new(move |_| {
        if node.get().is_some() {
            request_animation_frame(move || focus_id(id));
        }
    });
    let item = |(id, label, why): Wrong| {
        let jump = move |event: web_sys::MouseEvent| {
            event.prevent_default();
            focus_id(id);
        };
        view! { <li><a href=format!("#{id}") on:click=jump>{move || i18n::of(&t(label))}{why}</a></li> }
    };
    view! {
        <Show when=move || shown.get() && !wrong.with(Vec::is_empty)>
            <div class="message message--error" role="alert" id=id tabindex="-1" node_ref=node>
                <Icon name="error"/>
                <div class="message__text">
                    <span class="message__title">{said(move || tn("newOffer.wrong", wrong.with(Vec::len) as u64))}</span>
                    <ul>{move || wrong.get().into_iter().map(item).collect_view()}</ul>
                </div>
            </div>
        </Show>
    }
    .into_any()
}
