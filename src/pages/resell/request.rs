//! "Provide issue details": the request to support, prefilled from the saved draft and filed in place.

use contract::api::audience_request::{CspDetails, RequestAudience};
use contract::api::merging::{Filed, TEXT_MAX};
use contract::api::path;
use contract::route::Route;
use leptos::prelude::*;

use super::dialogs::Over;
use super::state::Audience;
use crate::api::{self, Intent};
use crate::i18n::{said, t, text, tf};
use crate::load::{Load, Loaded, load_view};
use crate::parts::act::Act;
use crate::parts::csp::{Side, csp_effect, csp_facts};
use crate::parts::request::due_words;
use crate::typed::typed;
use crate::ui::{Button, Dialog, Field, Message, MessageTone, Press, TextArea, Variant, focus_id, live};

/// The id of the sentence that says that it is filed.
const FILED: &str = "resell-filed";

/// What the dialog shows.
#[derive(Clone, Debug, PartialEq)]
enum Shown {
    /// What would be asked.
    Asking,
    /// That a request is open already, by number.
    Already(String),
    /// What was filed.
    Filed,
}

/// The dialog.
pub fn dialog(over: Over) -> AnyView {
    let audience = over.audience;
    let id = audience.id.get_value();
    let words = typed(&format!("resell/{id}/request"));
    let base = audience.base;
    let version = Memo::new(move |_| base.with(|base| base.as_ref().map(|base| base.head.version)));
    // Opened by its address the audience is not here yet; what is asked for already is not asked for again.
    let open = Memo::new(move |_| base.with(|base| base.as_ref().and_then(|base| base.head.request.clone())));
    let plan = Memo::new(move |_| version.get().filter(|_| open.with(Option::is_none)));
    let ready = RwSignal::new(false);
    let act = Act::idle();
    act.overtaken(move || audience.stored.again());
    let filed = RwSignal::new(None::<Filed>);
    let send = Callback::new(move |()| {
        let body = RequestAudience { seen_version: audience.version(), text: words.get_untracked() };
        act.post(path::resell_request(&audience.id.get_value()), body, move |answer: Filed| {
            words.set(String::new());
            filed.set(Some(answer));
            audience.stored.again();
            // The button that was pressed is gone, and the sentence is what there is to read.
            request_animation_frame(|| focus_id(FILED));
        });
    });
    let fault = Signal::derive(move || {
        let n = words.with(|words| words.chars().count());
        (n > TEXT_MAX).then(|| tf("field.tooLong", &[("max", TEXT_MAX.into()), ("n", n.into())]))
    });
    let refusal = Signal::derive(move || {
        let waits = (!ready.get()).then(|| t("load.loading"));
        audience.dirty.get().then(|| t("resell.saveFirst")).or(waits).or_else(|| fault.get())
    });
    let dirty = Signal::derive(move || !words.with(String::is_empty));
    // What was filed is said once, and stays as the audience is read anew.
    let shown = Memo::new(move |_| match filed.with(Option::is_some) {
        true => Shown::Filed,
        false => open.with(|open| open.as_ref().map_or(Shown::Asking, |open| Shown::Already(open.number.clone()))),
    });
    let actions = live(move || {
        if shown.get() != Shown::Asking {
            return view! { <Button label=text("dialog.close") variant=Variant::Primary on_press=over.close/> }
                .into_any();
        }
        view! {
            <Button label=text("confirm.cancel") on_press=over.close/>
            <Button label=text("resell.request.send") variant=Variant::Primary kind=Press::Submit busy=act.busy refusal=refusal/>
        }
        .into_any()
    });
    let submit = Callback::new(move |()| {
        if refusal.with_untracked(Option::is_none) && filed.with_untracked(Option::is_none) {
            send.run(());
        }
    });
    view! {
        <Dialog title=text("resell.request.title") close=text("dialog.close") on_close=over.close on_submit=submit dirty=dirty actions=actions>
            {live(move || match shown.get() {
                Shown::Filed => filed.get_untracked().as_ref().map_or_else(|| ().into_any(), done),
                Shown::Already(number) => already(number),
                Shown::Asking => view! {
                    {live(move || {
                        ready.set(false);
                        plan.get().map(|version| details(audience, version, ready))
                    })}
                    <Field label=text("resell.request.text") help=text("resell.request.help") error=fault><TextArea value=words/></Field>
                    <div role="alert">{live(move || act.failure.get().map(|error| view! {
                        <Message tone=MessageTone::Error>{said(move || error.sentence())}</Message>
                    }))}</div>
                }.into_any(),
            })}
        </Dialog>
    }
    .into_any()
}

/// What would be filed, as the server says it.
fn details(audience: Audience, seen_version: u64, ready: RwSignal<bool>) -> AnyView {
    let address = format!("{}?dryRun=true", path::resell_request(&audience.id.get_value()));
    let load = Load::new(move || {
        let address = address.clone();
        async move {
            let body = RequestAudience { seen_version, text: String::new() };
            api::post::<_, CspDetails>(&address, &body, &Intent::new()).await
        }
    });
    audience.reads_again(load);
    // What the rules say no to is an answer, and trying again gives the same.
    let refused = Memo::new(move |_| match load.get() {
        Loaded::Failed(error) if error.status() == Some(409) => Some(error.sentence()),
        _ => None,
    });
    let shown = move |details: CspDetails| {
        ready.set(true);
        view! { <dl class="definition definition--stacked">{csp_facts(&details, Side::Partner)}</dl> {csp_effect(&details, None, Side::Partner)} }.into_any()
    };
    live(move || match refused.get() {
        Some(why) => view! { <Message tone=MessageTone::Info>{why}</Message> }.into_any(),
        None => load_view(load, shown).into_any(),
    })
}

/// That a request is with support already, and where to follow it.
fn already(number: String) -> AnyView {
    let href = Route::Request(number.clone()).href();
    let words = said(move || tf("refusal.audienceRequestOpen", &[("number", number.as_str().into())]));
    view! { <Message tone=MessageTone::Info><p>{words}</p><p><a href=href>{text("resell.request.follow")}</a></p></Message> }
        .into_any()
}

/// The number, the day, and where to follow it.
fn done(filed: &Filed) -> AnyView {
    let (number, due) = (filed.number.clone(), filed.due);
    let href = Route::Request(number.clone()).href();
    let words = said(move || tf("resell.request.filed", &[("number", number.as_str().into())]));
    let until = said(move || due_words(due, "merge.due", "merge.dueEnd"));
    view! {
        <div id=FILED tabindex="-1">
            <Message tone=MessageTone::Success><p>{words}" "{until}</p><p><a href=href>{text("resell.request.follow")}</a></p></Message>
        </div>
    }
    .into_any()
}
