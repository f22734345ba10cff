//! The best match of one solution, where people look at it: in its row's panel and on Overview.

use contract::access::Right;
use contract::api::path;
use contract::api::solutions::{SolutionDetail, SolutionRow};
use contract::route::{MergeTarget, Route};
use leptos::prelude::*;

use crate::api;
use crate::i18n::{said, text, tf};
use crate::load::Load;
use crate::parts::match_view::MatchLine;
use crate::parts::offers::Best;
use crate::session::use_session;
use crate::ui::{ButtonLink, Size};

/// The offer with its reasons, and the way to merge into it.
#[component]
pub fn BestMatch(
    /// The solution.
    row: SolutionRow,
) -> impl IntoView {
    let session = use_session();
    let id = StoredValue::new(row.id.clone());
    let best = Best::of(&id.get_value(), Signal::stored(Some(row)));
    move || {
        let found = best.get()?;
        let Some(found) = found.into_iter().next() else {
            return Some(view! { <p class="carries--none">{text("match.none")}</p> }.into_any());
        };
        let name = best.name_of(&found.offer);
        let to = Route::MergeRequest(id.get_value(), MergeTarget::Offer(found.offer.clone())).href();
        Some(
            view! {
                <div class="best">
                    <MatchLine found name/>
                    {session.may(Right::Edit).then(|| view! {
                        <ButtonLink label=text("match.merge") size=Size::Small href=Signal::stored(to)/>
                    })}
                </div>
            }
            .into_any(),
        )
    }
}

/// The name and the score of a solution's best match in a line.
pub fn best_line(id: String) -> AnyView {
    let address = path::solution(&id);
    let detail = Load::new(move || {
        let address = address.clone();
        async move { api::get::<SolutionDetail>(&address).await }
    });
    let best = Best::of(&id, Signal::derive(move || detail.ready().map(|detail| detail.row)));
    let words = said(move || match best.get().and_then(|found| found.into_iter().next()) {
        Some(found) => {
            let name = best.name_of(&found.offer);
            tf("match.bestLine", &[("name", name.into()), ("n", u64::from(found.score).into())])
        }
        None => String::new(),
    });
    view! { <p class="wait-list__why">{words}</p> }.into_any()
}
