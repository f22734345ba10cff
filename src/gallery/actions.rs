//! Parts that do something when they are pressed.

use leptos::prelude::*;

use super::{Stage, note, part};
use crate::ui::button::{Button, ButtonLink, Face, Size, Variant};
use crate::ui::chip::{Chip, ChipToggle, Chips};
use crate::ui::menu::{Menu, MenuAct, MenuEdge, MenuItem, MenuSection};
use crate::ui::tooltip::{InfoTip, Tip};
use crate::ui::{Avatar, AvatarSize, MaybeText};

pub(super) fn parts(log: RwSignal<String>) -> AnyView {
    view! {
        {buttons(log)}
        {part("Link button", Stage::Row, view! {
            <ButtonLink label="Primary link" href="#link-button" variant=Variant::Primary/>
            <ButtonLink label="Link with icon" href="#link-button" icon="open"/>
            <ButtonLink label="Refused link" href="#menu" refusal="You are a viewer."/>
            <ButtonLink label="Open" href="#link-button" icon="open" face=Face::Icon variant=Variant::Subtle/>
        })}
        {menus(log)}
        {chips(log)}
        {tooltips(log)}
    }
    .into_any()
}

fn buttons(log: RwSignal<String>) -> AnyView {
    let (busy, down) = (RwSignal::new(true), RwSignal::new(false));
    let refusal = RwSignal::new(Some("Choose an offer first.".to_owned()));
    part(
        "Button",
        Stage::Row,
        view! {
            <Button label="Primary" variant=Variant::Primary on_press=note(log, "primary")/>
            <Button label="Secondary" on_press=note(log, "secondary")/>
            <Button label="Subtle" variant=Variant::Subtle icon="download"/>
            <Button label="Danger" variant=Variant::Danger/>
            <Button label="Small" size=Size::Small icon="add"/>
            <Button label="More" icon="more" face=Face::Icon on_press=note(log, "more")/>
            <Button label="Settings" icon="settings" face=Face::Icon variant=Variant::Subtle size=Size::Small/>
            <Button label="Busy" busy variant=Variant::Primary on_press=note(log, "busy")/>
            <Button label="Refused" refusal=refusal on_press=note(log, "refused")/>
            <Button label="Allow" on_press=move || refusal.set(None)/>
            <Button label="Stays down" pressed=down on_press=move || down.update(|down| *down = !*down)/>
        },
    )
}

fn menus(log: RwSignal<String>) -> AnyView {
    let theme = RwSignal::new("System");
    let choose = |name: &'static str| {
        let chosen = Signal::derive(move || theme.get() == name);
        MenuItem::new(name, MenuAct::Choose { chosen, run: Callback::new(move |()| theme.set(name)) })
    };
    let run = |name: &'static str| MenuItem::new(name, MenuAct::Run(note(log, name)));
    let actions = vec![
        MenuSection::new(vec![
            run("Export").icon("download"),
            run("Edit").icon("edit"),
            run("Assign").icon("person-add").refusal("You are a viewer."),
        ]),
        MenuSection::new(vec![
            MenuItem::new("Open the gallery", MenuAct::Go("#menu".into())).icon("link"),
            MenuItem::new("Leave for the desk", MenuAct::Go("#desk".into())).refusal("You are no operator."),
            run("Discard").icon("delete").hint("Del"),
        ]),
    ];
    let account = vec![
        MenuSection::titled("Theme", ["System", "Light", "Dark"].map(choose).to_vec()),
        MenuSection::new(vec![run("Sign out").icon("sign-out")]),
    ];
    let head = view! {
        <div class="menu__person"><Avatar name="Mira Gallen" size=AvatarSize::Large/><span><b>"Mira Gallen"</b></span></div>
    };
    part(
        "Menu",
        Stage::Row,
        view! {
            <Menu label="Actions" sections=actions/>
            <Menu
                label="Account: Mira Gallen"
                sections=account
                picture=view! { <Avatar name="Mira Gallen"/> }.into_any()
                face=Face::Icon
                variant=Variant::Subtle
                edge=MenuEdge::End
                head=head.into_any()
            />
        },
    )
}

fn chips(log: RwSignal<String>) -> AnyView {
    let values = RwSignal::new(vec!["Pending", "Merging", "Merged"]);
    let (mine, open) = (RwSignal::new(false), RwSignal::new(true));
    let chip = move |value: &'static str| {
        let remove = Callback::new(move |()| values.update(|values| values.retain(|other| *other != value)));
        view! { <Chip of="Status: " value remove=format!("Remove Status: {value}") on_remove=remove/> }
    };
    part(
        "Chip",
        Stage::Row,
        view! {
            <Chips label="Active filters">
                <For each=move || values.get() key=|value| *value children=chip/>
                <button type="button" class="link" on:click=move |_| note(log, "cleared").run(())>"Clear filters"</button>
            </Chips>
            <Chips label="Quick filters">
                <ChipToggle label="Mine" on=mine on_change=Callback::new(move |on| mine.set(on))/>
                <ChipToggle label="Open" on=open on_change=Callback::new(move |on| open.set(on))/>
            </Chips>
        },
    )
}

fn tooltips(log: RwSignal<String>) -> AnyView {
    let reason: MaybeText = "Two people need to agree.".into();
    part(
        "Tooltip",
        Stage::Row,
        view! {
            <InfoTip label="About the alias" tip=Tip::new("Only your colleagues see it.").next("Leave it empty to use the name.")/>
            <Button label="Explained refusal" refusal=reason on_press=note(log, "explained")/>
            <Button label="Named by its icon" face=Face::Icon icon="copy"/>
        },
    )
}
