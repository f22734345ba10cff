//! A dialog: the native element, opened as long as it stands in the page.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlDialogElement, MouseEvent, SubmitEvent};

use super::button::{Button, Face, Variant};
use super::{HEADING, Text, all, catch_focus, focus, has_focus, new_id};

/// How wide a dialog is at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DialogSize {
    /// 560 px.
    #[default]
    Normal,
    /// 880 px.
    Wide,
    /// 440 px, for questions.
    Small,
}

/// What a dialog is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DialogKind {
    /// Work: fields and choices.
    #[default]
    Work,
    /// A question that interrupts; its body is read out with the title.
    Alert,
}

/// The modal dialog pattern of the Authoring Practices on the native `dialog`: it opens when it comes into the page, and
/// the focus goes to what has `autofocus`, else to the first field, else to the first of its actions. Tab stays inside.
/// Escape, the button in the corner and a press on the backdrop ask to close; the backdrop only while nothing was typed.
/// When it leaves the page the focus returns to where it was.
#[component]
pub fn Dialog(
    /// The title, which is its name.
    #[prop(into)]
    title: Text,
    /// The name of the button in the corner.
    #[prop(into)]
    close: Text,
    /// Runs when the person asks to close; whoever shows the dialog takes it away.
    on_close: Callback<()>,
    /// Runs when the form is sent, by Enter or by a button of kind `Submit`.
    #[prop(optional, into)]
    on_submit: Option<Callback<()>>,
    /// Whether something was typed that closing would lose.
    #[prop(optional, into)]
    dirty: Signal<bool>,
    /// Whether the body is still on its way: once it is here it gets the focus, unless the person went elsewhere.
    #[prop(optional, into)]
    loading: Signal<bool>,
    /// How wide.
    #[prop(optional)]
    size: DialogSize,
    /// What for.
    #[prop(optional)]
    kind: DialogKind,
    /// The buttons, the primary one last.
    #[prop(optional)]
    actions: Option<AnyView>,
    /// The body.
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let pressed_outside = StoredValue::new(false);
    open_while_mounted(node, on_close, loading);
    let (title_id, body_id) = (new_id("dialog-title"), new_id("dialog-body"));
    let alert = kind == DialogKind::Alert;
    let cancel = move |event: Event| {
        // A file field inside has a `cancel` of its own.
        if is_itself(&event) {
            event.prevent_default();
            on_close.run(());
        }
    };
    let press = move |event: MouseEvent| {
        // Marking text and letting go outside is no press on the backdrop: both ends have to be there.
        if is_itself(&event) && pressed_outside.get_value() && !dirty.get_untracked() {
            on_close.run(());
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(on_submit) = on_submit {
            on_submit.run(());
        }
    };
    view! {
        <dialog
            class=match size {
                DialogSize::Normal => "dialog",
                DialogSize::Wide => "dialog dialog--wide",
                DialogSize::Small => "dialog dialog--small",
            }
            role=alert.then_some("alertdialog")
            aria-labelledby=title_id.clone()
            aria-describedby=alert.then_some(body_id.clone())
            node_ref=node
            on:cancel=cancel
            on:mousedown=move |event| pressed_outside.set_value(is_itself(&event))
            on:click=press
        >
            <form novalidate on:submit=submit>
                <div class="dialog__head">
                    <h2 class="dialog__title" id=title_id.clone()>{title}</h2>
                    <Button
                        label=close
                        variant=Variant::Subtle
                        face=Face::Icon
                        icon="dismiss"
                        on_press=move || on_close.run(())
                    />
                </div>
                <div class="dialog__body" id=body_id.clone()>{children()}</div>
                {actions.map(|actions| view! { <div class="dialog__actions">{actions}</div> })}
            </form>
        </dialog>
    }
    .into_any()
}

/// Whether an event happened to the dialog itself: what is inside covers all of it but the backdrop.
fn is_itself(event: &Event) -> bool {
    event.target().is_some() && event.target() == event.current_target()
}

/// Opens the dialog once it is in the page, and gives the focus back when it leaves.
fn open_while_mounted(node: NodeRef<html::Dialog>, on_close: Callback<()>, loading: Signal<bool>) {
    let opener = StoredValue::new_local(None::<Element>);
    let shown = StoredValue::new_local(None::<HtmlDialogElement>);
    let given = StoredValue::new_local(None::<Element>);
    Effect::new(move |before: Option<bool>| {
        let now = loading.get();
        if before == Some(true) && !now {
            request_animation_frame(move || {
                let dialog = shown.try_get_value().flatten();
                let stays = given.try_get_value().is_some_and(|given| given == document().active_element());
                if let Some(dialog) = dialog.filter(|_| stays) {
                    focus_first(&dialog);
                }
            });
        }
        now
    });
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        opener.set_value(document().active_element());
        // Fails when it has been taken away already.
        if dialog.show_modal().is_ok() {
            focus_first(&dialog);
            given.set_value(document().active_element());
        } else {
            on_close.run(());
        }
        shown.set_value(Some(dialog));
    });
    on_cleanup(move || {
        let Some(dialog) = shown.try_update_value(Option::take).flatten() else { return };
        let held_focus = has_focus(&dialog);
        dialog.close();
        let lost = document()
            .active_element()
            .is_none_or(|active| active.tag_name() == "BODY" || dialog.contains(Some(&active)));
        if let Some(opener) = opener.try_update_value(Option::take).flatten().filter(|_| held_focus || lost) {
            focus(&opener);
            // Opened by its address, or by what has gone since.
            catch_focus(HEADING);
        }
    });
}

fn focus_first(dialog: &HtmlDialogElement) {
    const FIRST: [&str; 4] = [
        "[autofocus]",
        ".dialog__body :is(input:not([type=hidden], :disabled), select:not(:disabled), textarea:not(:disabled))",
        ".dialog__actions :is(button, a)",
        "button",
    ];
    let root: &Element = dialog.unchecked_ref();
    let Some(field) = FIRST.iter().find_map(|selector| root.query_selector(selector).ok().flatten()) else { return };
    // Of a group of radio buttons Tab and arrows know the chosen one.
    let chosen = field.get_attribute("name").and_then(|name| {
        all(root, "input[type=radio]:checked")
            .into_iter()
            .find(|radio| radio.get_attribute("name").as_ref() == Some(&name))
    });
    focus(&chosen.unwrap_or(field));
}
