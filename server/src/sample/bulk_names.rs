//! Names for very many solutions: tens of thousands of different ones in several languages, with near duplicates as people make them.

use super::random::Random;

// Lists of words are read as a text, not one a line, so the formatter leaves them alone.
#[rustfmt::skip]
const MAKERS: &[&str] = &[
    "Alder", "Amber", "Anvil", "Arbor", "Argent", "Beacon", "Birch", "Bramble", "Bridge", "Brook", "Canopy", "Cedar",
    "Cinder", "Clear", "Cobalt", "Compass", "Copper", "Coral", "Crest", "Delta", "Drift", "Ember", "Falcon", "Fern",
    "Fjord", "Flint", "Garnet", "Glacier", "Granite", "Harbour", "Hazel", "Heron", "Indigo", "Iris", "Ivory",
    "Juniper", "Kestrel", "Lantern", "Larch", "Linden", "Lichen", "Maple", "Marble", "Meadow", "Mesa", "Monsoon",
    "Nimbus", "Northern", "Oak", "Onyx", "Orchard", "Osprey", "Pebble", "Pine", "Quarry", "Quill", "Raven", "Ridge",
    "Rowan", "Saffron", "Sierra", "Slate", "Solstice", "Summit", "Tidal", "Timber", "Umber", "Valley", "Violet",
    "Willow", "Zephyr",
];

#[rustfmt::skip]
const THINGS: &[&str] = &[
    "Access Desk", "Account Ledger", "Alert Hub", "Archive", "Asset Tracker", "Audit Trail", "Batch Control",
    "Benefit Planner", "Billing", "Board Reporting", "Booking", "Budget Planner", "Cash Forecast", "Checkout",
    "Claims Handling", "Compliance Desk", "Contract Store", "Cost Explorer", "Customer Portal", "Data Bridge",
    "Delivery Board", "Demand Forecast", "Dispatch", "Document Flow", "Energy Monitor", "Expense Desk",
    "Field Service", "Fleet Insight", "Form Builder", "Gate Control", "Identity Sync", "Incident Room",
    "Insight Ledger", "Inspection", "Inventory", "Invoice Capture", "Learning Path", "Licence Manager",
    "Line Planner", "Loan Origination", "Loyalty", "Maintenance", "Master Data", "Meeting Rooms", "Metering",
    "Mobile Forms", "Month-End Close", "Network Map", "Order Hub", "Parcel Tracking", "Patient Intake", "Payroll",
    "Permit Desk", "Planner", "Price Engine", "Procurement", "Quality Control", "Quote Builder", "Records",
    "Recipe Manager", "Recruiting", "Returns", "Risk Register", "Roster", "Route Planner", "Safety Rounds",
    "Scheduling", "Service Desk", "Shift Rota", "Site Survey", "Spend Analytics", "Stock Count", "Supplier Portal",
    "Tenant Portal", "Test Bench", "Ticketing", "Time Sheets", "Tour Planner", "Visit Reports", "Warehouse",
    "Waste Log", "Water Meter", "Workforce",
];

#[rustfmt::skip]
const FIELDS: &[&str] = &[
    "Agriculture", "Airports", "Automotive", "Bakeries", "Breweries", "Builders", "Charities", "Chemicals",
    "City Councils", "Clinics", "Construction", "Cooperatives", "Dairies", "Education", "Energy", "Event Venues",
    "Fashion", "Fisheries", "Food", "Forestry", "Freight", "Grain", "Hospitality", "Hospitals", "Insurance",
    "Laboratories", "Law Firms", "Libraries", "Mining", "Museums", "Pharmacies", "Ports", "Printers", "Property",
    "Rail", "Recycling", "Retail", "Shipyards", "Steel", "Textiles", "Theatres", "Timber", "Travel", "Utilities",
    "Wholesale", "Wineries",
];

#[rustfmt::skip]
const EDITIONS: &[&str] = &[
    "Pro", "Classic", "2.0", "Lite", "Enterprise", "Express", "Plus", "(EU)", "(US)", "2019", "v3",
    "Team", "Standard", "Cloud", "On-Premises", "Starter", "(legacy)", "NG",
];

/// First parts, second parts, what stands between them.
type Words = (&'static [&'static str], &'static [&'static str], &'static str);

