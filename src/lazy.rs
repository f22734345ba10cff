//! Screens and pieces that a first visit does not need. They come in files of their own, one for what people do together,
//! fetched when something in it is to be drawn, or when the browser has nothing else to do.

mod style;

use std::future::Future;
use std::pin::Pin;
use std::sync::OnceLock;
use std::time::Duration;

use contract::access::Right;
use contract::api::solutions::SavedFilter;
use contract::route::Route;
use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;
#[cfg(not(feature = "whole"))]
use leptos::wasm_split::wasm_split;
use wasm_bindgen::{JsCast, JsValue};
// Not leptos' own, which does not run before something is mounted.
use wasm_bindgen_futures::spawn_local;

use crate::api::{ApiError, boot};
use crate::app::{focus_heading, heading_is_focused};
use crate::i18n::text;
use crate::load::{Load, load_view};
use crate::pages;
use crate::pages::migrate::Below;
use crate::pages::solutions::ListState;
use crate::route::{title_key, use_here};
use crate::session::SessionContext;
use crate::shell::{self, Shown};
use crate::ui::live;
#[cfg(feature = "gallery")]
pub use style::fetched as styles;

/// How long after somebody is known the other files are fetched, in milliseconds: the first screen's answers come first.
const LATER_MS: u64 = 1_500;

type Fetching<T> = Pin<Box<dyn Future<Output = Result<T, ApiError>>>>;

impl From<SplitLoaderError> for ApiError {
    fn from(_: SplitLoaderError) -> ApiError {
        ApiError::Offline
    }
}

/// A function that draws, and whose code is fetched.
struct Lazy<F: 'static> {
    function: OnceLock<F>,
    fetch: fn() -> Fetching<F>,
    /// Whether it draws a screen and not a piece of one.
    screen: bool,
    /// Whether it is drawn with the styles that come later.
    styled: bool,
}

impl<F: Copy + Send + Sync> Lazy<F> {
    fn fetched(&'static self) -> Fetching<()> {
        Box::pin(async move {
            let style = self.styled.then(style::fetched);
            let function = (self.fetch)().await?;
            if let Some(style) = style {
                style.await?;
            }
            // Two calls may have waited for the same file.
            let _ = self.function.set(function);
            Ok(())
        })
    }

    /// Draws at once when the code is there; else a skeleton until it is, and a sentence with "Try again" when it does not
    /// come.
    fn draw(&'static self, draw: impl Fn(F) -> AnyView + Send + Sync + 'static) -> AnyView {
        match self.function.get() {
            Some(function) => draw(*function),
            None => later(
                self.screen,
                Box::new(|| self.fetched()),
                Box::new(move || match self.function.get() {
                    Some(function) => draw(*function),
                    None => ().into_any(),
                }),
            ),
        }
    }
}

/// What stands in the place of something whose code is not there, and then this itself.
fn later(screen: bool, bring: Box<dyn Fn() -> Fetching<()>>, draw: Box<dyn Fn() -> AnyView + Send + Sync>) -> AnyView {
    let load = Load::new(move || {
        let fetching = bring();
        async move {
            let fetched = fetching.await;
            if screen {
                match fetched {
                    // The focus is on the heading that stands in for the screen's own.
                    Ok(()) if heading_is_focused() => request_animation_frame(focus_heading),
                    Ok(()) => {}
                    Err(_) => renew(),
                }
            }
            fetched
        }
    });
    let title = use_here().screen;
    view! {
        {live(move || (screen && load.ready().is_none()).then(|| {
            view! { <h1 class="visually-hidden" tabindex="-1">{text(title_key(&title.get()))}</h1> }
        }))}
        {load_view(load, move |()| draw())}
    }
    .into_any()
}

/// Loads the page anew if the server has another release by now, which no longer has this one's files.
fn renew() {
    let renew = js_sys::Reflect::get(&boot(), &"renew".into());
    if let Some(renew) = renew.ok().and_then(|renew| renew.dyn_into::<js_sys::Function>().ok()) {
        // Without it the sentence stands, and people reload.
        let _ = renew.call0(&JsValue::UNDEFINED);
    }
}

