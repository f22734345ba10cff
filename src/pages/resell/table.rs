//! The resellers of an offer: searched, sorted and windowed, each with why it stays or the way to take it out.

mod grid;

use std::sync::Arc;

use contract::audience::ChannelState;
use contract::fold::fold;
use contract::order;
use leptos::prelude::*;

use super::line::Line;
use super::state::Audience;
use crate::i18n::{comma, said, t, text, tf, tn};
use crate::pages::solutions::keys::Cell;
use crate::ui::{Button, Empty, SearchBox, Size, Variant, live};

/// A column that sorts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Company,
    Location,
    Region,
    Sold,
}

impl By {
    const ALL: [(By, &'static str); 4] = [
        (By::Company, "resell.company"),
        (By::Location, "resell.location"),
        (By::Region, "resell.region"),
        (By::Sold, "resell.sold"),
    ];
}

/// What the table shows and where it is scrolled to.
#[derive(Clone, Copy)]
struct View {
    audience: Audience,
    lines: Memo<Vec<Arc<Line>>>,
    sort: RwSignal<(By, bool)>,
    /// How far it is scrolled and how high it is, in pixels.
    scroll: RwSignal<(f64, f64)>,
    /// How much room it has.
    room: RwSignal<grid::Room>,
    /// The cell that Tab reaches; its row stays in the document.
    focus: RwSignal<Cell>,
}

/// The search field and the table of `all` rows; nothing unless the option is "specific".
pub fn table(audience: Audience, all: Memo<Vec<Arc<Line>>>, refusal: Signal<Option<String>>) -> AnyView {
    let search = RwSignal::new(String::new());
    let sort = RwSignal::new((By::Company, false));
    let lines = Memo::new(move |_| {
        let (words, (by, down)) = (fold(&search.get()), sort.get());
        let words: Vec<&str> = words.split_whitespace().collect();
        let mut shown: Vec<Arc<Line>> = all.with(|all| all.iter().filter(|line| line.fits(&words)).cloned().collect());
        order::sort_by(&mut shown, |one, other| {
            let of = match by {
                By::Company => one.keys[0].cmp(&other.keys[0]),
                By::Location => one.keys[1].cmp(&other.keys[1]),
                By::Region => one.keys[2].cmp(&other.keys[2]),
                By::Sold => one.sold_since.cmp(&other.sold_since),
            };
            (if down { of.reverse() } else { of }).then_with(|| one.keys[0].cmp(&other.keys[0]))
        });
        shown
    });
    let view = View {
        audience,
        lines,
        sort,
        scroll: RwSignal::new((0.0, grid::VIEW)),
        room: RwSignal::new(grid::Room::Wide),
        focus: RwSignal::new(Cell { row: Some(0), column: 0 }),
    };
    let is_specific = Memo::new(move |_| audience.wanted.get() == ChannelState::Some);
    let none = Memo::new(move |_| all.with(Vec::is_empty));
    live(move || {
        if !is_specific.get() {
            return ().into_any();
        }
        if none.get() {
            let words = Signal::derive(|| Some(t("resell.nobody.text")));
            return view! { <Empty icon="people" title=text("resell.nobody") text=words/> }.into_any();
        }
        view! {
            <div class="resell__find">
                <SearchBox label=text("resell.find") clear=text("search.clear") value=search landmark=false/>
                <span class="resell__count" role="status">{said(move || counted(view, all))}</span>
            </div>
            {grid::grid(view, refusal)}
            {live(move || view.lines.with(Vec::is_empty).then(|| {
                let clear = view! { <Button label=text("search.clear") on_press=move || search.set(String::new())/> }.into_any();
                view! { <Empty icon="search" title=text("resell.nothingFound") actions=clear/> }
            }))}
        }
        .into_any()
    })
}

/// How many are in the list afterwards, and how many of those shown leave it; while somebody searches, how many of all were found.
fn counted(view: View, all_lines: Memo<Vec<Arc<Line>>>) -> String {
    let list = view.audience.list.get().or(&view.audience.joining());
    let (all, stay) = view
        .lines
        .with(|lines| (lines.len() as u64, lines.iter().filter(|line| list.holds(line.tenant_id)).count() as u64));
    let every = all_lines.with(|lines| lines.len() as u64);
    if every > all {
        return tf("resell.ofAll", &[("n", all.into()), ("total", tn("resell.resellers", every).into())]);
    }
    let words = tn("resell.resellers", stay);
    if all == stay { words } else { comma(&words, &tn("resell.leaving", all - stay)) }
}

/// "Select CSP partners" and the other ways to a list.
pub fn tools(audience: Audience, refusal: Signal<Option<String>>, more: AnyView) -> AnyView {
    use contract::route::{ResellStep, Route};
    let step = move |step: fn() -> ResellStep| said(move || Route::Resell(audience.id.get_value(), step()).href());
    let is_specific = Memo::new(move |_| audience.wanted.get() == ChannelState::Some);
    let hidden = Signal::derive(move || (!is_specific.get()).then(|| "hidden".to_owned()));
    view! {
        <div class="resell__tools" hidden=hidden>
            <crate::ui::ButtonLink label=text("resell.select") href=step(|| ResellStep::Add(Default::default())) icon="person-add" size=Size::Normal refusal=refusal/>
            <crate::ui::ButtonLink label=text("resell.import") href=step(|| ResellStep::Import) icon="upload" variant=Variant::Subtle refusal=refusal/>
            {more}
            <crate::ui::ButtonLink label=text("resell.copy") href=step(|| ResellStep::Copy { from: None }) icon="copy" variant=Variant::Subtle refusal=refusal/>
        </div>
    }
    .into_any()
}

/// Puts back all resellers that were taken out and not saved yet.
pub fn undo_all(audience: Audience) -> AnyView {
    let removed = Memo::new(move |_| {
        let list = audience.list.get();
        audience.base.with(|base| base.as_ref().map(|base| base.draft.without(&list))).unwrap_or_default()
    });
    let n = Signal::derive(move || removed.with(|removed| removed.len() as u64));
    let undo = Callback::new(move |()| {
        let back = removed.get_untracked();
        audience.list.update(|list| *list = list.or(&back));
    });
    live(move || {
        (n.get() > 0).then(|| {
            view! {
                <div class="resell__undo" role="status">
                    <span>{said(move || tn("resell.removed", n.get()))}</span>
                    <Button label=text("resell.undo") on_press=undo icon="arrow-undo" size=Size::Small/>
                </div>
            }
        })
    })
}
