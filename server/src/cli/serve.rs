//! `cosell serve`.

use std::net::SocketAddr;
use std::sync::Arc;

use tracing_subscriber::EnvFilter;

use super::Told;
use crate::clock::Clock;
use crate::config::ServeConfig;
use crate::embed::Embed;
use crate::headers::SafeHeaders;
use crate::mail::Mailer;
use crate::oidc::Oidc;
use crate::passwords::Passwords;
use crate::router::{App, Limits, router};
use crate::spa::Spa;
use crate::store::Db;
use crate::tasks;
use crate::waits::Waits;

/// Runs until it is told to stop, then lets running requests finish.
pub async fn run(config: ServeConfig) -> Told {
    log(config.log_json);
    let clock = Clock::default();
    let embed = Embed::new(&config.embed_origins, config.embed_issuers.as_deref(), clock.now()).await?;
    let headers = SafeHeaders::new(&embed.origins, config.is_https())?;
    let oidc = Oidc::new(&config.oidc, config.public_url.as_deref())?;
    let spa = match &config.page {
        Some(folder) => {
            Spa::folder(folder).map_err(|error| format!("the page in {} cannot be read: {error}", folder.display()))?
        }
        None => Spa::embedded(),
    };
    if !spa.has_page() {
        tracing::warn!("no page inside this program: only the API is served (use --page DIR, or a release build)");
    }
    let mail = config.mail.settings(config.public_url.as_deref())?;
    let mailer = mail.map(Mailer::new).transpose()?;
    let mut db = Db::open(&config.database).await?;
    db.migrate().await?;
    if mailer.is_some() {
        db = db.with_letters();
    }
    for (issuer, company) in embed.companies() {
        if db.read().await?.partner_company(company).await?.is_none() {
            tracing::warn!(issuer, company, "the file of issuers names a company that is not there yet, or is a desk");
        }
    }
    let app = Arc::new(App {
        db: db.clone(),
        clock,
        limits: Limits::new(config.rate),
        https: config.is_https(),
        embed,
        oidc,
        behind_proxy: config.behind_proxy,
        public_origin: config.public_origin(),
        passwords: Passwords::default(),
        spa,
        waits: Waits::default(),
        storefronts: config.storefronts(),
    });
    let listener = tokio::net::TcpListener::bind(config.listen)
        .await
        .map_err(|error| format!("cannot listen on {}: {error}", config.listen))?;
    tracing::info!(address = %listener.local_addr()?, "listening");
    let tasks = tasks::start(&app, mailer);
    let stopping = app.clone();
    let stop = async move {
        stop().await;
        // Calls that wait for news would hold the end up.
        stopping.waits.stop();
    };
    let service = router(app, headers).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(stop).await?;
    drop(tasks);
    db.close().await;
    tracing::info!("stopped");
    Ok(())
}

fn log(json: bool) {
    let filter = EnvFilter::try_from_env("COSELL_LOG").unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if json {
        builder.json().init();
    } else {
        builder.init();
    }
}

/// Ends with Ctrl-C or SIGTERM.
async fn stop() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            // Without a handler the process still dies by the signal itself.
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! { () = interrupt => {}, () = terminate => {} }
}
