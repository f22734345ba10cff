//! Every address of the server on one screen, and what surrounds all of them.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{DefaultBodyLimit, Request};
use axum::http::Method;
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use contract::api::embed::COMPANY_HEADER;
use contract::api::import::FILE_BYTES_MAX;
use contract::api::path;
use contract::api::requests::ATTACHMENT_MAX;
use contract::listing_url::Storefronts;
use governor::clock::Clock as _;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::trace::TraceLayer;
use utoipa::OpenApi;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouterExt as _};
use utoipa_axum::routes;

use crate::clock::Clock;
use crate::embed::Embed;
use crate::etag::stamp;
use crate::handlers::{
    attachments, audience, audience_import, bulk, desk, desk_settings, downloads, drafts, embed, events, health,
    history, imports, migrate, notifications, offers, oidc, overview, requests, resellers, sales, saved_filters,
    session, solutions, users,
};
use crate::headers::{RequestId, SafeHeaders, identify, safe};
use crate::oidc::Oidc;
use crate::passwords::Passwords;
use crate::problem::{Fault, word};
use crate::spa::Spa;
use crate::store::Db;
use crate::waits::Waits;

/// The largest JSON body, in bytes; parts of files have a limit of their own.
pub const BODY_MAX: usize = 1_000_000;

/// The largest part of a file, in bytes: 1 MiB.
const PART_BYTES_MAX: usize = 1_048_576;

/// The largest attachment, in bytes.
const ATTACHMENT_BYTES_MAX: usize = ATTACHMENT_MAX as usize;

/// The largest list of resellers or sales, in bytes.
const LIST_BYTES_MAX: usize = FILE_BYTES_MAX as usize;

/// How long a call may take.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long the sending of a file may take: 20 MB over 0.3 Mbit/s.
const UPLOAD_PATIENCE: Duration = Duration::from_secs(600);

/// What every handler may use.
pub struct App {
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// Calls a minute for each person.
    pub limits: Limits,
    /// Whether people come by https, so that cookies can insist on it.
    pub https: bool,
    /// Who may show the page in a frame.
    pub embed: Embed,
    /// The company's own sign-in, where there is one.
    pub oidc: Option<Oidc>,
    /// Whether a proxy in front says where calls come from.
    pub behind_proxy: bool,
    /// The origin that people use, where it is known: a proxy may tell the server another host.
    pub public_origin: Option<String>,
    /// Whoever tries passwords.
    pub passwords: Passwords,
    /// The page's files.
    pub spa: Spa,
    /// Calls that wait for news.
    pub waits: Waits,
    /// Where listings are that solutions may be merged into.
    pub storefronts: Storefronts,
}

/// How often one person may call.
pub struct Limits {
    people: DefaultKeyedRateLimiter<i64>,
    waiting: DefaultKeyedRateLimiter<i64>,
}

impl Limits {
    /// So many calls a minute; all of them may come at once.
    pub fn new(per_minute: u32) -> Limits {
        let quota = Quota::per_minute(NonZeroU32::new(per_minute).unwrap_or(NonZeroU32::MIN));
        Limits { people: RateLimiter::keyed(quota), waiting: RateLimiter::keyed(quota) }
    }

    /// Counts a call.
    ///
    /// # Errors
    /// 429 with the seconds to wait.
    pub fn check(&self, person: i64) -> Result<(), Fault> {
        Limits::count(&self.people, person)
    }

    /// Counts a call that waits for news; as many are let in, beside the others.
    ///
    /// # Errors
    /// 429 with the seconds to wait.
    pub fn check_wait(&self, person: i64) -> Result<(), Fault> {
        Limits::count(&self.waiting, person)
    }

    fn count(limiter: &DefaultKeyedRateLimiter<i64>, person: i64) -> Result<(), Fault> {
        limiter.check_key(&person).map_err(|until| {
            let wait = until.wait_time_from(limiter.clock().now());
            // Whole seconds, rounded up, so that who comes back then is let in.
            Fault::TooMany { retry_after: wait.as_secs() + 1 }
        })
    }
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Cosell API",
        description = "The single-page app is one client of this API; scripts and other portals are others. Lists go by keyset, errors are RFC 9457 problems, reads carry ETags, and calls that create or decide something need an Idempotency-Key."
    ),
    components(schemas(
        contract::problem::Problem,
        contract::api::audience::AudienceOf,
        contract::api::audience::ListMode,
        contract::api::audience::StoredAudience,
        contract::api::audience::WhatIf,
        contract::api::audience_file::ListPreview,
        contract::api::audience_file::PreviewAs
    ))
)]
struct Description;

