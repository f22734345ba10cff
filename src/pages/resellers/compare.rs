//! The saved audiences of two offers compared: their options, and who is in the one list, in the other, and in both.

use contract::api::audience::{AudienceReseller, OfferAudience};
use contract::audience::ChannelState;
use contract::route::{OfferPage, Route};
use leptos::prelude::*;

use super::below;
use crate::i18n::{said, text, tf};
use crate::load::{Load, live_view, load_view};
use crate::parts::audience::{audiences, head_words, saved_list};
use crate::parts::side_by_side::{side_by_side, sides_of};
use crate::route::{Go, use_go, use_here};
use crate::ui::{Choice, Empty, Field, Select, live};

/// The two offers of the address.
type Pair = (Option<String>, Option<String>);

/// The page.
#[component]
pub fn Compare() -> impl IntoView {
    let load = Load::new(|| audiences(true));
    below("resellers.compare", "resellers.compare.note", live_view(load, inside).into_any())
}

fn inside(rows: Signal<Vec<OfferAudience>>) -> AnyView {
    let (here, go) = (use_here(), use_go());
    let pair = Memo::new(move |_| match here.route.get() {
        Route::ResellersCompare { one, other } => (one, other),
        _ => Pair::default(),
    });
    let both = Memo::new(move |_| {
        let (one, other) = pair.get();
        let find =
            |id: Option<String>| rows.with(|rows| rows.iter().find(|row| Some(&row.offer.id) == id.as_ref()).cloned());
        Some((find(one)?, find(other)?))
    });
    let few = Memo::new(move |_| rows.with(|rows| rows.len() < 2));
    live(move || {
        if few.get() {
            return view! { <section class="card"><Empty icon="people" title=text("resellers.few")/></section> }
                .into_any();
        }
        view! {
            <section class="card apply" aria-label=text("resellers.compare")>
                <div class="compare__pair">
                    {choice(rows, pair, go, true)}
                    {choice(rows, pair, go, false)}
                </div>
                {live(move || both.get().map(|(one, other)| compared(one, other)))}
            </section>
        }
        .into_any()
    })
}

/// One of the two fields; each leaves out what the other has.
fn choice(rows: Signal<Vec<OfferAudience>>, pair: Memo<Pair>, go: Go, first: bool) -> AnyView {
    let mine = move || if first { pair.get().0 } else { pair.get().1 };
    let theirs = move || if first { pair.get().1 } else { pair.get().0 };
    let choices = Signal::derive(move || {
        let theirs = theirs();
        let choice = |row: &OfferAudience| Choice::new(row.offer.id.clone(), Signal::stored(row.offer.name.clone()));
        let none = Choice::new("", text("resellCopy.choose"));
        let others = |row: &&OfferAudience| Some(&row.offer.id) != theirs.as_ref();
        rows.with(|rows| std::iter::once(none).chain(rows.iter().filter(others).map(choice)).collect::<Vec<_>>())
    });
    let choose = Callback::new(move |id: String| {
        let id = Some(id).filter(|id| !id.is_empty());
        let (one, other) = pair.get_untracked();
        let (one, other) = if first { (id, other) } else { (one, id) };
        go.replace(&Route::ResellersCompare { one, other });
    });
    let label = text(if first { "resellers.compare.one" } else { "resellers.compare.other" });
    view! {
        <Field label=label><Select value=Signal::derive(move || mine().unwrap_or_default()) choices=choices on_choose=choose/></Field>
    }
    .into_any()
}

fn compared(one: OfferAudience, other: OfferAudience) -> AnyView {
    let ids = [&one, &other]
        .map(|row| (row.draft.reseller_channel_state == ChannelState::Some).then(|| row.offer.id.clone()));
    let names = StoredValue::new([one.offer.name.clone(), other.offer.name.clone()]);
    let only = move |at: usize| {
        said(move || {
            let name = names.with_value(|names| names.get(at).cloned().unwrap_or_default());
            tf("resellers.compare.only", &[("name", name.into())])
        })
    };
    let titles = [only(0), only(1), text("resellCopy.both")];
    let load = Load::new(move || {
        let [one, other] = ids.clone();
        async move {
            let read = async |id: Option<String>| match id {
                Some(id) => saved_list(id).await,
                None => Ok(Vec::new()),
            };
            Ok((read(one).await?, read(other).await?))
        }
    });
    let fact = |row: OfferAudience| {
        let href = Route::Offer(row.offer.id, OfferPage::Resell).href();
        view! { <div><dt><a href=href>{row.offer.name}</a></dt><dd>{said(move || head_words(&row.draft))}</dd></div> }
    };
    view! {
        <dl class="definition definition--tight">{fact(one)}{fact(other)}</dl>
        {load_view(load, move |(one, other): (Vec<AudienceReseller>, Vec<AudienceReseller>)| {
            let sides = Memo::new(move |_| sides_of(&one.iter().collect::<Vec<_>>(), &other.iter().collect::<Vec<_>>()));
            side_by_side(titles, sides)
        })}
    }
    .into_any()
}
