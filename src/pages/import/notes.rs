//! What stands in the way of a step, and how to go on.

use leptos::prelude::*;

use super::state::{ImportPage, Note};
use crate::i18n::{said, t, text};
use crate::ui::{Button, Message, MessageTone, Size, live};

/// The note of the page, if there is one, at the top of its step.
#[component]
pub fn NoteOfStep(
    /// The page.
    page: ImportPage,
) -> impl IntoView {
    let again = move || {
        view! {
            <Button label=text("load.tryAgain") size=Size::Small icon="retry" on_press=move || page.try_again()/>
        }
        .into_any()
    };
    live(move || {
        page.note.get().map(|note| match note {
            Note::Retrying(error) => view! {
                <Message tone=MessageTone::Warning actions=again()>
                    {said(move || format!("{} {}", error.sentence(), t("import.retrying")))}
                </Message>
            }
            .into_any(),
            Note::Refused(error) if page.is_held() => view! {
                <Message tone=MessageTone::Error actions=again()>{said(move || error.sentence())}</Message>
            }
            .into_any(),
            Note::Refused(error) => {
                view! { <Message tone=MessageTone::Error>{said(move || error.sentence())}</Message> }.into_any()
            }
            Note::File(fault) => {
                view! { <Message tone=MessageTone::Error>{said(move || fault.sentence())}</Message> }.into_any()
            }
            Note::Stale => view! { <Message tone=MessageTone::Warning>{text("import.stale")}</Message> }.into_any(),
            Note::Elsewhere => {
                view! { <Message tone=MessageTone::Warning>{text("import.elsewhere")}</Message> }.into_any()
            }
        })
    })
}
