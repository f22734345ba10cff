//! "URL for existing listing": read while it is typed, and shown back as what it means.

use contract::listing_url::{ListingUrl, ListingUrlProblem};
use leptos::prelude::*;

use super::wizard::Wizard;
use crate::i18n::{said, t, text, tf};
use crate::parts::offers::OfferList;
use crate::storefronts::storefronts;
use crate::ui::{Field, Icon, InputKind, TextInput};

/// An address as it is typed.
#[derive(Clone, Copy)]
pub struct TypedUrl {
    /// The text.
    pub url: RwSignal<String>,
    /// Whether the person has left the field: then what is wrong with it is said.
    pub left: RwSignal<bool>,
    /// The company's offers, of which it may be one.
    pub offers: OfferList,
}

impl TypedUrl {
    /// A field with this text in it.
    pub fn new(url: String, offers: OfferList) -> TypedUrl {
        TypedUrl { url: RwSignal::new(url), left: RwSignal::new(false), offers }
    }

    /// What it leads to, or what is wrong with it. Followed.
    pub fn read(self) -> Result<ListingUrl, ListingUrlProblem> {
        ListingUrl::parse(&self.url.get(), &storefronts())
    }

    /// What the address means: storefront, publisher and offer. Followed.
    pub fn understood(self) -> String {
        let Ok(url) = self.read() else { return String::new() };
        let stores = storefronts();
        let store = stores.get(url.store()).map(|store| store.name.clone()).unwrap_or_default();
        match (url.publisher(), url.offer()) {
            (Some(publisher), Some(offer)) => tf(
                "merge.understood",
                &[("store", store.into()), ("publisher", publisher.into()), ("offer", offer.into())],
            ),
            _ => tf("merge.understoodId", &[("store", store.into()), ("id", url.id().shown().into())]),
        }
    }
}

/// The field.
#[component]
pub fn Listing(
    /// What is typed.
    typed: TypedUrl,
    /// Whether the address is what is meant.
    chosen: Signal<bool>,
    /// Means it, or something else.
    on_choose: Callback<bool>,
) -> impl IntoView {
    // Typing an address means it; emptying the field means something else.
    Effect::new(move |before: Option<String>| {
        let now = typed.url.get();
        if before.is_some_and(|before| before != now) {
            on_choose.run(!now.trim().is_empty());
        }
        now
    });
    let error = Signal::derive(move || {
        let said = typed.left.get() && !typed.url.with(|url| url.trim().is_empty());
        typed.read().err().filter(|_| said).map(|problem| tf(&problem.key(), &problem.args()))
    });
    let use_it = move |_| {
        on_choose.run(true);
        typed.left.set(true);
    };
    view! {
        <div class="radio-card match match--url">
            <label class="match__label">
                <input class="checkbox__box" type="radio" name="by-url" prop:checked=chosen on:change=use_it/>
                <span class="radio-card__text">
                    <span class="radio-card__title">{text("merge.elsewhere")}</span>
                    <span class="radio-card__help">{text("merge.elsewhere.help")}</span>
                </span>
            </label>
            <Field label=text("merge.url") help=text("merge.url.help") error=error>
                <TextInput value=typed.url kind=InputKind::Url on_leave=Callback::new(move |()| typed.left.set(true))/>
            </Field>
            <div role="status" class="match__read">{move || typed.read().ok().map(|_| view! { <Understood typed/> })}</div>
        </div>
    }
}

/// Storefront, publisher and offer, and the offer of ours that it is.
#[component]
fn Understood(typed: TypedUrl) -> impl IntoView {
    let words = said(move || typed.understood());
    let ours = said(move || {
        let Ok(url) = typed.read() else { return String::new() };
        let foreign = url.publisher().filter(|publisher| typed.offers.is_foreign(publisher));
        match typed.offers.listed_at(&url) {
            Some(offer) if offer.is_live() => tf("merge.isOurs", &[("name", offer.name.into())]),
            Some(offer) => tf("merge.isDraft", &[("name", offer.name.into())]),
            None => match foreign {
                Some(publisher) => tf("merge.stranger", &[("publisher", publisher.into())]),
                None => t("merge.notKnown"),
            },
        }
    });
    view! {
        <Icon name="checkmark-circle"/>
        <span><b>{words}</b>" "{ours}</span>
    }
}

/// The hint that the address belongs to somebody else's publisher, as far as is known here.
pub fn stranger(wizard: Wizard) -> AnyView {
    let stranger = Memo::new(move |_| wizard.stranger());
    (move || {
        stranger.get().map(|publisher| {
            let words = said(move || tf("merge.stranger", &[("publisher", publisher.as_str().into())]));
            view! { <span class="match__stranger"><Icon name="warning"/><span>{words}</span></span> }
        })
    })
    .into_any()
}

impl Wizard {
    /// The publisher of the address, where it is none of the company's. Followed.
    pub fn stranger(self) -> Option<String> {
        let url = self.typed_url().read().ok()?;
        let publisher = url.publisher()?;
        let own = self.publishers.ready()?.iter().any(|own| own.id.eq_ignore_ascii_case(publisher));
        (!own).then(|| publisher.to_owned())
    }
}
