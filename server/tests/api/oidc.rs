//! The company's own sign-in, against a provider of the test's own that can also lie.

use std::sync::{Arc, Mutex};

use axum::extract::State;
use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use contract::api::path;
use contract::api::session::{Session, SignInWays};
use serde_json::{Value, json};
use server::oidc::{Oidc, OidcConfig};
use sha2::{Digest as _, Sha256};
use tokio::net::TcpListener;

use crate::support::host::{HostKey, key};
use crate::support::sample::{BOTH, DEVELOPER, OPERATOR, OWNER, RIVAL};
use crate::support::{Reply, Settings, World};

/// What the provider says next.
#[derive(Clone, Default)]
struct Says {
    /// Changes to the claims of the ID token.
    claims: Value,
    /// Signs with a key that is not published.
    forged: bool,
    /// What the user info says, when the ID token has no address.
    info: Value,
    /// What came to the token endpoint.
    asked: Vec<(String, String)>,
    authorization: String,
    challenge: String,
    nonce: String,
}

struct Provider {
    issuer: String,
    says: Arc<Mutex<Says>>,
}

type Shared = State<(String, Arc<Mutex<Says>>)>;

async fn tokens(State((issuer, says)): Shared, headers: HeaderMap, form: String) -> Response {
    let mut says = says.lock().unwrap();
    says.authorization = headers.get(AUTHORIZATION).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default();
    says.asked = form_urlencoded::parse(form.as_bytes()).into_owned().collect();
    let value = |name: &str| says.asked.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
    let verifier = value("code_verifier").unwrap_or_default();
    let shown = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()));
    if value("code").as_deref() != Some("good") || shown != says.challenge {
        return (StatusCode::BAD_REQUEST, Json(json!({ "error": "invalid_grant" }))).into_response();
    }
    let now = chrono::Utc::now().timestamp();
    let mut claims = json!({
        "iss": issuer, "aud": "cosell", "sub": "d-1", "exp": now + 300, "iat": now, "nonce": says.nonce,
        "email": "Dana@Northlake.example", "email_verified": true,
    });
    for (name, value) in says.claims.as_object().into_iter().flatten() {
        claims[name] = value.clone();
    }
    let header = json!({ "alg": "ES256", "kid": "ec" }).to_string();
    let signer = if says.forged { &HostKey::ec("ec") } else { key() };
    let token = signer.forge(&header, &claims.to_string());
    let answer = json!({ "access_token": "a", "token_type": "Bearer", "expires_in": 60, "id_token": token });
    Json(answer).into_response()
}

impl Provider {
    async fn start() -> Provider {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let says = Arc::new(Mutex::new(Says::default()));
        let described = json!({
            "issuer": issuer, "authorization_endpoint": format!("{issuer}/auth"), "token_endpoint": format!("{issuer}/token"),
            "jwks_uri": format!("{issuer}/jwks"), "userinfo_endpoint": format!("{issuer}/me"),
        });
        let info = says.clone();
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(move || std::future::ready(Json(described.clone()))))
            .route("/jwks", get(|| std::future::ready(Json(json!({ "keys": [key().jwk()] })))))
            .route("/token", post(tokens))
            .route("/me", get(move || std::future::ready(Json(info.lock().unwrap().info.clone()))))
            .with_state((issuer.clone(), says.clone()));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Provider { issuer, says }
    }

    fn oidc(&self, companies: &[&str]) -> Oidc {
        let config = OidcConfig {
            oidc_issuer: Some(self.issuer.clone()),
            oidc_client_id: Some("cosell".into()),
            oidc_client_secret: Some("secret".into()),
            oidc_name: "Northlake ID".into(),
            oidc_companies: companies.iter().map(|key| (*key).to_owned()).collect(),
        };
        Oidc::new(&config, Some("https://cosell.example")).unwrap().unwrap()
    }

    async fn world(&self) -> World {
        self.world_of(&[]).await
    }

    /// With the companies whose people may come in this way.
    async fn world_of(&self, companies: &[&str]) -> World {
        World::with(Settings { oidc: Some(self.oidc(companies)), ..Settings::default() }).await
    }

    fn tell(&self, claims: Value) {
        self.says.lock().unwrap().claims = claims;
    }
}

/// A browser that went to the provider.
struct Gone {
    cookie: String,
    state: String,
    address: url::Url,
}

