//! "Discard this solution": what is given up is named first, and it can be taken back at any time.

use std::cell::RefCell;

use contract::access::Role;
use contract::api::merging::Seen;
use contract::api::path;
use contract::api::requests::RequestDetail;
use contract::api::solutions::SolutionDetail;
use contract::migration::{Action, Standing};
use contract::refusal::Refusal;
use contract::solution::MigrationState;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::de::IgnoredAny;

use super::over::{Below, Known, Subject};
use crate::api::{self, ApiError, Intent};
use crate::i18n::{said, t, text, tf};
use crate::load::{Load, load_view};
use crate::parts::act::Act;
use crate::parts::carries::CarriesList;
use crate::parts::solution_list::{SolutionList, use_solutions};
use crate::session::use_session;
use crate::toast::{ToastAct, Toasts, use_toasts};
use crate::ui::{Button, Dialog, DialogSize, Message, MessageTone, Press, Variant};

/// The dialog.
#[component]
pub fn DiscardDialog(
    /// The solution's id.
    id: String,
    /// The list below.
    below: Below,
) -> impl IntoView {
    let list = use_solutions()?;
    let (session, toasts) = (use_session(), use_toasts());
    let act = Act::idle();
    let address = path::solution(&id);
    let detail = Load::new(move || {
        let address = address.clone();
        async move { api::get::<SolutionDetail>(&address).await }
    });
    let refusal = Signal::derive(move || {
        let role = session.get()?.company.role;
        detail.ready().and_then(|detail| refused(&detail, role)).map(|why| tf(&why.key(), &why.args()))
    });
    // What is given up is seen before it can be.
    let not_yet = Signal::derive(move || refusal.get().or_else(|| detail.missing()));
    let discard = Callback::new(move |()| {
        let Some(detail) = detail.ready().filter(|_| refusal.get_untracked().is_none()) else { return };
        let body = Seen { seen_version: Some(detail.version) };
        act.post(path::discard(&detail.row.id), body, move |_: IgnoredAny| {
            let mut row = detail.row;
            row.state = MigrationState::Discarded;
            list.put(&row);
            list.freshen();
            let name = row.name.clone();
            let undo = Callback::new(move |()| undo_discard(list, toasts, row.id.clone(), row.name.clone()));
            toasts.success(
                tf("discard.done", &[("name", name.into())]),
                Some(ToastAct { label: text("action.undoDiscard"), run: undo }),
            );
            below.close.run(());
        });
    });
    // What changed since is read again, so that the next press decides on what is shown.
    Effect::new(move |_| {
        if act.failure.get().is_some_and(|error| matches!(error.status(), Some(409 | 412))) {
            detail.again();
        }
    });
    let close = Callback::new(move |()| {
        if !act.busy.get_untracked() {
            below.close.run(());
        }
    });
    let actions = view! {
        <Button label=text("confirm.cancel") on_press=close/>
        <Button label=text("discard.go") variant=Variant::Danger kind=Press::Submit busy=act.busy refusal=not_yet/>
    }
    .into_any();
    Some(view! {
        <Dialog title=text("discard.title") close=text("dialog.close") size=DialogSize::Normal on_close=close
            on_submit=discard actions=actions>
            {load_view(detail, move |detail| view! { <Named detail/> }.into_any())}
            {move || refusal.get().map(|why| view! { <Message tone=MessageTone::Warning>{why}</Message> })}
            {move || act.problem().get().map(|why| view! { <Message tone=MessageTone::Error>{why}</Message> })}
        </Dialog>
    })
}

/// Whether a request is cancelled with it; in this state a request that is open waits for the partner.
fn refused(detail: &SolutionDetail, role: Role) -> Option<Refusal> {
    let standing = Standing { state: detail.row.state, before: None, request_open: detail.request_open };
    standing.allows(Action::Discard, role).err()
}

/// Which solution it is and what it carries.
#[component]
fn Named(detail: SolutionDetail) -> impl IntoView {
    let nothing = detail.carries.is_empty();
    let request = detail.row.request.clone().filter(|_| detail.request_open);
    let lead = if nothing { "discard.carriesNothing" } else { "discard.carries" };
    view! {
        <Subject known=Known::from(&detail)/>
        <p>{text(lead)}</p>
        {(!nothing).then(|| view! { <div class="dialog-box"><CarriesList carries=detail.carries/></div> })}
        {request.map(cancelled)}
        <p class="muted">{text("discard.undoAtAnyTime")}</p>
    }
}

/// Says that the request is cancelled with it, once it is known to be open: after a refusal it is not.
fn cancelled(number: String) -> AnyView {
    let address = path::support_request(&number);
    let request = Load::new(move || {
        let address = address.clone();
        async move { api::get::<RequestDetail>(&address).await }
    });
    let open = Memo::new(move |_| request.ready().is_some_and(|detail| detail.request.state.is_open()));
    let words = said(move || tf("discard.request", &[("number", number.as_str().into())]));
    view! { <Show when=move || open.get()><Message tone=MessageTone::Warning>{words}</Message></Show> }.into_any()
}

/// A discard that is being taken back.
struct TakingBack {
    id: String,
    /// The same for each try, so that a lost answer is asked for again.
    intent: Intent,
    /// A second press while the first is on its way is the same wish.
    busy: bool,
}

thread_local! {
    static TAKING_BACK: RefCell<Vec<TakingBack>> = const { RefCell::new(Vec::new()) };
}

/// The intent under which a discard is taken back now, unless that is under way.
fn take_back(id: &str) -> Option<Intent> {
    TAKING_BACK.with_borrow_mut(|all| match all.iter_mut().find(|one| one.id == id) {
        Some(one) if one.busy => None,
        Some(one) => {
            one.busy = true;
            Some(one.intent.clone())
        }
        None => {
            let intent = Intent::new();
            all.push(TakingBack { id: id.to_owned(), intent: intent.clone(), busy: true });
            Some(intent)
        }
    })
}

/// Takes a discard back, at once.
pub fn undo_discard(list: SolutionList, toasts: Toasts, id: String, name: String) {
    let Some(intent) = take_back(&id) else { return };
    spawn_local(async move {
        let address = path::undo_discard(&id);
        let mut answer = api::post::<_, IgnoredAny>(&address, &Seen::default(), &intent).await;
        if matches!(answer, Err(ApiError::Unreadable)) {
            // Something in between swallowed the answer: the same key asks what came of it.
            answer = api::post::<_, IgnoredAny>(&address, &Seen::default(), &intent).await;
        }
        let answered = answer.as_ref().err().is_none_or(ApiError::is_an_answer);
        TAKING_BACK.with_borrow_mut(|all| {
            all.retain(|one| one.id != id || !answered);
            all.iter_mut().filter(|one| one.id == id).for_each(|one| one.busy = false);
        });
        list.freshen();
        match answer {
            Ok(_) => toasts.success(tf("discard.undone", &[("name", name.into())]), None),
            Err(error) => toasts.error(format!("{} {}", t("discard.notUndone"), error.sentence())),
        }
    });
}
