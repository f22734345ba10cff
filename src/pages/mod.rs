//! The screens. Pages know routes and the API; what they are made of is in `parts` and `ui`.

pub mod desk;
pub mod help;
pub mod import;
pub mod migrate;
pub mod not_found;
pub mod offers;
pub mod overview;
pub mod publishers;
pub mod report;
pub mod requests;
pub mod resell;
pub mod resellers;
pub mod sign_in;
pub mod solutions;
pub mod upcoming;

use contract::route::Route;
use leptos::prelude::*;

/// Draws a screen that is still to come, or says that an address leads nowhere.
pub fn other(screen: Route) -> AnyView {
    match screen {
        Route::NotFound(_) => not_found::NotFound().into_any(),
        screen => view! { <upcoming::Upcoming route=screen/> }.into_any(),
    }
}
