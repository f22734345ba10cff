//! "Provide issue details": the request to support, prefilled from the saved draft and filed in place.

use contract::api::audience::{CspDetails, RequestAudience};
use contract::api::merging::{Filed, TEXT_MAX};
use contract::api::path;
use contract::route::Route;
use leptos::prelude::*;

use super::dialogs::Over;
use crate::api::{self, Intent};
use crate::i18n::{said, t, text, tf};
use crate::load::{Load, load_view};
use crate::parts::act::Act;
use crate::parts::csp::csp_facts;
use crate::parts::request::due_words;
use crate::typed::typed;
use crate::ui::{Button, Dialog, Field, Message, MessageTone, Press, TextArea, Variant, live};

/// The dialog.
pub fn dialog(over: Over) -> AnyView {
    let audience = over.audience;
    let id = audience.id.get_value();
    let words = typed(&format!("resell/{id}/request"));
    let base = audience.base;
    let version = Memo::new(move |_| base.with(|base| base.as_ref().map(|base| base.head.version)));
    let address = path::resell_request(&id);
    let details = Load::new(move || {
        let address = format!("{address}?dryRun=true");
        let seen_version = version.get_untracked().unwrap_or_default();
        async move {
            let body = RequestAudience { seen_version, text: String::new() };
            api::post::<_, CspDetails>(&address, &body, &Intent::new()).await
        }
    });
    // Opened by its address the audience is not here yet.
    Effect::new(move |before: Option<Option<u64>>| {
        let now = version.get();
        if before.is_some_and(|before| before != now) {
            details.again();
        }
        now
    });
    let act = Act::idle();
    let filed = RwSignal::new(None::<Filed>);
    let send = Callback::new(move |()| {
        let body = RequestAudience { seen_version: audience.version(), text: words.get_untracked() };
        act.post(path::resell_request(&audience.id.get_value()), body, move |answer: Filed| {
            words.set(String::new());
            filed.set(Some(answer));
            audience.stored.again();
        });
    });
    let fault = Signal::derive(move || {
        let n = words.with(|words| words.chars().count());
        (n > TEXT_MAX).then(|| tf("field.tooLong", &[("max", TEXT_MAX.into()), ("n", n.into())]))
    });
    let refusal = Signal::derive(move || {
        let waits = details.ready().is_none().then(|| t("load.loading"));
        audience.dirty.get().then(|| t("resell.saveFirst")).or(waits).or_else(|| fault.get())
    });
    let dirty = Signal::derive(move || !words.with(String::is_empty));
    let actions = live(move || {
        if filed.with(Option::is_some) {
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
            {live(move || match filed.get() {
                Some(filed) => done(&filed),
                None => view! {
                    {load_view(details, |details| view! { <dl class="definition definition--stacked">{csp_facts(&details)}</dl> }.into_any())}
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

/// The number, the day, and where to follow it.
fn done(filed: &Filed) -> AnyView {
    let (number, due) = (filed.number.clone(), filed.due);
    let href = Route::Request(number.clone()).href();
    let words = said(move || tf("resell.request.filed", &[("number", number.as_str().into())]));
    let until = said(move || due_words(due, "merge.due", "merge.dueEnd"));
    view! {
        <Message tone=MessageTone::Success><p>{words}" "{until}</p><p><a href=href>{text("resell.request.follow")}</a></p></Message>
    }
    .into_any()
}