fn cookie_of(reply: &Reply, name: &str) -> String {
    let all = reply.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap());
    let found = all.filter_map(|cookie| cookie.strip_prefix(name)?.strip_prefix('=')).next_back().unwrap_or_default();
    found.split(';').next().unwrap().to_owned()
}

async fn go(world: &World, provider: &Provider, next: Option<&str>) -> Gone {
    let reply = world.get(&path::session_oidc(next)).await.is(303);
    let kept = reply.header("set-cookie");
    assert!(kept.contains("HttpOnly; SameSite=Lax") && kept.contains("Path=/api/v1/session/oidc;"), "{kept}");
    let address = url::Url::parse(reply.header("location")).unwrap();
    let value = |name: &str| address.query_pairs().find(|(key, _)| key == name).unwrap().1.into_owned();
    assert!(address.as_str().starts_with(&format!("{}/auth?", provider.issuer)), "{address}");
    assert_eq!((value("response_type"), value("code_challenge_method")), ("code".into(), "S256".into()));
    assert_eq!(value("redirect_uri"), "https://cosell.example/api/v1/session/oidc/callback");
    assert!(value("scope").split(' ').any(|scope| scope == "openid"));
    let mut says = provider.says.lock().unwrap();
    (says.challenge, says.nonce) = (value("code_challenge"), value("nonce"));
    Gone { cookie: cookie_of(&reply, "cosell_trip"), state: value("state"), address }
}

async fn back(world: &World, gone: &Gone, query: &str) -> Reply {
    let path = format!("{}?{query}", path::SESSION_OIDC_CALLBACK);
    world.ask(Method::GET, &path).header("cookie", &format!("cosell_trip={}", gone.cookie)).send().await.is(303)
}

/// There and back with a good code.
async fn trip(world: &World, provider: &Provider) -> Reply {
    let gone = go(world, provider, None).await;
    back(world, &gone, &format!("code=good&state={}&iss=more", gone.state)).await
}

#[track_caller]
fn stays_outside(reply: &Reply, error: &str) {
    assert_eq!(reply.header("location"), format!("/sign-in?error={error}"));
    assert_eq!(cookie_of(reply, "cosell_session"), "");
    assert_eq!(cookie_of(reply, "cosell_trip"), "", "the trip is over");
}

#[tokio::test]
async fn a_person_of_the_company_comes_in_and_is_known_from_then_on() {
    let provider = Provider::start().await;
    let world = provider.world().await;
    let ways: SignInWays = world.get(path::SESSION_WAYS).await.is(200).json();
    assert_eq!(ways.oidc.map(|oidc| oidc.name).as_deref(), Some("Northlake ID"));
    let gone = go(&world, &provider, Some("/solutions?status=merging")).await;
    let reply = back(&world, &gone, &format!("code=good&state={}", gone.state)).await;
    assert_eq!(reply.header("location"), "/solutions?status=merging");
    let cookie = cookie_of(&reply, "cosell_session");
    let grant = world.refresh(&cookie, None).await.is(200).value();
    let session: Session = serde_json::from_value(grant["session"].clone()).unwrap();
    assert_eq!(session.person.email, DEVELOPER);
    {
        let says = provider.says.lock().unwrap();
        assert_eq!(says.authorization, format!("Basic {}", STANDARD.encode("cosell:secret")));
        assert!(says.asked.iter().any(|(name, value)| name == "grant_type" && value == "authorization_code"));
    }
    // From now on the subject counts, whatever its address is by then.
    provider.tell(json!({ "email": OWNER }));
    let cookie = cookie_of(&trip(&world, &provider).await, "cosell_session");
    assert_eq!(world.refresh(&cookie, None).await.is(200).value()["session"]["person"]["email"], DEVELOPER);
    provider.tell(json!({ "sub": "d-2" }));
    stays_outside(&trip(&world, &provider).await, "account");
}

