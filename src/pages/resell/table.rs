//! The resellers of an offer: searched, sorted and windowed, each with why it stays or the way to take it out.

use std::sync::Arc;

use contract::api::audience::AudienceReseller;
use contract::audience::ChannelState;
use contract::fold::fold;
use contract::order;
use leptos::html;
use leptos::prelude::*;

use super::state::Audience;
use super::waiting;
use crate::i18n::{self, said, t, text, tf, tn};
use crate::pages::solutions::window::Layout;
use crate::ui::{Button, Empty, Icon, IconSize, SearchBox, Size, Variant, either, hundredths, live};

/// The height of a row; the stylesheet's is the same.
const ROW: f64 = 52.0;
/// The height of the view until it is measured.
const VIEW: f64 = 520.0;

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

/// A reseller with what searches and sorting look at, folded once.
#[derive(Clone, PartialEq)]
struct Line {
    row: Arc<AudienceReseller>,
    keys: Arc<[String; 3]>,
    search: Arc<String>,
}

impl Line {
    fn of(row: Arc<AudienceReseller>) -> Line {
        let keys = [fold(&row.name), fold(&place(&row)), fold(&row.region)];
        let search = format!("{}\n{}\n{}\n{}", keys[0], keys[1], keys[2], row.tenant_id);
        Line { row, keys: Arc::new(keys), search: Arc::new(search) }
    }
}

/// Town and country.
fn place(row: &AudienceReseller) -> String {
    if row.city.is_empty() { row.country.clone() } else { format!("{}, {}", row.city, row.country) }
}

/// What the table shows and where it is scrolled to.
#[derive(Clone, Copy)]
struct View {
    audience: Audience,
    lines: Memo<Vec<Line>>,
    sort: RwSignal<(By, bool)>,
    scroll: RwSignal<(f64, f64)>,
    /// The row that has the focus stays in the document.
    focused: RwSignal<Option<String>>,
}

/// The search field and the table; nothing unless the option is "specific".
pub fn table(audience: Audience, refusal: Signal<Option<String>>) -> AnyView {
    let search = RwSignal::new(String::new());
    let all = Memo::new(move |_| audience.rows().into_iter().map(Line::of).collect::<Vec<_>>());
    let sort = RwSignal::new((By::Company, false));
    let lines = Memo::new(move |_| {
        let (words, (by, down)) = (fold(&search.get()), sort.get());
        let words: Vec<&str> = words.split_whitespace().collect();
        let mut shown: Vec<Line> = all.with(|all| {
            let fits = |line: &&Line| words.iter().all(|word| line.search.contains(word));
            all.iter().filter(fits).cloned().collect()
        });
        order::sort_by(&mut shown, |one, other| {
            let of = match by {
                By::Company => one.keys[0].cmp(&other.keys[0]),
                By::Location => one.keys[1].cmp(&other.keys[1]),
                By::Region => one.keys[2].cmp(&other.keys[2]),
                By::Sold => one.row.sold_since.cmp(&other.row.sold_since),
            };
            (if down { of.reverse() } else { of }).then_with(|| one.keys[0].cmp(&other.keys[0]))
        });
        shown
    });
    let view = View { audience, lines, sort, scroll: RwSignal::new((0.0, VIEW)), focused: RwSignal::new(None) };
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
                <span class="resell__count" role="status">{said(move || counted(view))}</span>
            </div>
            {grid(view, refusal)}
        }
        .into_any()
    })
}

/// How many are in the list afterwards, and how many of those shown leave it.
fn counted(view: View) -> String {
    let list = view.audience.list.get().or(&view.audience.joining());
    let (all, stay) = view
        .lines
        .with(|lines| (lines.len() as u64, lines.iter().filter(|line| list.holds(line.row.tenant_id)).count() as u64));
    let words = tn("resell.resellers", stay);
    if all == stay { words } else { format!("{words}, {}", tn("resell.leaving", all - stay)) }
}

