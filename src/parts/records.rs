//! What moves into an offer: referrals, documents, contacts, each with where it comes from.

use contract::api::solutions::{Carries, Collateral, Contact, Referral};
use contract::merge::{CoSell, Moved, Origin};
use contract::solution::CoSellStatus;
use leptos::prelude::*;

use crate::i18n::{self, said, t, text, tf, tn};
use crate::ui::Icon;

/// What a solution carries, as if it were a page of an offer without origins.
pub fn page_of(status: CoSellStatus, carries: &Carries) -> CoSell {
    fn own<T: Clone>(records: &[T]) -> Vec<Moved<T>> {
        records.iter().map(|record| Moved { record: record.clone(), from: None, set_aside: false }).collect()
    }
    CoSell {
        status: Some(status),
        incentives: carries.incentives.clone(),
        referrals: own(&carries.referrals),
        collateral: own(&carries.collateral),
        contacts: own(&carries.contacts),
    }
}

/// One record as words, with its origin.
struct Line {
    title: AnyView,
    about: Signal<String>,
    end: Signal<String>,
    from: Option<Origin>,
    set_aside: bool,
}

fn line(line: Line) -> AnyView {
    let Line { title, about, end, from, set_aside } = line;
    view! {
        <li class="records__item">
            <span class="records__title">{title}</span>
            <span class="records__about">{about}</span>
            <span class="records__end num">{end}</span>
            {from.map(|from| origin(&from))}
            {set_aside.then(|| view! { <span class="records__from"><Icon name="info"/>{text("records.setAside")}</span> })}
        </li>
    }
    .into_any()
}

/// Where a record comes from.
fn origin(from: &Origin) -> AnyView {
    let (name, reopened) = (from.name.clone(), from.reopened);
    let key = if reopened { "records.leftOver" } else { "records.from" };
    view! {
        <span class="records__from" data-tone=reopened.then_some("amber")>
            <Icon name=if reopened { "warning" } else { "arrow-right" }/>
            {said(move || tf(key, &[("name", name.as_str().into())]))}
        </span>
    }
    .into_any()
}

fn referral(moved: Moved<Referral>) -> AnyView {
    let Referral { customer, stage, value_minor, currency } = moved.record;
    line(Line {
        title: customer.into_any(),
        about: Signal::stored(stage),
        end: said(move || i18n::money(value_minor, &currency)),
        from: moved.from,
        set_aside: moved.set_aside,
    })
}

fn document(moved: Moved<Collateral>) -> AnyView {
    let Collateral { kind, title, url } = moved.record;
    let title = match url.filter(|url| url.starts_with("https://")) {
        Some(url) => {
            view! { <a href=url target="_blank" rel="noopener noreferrer external">{title}<span class="visually-hidden">" "{text("link.newTab")}</span></a> }.into_any()
        }
        None => title.into_any(),
    };
    line(Line {
        title,
        about: Signal::stored(kind),
        end: Signal::stored(String::new()),
        from: moved.from,
        set_aside: moved.set_aside,
    })
}

fn contact(moved: Moved<Contact>) -> AnyView {
    let Contact { name, email, role, region } = moved.record;
    let about: Vec<String> = [role, region, email].into_iter().filter(|word| !word.trim().is_empty()).collect();
    line(Line {
        title: name.into_any(),
        about: Signal::stored(about.join(" · ")),
        end: Signal::stored(String::new()),
        from: moved.from,
        set_aside: moved.set_aside,
    })
}

/// A heading with the number of records, and the records.
fn part(icon: &'static str, key: &'static str, lines: Vec<AnyView>) -> Option<AnyView> {
    let n = lines.len() as u64;
    (n > 0).then(|| {
        view! {
            <section class="records__part">
                <h3 class="records__head"><Icon name=icon/>{said(move || tn(key, n))}</h3>
                <ul class="records__list">{lines}</ul>
            </section>
        }
        .into_any()
    })
}

/// All records of a co-sell page; one sentence when there are none.
pub fn records(page: CoSell) -> AnyView {
    let incentives: Vec<AnyView> = page
        .incentives
        .into_iter()
        .map(|name| view! { <li class="records__item"><span class="records__title">{name}</span></li> }.into_any())
        .collect();
    let parts: Vec<AnyView> = [
        part("handshake", "panel.referrals", page.referrals.into_iter().map(referral).collect()),
        part("document", "panel.documents", page.collateral.into_iter().map(document).collect()),
        part("people", "panel.contacts", page.contacts.into_iter().map(contact).collect()),
        part("gift", "panel.incentives", incentives),
    ]
    .into_iter()
    .flatten()
    .collect();
    if parts.is_empty() {
        return view! { <p class="muted">{text("panel.carriesNothing")}</p> }.into_any();
    }
    view! { <div class="records">{parts}</div> }.into_any()
}

/// A co-sell status in words, or that there is none.
// catalogue: coSell.*
pub fn status_words(status: Option<CoSellStatus>) -> Signal<String> {
    said(move || status.map_or_else(|| t("grid.notSet"), |status| t(&format!("coSell.{}", status.word()))))
}
