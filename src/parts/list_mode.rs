//! What becomes of a list of resellers that is there when another one comes: a choice of two, each with its consequence.

use contract::api::audience::ListMode;
use leptos::prelude::*;

use crate::i18n::{said, t, text};

/// Add to the list that is there, or put another in its place.
pub fn list_mode(name: &'static str, first: ListMode, choose: Callback<ListMode>) -> AnyView {
    let chosen = RwSignal::new(first);
    let card = move |mode: &ListMode| {
        let mode = *mode;
        let (title, help) = (format!("{name}-{}", mode.word()), format!("{name}-{}-help", mode.word()));
        // catalogue: listMode.*
        view! {
            <label class="radio-card">
                <input class="checkbox__box" type="radio" name=name value=mode.word() aria-labelledby=title.clone()
                    aria-describedby=help.clone() prop:checked=Signal::derive(move || chosen.get() == mode)
                    on:change=move |_| {
                        chosen.set(mode);
                        choose.run(mode);
                    }/>
                <span class="radio-card__text">
                    <span class="radio-card__title" id=title>{said(move || t(&format!("listMode.{}", mode.word())))}</span>
                    // catalogue: listModeHelp.*
                    <span class="radio-card__help" id=help>{said(move || t(&format!("listModeHelp.{}", mode.word())))}</span>
                </span>
            </label>
        }
        .into_any()
    };
    view! {
        <fieldset class="list-modes">
            <legend class="strong">{text("listMode")}</legend>
            <div class="radio-cards radio-cards--row">{ListMode::ALL.iter().map(card).collect::<Vec<_>>()}</div>
        </fieldset>
    }
    .into_any()
}
