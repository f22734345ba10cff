//! "Copy from another offer": two audiences side by side, then what copying would do, then the copy.

mod compare;

use contract::api::audience::{Applied, ApplyAudience, ApplyResult, ApplyTo, ListMode, OfferAudience};
use contract::api::path;
use contract::refusal::Refusal;
use contract::route::{ResellStep, Route};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::dialogs::Over;
use super::may::may_write;
use crate::api::{self, Intent};
use crate::i18n::{said, t, text, tf};
use crate::load::{Load, load_view};
use crate::parts::act::Act;
use crate::parts::audience::{applied_view, applied_words, audiences, head_words};
use crate::parts::list_mode::list_mode;
use crate::route::{use_go, use_here};
use crate::session::{SessionContext, use_session};
use crate::toast::use_toasts;
use crate::ui::{
    Button, Choice, Dialog, DialogSize, Empty, EmptySize, Field, Level, Message, MessageTone, Select, Variant, live,
};

/// What the dialog knows.
#[derive(Clone, Copy)]
struct Copying {
    over: Over,
    from: Memo<Option<String>>,
    mode: RwSignal<ListMode>,
    /// What it would do, and by which version of the other audience; `None` while that is on its way.
    review: RwSignal<Option<(Applied, u64)>>,
    problem: RwSignal<Option<String>>,
    stale: RwSignal<bool>,
    round: StoredValue<u32>,
    act: Act,
    session: SessionContext,
}

/// The dialog.
pub fn copy(over: Over) -> AnyView {
    let here = use_here();
    let from = Memo::new(move |before: Option<&Option<String>>| match here.route.get() {
        Route::Resell(_, ResellStep::Copy { from }) => from,
        // The dialog is about to go: what it shows stays until then.
        _ => before.cloned().flatten(),
    });
    let copying = Copying {
        over,
        from,
        mode: RwSignal::new(ListMode::Add),
        review: RwSignal::new(None),
        problem: RwSignal::new(None),
        stale: RwSignal::new(false),
        round: StoredValue::new(0),
        act: Act::idle(),
        session: use_session(),
    };
    // What is saved meanwhile changes what copying would do.
    let version = Memo::new(move |_| over.audience.stored.ready().map(|stored| stored.head.version));
    Effect::new(move |_| {
        version.track();
        copying.from.track();
        copying.mode.track();
        untrack(|| copying.look());
    });
    let may = may_write(over.audience);
    let refusal = Signal::derive(move || may.get().or_else(|| copying.refusal()));
    let toasts = use_toasts();
    let apply = Callback::new(move |()| copying.apply(toasts));
    let actions = view! {
        <Button label=text("confirm.cancel") on_press=over.close/>
        <Button label=text("resellCopy.go") variant=Variant::Primary busy=copying.act.busy refusal=refusal on_press=apply/>
    }
    .into_any();
    let offers = Load::new(|| audiences(true));
    let loading = Signal::derive(move || offers.ready().is_none());
    view! {
        <Dialog title=text("resell.copy") close=text("dialog.close") size=DialogSize::Wide on_close=over.close loading=loading actions=actions>
            {live(move || may.get().map(|why| view! { <Message tone=MessageTone::Warning>{why}</Message> }))}
            {load_view(offers, move |offers| body(copying, offers))}
        </Dialog>
    }
    .into_any()
}

fn body(copying: Copying, mut offers: Vec<OfferAudience>) -> AnyView {
    let own = copying.over.audience.id.get_value();
    offers.retain(|offer| offer.offer.id != own);
    if offers.is_empty() {
        return view! { <Empty icon="tag" title=text("resellCopy.none") size=EmptySize::Small level=Level::Three/> }
            .into_any();
    }
    let go = use_go();
    let offers = StoredValue::new(offers);
    let choices = Signal::derive(move || {
        let choice = |offer: &OfferAudience| {
            let args = [("name", offer.offer.name.as_str().into()), ("audience", head_words(&offer.draft).into())];
            Choice::new(offer.offer.id.clone(), Signal::stored(tf("resellCopy.choice", &args)))
        };
        let none = Choice::new("", text("resellCopy.choose"));
        offers.with_value(|offers| std::iter::once(none).chain(offers.iter().map(choice)).collect())
    });
    let choose = Callback::new(move |id: String| {
        let from = Some(id).filter(|id| !id.is_empty());
        go.replace(&Route::Resell(copying.over.audience.id.get_value(), ResellStep::Copy { from }));
    });
    let other = Memo::new(move |_| {
        let from = copying.from.get()?;
        offers.with_value(|offers| offers.iter().find(|offer| offer.offer.id == from).cloned())
    });
    view! {
        <Field label=text("resellCopy.from") help=text("resellCopy.from.help")>
            <Select value=Signal::derive(move || copying.from.get().unwrap_or_default()) choices=choices on_choose=choose/>
        </Field>
        {live(move || other.get().map(|other| {
            view! { {compare::compare(copying.over.audience, other)} {reviewed(copying)} }
        }))}
    }
    .into_any()
}