/// Languages other than English, drawn as often as they have different names.
#[rustfmt::skip]
const ELSEWHERE: &[(Words, u32)] = &[
    (
        (
            &["Gestion", "Suivi", "Pilotage", "Planification", "Prévision", "Contrôle", "Facturation", "Traçabilité",
              "Réservation", "Supervision", "Dématérialisation", "Maîtrise"],
            &["d’entrepôt", "de flotte", "des congés", "des dépenses", "d’énergie", "des chantiers", "de la qualité",
              "des quais", "des élèves", "des marchés publics", "d’équipements", "du château d’eau"],
            " ",
        ),
        144,
    ),
    (
        (
            &["Lager", "Fuhrpark", "Auftrags", "Zähler", "Wartungs", "Schicht", "Prüf", "Rezept", "Gebäude", "Mühlen"],
            &["verwaltung", "planung", "übersicht", "steuerung", "abrechnung", "protokoll", "überwachung", "buch"],
            "",
        ),
        80,
    ),
    (
        (
            &["Gestión", "Control", "Planificación", "Análisis", "Previsión", "Facturación", "Integración"],
            &["de almacén", "de flotas", "de turnos", "de señales", "del campus", "de compañías", "de envíos", "de viñedos"],
            " ",
        ),
        56,
    ),
    (
        (
            &["Gestão", "Previsão", "Integração", "Roteirização", "Manutenção"],
            &["de frotas", "de estoques", "de órgãos públicos", "da produção", "de ações", "do porto"],
            " ",
        ),
        30,
    ),
    (
        (
            &["Śledzenie", "Obsługa", "Planowanie", "Rozliczanie"],
            &["łańcucha dostaw", "floty", "zamówień", "środków trwałych", "żeglugi"],
            " ",
        ),
        20,
    ),
    (
        (
            &["智能", "云端", "移动", "企业", "区域", "绿色", "精益", "数字", "敏捷", "协同", "一体化", "全程"],
            &["仓储管理", "车队调度", "港口作业", "能耗监测", "排班助手", "粮仓账本", "质量追溯", "合同管理", "设备巡检",
              "财务共享", "供应链看板", "客户门户", "数据体检", "冷链监控", "费用报销", "项目核算"],
            "",
        ),
        192,
    ),
    (
        (
            &["かんたん", "クラウド", "スマート", "現場"],
            &["在庫管理", "配車計画", "勤怠", "検査記録", "見積作成", "予約台帳"],
            "",
        ),
        24,
    ),
];

/// Editions that are named alike everywhere.
#[rustfmt::skip]
const EDITIONS_ELSEWHERE: &[&str] = &[
    "Pro", "2.0", "3.0", "Plus", "Lite", "(EU)", "(DACH)", "(LATAM)", "(APAC)", "II", "III", "XL", "v4", "v5", "2016",
    "2017", "2018", "2020", "R2", "(beta)", "(legacy)", "Mini", "Max", "NG",
];

/// Makes one name after the other.
pub struct Namer {
    random: Random,
    /// The last name without an edition, of which a twin can be made.
    plain: String,
}

impl Namer {
    /// A namer with its own numbers.
    pub fn new(seed: u64) -> Self {
        Namer { random: Random::new(seed, "names"), plain: "Insight Ledger".to_owned() }
    }

    /// The next name.
    pub fn name(&mut self) -> String {
        match self.random.below(1_000) {
            // Names that a spreadsheet would take for a formula are met in real catalogues.
            0 => format!("={} {}", self.random.pick(MAKERS), self.random.pick(THINGS)),
            1..=2 => very_long(&mut self.random),
            3..=82 => self.twin(),
            83..=192 => {
                let name = elsewhere(&mut self.random);
                self.with_edition(name, 60, EDITIONS_ELSEWHERE)
            }
            _ => {
                let name = english(&mut self.random);
                self.with_edition(name, 30, EDITIONS)
            }
        }
    }

    fn with_edition(&mut self, name: String, percent: u32, editions: &[&'static str]) -> String {
        if self.random.chance(percent) {
            format!("{name} {}", self.random.pick(editions))
        } else {
            self.plain.clone_from(&name);
            name
        }
    }

    /// An earlier product once more, as another colleague would have entered it.
    fn twin(&mut self) -> String {
        match self.random.below(4) {
            0 => self.plain.to_lowercase(),
            1 => self.plain.split_whitespace().collect::<Vec<_>>().join("-"),
            _ => format!("{} {}", self.plain, self.random.pick(EDITIONS)),
        }
    }
}

fn english(random: &mut Random) -> String {
    let (maker, thing) = (random.pick(MAKERS), random.pick(THINGS));
    match random.below(10) {
        0..=2 => format!("{maker} {thing}"),
        3 => format!("{thing} for {}", random.pick(FIELDS)),
        _ => format!("{maker} {thing} for {}", random.pick(FIELDS)),
    }
}

fn elsewhere(random: &mut Random) -> String {
    let (firsts, seconds, between) = random.weighted(ELSEWHERE);
    format!("{}{between}{}", random.pick(firsts), random.pick(seconds))
}

fn very_long(random: &mut Random) -> String {
    let things = random.some(THINGS, 7).join(", ");
    let fields = random.some(FIELDS, 3).join(" and ");
    format!("{} {things} for {fields} ({})", random.pick(MAKERS), random.pick(EDITIONS))
}