#[tokio::test]
async fn an_address_may_come_from_the_user_info() {
    let provider = Provider::start().await;
    let world = provider.world().await;
    provider.tell(json!({ "email": null, "email_verified": null }));
    for (info, error) in [
        (json!({ "sub": "d-1" }), "account"),
        (json!({ "sub": "d-1", "email": DEVELOPER }), "account"),
        (json!({ "sub": "d-1", "email": DEVELOPER, "email_verified": false }), "account"),
        (json!({ "sub": "other", "email": DEVELOPER, "email_verified": true }), "provider"),
        (json!([]), "provider"),
    ] {
        provider.says.lock().unwrap().info = info;
        stays_outside(&trip(&world, &provider).await, error);
    }
    provider.says.lock().unwrap().info = json!({ "sub": "d-1", "email": DEVELOPER, "email_verified": true });
    assert_eq!(trip(&world, &provider).await.header("location"), "/");
}

#[tokio::test]
async fn an_id_token_that_is_not_for_us_signs_nobody_in() {
    let provider = Provider::start().await;
    let world = provider.world().await;
    let now = world.seconds();
    let hostile = [
        json!({ "nonce": "another" }),
        json!({ "nonce": null }),
        json!({ "aud": "other" }),
        json!({ "aud": ["cosell", "other"] }),
        json!({ "aud": ["cosell", "other"], "azp": "other" }),
        json!({ "azp": "other" }),
        json!({ "iss": "https://evil.example" }),
        json!({ "exp": now - 60 }),
        json!({ "exp": now + 10 * 86_400 }),
        json!({ "iat": now + 3_600 }),
        json!({ "sub": "" }),
        json!({ "sub": null }),
    ];
    for claims in hostile {
        provider.tell(claims);
        stays_outside(&trip(&world, &provider).await, "provider");
    }
    provider.tell(json!({}));
    provider.says.lock().unwrap().forged = true;
    stays_outside(&trip(&world, &provider).await, "provider");
    provider.says.lock().unwrap().forged = false;
    provider.tell(json!({ "aud": ["cosell", "other"], "azp": "cosell" }));
    assert_eq!(trip(&world, &provider).await.header("location"), "/");
}

#[tokio::test]
async fn a_provider_stands_for_the_companies_that_are_named_and_for_no_desk_unasked() {
    let provider = Provider::start().await;
    let comes_in = async |world: &World, email: &str| {
        provider.tell(json!({ "sub": email, "email": email }));
        let reply = trip(world, &provider).await;
        let entered = reply.header("location") == "/";
        assert!(entered || reply.header("location") == "/sign-in?error=account");
        assert_eq!(!cookie_of(&reply, "cosell_session").is_empty(), entered);
        entered
    };
    let world = provider.world().await;
    assert!(comes_in(&world, RIVAL).await);
    assert!(!comes_in(&world, OPERATOR).await);
    let world = provider.world_of(&["northlake"]).await;
    assert!(comes_in(&world, DEVELOPER).await && comes_in(&world, BOTH).await);
    assert!(!comes_in(&world, RIVAL).await && !comes_in(&world, OPERATOR).await);
    let world = provider.world_of(&["northlake", "desk"]).await;
    assert!(comes_in(&world, OPERATOR).await);
    assert!(!comes_in(&world, RIVAL).await);
}

#[tokio::test]
async fn an_address_that_is_checked_may_be_told_as_text() {
    let provider = Provider::start().await;
    let world = provider.world().await;
    provider.says.lock().unwrap().info = json!({ "sub": "d-1" });
    provider.tell(json!({ "email_verified": "false" }));
    stays_outside(&trip(&world, &provider).await, "account");
    provider.tell(json!({ "email_verified": "true" }));
    assert_eq!(trip(&world, &provider).await.header("location"), "/");
}

#[tokio::test]
async fn only_who_went_comes_back() {
    let provider = Provider::start().await;
    let world = provider.world().await;
    let (gone, other) = (go(&world, &provider, None).await, go(&world, &provider, None).await);
    stays_outside(&back(&world, &gone, &format!("code=good&state={}", other.state)).await, "stale");
    stays_outside(&back(&world, &gone, "code=good").await, "stale");
    let no_cookie = Gone { cookie: String::new(), ..gone };
    stays_outside(&back(&world, &no_cookie, &format!("code=good&state={}", no_cookie.state)).await, "stale");
    // The code of one trip does not fit the verifier of another, nor an invented one.
    let (mixed, _) = (go(&world, &provider, None).await, go(&world, &provider, None).await);
    stays_outside(&back(&world, &mixed, &format!("code=good&state={}", mixed.state)).await, "provider");
    let gone = go(&world, &provider, None).await;
    stays_outside(&back(&world, &gone, &format!("code=bad&state={}", gone.state)).await, "provider");
    let gone = go(&world, &provider, None).await;
    stays_outside(&back(&world, &gone, &format!("error=access_denied&state={}", gone.state)).await, "provider");
    assert_eq!(gone.address.query_pairs().filter(|(name, _)| name == "nonce").count(), 1);
}

