//! Legacy solutions: their states, what they carry, and the counts that every screen shows.

use serde::{Deserialize, Serialize};

use crate::fold::fold;

word_enum! {
    /// Where a solution stands on its way out of the legacy catalogue.
    MigrationState {
        Pending = "pending",
        DraftCreated = "draftCreated",
        AttentionNeeded = "attentionNeeded",
        Merging = "merging",
        Merged = "merged",
        Discarded = "discarded",
    }
}

word_enum! {
    /// The three groups in which every count adds the states up.
    Standing {
        /// Needs an action of the partner: pending, draft created, attention needed.
        Open = "open",
        /// The desk is to decide: merging.
        WithSupport = "withSupport",
        /// Merged or discarded.
        Done = "done",
    }
}

impl MigrationState {
    /// The group in which this state is counted.
    pub const fn standing(self) -> Standing {
        match self {
            Self::Pending | Self::DraftCreated | Self::AttentionNeeded => Standing::Open,
            Self::Merging => Standing::WithSupport,
            Self::Merged | Self::Discarded => Standing::Done,
        }
    }
}

word_enum! {
    /// How far co-selling has come for a solution or offer. Display names by year are catalogue data.
    CoSellStatus {
        InDevelopment = "inDevelopment",
        InMarket = "inMarket",
        CoSellReady = "coSellReady",
        AzureIpCoSellEligible = "azureIpCoSellEligible",
        BusinessApplicationsCoSellEligible = "businessApplicationsCoSellEligible",
    }
}

word_enum! {
    /// Marketplace offer types; a type never changes after an offer is made.
    OfferType {
        Saas = "softwareAsAService",
        SolutionTemplate = "azureSolutionTemplate",
        ManagedApplication = "azureManagedApplication",
        VirtualMachine = "azureVirtualMachine",
        Container = "azureContainer",
        ConsultingService = "consultingService",
        DynamicsCustomerEngagement = "dynamicsCustomerEngagement",
        DynamicsOperations = "dynamicsOperations",
        DynamicsBusinessCentral = "dynamicsBusinessCentral",
        IotEdgeModule = "iotEdgeModule",
        ManagedService = "managedService",
        PowerBiApp = "powerBiApp",
        PowerBiVisual = "powerBiVisual",
        CoSellOnly = "coSellOnly",
    }
}

/// Names of a value as files carry them, in any of our languages and in older texts.
type Names<T> = &'static [(T, &'static [&'static str])];

const CO_SELL_NAMES: Names<CoSellStatus> = &[
    (CoSellStatus::InDevelopment, &["In development", "En développement", "正在开发"]),
    // Older texts say "Not co-sell ready" for what is in market (D).
    (
        CoSellStatus::InMarket,
        &[
            "In market",
            "Sur le marché",
            "已上市",
            "Not co-sell ready",
            "Pas encore prêt pour la co-vente",
            "尚未做好联合销售准备",
        ],
    ),
    (CoSellStatus::CoSellReady, &["Co-sell ready", "Prêt pour la co-vente", "联合销售就绪"]),
    (
        CoSellStatus::AzureIpCoSellEligible,
        &[
            "Azure IP co-sell eligible",
            "Éligible à la co-vente Azure IP",
            "符合 Azure IP 联合销售资格",
            "IP co-sell ready",
        ],
    ),
    (
        CoSellStatus::BusinessApplicationsCoSellEligible,
        &[
            "Business Applications co-sell eligible",
            "Éligible à la co-vente Business Applications",
            "符合 Business Applications 联合销售资格",
        ],
    ),
];

const OFFER_TYPE_NAMES: Names<OfferType> = &[
    (OfferType::Saas, &["Software as a Service", "SaaS", "Software as a service (SaaS)", "软件即服务"]),
    (
        OfferType::SolutionTemplate,
        &[
            "Azure application: solution template",
            "Solution template",
            "Application Azure : modèle de solution",
            "Azure 应用程序：解决方案模板",
        ],
    ),
    (
        OfferType::ManagedApplication,
        &[
            "Azure application: managed application",
            "Managed application",
            "Application Azure : application managée",
            "Azure 应用程序：托管应用程序",
        ],
    ),
    (
        OfferType::VirtualMachine,
        &["Azure virtual machine", "Virtual machine", "Machine virtuelle Azure", "Azure 虚拟机"],
    ),
    (OfferType::Container, &["Azure container", "Container", "Conteneur Azure", "Azure 容器"]),
    (OfferType::ConsultingService, &["Consulting service", "Service de conseil", "咨询服务"]),
    (OfferType::DynamicsCustomerEngagement, &["Dynamics 365 Customer Engagement", "Dynamics 365 apps on Dataverse"]),
    (OfferType::DynamicsOperations, &["Dynamics 365 Operations", "Dynamics 365 for Operations"]),
    (OfferType::DynamicsBusinessCentral, &["Dynamics 365 Business Central"]),
    (OfferType::IotEdgeModule, &["IoT Edge module", "Module IoT Edge", "IoT Edge 模块"]),
    (OfferType::ManagedService, &["Managed service", "Service managé", "托管服务"]),
    (OfferType::PowerBiApp, &["Power BI app", "Application Power BI", "Power BI 应用"]),
    (OfferType::PowerBiVisual, &["Power BI visual", "Visuel Power BI", "Power BI 视觉对象"]),
    (OfferType::CoSellOnly, &["Co-sell only", "Co-vente uniquement", "仅联合销售"]),
];

fn named<T: Copy>(names: Names<T>, text: &str) -> Option<T> {
    let wanted = fold(text);
    names.iter().find(|(_, list)| list.iter().any(|name| fold(name) == wanted)).map(|(value, _)| *value)
}

impl CoSellStatus {
    /// The status for a name as people or files write it (any of our languages, or the API word).
    pub fn from_name(text: &str) -> Option<Self> {
        Self::from_word(text.trim()).or_else(|| named(CO_SELL_NAMES, text))
    }

    /// The English name, as exports write it.
    pub fn name(self) -> &'static str {
        CO_SELL_NAMES.iter().find(|(value, _)| *value == self).map_or(self.word(), |(_, names)| names[0])
    }
}