/// `wasm_split` takes what only this function needs out of the program into the file. The functions in this list give
/// pointers to functions, because what crosses the border between two files must be known to both. A function with the one
/// argument `screen` draws a screen. What the files named by `@styled` draw has its styles in the file of `src/lazy/style.rs`.
macro_rules! lazy {
    (@screen screen) => { true };
    (@screen $($other:ident)+) => { false };
    (@styled migrate) => { true };
    (@styled records) => { true };
    (@styled resell) => { true };
    (@styled $other:ident) => { false };
    ($($(#[$doc:meta])+ fn $name:ident($($arg:ident: $type:ty),+) from $file:ident = $draws:path;)+) => {
        $($(#[$doc])+
        pub fn $name($($arg: $type),+) -> AnyView {
            fetched::$name.draw(move |draw| draw($($arg.clone()),+))
        })+

        #[expect(non_upper_case_globals, reason = "each is named after the function that it holds")]
        mod fetched {
            use super::*;

            $(pub static $name: Lazy<fn($($type),+) -> AnyView> =
                Lazy { function: OnceLock::new(), fetch: || Box::pin(split::$name()), screen: lazy!(@screen $($arg)+), styled: lazy!(@styled $file) };)+

            /// All of them.
            pub const ALL: &[fn() -> Fetching<()>] = &[$(|| $name.fetched()),+];
        }

        mod split {
            use super::*;

            $(#[cfg(not(feature = "whole"))]
            #[wasm_split($file, wasm_split_path = ::leptos::wasm_split, fallible)]
            pub fn $name() -> Result<fn($($type),+) -> AnyView, ApiError> {
                Ok($draws)
            }

            #[cfg(feature = "whole")]
            pub async fn $name() -> Result<fn($($type),+) -> AnyView, ApiError> {
                Ok($draws)
            })+
        }
    };
}

lazy! {
    /// Overview.
    fn overview(screen: Route) from overview = pages::overview::screen;
    /// The list of solutions.
    fn solutions(screen: Route) from solutions = pages::solutions::screen;
    /// Begin or discard one solution, over the list.
    fn dialog(route: Route, below: Below) from migrate = pages::migrate::dialog;
    /// What stands below an opened row.
    fn panel(id: String) from migrate = pages::solutions::panel_inside;
    /// What can be done with selected rows.
    fn selection(state: ListState) from around = pages::solutions::bar;
    /// Asks for the name of a filter.
    fn naming(state: ListState, filters: Load<Vec<SavedFilter>>, open: RwSignal<bool>) from around = pages::solutions::naming;
    /// The list that the bell opens.
    fn notifications(shown: Shown) from around = shell::notifications;
    /// Signing in.
    fn sign_in(session: SessionContext) from sign_in = pages::sign_in::screen;
    /// The choice of a company, in a frame.
    fn company_switch(session: SessionContext) from frame = shell::company_switch;
    /// Signing out, in a frame.
    fn sign_out(session: SessionContext) from frame = shell::sign_out;
    /// What a frame shows when nobody is signed in.
    fn signed_out(session: SessionContext) from frame = shell::signed_out;
    /// What is still to come, and addresses that lead nowhere.
    fn other(screen: Route) from records = pages::other;
    /// The best match of a solution in a line.
    fn best_line(id: String) from migrate = pages::migrate::best_line;
    /// Bulk runs that wait in the middle.
    fn paused(session: SessionContext) from migrate = pages::migrate::paused_runs;
    /// Requests to merge, new offers, and both in bulk.
    fn migrate(screen: Route) from migrate = pages::migrate::screen;
    /// Get help.
    fn help(screen: Route) from records = pages::help::screen;
    /// The desk.
    fn desk(screen: Route) from records = pages::desk::screen;
    /// Offers and publishers.
    fn offers(screen: Route) from records = pages::offers::screen;
    /// Who may resell which offer, of all offers.
    fn resellers(screen: Route) from resell = pages::resellers::screen;
    /// Who may resell one offer, inside the offer's frame.
    fn audience(id: String) from resell = pages::resell::page;
    /// Files in, and the report.
    fn files(screen: Route) from records = pages::import::screen;
}

/// Draws what a first screen can do without, once it stands and the code is there; without the code nothing.
fn soon(bring: fn() -> Fetching<()>, here: bool, draw: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    let is_here = RwSignal::new(here);
    if !here {
        set_timeout(
            move || {
                spawn_local(async move {
                    if bring().await.is_ok() {
                        // The screen may be gone by now.
                        let _ = is_here.try_set(true);
                    }
                });
            },
            Duration::from_millis(LATER_MS),
        );
    }
    live(move || is_here.get().then(&draw))
}

/// Whether the code of the list that the bell opens is there.
pub fn has_notifications() -> bool {
    fetched::notifications.function.get().is_some()
}

/// The best match of a solution in a line, soon.
pub fn best_line_soon(id: String) -> AnyView {
    let here = fetched::best_line.function.get().is_some();
    soon(|| fetched::best_line.fetched(), here, move || best_line(id.clone()))
}

/// Bulk runs that wait in the middle, soon.
pub fn paused_soon(session: SessionContext) -> AnyView {
    soon(|| fetched::paused.fetched(), fetched::paused.function.get().is_some(), move || paused(session))
}

/// The choice of a company, soon.
pub fn company_switch_soon(session: SessionContext) -> AnyView {
    let here = fetched::company_switch.function.get().is_some();
    soon(|| fetched::company_switch.fetched(), here, move || company_switch(session))
}

/// Signing out through the host, soon.
pub fn sign_out_soon(session: SessionContext) -> AnyView {
    soon(|| fetched::sign_out.fetched(), fetched::sign_out.function.get().is_some(), move || sign_out(session))
}

/// Begins to fetch what the address shows, while texts and session are still on their way.
pub fn fetch_first(route: &Route) {
    let fetching = match route {
        Route::Overview => fetched::overview.fetched(),
        Route::Solutions(_) => fetched::solutions.fetched(),
        Route::SignIn { .. } => fetched::sign_in.fetched(),
        _ => return,
    };
    spawn_local(async move {
        // What fails now is told when the screen is to be drawn.
        let _ = fetching.await;
    });
}

/// Fetches all files a moment after somebody is known, so that the next screen is there at once.
pub fn fetch_rest(session: SessionContext) {
    let known = Memo::new(move |_| session.may(Right::Read) || session.may(Right::Desk));
    Effect::new(move |begun: Option<bool>| {
        let begun = begun.unwrap_or_default();
        if !begun && known.get() {
            set_timeout(|| spawn_local(fetch_all()), Duration::from_millis(LATER_MS));
        }
        begun || known.get()
    });
}

async fn fetch_all() {
    for bring in fetched::ALL {
        // What fails now is tried again when it is needed.
        let _ = bring().await;
    }
}
