//! Parts that stand in for something, and grounds for others.

use leptos::prelude::*;

use super::{Stage, note, part};
use crate::ui::card::{Card, CardLook};
use crate::ui::empty::{Empty, EmptySize, EmptyTone};
use crate::ui::message::{Message, MessageTone};
use crate::ui::skeleton::{Shape, Skeleton, Waiting};
use crate::ui::spinner::{Spinner, SpinnerSize};
use crate::ui::table::{Column, Table};
use crate::ui::{Button, Level, Size, Variant};

pub(super) fn parts(log: RwSignal<String>) -> AnyView {
    view! {
        {messages()}
        {empties(log)}
        {part("Skeleton", Stage::Column, view! {
            <Waiting label="Loading">
                <Skeleton shape=Shape::Title width=40/>
                <Skeleton width=80/>
                <Skeleton width=60/>
                <Skeleton shape=Shape::Badge/>
                <Skeleton shape=Shape::Circle/>
                <Skeleton shape=Shape::Block/>
            </Waiting>
        })}
        {part("Spinner", Stage::Row, view! { <Spinner label="Loading"/> <Spinner label="Loading more" size=SpinnerSize::Large/> })}
        {cards()}
        {tables()}
    }
    .into_any()
}

fn messages() -> AnyView {
    let again = view! { <Button label="Try again" size=Size::Small/> }.into_any();
    part(
        "Message",
        Stage::Column,
        view! {
            <Message>"A plain note in one line."</Message>
            <Message tone=MessageTone::Info title="Worth knowing"><span>"With a "<a href="#message">"link"</a>"."</span></Message>
            <Message tone=MessageTone::Success>"Saved."</Message>
            <Message tone=MessageTone::Warning title="Take care"><span>"The deadline is near."</span></Message>
            <Message tone=MessageTone::Error title="Not saved" actions=again><span>"The server took too long."</span></Message>
        },
    )
}

fn empties(log: RwSignal<String>) -> AnyView {
    let actions =
        view! { <Button label="Import solutions" variant=Variant::Primary on_press=note(log, "import")/> }.into_any();
    let again = view! { <Button label="Try again"/> }.into_any();
    part(
        "Empty",
        Stage::Column,
        view! {
            <Empty icon="list" title="No solutions yet" text="Import them from a file." level=Level::Three actions/>
            <Empty
                icon="error"
                title="The list did not load"
                text="The server took too long."
                tone=EmptyTone::Error
                size=EmptySize::Small
                level=Level::Three
                actions=again
            />
            <Empty icon="checkmark" title="All is done" tone=EmptyTone::Success size=EmptySize::Small level=Level::Three/>
            <Empty icon="shield" title="Not for your role" tone=EmptyTone::Locked size=EmptySize::Small level=Level::Three/>
        },
    )
}

fn cards() -> AnyView {
    let aside = view! { <a class="link" href="#card">"See all"</a> }.into_any();
    part(
        "Card",
        Stage::Column,
        view! {
            <Card title="Waiting for you" level=Level::Three aside>"Two requests."</Card>
            <Card title="Flat" level=Level::Three look=CardLook::Flat>"Without a shadow."</Card>
        },
    )
}

fn tables() -> AnyView {
    let columns = || vec![Column::words("Company"), Column::words("Location"), Column::figures("Sold")];
    let rows = || {
        let rows = [("Alder Cloud Trading", "Lyon, FR", 3), ("Blue Delta Systems", "Rotterdam, NL", 0)];
        let row = |(company, place, sold)| view! { <tr><th scope="row">{company}</th><td>{place}</td><td class="table__num">{sold}</td></tr> };
        rows.into_iter().map(row).collect_view()
    };
    part(
        "Table",
        Stage::Column,
        view! {
            <Table caption="Resellers" columns=columns()>{rows()}</Table>
            <Table caption="Resellers again" caption_hidden=true columns=columns()>{rows()}</Table>
        },
    )
}
