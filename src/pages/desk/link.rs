//! For a listing's address: the offer that it belongs to, one of the company's or a new record.

use contract::api::merging::Target;
use contract::api::requests::{DeskCase, Link};
use contract::listing_url::ListingUrl;
use contract::offer::{NAME_MAX, OfferId};
use contract::solution::OfferType;
use leptos::prelude::*;

use crate::i18n::{t, text, tf};
use crate::send::Send;
use crate::storefronts::storefronts;
use crate::typed::typed_over;
use crate::ui::{Choice, Field, InputKind, Select, TextInput};

/// What is chosen and typed.
#[derive(Clone, Copy)]
pub struct LinkForm {
    /// `EXTERNAL` or `OFFER`.
    kind: RwSignal<String>,
    offer: RwSignal<String>,
    publisher: RwSignal<String>,
    offer_id: RwSignal<String>,
    offer_type: RwSignal<String>,
    name: RwSignal<String>,
    /// Whether somebody tried to approve: what is missing is said from then on.
    tried: RwSignal<bool>,
}

/// A new record for the listing.
const EXTERNAL: &str = "external";
/// One of the company's offers.
const OFFER: &str = "offer";

/// Whether a case asks for a link: its target is a listing's address that belongs to no offer yet.
pub fn is_needed(case: &DeskCase) -> bool {
    case.request.merge.as_ref().is_some_and(|merge| matches!(merge.target, Target::Url { .. }))
        && case.request.offer.is_none()
}

impl LinkForm {
    /// Prefilled from the address: an offer of the company that it names, or a new record with what it says.
    pub fn new(case: &DeskCase) -> LinkForm {
        let merge = case.request.merge.as_ref();
        let typed = match merge.map(|merge| &merge.target) {
            Some(Target::Url { url }) => url.clone(),
            _ => String::new(),
        };
        let url = ListingUrl::parse(&typed, &storefronts()).ok();
        let word = |of: fn(&ListingUrl) -> Option<&str>| url.as_ref().and_then(of).unwrap_or_default().to_owned();
        let known = case.offers.iter().find(|offer| {
            url.as_ref().is_some_and(|url| url.names(&offer.publisher, &offer.external_id))
                || offer.listing_url.as_deref() == Some(typed.as_str())
        });
        let kind = merge.and_then(|merge| merge.offer_type);
        let number = &case.request.request.number;
        let field = |name: &str, prefilled: String| typed_over(&format!("desk/link/{number}/{name}"), prefilled);
        LinkForm {
            kind: field("kind", if known.is_none() { EXTERNAL } else { OFFER }.to_owned()),
            offer: field("offer", known.map(|offer| offer.id.clone()).unwrap_or_default()),
            publisher: field("publisher", word(ListingUrl::publisher)),
            offer_id: field("id", word(ListingUrl::offer)),
            offer_type: field("type", kind.map(|kind| kind.word().to_owned()).unwrap_or_default()),
            name: field("name", merge.map(|merge| merge.offer_name.clone()).unwrap_or_default()),
            tried: RwSignal::new(false),
        }
    }

    /// The link, when nothing is missing.
    pub fn link(self) -> Option<Link> {
        self.tried.set(true);
        if self.kind.with_untracked(|kind| kind == OFFER) {
            return Some(self.offer.get_untracked()).filter(|id| !id.is_empty()).map(|id| Link::Offer { id });
        }
        let trimmed = |field: RwSignal<String>| field.get_untracked().trim().to_owned();
        let faults =
            [id_fault(&trimmed(self.publisher)), id_fault(&trimmed(self.offer_id)), name_fault(&trimmed(self.name))];
        let offer_type = OfferType::from_word(&self.offer_type.get_untracked())?;
        faults.iter().all(Option::is_none).then(|| Link::External {
            publisher: trimmed(self.publisher),
            offer_id: trimmed(self.offer_id),
            offer_type,
            name: trimmed(self.name),
        })
    }
}

// catalogue: field.*
fn id_fault(id: &str) -> Option<String> {
    OfferId::parse(id).err().map(|fault| t(&format!("field.{}", fault.word())))
}

fn name_fault(name: &str) -> Option<String> {
    match name.trim().chars().count() {
        0 => Some(tf("field.emptyNamed", &[("field", t("offer.name").into())])),
        n if n > NAME_MAX => Some(tf("field.tooLong", &[("max", NAME_MAX.into()), ("n", n.into())])),
        _ => None,
    }
}

/// The choice and its fields.
pub fn fields(form: LinkForm, case: Signal<DeskCase>, send: Send) -> AnyView {
    let offers = Signal::derive(move || {
        let mut choices = vec![Choice::new("", text("desk.link.choose"))];
        case.with(|case| {
            choices.extend(case.offers.iter().map(|offer| {
                Choice::new(
                    offer.id.clone(),
                    Signal::stored(format!("{} ({}.{})", offer.name, offer.publisher, offer.external_id)),
                )
            }));
        });
        choices
    });
    let types = Signal::derive(|| {
        let mut choices = vec![Choice::new("", text("desk.link.chooseType"))];
        choices.extend(OfferType::ALL.iter().map(|kind| {
            let kind = *kind;
            Choice::new(kind.word(), Signal::derive(move || t(&format!("offerType.{}", kind.word()))))
        }));
        choices
    });
    let radio = move |kind: &'static str, label: &'static str| {
        view! {
            <label class="checkbox">
                <input class="checkbox__box" type="radio" name="link" prop:checked=move || form.kind.with(|now| now == kind)
                    on:change=move |_| form.kind.set(kind.to_owned())/>
                <span class="checkbox__label">{text(label)}</span>
            </label>
        }
    };
    let fault = move |field: RwSignal<String>, of: fn(&str) -> Option<String>, pointer: &'static str| {
        let of_server = send.field(pointer);
        Signal::derive(move || {
            let own = if form.tried.get() { of(field.get().trim()) } else { None };
            own.or_else(|| of_server.get())
        })
    };
    let chosen: fn(&str) -> Option<String> = |word| word.is_empty().then(|| t("field.choose"));
    let is_new = Memo::new(move |_| form.kind.with(|kind| kind != OFFER));
    view! {
        <fieldset class="case__link">
            <legend class="strong">{text("desk.link")}</legend>
            {radio(OFFER, "desk.link.offer")}
            {radio(EXTERNAL, "desk.link.external")}
            {move || if is_new.get() {
                view! {
                    <Field label=text("offer.name") error=fault(form.name, name_fault, "/decision/link/name")>
                        <TextInput value=form.name/>
                    </Field>
                    <div class="field__row">
                        <Field label=text("offer.publisherId") error=fault(form.publisher, id_fault, "/decision/link/publisher")>
                            <TextInput value=form.publisher kind=InputKind::Code/>
                        </Field>
                        <Field label=text("offer.id") error=fault(form.offer_id, id_fault, "/decision/link/offerId")>
                            <TextInput value=form.offer_id kind=InputKind::Code/>
                        </Field>
                    </div>
                    <Field label=text("column.offerType") error=fault(form.offer_type, chosen, "/decision/link/offerType")>
                        <Select value=form.offer_type on_choose=Callback::new(move |word| form.offer_type.set(word)) choices=types/>
                    </Field>
                }
                .into_any()
            } else {
                view! {
                    <Field label=text("help.offer") error=fault(form.offer, chosen, "/decision/link/id")>
                        <Select value=form.offer on_choose=Callback::new(move |id| form.offer.set(id)) choices=offers/>
                    </Field>
                }
                .into_any()
            }}
        </fieldset>
    }
    .into_any()
}