/// Add or replace, and what that would do.
fn reviewed(copying: Copying) -> AnyView {
    let mode = copying.mode.get_untracked();
    view! {
        {list_mode("resell-copy-mode", mode, Callback::new(move |mode| copying.mode.set(mode)))}
        {live(move || copying.stale.get().then(|| view! { <Message tone=MessageTone::Warning>{text("resellCopy.stale")}</Message> }))}
        {live(move || copying.problem.get().map(|why| view! { <Message tone=MessageTone::Error>{why}</Message> }))}
        {live(move || copying.act.problem().get().map(|why| view! { <Message tone=MessageTone::Error>{why}</Message> }))}
        <div role="status" class="applied-line">
            <span class="strong">{text("resellCopy.would")}</span>
            {live(move || match copying.review.get() {
                Some((applied, _)) => applied_view(applied, false),
                None => view! { <span class="muted">{said(|| t("load.loading"))}</span> }.into_any(),
            })}
        </div>
    }
    .into_any()
}

impl Copying {
    /// What to ask, with the versions of both audiences that were shown.
    fn body(self, seen: Option<(u64, u64)>) -> Option<ApplyAudience> {
        let to = ApplyTo { id: self.over.audience.id.get_value(), seen_version: seen.map(|seen| seen.0) };
        let (from, mode) = (self.from.get_untracked()?, self.mode.get_untracked());
        Some(ApplyAudience { from, from_seen_version: seen.map(|seen| seen.1), to: vec![to], mode })
    }

    /// Asks what copying would do; the newest answer wins.
    fn look(self) {
        self.round.update_value(|round| *round = round.wrapping_add(1));
        let round = self.round.get_value();
        self.review.set(None);
        self.problem.set(None);
        let Some(body) = self.body(None) else { return };
        spawn_local(async move {
            let address = format!("{}?dryRun=true", path::RESELLERS_APPLY);
            let answer = api::post::<_, ApplyResult>(&address, &body, &Intent::new()).await;
            if self.round.try_get_value() != Some(round) {
                return;
            }
            match answer {
                Ok(result) => {
                    let from = result.from_version;
                    self.review.set(result.items.into_iter().next().map(|applied| (applied, from)));
                }
                Err(api::ApiError::SignedOut) => self.session.ended(),
                Err(error) => self.problem.set(Some(error.sentence())),
            }
        });
    }

    /// Why nothing can be copied yet, followed.
    fn refusal(self) -> Option<String> {
        if self.from.with(Option::is_none) {
            return Some(t("resellCopy.chooseFirst"));
        }
        self.review.with(|review| match review {
            None => Some(t("resellCopy.lookFirst")),
            Some((applied, _)) if applied.done => None,
            Some((applied, _)) => Some(applied_words(applied)),
        })
    }

    fn apply(self, toasts: crate::toast::Toasts) {
        let seen = self.review.with_untracked(|review| review.as_ref().map(|(applied, from)| (applied.version, *from)));
        let Some(body) = self.body(seen) else { return };
        self.act.post(path::RESELLERS_APPLY.to_owned(), body, move |result: ApplyResult| {
            self.over.audience.stored.again();
            match result.items.into_iter().next() {
                Some(applied) if applied.done => {
                    toasts.success(tf("resellCopy.done", &[("what", applied_words(&applied).into())]), None);
                    self.over.close.run(());
                }
                Some(Applied { refusal: Some(Refusal::ChangedSince), .. }) => {
                    self.stale.set(true);
                    self.look();
                }
                other => {
                    self.look();
                    self.problem.set(other.map(|applied| applied_words(&applied)));
                }
            }
        });
    }
}
