//! Buttons, and links that look like one.

use leptos::html;
use leptos::prelude::*;
use web_sys::MouseEvent;

use super::icon::Icon;
use super::{MaybeText, Text, either, live, new_id, when};

/// How much a button stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Variant {
    /// One of several.
    #[default]
    Secondary,
    /// The one thing to do here.
    Primary,
    /// Quiet, in a row of tools.
    Subtle,
    /// Takes something away.
    Danger,
}

/// How high a button is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// 32 px.
    #[default]
    Normal,
    /// 28 px, in rows and bars.
    Small,
}

/// What of its label a button shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Face {
    /// The words, with the icon before them if there is one.
    #[default]
    Words,
    /// The icon alone; the label is its name and its tooltip.
    Icon,
}

/// What a press does to the form around the button.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Press {
    /// Nothing.
    #[default]
    Button,
    /// Sends it.
    Submit,
}

/// The classes of a button; menus and filters have buttons too.
pub(super) fn classes(variant: Variant, size: Size, face: Face, more: &str) -> String {
    let variant = match variant {
        Variant::Secondary => "",
        Variant::Primary => " button--primary",
        Variant::Subtle => " button--subtle",
        Variant::Danger => " button--danger",
    };
    let size = match size {
        Size::Normal => "",
        Size::Small => " button--small",
    };
    let face = match face {
        Face::Words => "",
        Face::Icon => " button--icon",
    };
    format!("button{variant}{size}{face} {more}")
}

/// The icon and the words that a button shows.
pub(super) fn inside(icon: Option<&'static str>, label: Text, face: Face) -> AnyView {
    view! {
        {icon.map(|name| view! { <Icon name/> })}
        {(face == Face::Words).then(|| view! { <span>{label}</span> })}
    }
    .into_any()
}

/// What the attributes of a button and of a link that looks like one say besides their look.
struct Says {
    name: MaybeText,
    tooltip: MaybeText,
    described_by: MaybeText,
    reason: AnyView,
}

/// The name of an icon that stands alone, and the reason why a press does nothing. The reason is always in the page, so
/// that screen readers find it however they come; sighted people get it as a tooltip.
fn says(label: Text, face: Face, refusal: MaybeText) -> Says {
    let id = new_id("why");
    let reason_id = id.clone();
    let alone = move || (face == Face::Icon).then(|| label.get());
    Says {
        name: Signal::derive(alone),
        tooltip: Signal::derive(move || refusal.get().or_else(alone)),
        described_by: Signal::derive(move || refusal.get().map(|_| id.clone())),
        reason: live(move || refusal.get().map(|reason| view! { <span hidden id=reason_id.clone()>{reason}</span> })),
    }
}

/// The native button of the Authoring Practices: Enter and Space press it. While it is busy or not allowed it keeps the
/// focus and a press does nothing; the reason is its description and its tooltip.
#[component]
pub fn Button(
    /// Its words, or its name if it shows an icon alone.
    #[prop(into)]
    label: Text,
    /// How much it stands out.
    #[prop(optional)]
    variant: Variant,
    /// How high it is.
    #[prop(optional)]
    size: Size,
    /// What of the label it shows.
    #[prop(optional)]
    face: Face,
    /// What a press does to a form.
    #[prop(optional)]
    kind: Press,
    /// Its icon.
    #[prop(optional)]
    icon: Option<&'static str>,
    /// Whether what it began is under way.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Whether it is down, for a button that stays down.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// Why it may not be pressed now; nothing when it may.
    #[prop(optional, into)]
    refusal: MaybeText,
    /// A further class, of the part around it.
    #[prop(optional)]
    class: &'static str,
    /// What a press does.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    /// The element.
    #[prop(optional)]
    node_ref: NodeRef<html::Button>,
) -> impl IntoView {
    let says = says(label, face, refusal);
    let press = move |event: MouseEvent| {
        if busy.get_untracked() || refusal.with_untracked(Option::is_some) {
            // A submit button would send its form.
            event.prevent_default();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    view! {
        <button
            type=match kind {
                Press::Button => "button",
                Press::Submit => "submit",
            }
            class=classes(variant, size, face, class)
            aria-label=says.name
            aria-describedby=says.described_by
            aria-disabled=when(Signal::derive(move || refusal.with(Option::is_some)))
            aria-busy=when(busy)
            aria-pressed=pressed.map(either)
            data-tooltip=says.tooltip
            node_ref=node_ref
            on:click=press
        >
            {inside(icon, label, face)}
            {says.reason}
        </button>
    }
    .into_any()
}

/// A link that looks like a button. When it may not be followed it stays in the tab order, leads nowhere and says why.
#[component]
pub fn ButtonLink(
    /// Its words, or its name if it shows an icon alone.
    #[prop(into)]
    label: Text,
    /// Where it leads.
    #[prop(into)]
    href: Text,
    /// How much it stands out.
    #[prop(optional)]
    variant: Variant,
    /// How high it is.
    #[prop(optional)]
    size: Size,
    /// What of the label it shows.
    #[prop(optional)]
    face: Face,
    /// Its icon.
    #[prop(optional)]
    icon: Option<&'static str>,
    /// Why it may not be followed now; nothing when it may.
    #[prop(optional, into)]
    refusal: MaybeText,
    /// A further class, of the part around it.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let says = says(label, face, refusal);
    let refused = Signal::derive(move || refusal.with(Option::is_some));
    let only_refused = move |value: &'static str| Signal::derive(move || refused.get().then(|| value.to_owned()));
    view! {
        <a
            class=classes(variant, size, face, class)
            href=Signal::derive(move || (!refused.get()).then(|| href.get()))
            role=only_refused("link")
            tabindex=only_refused("0")
            aria-label=says.name
            aria-describedby=says.described_by
            aria-disabled=when(refused)
            data-tooltip=says.tooltip
        >
            {inside(icon, label, face)}
            {says.reason}
        </a>
    }
    .into_any()
}
