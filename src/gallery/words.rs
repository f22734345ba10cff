//! Parts that only say something.

use leptos::prelude::*;

use super::{Stage, part};
use crate::ui::avatar::{Avatar, AvatarSize};
use crate::ui::badge::{Badge, Tone};
use crate::ui::icon::{Icon, IconSize};
use crate::ui::kbd::Kbd;
use crate::ui::text::{Announcer, Highlight, LiveRegion, VisuallyHidden};
use crate::ui::{Button, Tip};

pub(super) fn parts() -> AnyView {
    view! {
        {text()}
        {icons()}
        {badges()}
        {part("Avatar", Stage::Row, view! {
            <Avatar name="Mira Gallen" says="Mira Gallen"/>
            <Avatar name="Jon Aas" size=AvatarSize::Small says="Jon Aas"/>
            <Avatar name="Ana Maria Ribeiro" size=AvatarSize::Large says="Ana Maria Ribeiro"/>
            <Avatar name="王芳" says="王芳"/>
            <span class="cluster"><Avatar name="Ada Quist"/>"Ada Quist"</span>
            <span class="cluster"><Avatar name=""/>"Nobody"</span>
        })}
        {part("Kbd", Stage::Row, view! { <Kbd key="g"/> <Kbd key="Esc"/> <Kbd key="Page Down"/> })}
    }
    .into_any()
}

fn text() -> AnyView {
    let announcer = Announcer::new();
    part(
        "Text",
        Stage::Row,
        view! {
            <Highlight text="Insight Ledger for Grain" ranges=vec![(0, 7), (19, 24)]/>
            <Highlight text="Café Überblick" ranges=vec![(0, 5)]/>
            <Highlight text="Nothing found" ranges=Vec::new()/>
            <span>"Before, "<VisuallyHidden>"for ears only, "</VisuallyHidden>"after."</span>
            <Button label="Say it" on_press=move || announcer.say("Twelve rows fit".to_owned())/>
            <LiveRegion announcer/>
        },
    )
}

fn icons() -> AnyView {
    part(
        "Icon",
        Stage::Row,
        view! { <Icon name="search" size=IconSize::Small/> <Icon name="search"/> <Icon name="search" size=IconSize::Large/> },
    )
}

fn badges() -> AnyView {
    let tones = [
        ("Pending", Tone::Neutral, Some("clock")),
        ("Discarded", Tone::Grey, Some("archive")),
        ("Merging", Tone::Brand, Some("sync")),
        ("Merged", Tone::Green, Some("checkmark-circle")),
        ("Draft created", Tone::Violet, Some("edit")),
        ("Refused", Tone::Red, Some("error")),
        ("same publisher", Tone::Neutral, None),
    ];
    let badges = tones.into_iter().map(|(word, tone, icon)| match icon {
        Some(icon) => view! { <Badge word tone icon/> }.into_any(),
        None => view! { <Badge word tone/> }.into_any(),
    });
    let tip = Tip::new("Support has a question.").title("Attention needed").next("Open the request and answer it.");
    part(
        "Badge",
        Stage::Row,
        view! { {badges.collect_view()} <Badge word="Attention needed" tone=Tone::Amber icon="warning" tip/> },
    )
}
