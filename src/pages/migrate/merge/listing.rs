//! "URL for existing listing": read while it is typed, and shown back as what it means.

use leptos::prelude::*;

use super::wizard::{Pick, Wizard};
use crate::i18n::{said, t, text, tf};
use crate::parts::offers::is_live;
use crate::storefronts::storefronts;
use crate::ui::{Field, Icon, InputKind, TextInput};

/// The field.
#[component]
pub fn Listing(
    /// The wizard.
    wizard: Wizard,
) -> impl IntoView {
    // Typing an address means it; emptying the field means something else.
    Effect::new(move |before: Option<String>| {
        let now = wizard.url.get();
        let changed = before.is_some_and(|before| before != now);
        match (changed, now.trim().is_empty(), wizard.pick.get_untracked()) {
            (true, false, _) => wizard.pick.set(Pick::Url),
            (true, true, Pick::Url) => wizard.pick.set(Pick::Nothing),
            _ => {}
        }
        now
    });
    let error = Signal::derive(move || {
        let said = wizard.left.get() && !wizard.url.with(|url| url.trim().is_empty());
        wizard.read_url().err().filter(|_| said).map(|problem| tf(&problem.key(), &problem.args()))
    });
    let is_url = move || wizard.pick.get() == Pick::Url;
    let use_it = move |_| {
        wizard.pick.set(Pick::Url);
        wizard.left.set(true);
    };
    view! {
        <div class="radio-card match match--url">
            <label class="match__label">
                <input class="checkbox__box" type="radio" name="by-url" prop:checked=is_url on:change=use_it/>
                <span class="radio-card__text">
                    <span class="radio-card__title">{text("merge.elsewhere")}</span>
                    <span class="radio-card__help">{text("merge.elsewhere.help")}</span>
                </span>
            </label>
            <Field label=text("merge.url") help=text("merge.url.help") error=error>
                <TextInput value=wizard.url kind=InputKind::Url on_leave=Callback::new(move |()| wizard.left.set(true))/>
            </Field>
            <div role="status" class="match__read">{move || wizard.read_url().ok().map(|_| view! { <Understood wizard/> })}</div>
        </div>
    }
}

/// Storefront, publisher and offer, and the offer of ours that it is.
#[component]
fn Understood(wizard: Wizard) -> impl IntoView {
    let words = said(move || wizard.understood());
    let ours = said(move || {
        let known = wizard.read_url().ok().and_then(|url| wizard.offers.listed_at(&url));
        match known {
            Some(offer) if is_live(&offer) => tf("merge.isOurs", &[("name", offer.name.into())]),
            Some(offer) => tf("merge.isDraft", &[("name", offer.name.into())]),
            None => t("merge.notKnown"),
        }
    });
    view! {
        <Icon name="checkmark-circle"/>
        <span><b>{words}</b>" "{ours}{stranger(wizard)}</span>
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
        let url = self.read_url().ok()?;
        let publisher = url.publisher()?;
        let own = self.publishers.ready()?.iter().any(|own| own.id.eq_ignore_ascii_case(publisher));
        (!own).then(|| publisher.to_owned())
    }

    /// What the address means: storefront, publisher and offer. Followed.
    pub fn understood(self) -> String {
        let Ok(url) = self.read_url() else { return String::new() };
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
