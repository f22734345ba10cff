//! The fields of a new offer: what is typed, what is wrong with it, and the body that can be sent.

use std::time::Duration;

use contract::api::offers::{IdCheck, NewOffer, PUBLISHER_NAME_MAX, PublisherChoice, PublisherRow};
use contract::api::path;
use contract::api::solutions::SolutionDetail;
use contract::fold::fold;
use contract::offer::{ALIAS_MAX, OfferId};
use contract::problem::FieldProblem;
use contract::solution::OfferType;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

use crate::api;
use crate::i18n::{said, t, text, tf};
use crate::parts::summary::summary;
use crate::ui::{
    Button, ButtonLink, Choice, Field, Icon, InputKind, Message, MessageTone, Press, Select, TextInput, Variant,
    focus_id,
};

/// What stands in the list of publishers for one that is not there yet; no ID has a blank.
const NEW: &str = "new publisher";
/// How long typing rests before the server is asked whether an ID is free.
const ASK_AFTER: Duration = Duration::from_millis(350);

/// What is typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Typed {
    offer_type: String,
    publisher: String,
    publisher_id: String,
    publisher_name: String,
    offer_id: String,
    alias: String,
}

impl Typed {
    /// Nothing but the publisher, where there is no choice.
    pub fn empty(publishers: &[PublisherRow]) -> Typed {
        let publisher = match publishers {
            [] => NEW.to_owned(),
            [only] => only.id.clone(),
            _ => String::new(),
        };
        Typed { publisher, ..Typed::default() }
    }

    /// What the solution tells.
    pub fn prefilled(detail: &SolutionDetail, publishers: &[PublisherRow]) -> Typed {
        let row = &detail.row;
        let legacy = detail.publisher.clone().unwrap_or_default();
        let own = publishers.iter().find(|known| fold(&known.name) == fold(&legacy));
        let own = own.or_else(|| publishers.iter().find(|known| known.partner_ids.contains(&row.partner_id)));
        Typed {
            offer_type: row.offer_type.map(|kind| kind.word().to_owned()).unwrap_or_default(),
            publisher: own.map_or_else(|| NEW.to_owned(), |own| own.id.clone()),
            publisher_id: OfferId::suggest(&legacy).map(String::from).unwrap_or_default(),
            publisher_name: legacy,
            offer_id: OfferId::suggest(&row.name).map(String::from).unwrap_or_default(),
            alias: row.name.chars().take(ALIAS_MAX).collect(),
        }
    }
}

/// Whether an ID is free.
#[derive(Clone, Debug, PartialEq)]
enum Free {
    NotAsked,
    Asking,
    Yes,
    No,
}

/// The fields. Errors are known by where the server points at.
#[derive(Clone, Copy)]
pub struct OfferForm {
    offer_type: RwSignal<String>,
    publisher: RwSignal<String>,
    publisher_id: RwSignal<String>,
    publisher_name: RwSignal<String>,
    offer_id: RwSignal<String>,
    alias: RwSignal<String>,
    publishers: StoredValue<Vec<PublisherRow>>,
    errors: RwSignal<Vec<(String, String)>>,
    free: RwSignal<Free>,
    /// Fields whose faults are said: those that were left or sent.
    left: RwSignal<Vec<&'static str>>,
}

/// Where a field's errors point, its element's id and its label; in the order of the page.
const FIELDS: [(&str, &str, &str); 6] = [
    ("/offerType", "new-offer-type", "column.offerType"),
    ("/publisher", "new-offer-publisher", "newOffer.publisher"),
    ("/publisher/name", "new-offer-publisher-name", "newOffer.publisherName"),
    ("/publisher/id", "new-offer-publisher-id", "newOffer.publisherId"),
    ("/offerId", "new-offer-id", "newOffer.offerId"),
    ("/alias", "new-offer-alias", "newOffer.alias"),
];

impl OfferForm {
    /// The fields with what they begin with.
    pub fn new(start: Typed, publishers: Vec<PublisherRow>) -> OfferForm {
        let form = OfferForm {
            offer_type: RwSignal::new(start.offer_type),
            publisher: RwSignal::new(start.publisher),
            publisher_id: RwSignal::new(start.publisher_id),
            publisher_name: RwSignal::new(start.publisher_name),
            offer_id: RwSignal::new(start.offer_id),
            alias: RwSignal::new(start.alias),
            publishers: StoredValue::new(publishers),
            errors: RwSignal::new(Vec::new()),
            free: RwSignal::new(Free::NotAsked),
            left: RwSignal::new(Vec::new()),
        };
        form.ask_whether_free();
        form
    }