fn grid(view: View, refusal: Signal<Option<String>>) -> AnyView {
    let node = NodeRef::<html::Div>::new();
    let measure = move || {
        if let Some(node) = node.get_untracked() {
            view.scroll.set((f64::from(node.scroll_top()), f64::from(node.client_height()).max(ROW)));
        }
    };
    Effect::new(move |_| {
        if node.get().is_some() {
            request_animation_frame(measure);
        }
    });
    let heads: Vec<AnyView> = By::ALL.into_iter().map(|(by, key)| head(view, by, key)).collect();
    let shown = Memo::new(move |_| {
        let (top, height) = view.scroll.get();
        view.lines.with(|lines| {
            let (first, end) = Layout::new(lines.len(), ROW, Vec::new()).kept(top, height);
            let focused = view.focused.get();
            let keeps = |(at, line): &(usize, &Line)| {
                (first..end).contains(at) || focused.as_ref().is_some_and(|id| *id == line.row.tenant_id.to_string())
            };
            lines.iter().enumerate().filter(keeps).map(|(at, line)| (at, line.row.clone())).collect::<Vec<_>>()
        })
    });
    let height = Signal::derive(move || format!("{}px", hundredths(view.lines.with(Vec::len) as f64 * ROW)));
    let count = Signal::derive(move || (view.lines.with(Vec::len) + 1).to_string());
    let places = Memo::new(move |_| {
        shown.with(|shown| {
            shown.iter().map(|(at, row)| (row.tenant_id, *at)).collect::<std::collections::HashMap<_, _>>()
        })
    });
    view! {
        <div class="resell-table" role="table" aria-label=text("resell.table") aria-rowcount=count node_ref=node tabindex="0"
            on:scroll=move |_| measure()>
            <div class="resell-table__head" role="rowgroup"><div class="resell-table__row" role="row">
                {heads}
                <span role="columnheader"><span class="visually-hidden">{text("resell.action")}</span></span>
            </div></div>
            <div class="resell-table__body" role="rowgroup" style:block-size=height>
                <For each=move || shown.get() key=|(_, row)| (row.tenant_id, row.in_draft, row.in_live, row.sold_since) children=move |(at, row)| {
                    let id = row.tenant_id;
                    let at = Memo::new(move |_| places.with(|places| places.get(&id).copied().unwrap_or(at)));
                    line(view, at, &row, refusal)
                }/>
            </div>
        </div>
    }
    .into_any()
}

fn head(view: View, by: By, key: &'static str) -> AnyView {
    let sorted = Signal::derive(move || {
        let (now, down) = view.sort.get();
        Some(match (now == by, down) {
            (false, _) => "none",
            (true, false) => "ascending",
            (true, true) => "descending",
        })
    });
    let press = move |_| view.sort.update(|(now, down)| *down = std::mem::replace(now, by) == by && !*down);
    let icon = move || match sorted.get() {
        Some("ascending") => view! { <Icon name="arrow-up" size=IconSize::Small/> }.into_any(),
        Some("descending") => view! { <Icon name="arrow-down" size=IconSize::Small/> }.into_any(),
        _ => ().into_any(),
    };
    view! {
        <span role="columnheader" aria-sort=sorted>
            <button type="button" class="resell-table__sort" on:click=press>{text(key)}{live(icon)}</button>
        </span>
    }
    .into_any()
}

