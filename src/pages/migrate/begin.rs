//! "Begin your migration": three ways, nothing chosen at first, the one that we advise marked with its reason.

use contract::access::Role;
use contract::advice::{Advice, Situation};
use contract::api::path;
use contract::api::solutions::SolutionDetail;
use contract::migration::{Action, MergeTarget, Standing};
use contract::refusal::Refusal;
use contract::route::Route;
use contract::solution::MigrationState;
use leptos::prelude::*;

use super::over::{Below, Known, Subject};
use crate::api;
use crate::i18n::{t, text, tf};
use crate::load::{Load, load_view};
use crate::parts::offers::Best;
use crate::route::use_go;
use crate::session::use_session;
use crate::ui::{Button, Dialog, Icon, Press, Variant};

/// A way out of the legacy catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Merge,
    Discard,
    Create,
}

impl Way {
    const ALL: [Way; 3] = [Way::Merge, Way::Discard, Way::Create];

    const fn keys(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Way::Merge => ("merge", "begin.merge", "begin.merge.help"),
            Way::Discard => ("discard", "begin.discard", "begin.discard.help"),
            Way::Create => ("create", "begin.create", "begin.create.help"),
        }
    }

    fn route(self, id: String) -> Route {
        match self {
            Way::Merge => Route::Merge(id),
            Way::Discard => Route::Discard(id),
            Way::Create => Route::NewOffer { from: Some(id) },
        }
    }

    /// Why this way is closed, if it is.
    fn refused(self, state: MigrationState, role: Role) -> Option<Refusal> {
        let action = match self {
            Way::Merge => Action::RequestMerge(MergeTarget::Offer { live: true }),
            Way::Discard => Action::Discard,
            Way::Create => Action::CreateOffer,
        };
        Standing { state, before: None, request_open: false }.allows(action, role).err()
    }
}

/// The dialog.
#[component]
pub fn BeginDialog(
    /// The solution's id.
    id: String,
    /// The list below.
    below: Below,
) -> impl IntoView {
    let (go, session) = (use_go(), use_session());
    let chosen = RwSignal::new(None::<Way>);
    let address = path::solution(&id);
    let detail = Load::new(move || {
        let address = address.clone();
        async move { api::get::<SolutionDetail>(&address).await }
    });
    let known = Known::of(&id, detail);
    let best = Best::of(&id, Signal::derive(move || detail.ready().map(|detail| detail.row)));
    let role = Signal::derive(move || session.get().map_or(Role::Viewer, |session| session.company.role));
    let refusal = Signal::derive(move || {
        let why = |why: Refusal| tf(&why.key(), &why.args());
        let Some(known) = known.get() else { return Some(t("load.loading")) };
        match chosen.get() {
            Some(way) => way.refused(known.state, role.get()).map(why),
            None => Some(t("begin.chooseFirst")),
        }
    });
    let next = Callback::new(move |()| {
        if let Some(way) = chosen.get_untracked().filter(|_| refusal.get_untracked().is_none()) {
            go.to(&way.route(id.clone()));
        }
    });
    let actions = view! {
        <Button label=text("confirm.cancel") on_press=below.close/>
        <Button label=text("begin.continue") variant=Variant::Primary kind=Press::Submit refusal=refusal/>
    }
    .into_any();
    view! {
        <Dialog title=text("begin.title") close=text("dialog.close") on_close=below.close on_submit=next actions=actions
            loading=Signal::derive(move || known.with(Option::is_none))>
            {move || match known.get() {
                Some(known) => view! { <Ways known detail best chosen role/> }.into_any(),
                None => load_view(detail, |_| ().into_any()).into_any(),
            }}
        </Dialog>
    }
}

/// The solution and its three cards.
#[component]
fn Ways(
    known: Known,
    detail: Load<SolutionDetail>,
    best: Best,
    chosen: RwSignal<Option<Way>>,
    role: Signal<Role>,
) -> impl IntoView {
    let state = known.state;
    let advised = Memo::new(move |_| advised(detail, best));
    let card = move |way: Way| {
        let (word, title, help) = way.keys();
        let refused = Signal::derive(move || way.refused(state, role.get()));
        let id = move |part: &str| format!("begin-{word}-{part}");
        let marked = move || advised.get().filter(|(advised, _)| *advised == Some(way)).map(|(_, why)| why);
        view! {
            <label class="radio-card">
                <input class="checkbox__box" type="radio" name="begin" value=word
                    aria-labelledby=id("title") aria-describedby=format!("{} {}", id("help"), id("why"))
                    disabled=move || refused.with(Option::is_some)
                    prop:checked=move || chosen.get() == Some(way)
                    on:change=move |_| chosen.set(Some(way))/>
                <span class="radio-card__text">
                    <span class="radio-card__title" id=id("title")>{text(title)}</span>
                    <span class="radio-card__help" id=id("help")>{move || match refused.get() {
                        Some(why) => tf(&why.key(), &why.args()),
                        None => t(help),
                    }}</span>
                    <span id=id("why") class="begin__why">
                        {move || marked().map(|why| view! {
                            <Icon name="checkmark-circle"/><span>{why}</span>
                        })}
                    </span>
                </span>
            </label>
        }
    };
    // Where nothing is recommended, the reason stands above the cards.
    let unsure = move || advised.get().filter(|(way, _)| way.is_none()).map(|(_, why)| why);
    view! {
        <Subject known/>
        <fieldset class="begin">
            <legend>{text("begin.question")}</legend>
            {move || unsure().map(|why| view! { <p class="muted">{why}</p> })}
            <div class="radio-cards">{Way::ALL.map(card).collect_view()}</div>
        </fieldset>
    }
}

/// The way that we advise, or none, and why, once solution, facts and offers are here.
fn advised(detail: Load<SolutionDetail>, best: Best) -> Option<(Option<Way>, String)> {
    let detail = detail.ready()?;
    let found = best.get()?;
    let found = found.first();
    let advice = Advice::of(&Situation {
        state: detail.row.state,
        co_sell_status: detail.row.co_sell_status,
        carries_something: !detail.carries.is_empty(),
        best: found,
    });
    let way = match advice {
        Advice::Merge { .. } => Some(Way::Merge),
        Advice::CreateOffer { .. } => Some(Way::Create),
        Advice::Discard => Some(Way::Discard),
        Advice::None { .. } => None,
    };
    let mut args = advice.args();
    let offer = found.map(|found| best.name_of(&found.offer)).unwrap_or_default();
    args.push(("offer", offer.into()));
    Some((way, tf(&advice.key(), &args)))
}
