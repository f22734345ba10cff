//! What colleagues note on a sample solution, each in their own language more often than not.

use contract::api::requests::Template;
use contract::locale::Locale;
use contract::solution::MigrationState;

use super::plan::Actor;
use super::random::Random;

/// A text that fits the state, by somebody who reads this language.
pub fn text(random: &mut Random, state: MigrationState, locale: Option<Locale>) -> &'static str {
    let locale = locale.filter(|_| random.chance(65)).unwrap_or(Locale::En);
    random.pick(texts(state, locale))
}

/// What is written with a step of a request: by the partner who asks or answers, by the desk that asks, refuses or approves.
pub fn of_step(state: MigrationState, actor: Actor, linked: bool, ago: u32) -> Option<&'static str> {
    let texts: &[&str] = match (state, actor) {
        (MigrationState::Merging, Actor::Partner) => &[
            "Same product, sold under the name of the offer since last year. Please move everything.",
            "Customers and contracts are the same. The regional contacts stay responsible.",
            "",
        ],
        (MigrationState::AttentionNeeded, Actor::Desk) if linked => &[
            "The offer is sold in other regions than the solution. Which of its customers may be moved?",
            "Two of the documents name an edition that the offer does not list. Is it still sold?",
        ],
        (MigrationState::AttentionNeeded, Actor::Desk) => &[
            "The offer is a different product: it lacks the hardware that this solution is sold with. Please choose another one.",
            "The publisher of the listing does not carry this partner ID yet. Add it to the publisher, then ask again.",
        ],
        (MigrationState::Merged, Actor::Desk) => &["Everything is in the offer now.", ""],
        _ => return None,
    };
    texts.get(ago as usize % texts.len()).copied().filter(|text| !text.is_empty())
}

const fn texts(state: MigrationState, locale: Locale) -> &'static [&'static str] {
    match locale {
        Locale::En => english(state),
        Locale::Fr => french(state),
        Locale::ZhCn => chinese(state),
    }
}

const fn english(state: MigrationState) -> &'static [&'static str] {
    match state {
        MigrationState::Pending => &[
            "Sales still gets a few questions a month about this one. Do not discard without asking them.",
            "Looks like a twin of another row. Which of the two carries the referrals?",
            "The reseller contract runs until summer, so finance wants to see the plan first.",
            "I will ask the customer team who still uses it.",
        ],
        MigrationState::DraftCreated => &[
            "Texts and logo are in the draft. Plans and prices are still missing.",
            "Legal is reading the privacy page. We publish as soon as they nod.",
            "Screenshots are from the old version, new ones come on Thursday.",
        ],
        MigrationState::AttentionNeeded => &[
            "Support wrote back. Can somebody from the product team have a look?",
            "I called support: they need the name of the edition that customers buy today.",
            "Answer is drafted, please read it before I send it.",
        ],
        MigrationState::Merging => &[
            "Sent to support. I watch for the answer.",
            "Referrals counted before sending, so that we can check afterwards.",
        ],
        MigrationState::Merged => &[
            "Checked in the offer: all referrals and documents arrived.",
            "Done. The regional contacts know.",
            "The old one-pager still names the previous edition. Marketing replaces it.",
        ],
        MigrationState::Discarded => {
            &["Agreed with sales: no customer left.", "Decided in the Monday call, not worth a listing of its own."]
        }
    }
}

const fn french(state: MigrationState) -> &'static [&'static str] {
    match state {
        MigrationState::Pending => &[
            "Deux clients à Lyon l’utilisent encore. À voir avec eux avant toute décision.",
            "Le nom prête à confusion avec une autre ligne : laquelle porte les références ?",
        ],
        MigrationState::DraftCreated => &["La traduction de la fiche est prête, il manque les tarifs."],
        MigrationState::AttentionNeeded => {
            &["Le support a une question sur l’édition vendue aujourd’hui. Je prépare la réponse."]
        }
        MigrationState::Merging => &["La demande est partie. J’ai compté les références avant l’envoi."],
        MigrationState::Merged => &["Tout est bien arrivé dans l’offre, documents compris."],
        MigrationState::Discarded => &["Vu avec les commerciaux : plus aucun client."],
    }
}

const fn chinese(state: MigrationState) -> &'static [&'static str] {
    match state {
        MigrationState::Pending => {
            &["深圳的客户还在用，先问过他们再决定。", "和另一条记录名称很像，需要确认推荐管道在哪一条上。"]
        }
        MigrationState::DraftCreated => &["草稿里的截图是旧版本，我来更新。"],
        MigrationState::AttentionNeeded => &["支持人员在问当前销售的是哪个版本，我去确认。"],
        MigrationState::Merging => &["已提交，等支持人员回复。"],
        MigrationState::Merged => &["已核对，推荐和资料都在新的产品/服务里。"],
        MigrationState::Discarded => &["已和销售确认，没有客户在用。"],
    }
}

/// What the desk writes again and again, by name and text.
const TEMPLATES: &[(&str, &str)] = &[
    (
        "Which edition",
        "Your solution and the offer seem to be different editions. Which one do your customers buy today, and does the other one go on?",
    ),
    ("Offer not live", "The offer has no live version yet. Please publish it first, then send the request again."),
    (
        "Another publisher",
        "The listing belongs to a publisher that is not connected with your partner ID. Please tell us how the two companies are related.",
    ),
    (
        "Merged",
        "Done: co-sell status, referrals, documents and contacts are now with the offer. Please look through its co-sell page.",
    ),
];

/// The desk's reply templates.
pub fn templates() -> Vec<Template> {
    TEMPLATES.iter().map(|(name, text)| Template { name: (*name).to_owned(), text: (*text).to_owned() }).collect()
}
