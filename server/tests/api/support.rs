//! A portal of its own for each test: a fresh database, a small workspace, people who sign in, calls without sockets.

pub mod acts;
pub mod call;
pub mod database;
pub mod host;
pub mod market;
pub mod people;
pub mod sample;
pub mod smtp;

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::http::Method;
use contract::listing_url::Storefronts;
use contract::workspace::Workspace;
use server::clock::Clock;
use server::embed::Embed;
use server::headers::SafeHeaders;
use server::oidc::Oidc;
use server::passwords::Passwords;
use server::router::{App, Limits, router};
use server::spa::Spa;
use server::store::Db;
use server::store::workspace::{WorkspaceError, Written};
use server::waits::Waits;

pub use call::{Ask, Reply};
use database::Place;
pub use people::Caller;

/// How a portal is set up; the default suits most tests.
pub struct Settings {
    /// Calls a minute for each person.
    pub rate: u32,
    /// Whether people come by https.
    pub https: bool,
    /// The page's files.
    pub page: Spa,
    /// Sites that may show the page in a frame.
    pub embed_origins: Vec<String>,
    /// The company's own sign-in.
    pub oidc: Option<Oidc>,
    /// The origin that people use, as configured.
    pub public_origin: Option<String>,
    /// The file of those whose tokens sign people in.
    pub embed_issuers: Option<PathBuf>,
    /// The portal's clock.
    pub clock: Clock,
    /// What is in the database.
    pub workspace: Workspace,
    /// Whether what people are told goes out as letters.
    pub letters: bool,
    /// Calls that wait for news.
    pub waits: Waits,
    /// Where listings are that solutions may be merged into.
    pub storefronts: Storefronts,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            rate: 1_000_000,
            https: false,
            page: Spa::default(),
            embed_origins: Vec::new(),
            oidc: None,
            public_origin: None,
            embed_issuers: None,
            clock: Clock::default(),
            workspace: sample::workspace(),
            letters: false,
            waits: Waits::default(),
            storefronts: Storefronts::default(),
        }
    }
}

/// A running portal. Its database goes with it.
pub struct World {
    /// The database, for what no call can do.
    pub db: Db,
    /// The portal's clock; tests move it.
    pub clock: Clock,
    /// What the server's own work takes.
    pub app: Arc<App>,
    router: Router,
    place: Place,
    letters: bool,
}

impl World {
    /// With the sample workspace.
    pub async fn new() -> World {
        World::with(Settings::default()).await
    }

    /// With settings of its own.
    pub async fn with(settings: Settings) -> World {
        let place = Place::fresh().await;
        let db = Db::open(place.address()).await.expect("a database that opens");
        db.migrate().await.expect("a schema");
        let workspace = settings.workspace.clone();
        let clock = settings.clock.clone();
        let world = World::of(settings, db, clock, place).await;
        world.import(&workspace).await.expect("a workspace without faults");
        world
    }

    /// One more server on the same database, with the same clock.
    pub async fn another_server(&self) -> World {
        let db = Db::open(self.address()).await.expect("a database that opens");
        let place = Place::Shared { address: self.address().to_owned() };
        let settings = Settings { letters: self.letters, ..Settings::default() };
        World::of(settings, db, self.clock.clone(), place).await
    }

    async fn of(settings: Settings, db: Db, clock: Clock, place: Place) -> World {
        let letters = settings.letters;
        let db = if letters { db.with_letters() } else { db };
        let embed = Embed::new(&settings.embed_origins, settings.embed_issuers.as_deref(), clock.now());
        let embed = embed.await.expect("good origins and issuers");
        let headers = SafeHeaders::new(&embed.origins, settings.https).expect("headers");
        let app = App {
            db: db.clone(),
            clock: clock.clone(),
            limits: Limits::new(settings.rate),
            https: settings.https,
            embed,
            oidc: settings.oidc,
            behind_proxy: false,
            public_origin: settings.public_origin,
            passwords: Passwords::default(),
            spa: settings.page,
            waits: settings.waits,
            storefronts: settings.storefronts,
        };
        let app = Arc::new(app);
        World { db, clock, router: router(app.clone(), headers), app, place, letters }
    }

    /// Reads a workspace file, all of it or nothing.
    pub async fn import(&self, workspace: &Workspace) -> Result<Written, WorkspaceError> {
        let mut tx = self.db.write().await?;
        let written = tx.write_workspace(workspace, self.clock.now()).await?;
        tx.commit().await?;
        Ok(written)
    }

    /// Begins a call.
    pub fn ask(&self, method: Method, path: &str) -> Ask<'_> {
        Ask::new(self, method, path)
    }

    /// A call that reads, by nobody.
    pub async fn get(&self, path: &str) -> Reply {
        self.ask(Method::GET, path).send().await
    }

    /// Where the database is, for opening it once more.
    pub fn address(&self) -> &str {
        self.place.address()
    }
}