#[tokio::test]
async fn the_way_on_never_leads_elsewhere() {
    let provider = Provider::start().await;
    let world = provider.world().await;
    for next in [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/api/v1/session",
        "/sign-in",
        "/%0d%0aSet-Cookie:x",
        "",
    ] {
        let gone = go(&world, &provider, Some(next)).await;
        let reply = back(&world, &gone, &format!("code=good&state={}", gone.state)).await;
        assert_eq!(reply.header("location"), "/", "{next}");
    }
}

#[tokio::test]
async fn a_disabled_account_stays_outside() {
    let provider = Provider::start().await;
    let world = provider.world().await;
    assert_eq!(trip(&world, &provider).await.header("location"), "/");
    let mut tx = world.db.write().await.unwrap();
    let person = tx.person_by_email(DEVELOPER).await.unwrap().unwrap();
    tx.set_disabled(person, true, world.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    stays_outside(&trip(&world, &provider).await, "account");
}

#[tokio::test]
async fn a_provider_that_is_away_or_another_is_told_apart() {
    let world = World::new().await;
    world.get(path::SESSION_OIDC).await.refused(404, "notFound");
    assert_eq!(world.get(path::SESSION_WAYS).await.is(200).value(), json!({ "oidc": null }));
    let config = |issuer: &str| OidcConfig {
        oidc_issuer: Some(issuer.into()),
        oidc_client_id: Some("cosell".into()),
        oidc_client_secret: None,
        oidc_name: "SSO".into(),
        oidc_companies: Vec::new(),
    };
    for bad in ["http://login.example", "login.example", "ftp://login.example"] {
        assert!(Oidc::new(&config(bad), Some("https://cosell.example")).is_err(), "{bad}");
    }
    assert!(Oidc::new(&config("https://login.example"), None).is_err(), "it leads back nowhere");
    // A description that calls itself something else, such as with a slash more, is nobody's.
    let provider = Provider::start().await;
    let oidc = Oidc::new(&config(&format!("{}/", provider.issuer)), Some("https://cosell.example")).unwrap();
    let world = World::with(Settings { oidc, ..Settings::default() }).await;
    stays_outside(&world.get(path::SESSION_OIDC).await.is(303), "away");
}

#[tokio::test]
async fn by_https_the_trip_is_one_that_no_neighbour_can_plant() {
    let provider = Provider::start().await;
    let settings = Settings { oidc: Some(provider.oidc(&[])), https: true, ..Settings::default() };
    let world = World::with(settings).await;
    let reply = world.get(&path::session_oidc(None)).await.is(303);
    let kept = reply.header("set-cookie");
    assert!(kept.starts_with("__Host-cosell_trip="), "{kept}");
    // What a browser insists on for that name: https, the whole host and no domain.
    let parts: Vec<_> = kept.split(';').map(str::trim).collect();
    assert!(parts.contains(&"Secure") && parts.contains(&"Path=/") && !kept.contains("Domain"), "{kept}");
    let address = url::Url::parse(reply.header("location")).unwrap();
    let value = |name: &str| address.query_pairs().find(|(key, _)| key == name).unwrap().1.into_owned();
    {
        let mut says = provider.says.lock().unwrap();
        (says.challenge, says.nonce) = (value("code_challenge"), value("nonce"));
    }
    let trip = cookie_of(&reply, "__Host-cosell_trip");
    let back = async |name: &str| {
        let path = format!("{}?code=good&state={}", path::SESSION_OIDC_CALLBACK, value("state"));
        world.ask(Method::GET, &path).header("cookie", &format!("{name}={trip}")).send().await.is(303)
    };
    assert_eq!(back("cosell_trip").await.header("location"), "/sign-in?error=stale");
    let arrived = back("__Host-cosell_trip").await;
    assert_eq!(arrived.header("location"), "/");
    assert_eq!(cookie_of(&arrived, "__Host-cosell_trip"), "", "the trip is over");
    assert_ne!(cookie_of(&arrived, "__Secure-cosell_session"), "");
}
