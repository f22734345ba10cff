//! The score of our headers by the public scheme of MDN's HTTP Observatory (github.com/mdn/mdn-http-observatory, version 4 of
//! its algorithm): 100, and what each test takes away or adds. What only a proxy decides, redirection and certificates, counts 0.

use contract::api::path;

use crate::page::Page;
use crate::support::{Reply, Settings, World};

/// Above this, what tests add counts too.
const FOR_EXTRA_CREDIT: i32 = 90;
/// Half a year in seconds.
const SIX_MONTHS: u64 = 15_768_000;
const BROAD: &[&str] = &["ftp:", "http:", "https:", "*", "http://*", "http://*.*", "https://*", "https://*.*"];
const INLINE: &[&str] = &["'unsafe-inline'", "data:"];

/// A page as the Observatory sees it.
struct Seen {
    reply: Reply,
    html: String,
}

impl Seen {
    fn header(&self, name: &str) -> Option<String> {
        self.reply.maybe(name).map(|value| value.trim().to_ascii_lowercase())
    }

    /// The values of a directive of the policy.
    fn directive(&self, name: &str) -> Option<Vec<String>> {
        let policy = self.header("content-security-policy")?;
        let found =
            policy.split(';').map(|directive| directive.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
        found.into_iter().find(|words| words.first().is_some_and(|word| word == name)).map(|words| words[1..].to_vec())
    }

    fn policy(&self) -> i32 {
        let Some(policy) = self.header("content-security-policy") else { return -25 };
        let or_default = |name: &str| {
            self.directive(name).or_else(|| self.directive("default-src")).unwrap_or_else(|| vec!["*".to_owned()])
        };
        let (script, object, style) = (or_default("script-src"), or_default("object-src"), or_default("style-src"));
        let has = |list: &[String], bad: &[&str]| list.iter().any(|word| bad.contains(&word.as_str()));
        let passive = |words: &[&str]| matches!(words.first(), Some(&"img-src" | &"media-src"));
        let insecure = |passive_ones: bool| {
            policy.split(';').map(|directive| directive.split_whitespace().collect::<Vec<_>>()).any(|words| {
                passive(&words) == passive_ones
                    && words.iter().skip(1).any(|word| word.starts_with("http:") || word.starts_with("ftp:"))
            })
        };
        if has(&script, BROAD) || has(&script, INLINE) || has(&object, BROAD) || insecure(false) {
            -20
        } else if has(&script, &["'unsafe-eval'"]) || has(&style, &["'unsafe-eval'"]) || insecure(true) {
            -10
        } else if has(&style, BROAD) || has(&style, INLINE) {
            0
        } else if self.directive("default-src").is_some_and(|list| list == ["'none'"]) {
            10
        } else {
            5
        }
    }

    fn cookies(&self) -> i32 {
        let lists = self.reply.headers.get_all("set-cookie");
        let cookies: Vec<String> = lists.iter().map(|value| value.to_str().unwrap().to_ascii_lowercase()).collect();
        let has = |cookie: &String, flag: &str| cookie.split(';').skip(1).any(|part| part.trim().starts_with(flag));
        let each = cookies.iter().map(|cookie| {
            let is_session = ["login", "sess"].iter().any(|word| cookie.split('=').next().unwrap().contains(word));
            match (has(cookie, "secure"), has(cookie, "httponly"), has(cookie, "samesite=")) {
                (false, ..) => {
                    if is_session {
                        -40
                    } else {
                        -20
                    }
                }
                (_, false, _) if is_session => -30,
                (.., true) if has(cookie, "samesite=strict") || has(cookie, "samesite=lax") => 5,
                (.., true) => -20,
                _ => 0,
            }
        });
        each.min().unwrap_or(0)
    }

    fn sharing(&self) -> i32 {
        let with_credentials = self.header("access-control-allow-credentials").is_some_and(|value| value == "true");
        if self.header("access-control-allow-origin").is_some() && with_credentials { -50 } else { 0 }
    }

    fn referrer(&self) -> i32 {
        match self.header("referrer-policy").as_deref() {
            None => 0,
            Some("no-referrer" | "same-origin" | "strict-origin" | "strict-origin-when-cross-origin") => 5,
            Some(_) => -5,
        }
    }

    fn transport(&self) -> i32 {
        let age = self.header("strict-transport-security").and_then(|value| {
            value.split(';').find_map(|part| part.trim().strip_prefix("max-age=")?.parse::<u64>().ok())
        });
        match age {
            Some(age) if age >= SIX_MONTHS => 0,
            Some(_) => -10,
            None => -20,
        }
    }

    /// Scripts of the page are our own, from the same origin.
    fn integrity(&self) -> i32 {
        let scripts: Vec<&str> = self.html.split("<script").skip(1).filter_map(|tag| tag.split('>').next()).collect();
        let foreign = |tag: &&str| tag.contains("src=\"http") || tag.contains("src=\"//");
        let whole = |tag: &&str| tag.contains("integrity=");
        match (scripts.iter().any(foreign), !scripts.is_empty() && scripts.iter().all(whole)) {
            (false, true) => 5,
            (false, false) => 0,
            (true, _) => -50,
        }
    }

    fn sniffing(&self) -> i32 {
        if self.header("x-content-type-options").is_some_and(|value| value == "nosniff") { 0 } else { -5 }
    }

    fn framing(&self) -> i32 {
        match (self.directive("frame-ancestors"), self.header("x-frame-options").as_deref()) {
            (Some(_), _) => 5,
            (None, Some("deny" | "sameorigin")) => 0,
            (None, _) => -20,
        }
    }

    fn resources(&self) -> i32 {
        match self.header("cross-origin-resource-policy").as_deref() {
            Some("same-origin" | "same-site") => 10,
            Some("cross-origin") | None => 0,
            Some(_) => -5,
        }
    }

    fn score(&self) -> i32 {
        let all = [
            self.policy(),
            self.cookies(),
            self.sharing(),
            self.referrer(),
            self.transport(),
            self.integrity(),
            self.sniffing(),
            self.framing(),
            self.resources(),
        ];
        let without_extra = 100 + all.iter().filter(|modifier| **modifier < 0).sum::<i32>();
        let score = if without_extra >= FOR_EXTRA_CREDIT { 100 + all.iter().sum::<i32>() } else { without_extra };
        score.max(0)
    }
}

async fn with(https: bool, embed_origins: &[&str]) -> World {
    let embed_origins = embed_origins.iter().map(|&origin| origin.into()).collect();
    World::with(Settings { page: Page::fresh().spa(), https, embed_origins, ..Settings::default() }).await
}

async fn page(https: bool, embed_origins: &[&str]) -> Seen {
    let reply = with(https, embed_origins).await.get("/").await.is(200);
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../index.html");
    Seen { reply, html: std::fs::read_to_string(file).unwrap() }
}

#[tokio::test]
async fn the_score_does_not_fall() {
    let alone = page(true, &[]).await.score();
    let embedded = page(true, &["https://portal.example"]).await.score();
    println!("MDN HTTP Observatory: {alone} stand-alone, {embedded} embedded (100 is A+)");
    // In a frame the files of the page must be open to the host's own isolation: the 10 points of CORP are not to be had.
    assert_eq!((alone, embedded), (130, 120));
    // The scheme must be able to find something: by http, HSTS is missing.
    assert_eq!(page(false, &[]).await.score(), 80);
}

#[tokio::test]
async fn the_sessions_cookie_is_what_the_scheme_asks_for() {
    let world = with(true, &[]).await;
    let owner = world.owner().await;
    for reply in [world.refresh(&owner.cookie, None).await.is(200), owner.delete(path::SESSION, "*").await.is(204)] {
        assert_eq!(Seen { reply, html: String::new() }.cookies(), 5);
    }
}