impl OfferType {
    /// The type for a name as people or files write it (any of our languages, or the API word).
    pub fn from_name(text: &str) -> Option<Self> {
        Self::from_word(text.trim()).or_else(|| named(OFFER_TYPE_NAMES, text))
    }

    /// The English name, as exports write it.
    pub fn name(self) -> &'static str {
        OFFER_TYPE_NAMES.iter().find(|(value, _)| *value == self).map_or(self.word(), |(_, names)| names[0])
    }
}

/// How many solutions are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Counts {
    /// Nothing was decided yet.
    pub pending: u64,
    /// A draft offer waits to be published.
    pub draft_created: u64,
    /// Support asks something, or refused.
    pub attention_needed: u64,
    /// A merge request is with support.
    pub merging: u64,
    /// Moved into an offer.
    pub merged: u64,
    /// Given up.
    pub discarded: u64,
}

impl Counts {
    /// The count of one state.
    pub const fn of(&self, state: MigrationState) -> u64 {
        match state {
            MigrationState::Pending => self.pending,
            MigrationState::DraftCreated => self.draft_created,
            MigrationState::AttentionNeeded => self.attention_needed,
            MigrationState::Merging => self.merging,
            MigrationState::Merged => self.merged,
            MigrationState::Discarded => self.discarded,
        }
    }

    /// Adds solutions of one state.
    pub fn add(&mut self, state: MigrationState, n: u64) {
        let slot = match state {
            MigrationState::Pending => &mut self.pending,
            MigrationState::DraftCreated => &mut self.draft_created,
            MigrationState::AttentionNeeded => &mut self.attention_needed,
            MigrationState::Merging => &mut self.merging,
            MigrationState::Merged => &mut self.merged,
            MigrationState::Discarded => &mut self.discarded,
        };
        *slot += n;
    }

    /// The sum of all states of one group.
    pub fn standing(&self, standing: Standing) -> u64 {
        MigrationState::ALL.iter().filter(|state| state.standing() == standing).map(|state| self.of(*state)).sum()
    }

    /// Solutions that need an action.
    pub fn open(&self) -> u64 {
        self.standing(Standing::Open)
    }

    /// Solutions that are merged or discarded.
    pub fn done(&self) -> u64 {
        self.standing(Standing::Done)
    }

    /// Solutions whose request support is to decide.
    pub fn with_support(&self) -> u64 {
        self.standing(Standing::WithSupport)
    }

    /// All solutions.
    pub fn total(&self) -> u64 {
        MigrationState::ALL.iter().map(|state| self.of(*state)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_is_counted_once() {
        let mut counts = Counts::default();
        for (index, state) in MigrationState::ALL.iter().enumerate() {
            counts.add(*state, 10_u64.pow(index as u32));
        }
        assert_eq!(counts.total(), 111_111);
        assert_eq!(counts.open() + counts.with_support() + counts.done(), counts.total());
        assert_eq!(counts.open(), counts.pending + counts.draft_created + counts.attention_needed);
        assert_eq!(counts.done(), counts.merged + counts.discarded);
        assert_eq!(counts.with_support(), counts.merging);
    }

    #[test]
    fn names_in_three_languages_and_older_words_are_read() {
        assert_eq!(CoSellStatus::from_name("not co-sell ready"), Some(CoSellStatus::InMarket));
        assert_eq!(CoSellStatus::from_name("联合销售就绪"), Some(CoSellStatus::CoSellReady));
        assert_eq!(CoSellStatus::from_name("PRET POUR LA CO-VENTE"), Some(CoSellStatus::CoSellReady));
        assert_eq!(OfferType::from_name("Machine virtuelle Azure"), Some(OfferType::VirtualMachine));
        assert_eq!(OfferType::from_name("Space ship"), None);
    }

    #[test]
    fn each_value_is_found_by_its_own_name() {
        for value in OfferType::ALL {
            assert_eq!(OfferType::from_name(value.name()), Some(*value));
        }
        for value in CoSellStatus::ALL {
            assert_eq!(CoSellStatus::from_name(value.name()), Some(*value));
        }
    }
}