    /// What is typed, followed.
    pub fn typed(self) -> Typed {
        Typed {
            offer_type: self.offer_type.get(),
            publisher: self.publisher.get(),
            publisher_id: self.publisher_id.get(),
            publisher_name: self.publisher_name.get(),
            offer_id: self.offer_id.get(),
            alias: self.alias.get(),
        }
    }

    /// Puts in what was typed before.
    pub fn put(self, typed: Typed) {
        self.offer_type.set(typed.offer_type);
        self.publisher.set(typed.publisher);
        self.publisher_id.set(typed.publisher_id);
        self.publisher_name.set(typed.publisher_name);
        self.offer_id.set(typed.offer_id);
        self.alias.set(typed.alias);
    }

    /// Takes what the server found wrong.
    pub fn refused(self, errors: &[FieldProblem]) {
        self.errors.set(errors.iter().map(|error| (error.pointer.clone(), error.message.clone())).collect());
    }

    /// Whether the server's last word is shown beside fields.
    pub fn has_errors(self) -> bool {
        !self.errors.with(Vec::is_empty)
    }

    /// The format is checked here at once; whether another offer has the ID only the server knows.
    fn ask_whether_free(self) {
        Effect::new(move |_| {
            let id = self.offer_id.get();
            self.free.set(Free::NotAsked);
            let Ok(id) = OfferId::parse(&id) else { return };
            self.free.set(Free::Asking);
            let timer = set_timeout_with_handle(
                move || {
                    spawn_local(async move {
                        let answer = api::get::<IdCheck>(&format!("{}?id={}", path::OFFER_ID_CHECK, id.as_str())).await;
                        let same = self.offer_id.try_get_untracked().is_some_and(|now| now.trim() == id.as_str());
                        if same {
                            // Without an answer the server says it when the form is sent.
                            let free =
                                answer.map_or(Free::NotAsked, |check| if check.free { Free::Yes } else { Free::No });
                            self.free.set(free);
                        }
                    });
                },
                ASK_AFTER,
            );
            on_cleanup(move || {
                if let Ok(timer) = timer {
                    timer.clear();
                }
            });
        });
    }

    /// What is wrong here, by pointer, in the order of the page. Followed.
    fn faults(self) -> Vec<(&'static str, String)> {
        let mut faults = Vec::new();
        if OfferType::from_word(&self.offer_type.get()).is_none() {
            faults.push(("/offerType", t("newOffer.chooseType")));
        }
        let publisher = self.publisher.get();
        if publisher.is_empty() {
            faults.push(("/publisher", t("newOffer.choosePublisher")));
        }
        if publisher == NEW {
            let name = self.publisher_name.get();
            faults.extend(
                words_fault("newOffer.publisherName", &name, PUBLISHER_NAME_MAX).map(|why| ("/publisher/name", why)),
            );
            faults.extend(id_fault(&self.publisher_id.get()).map(|why| ("/publisher/id", why)));
        }
        let id =
            id_fault(&self.offer_id.get()).or_else(|| (self.free.get() == Free::No).then(|| t("field.offerIdTaken")));
        faults.extend(id.map(|why| ("/offerId", why)));
        faults.extend(words_fault("newOffer.alias", &self.alias.get(), ALIAS_MAX).map(|why| ("/alias", why)));
        faults
    }

    /// What is said beside a field.
    fn error(self, pointer: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            let by_server =
                self.errors.with(|errors| errors.iter().find(|(at, _)| at == pointer).map(|(_, why)| why.clone()));
            let said = self.left.with(|left| left.contains(&pointer));
            by_server.or_else(|| self.faults().into_iter().find(|(at, _)| *at == pointer && said).map(|(_, why)| why))
        })
    }

    fn leave(self, pointer: &'static str) {
        if !self.left.with_untracked(|left| left.contains(&pointer)) {
            self.left.update(|left| left.push(pointer));
        }
    }

    /// The body, once nothing is wrong.
    fn check(self) -> Option<NewOffer> {
        self.errors.set(Vec::new());
        self.left.set(FIELDS.map(|(pointer, _, _)| pointer).to_vec());
        let typed = untrack(|| self.typed());
        let offer_type = OfferType::from_word(&typed.offer_type)?;
        if !untrack(|| self.faults()).is_empty() {
            return None;
        }
        let publisher = if typed.publisher == NEW {
            PublisherChoice::New { id: typed.publisher_id.trim().to_owned(), name: typed.publisher_name }
        } else {
            PublisherChoice::Existing { id: typed.publisher }
        };
        Some(NewOffer { offer_type, publisher, offer_id: typed.offer_id.trim().to_owned(), alias: typed.alias })
    }
}

fn id_fault(id: &str) -> Option<String> {
    // catalogue: field.*
    OfferId::parse(id).err().map(|fault| t(&format!("field.{}", fault.word())))
}