fn line(view: View, at: Memo<usize>, row: &Arc<AudienceReseller>, refusal: Signal<Option<String>>) -> AnyView {
    let audience = view.audience;
    let (id, key) = (row.tenant_id, row.tenant_id.to_string());
    let (in_live, in_draft) = (row.in_live, row.in_draft);
    let has_live = audience.base.with_untracked(|base| base.as_ref().is_some_and(|base| base.head.live.is_some()));
    let bound = audience.is_bound(row);
    let left = row.left_at;
    let inside = Memo::new(move |_| audience.list.with(|list| list.holds(id)));
    let asked = Memo::new(move |_| waiting::removing(audience, id));
    let joins = Memo::new(move |_| audience.joining().holds(id));
    let state = move || {
        let (word, class, icon) = match inside.get() {
            _ if joins.get() => ("resell.mark.joins", "badge badge--brand", "add"),
            true if audience.back.with(|back| back.holds(id)) => ("resell.mark.back", "badge badge--amber", "shield"),
            true if !in_draft => ("resell.mark.unsaved", "badge badge--violet", "edit"),
            true if has_live && !in_live => ("resell.mark.new", "badge badge--brand", "add"),
            true => return ().into_any(),
            false if in_live && !in_draft => match asked.get() {
                Some(number) => {
                    let words = said(move || tf("resell.mark.asked", &[("number", number.as_str().into())]));
                    return view! { <span class="badge badge--amber"><Icon name="clock"/><span>{words}</span></span> }
                        .into_any();
                }
                None => ("resell.mark.leaves", "badge badge--amber", "clock"),
            },
            false => ("resell.mark.removed", "badge", "subtract"),
        };
        view! { <span class=class><Icon name=icon/><span>{text(word)}</span></span> }.into_any()
    };
    let sold = row.sold_since.map(|since| {
        let n = u64::from(row.customers);
        said(move || {
            let since = i18n::date(since.date_naive());
            tf("resell.soldSince", &[("n", contract::catalogue::Arg::Count(n)), ("date", since.into())])
        })
    });
    let name = StoredValue::new(row.name.clone());
    let label = said(move || {
        let key = if inside.get() { "resell.removeName" } else { "resell.undoName" };
        tf(key, &[("name", name.get_value().into())])
    });
    let words = said(move || t(if inside.get() { "resell.remove" } else { "resell.undo" }));
    let why = Signal::derive(move || refusal.get());
    let press = move |_| {
        if why.with_untracked(Option::is_none) {
            audience.set(id, !inside.get_untracked());
        }
    };
    let action = if bound {
        view! { <span class="resell-table__stays"><Icon name="shield"/>{text("resell.stays.short")}</span> }.into_any()
    } else {
        view! {
            <button type="button" class="button button--small button--subtle" aria-label=label aria-disabled=either(Signal::derive(move || why.with(Option::is_some)))
                data-tooltip=why on:click=press>{words}</button>
        }
        .into_any()
    };
    let gone = left.map(|at| {
        let words = said(move || tf("resell.left", &[("date", i18n::date(at.date_naive()).into())]));
        view! { <span class="badge badge--amber"><Icon name="warning"/><span>{words}</span></span> }
    });
    let (focus_key, top) = (key.clone(), Signal::derive(move || format!("{}px", hundredths(at.get() as f64 * ROW))));
    view! {
        <div class="resell-table__row" role="row" aria-rowindex=move || (at.get() + 2).to_string() style:inset-block-start=top
            data-out=move || (!inside.get() && !joins.get()).then_some("true")
            on:focusin=move |_| view.focused.set(Some(focus_key.clone())) on:focusout=move |_| view.focused.set(None)>
            <span role="cell" class="resell-table__company">
                <span class="resell-table__line"><b data-tooltip=row.name.clone()>{row.name.clone()}</b>{live(state)}{gone}</span>
                <span class="resell-table__tenant">{key}</span>
            </span>
            <span role="cell">{place(row)}</span>
            <span role="cell">{row.region.clone()}</span>
            <span role="cell">{match sold { Some(words) => words.into_any(), None => view! { <span class="muted">{text("resell.notSold")}</span> }.into_any() }}</span>
            <span role="cell" class="resell-table__action">{action}</span>
        </div>
    }
    .into_any()
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
        let draft = audience.base.with(|base| base.as_ref().map(super::state::Stored::draft));
        draft.map(|draft| draft.list.without(&audience.list.get())).unwrap_or_default()
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