/// Routes of the API with their description.
pub fn api() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(session::who, session::sign_in, session::sign_out))
        .routes(routes!(session::refresh))
        .routes(routes!(oidc::ways))
        .routes(routes!(oidc::depart))
        .routes(routes!(oidc::arrive))
        .routes(routes!(session::settings))
        .routes(routes!(embed::config))
        .routes(routes!(overview::overview))
        .routes(routes!(overview::report))
        .routes(routes!(solutions::list))
        .routes(routes!(solutions::changes))
        .routes(routes!(bulk::bulk))
        .routes(routes!(migrate::facts))
        .routes(routes!(solutions::one))
        .routes(routes!(solutions::add_note))
        .routes(routes!(solutions::remove_note))
        .routes(routes!(migrate::merge))
        .routes(routes!(migrate::create_offer))
        .routes(routes!(migrate::discard))
        .routes(routes!(migrate::undo_discard))
        .routes(routes!(migrate::matches))
        .routes(routes!(migrate::say_match))
        .routes(routes!(offers::list, offers::create))
        .routes(routes!(offers::id_check))
        .routes(routes!(offers::one, offers::remove))
        .routes(routes!(offers::remove_moved))
        .routes(routes!(offers::publishers))
        .routes(routes!(audience::one, audience::save))
        .routes(routes!(audience::resellers))
        .routes(routes!(audience::sync))
        .routes(routes!(audience::request))
        .routes(routes!(audience_import::import).layer(DefaultBodyLimit::max(LIST_BYTES_MAX)))
        .routes(routes!(audience::export))
        .routes(routes!(audience::save_materials))
        .routes(routes!(resellers::list))
        .routes(routes!(resellers::facets))
        .routes(routes!(resellers::lookup))
        .routes(routes!(resellers::offers))
        .routes(routes!(resellers::apply))
        .routes(routes!(sales::take).layer(DefaultBodyLimit::max(LIST_BYTES_MAX)))
        .routes(routes!(requests::list, requests::file))
        .routes(routes!(requests::facets))
        .routes(routes!(requests::one))
        .routes(routes!(requests::comment))
        .routes(routes!(requests::answer))
        .routes(routes!(requests::cancel))
        .routes(routes!(desk::queue))
        .routes(routes!(desk::facets))
        .routes(routes!(desk::one))
        .routes(routes!(desk::claim))
        .routes(routes!(desk::decide))
        .routes(routes!(desk::comment))
        .routes(routes!(desk::bundle))
        .routes(routes!(desk_settings::calendar, desk_settings::set_calendar))
        .routes(routes!(desk_settings::templates, desk_settings::set_templates))
        .routes(routes!(saved_filters::list, saved_filters::save))
        .routes(routes!(saved_filters::remove))
        .routes(routes!(users::list))
        .routes(routes!(history::list))
        .routes(routes!(imports::start, imports::list))
        .routes(routes!(imports::one, imports::remove))
        .routes(routes!(imports::put_part).layer(DefaultBodyLimit::max(PART_BYTES_MAX)))
        .routes(routes!(imports::set))
        .routes(routes!(imports::review::problems))
        .routes(routes!(imports::review::preview))
        .routes(routes!(imports::review::commit))
        .routes(routes!(attachments::attach).layer(DefaultBodyLimit::max(ATTACHMENT_BYTES_MAX)))
        .routes(routes!(attachments::attach_as_desk).layer(DefaultBodyLimit::max(ATTACHMENT_BYTES_MAX)))
        .routes(routes!(notifications::list))
        .routes(routes!(notifications::read))
        .routes(routes!(events::wait))
        .routes(routes!(drafts::one, drafts::put, drafts::remove).layer(DefaultBodyLimit::max(drafts::DRAFT_BODY_MAX)))
        .routes(routes!(downloads::make))
        .routes(routes!(downloads::fetch))
}

/// The API's description, OpenAPI 3.1.
pub fn description() -> utoipa::openapi::OpenApi {
    let mut description = api().into_openapi();
    let components = description.components.get_or_insert_default();
    let mut bearer = Http::new(HttpAuthScheme::Bearer);
    bearer.description = Some(format!(
        "A short token of `POST {}`, or in a frame the JWT of the portal around this one. A JWT of several companies looks at \
         the first one that it names, or at the one whose id stands in the header `{COMPANY_HEADER}`.",
        path::SESSION
    ));
    components.add_security_scheme("bearer", SecurityScheme::Http(bearer));
    let mut sales = Http::new(HttpAuthScheme::Bearer);
    sales.description = Some("The token of a program, made by `cosell token create NAME --scope sales`".to_owned());
    components.add_security_scheme("salesToken", SecurityScheme::Http(sales));
    description
}

/// Middleware: ends what takes too long. A call that waits for news answers long before.
async fn in_time(request: Request, next: Next) -> Response {
    let is_upload = request.method() == Method::POST && request.uri().path().ends_with("/attachments");
    let patience = if is_upload { UPLOAD_PATIENCE } else { PATIENCE };
    match tokio::time::timeout(patience, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Fault::Busy.into_response(),
    }
}

/// The whole server.
pub fn router(app: Arc<App>, headers: SafeHeaders) -> Router {
    let (api, _) = api().split_for_parts();
    let description = description();
    let served = get(move || std::future::ready(Json(description.clone())));
    // Pictures and ready-compressed files are left as they are; a list of a few rows is not worth the time. gzip alone:
    // a list in brotli is no smaller at a quality that is quick enough, and takes 8 MiB of memory for each call.
    let compression = CompressionLayer::new().compress_when(SizeAbove::new(1_024).and(NotForContentType::IMAGES));
    let trace = TraceLayer::new_for_http().make_span_with(|request: &Request| {
        let id = request.extensions().get::<RequestId>().map(|id| id.0.as_str()).unwrap_or_default();
        // The path alone: a query may hold what people search for.
        tracing::info_span!("request", method = %request.method(), path = request.uri().path(), id)
    });
    Router::new()
        .merge(api.layer(from_fn(stamp)).layer(compression))
        .route("/api/openapi.json", served)
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .fallback(crate::spa::serve)
        .method_not_allowed_fallback(|| std::future::ready(Fault::MethodNotAllowed))
        .with_state(app)
        .layer(DefaultBodyLimit::max(BODY_MAX))
        .layer(from_fn(in_time))
        .layer(CatchPanicLayer::custom(|_| Fault::Internal.into_response()))
        .layer(from_fn(word))
        .layer(trace)
        .layer(from_fn(identify))
        .layer(from_fn_with_state(headers, safe))
}