fn words_fault(label: &str, words: &str, max: usize) -> Option<String> {
    let count = words.trim().chars().count();
    match count {
        0 => Some(tf("field.emptyNamed", &[("field", t(label).into())])),
        _ if count > max => Some(tf("field.tooLong", &[("max", max.into()), ("n", count.into())])),
        _ => None,
    }
}

/// The form.
#[component]
pub fn Fields(
    /// The fields.
    form: OfferForm,
    /// Sends what is right.
    on_send: Callback<NewOffer>,
    /// Whether it is on its way.
    busy: RwSignal<bool>,
    /// Why it failed as a whole; empty while it did not.
    problem: Signal<String>,
    /// Where "Cancel" leads.
    back: String,
) -> impl IntoView {
    let tried = RwSignal::new(false);
    let wrong = Memo::new(move |_| {
        let errors = FIELDS.iter().filter_map(|(pointer, id, label)| Some((*id, *label, form.error(pointer).get()?)));
        errors.collect::<Vec<_>>()
    });
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let body = form.check();
        tried.set(body.is_none());
        match body {
            Some(body) => on_send.run(body),
            None => request_animation_frame(|| focus_id("new-offer-summary")),
        }
    };
    let kinds = Signal::derive(|| {
        // catalogue: offerType.*
        let kind = |kind: &OfferType| {
            let key = format!("offerType.{}", kind.word());
            Choice::new(kind.word(), said(move || t(&key)))
        };
        std::iter::once(Choice::new("", text("newOffer.chooseType")))
            .chain(OfferType::ALL.iter().map(kind))
            .collect::<Vec<_>>()
    });
    let publishers = Signal::derive(move || {
        let known =
            form.publishers.get_value().into_iter().map(|known| Choice::new(known.id, Signal::stored(known.name)));
        let open = form.publisher.with(String::is_empty).then(|| Choice::new("", text("newOffer.choosePublisher")));
        open.into_iter().chain(known).chain([Choice::new(NEW, text("newOffer.newPublisher"))]).collect::<Vec<_>>()
    });
    let input = move |at: usize, value: RwSignal<String>, kind: InputKind, help: &'static str| {
        let (pointer, id, label) = FIELDS[at];
        view! {
            <Field label=text(label) id=id help=text(help) error=form.error(pointer)>
                <TextInput value=value kind=kind required=true on_leave=Callback::new(move |()| form.leave(pointer))/>
            </Field>
        }
        .into_any()
    };
    view! {
        <form class="new-offer" novalidate on:submit=send>
            {summary("new-offer-summary", Signal::derive(move || tried.get() || form.has_errors()), wrong)}
            <section class="card new-offer__fields">
                <Field label=text("column.offerType") id="new-offer-type" help=text("newOffer.type.help") error=form.error("/offerType")>
                    <Select value=form.offer_type choices=kinds on_choose=Callback::new(move |word| form.offer_type.set(word))/>
                </Field>
                <Field label=text("newOffer.publisher") id="new-offer-publisher" help=text("newOffer.publisher.help") error=form.error("/publisher")>
                    <Select value=form.publisher choices=publishers on_choose=Callback::new(move |id| form.publisher.set(id))/>
                </Field>
                <Show when=move || form.publisher.get() == NEW>
                    {input(2, form.publisher_name, InputKind::Text, "newOffer.publisherName.help")}
                    {input(3, form.publisher_id, InputKind::Code, "newOffer.publisherId.help")}
                </Show>
                <div class="new-offer__id" on:input=move |_| form.leave("/offerId")>
                    {input(4, form.offer_id, InputKind::Code, "newOffer.offerId.help")}
                    <FreeLine form/>
                </div>
                {input(5, form.alias, InputKind::Text, "newOffer.alias.help")}
            </section>
            {move || Some(problem.get()).filter(|why| !why.is_empty()).map(|why| view! { <Message tone=MessageTone::Error>{why}</Message> })}
            <div class="merge__actions">
                <ButtonLink label=text("confirm.cancel") href=back/>
                <Button label=text("newOffer.create") variant=Variant::Primary kind=Press::Submit busy=busy/>
            </div>
        </form>
    }
}

/// What the server says of the offer ID while it is typed.
#[component]
fn FreeLine(form: OfferForm) -> impl IntoView {
    view! {
        <p class="new-offer__free" role="status">
            {move || match form.free.get() {
                Free::Asking => view! { <span>{text("newOffer.asking")}</span> }.into_any(),
                Free::Yes => view! { <Icon name="checkmark-circle"/><span>{text("newOffer.free")}</span> }.into_any(),
                _ => ().into_any(),
            }}
        </p>
    }
}
