//! The countries of the reseller directory, with their CSP region, towns, and how company names are written there.

use super::reseller_names::{
    ADRIATIC, ARABIC, BULGARIAN, CHINESE, CZECH, DUTCH, ENGLISH, ESTONIAN, FILIPINO, FINNISH, FRENCH, GERMAN, GREEK,
    HUNGARIAN, ICELANDIC, INDIAN, ITALIAN, JAPANESE, KOREAN, LATVIAN, LITHUANIAN, MALAY, NORSE, POLISH, PORTUGUESE,
    ROMANIAN, SERBIAN, SPANISH, SWEDISH, THAI, TURKISH, UKRAINIAN, VIETNAMESE, Writing,
};

/// One country.
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub code: &'static str,
    /// The region in which its resellers may sell.
    pub region: &'static str,
    /// How many resellers it has, beside the others.
    pub weight: u32,
    /// How names are written.
    pub writing: &'static Writing,
    /// Legal forms; an empty one is none.
    pub forms: &'static [&'static str],
    /// Towns.
    pub cities: &'static [&'static str],
}

const EUROPE: &str = "Europe";
const LATIN: &str = "Latin America";
const ASIA: &str = "Asia";
const MEA: &str = "Middle East and Africa";
const ANZ: &str = "Australia and New Zealand";

const fn at(
    code: &'static str,
    region: &'static str,
    weight: u32,
    writing: &'static Writing,
    forms: &'static [&'static str],
    cities: &'static [&'static str],
) -> Country {
    Country { code, region, weight, writing, forms, cities }
}

/// All countries.
// A table, read by line.
#[rustfmt::skip]
pub const COUNTRIES: &[Country] = &[
    at("AT", EUROPE, 80, &GERMAN, &["GmbH", ""], &["Wien", "Graz", "Linz", "Salzburg", "Innsbruck", "Dornbirn"]),
    at("BE", EUROPE, 85, &DUTCH, &["BV", "SRL", ""], &["Brussel", "Antwerpen", "Gent", "Liège", "Namur", "Leuven"]),
    at("BG", EUROPE, 35, &BULGARIAN, &["ООД", "ЕООД", ""], &["Sofia", "Plovdiv", "Varna", "Burgas"]),
    at("CH", EUROPE, 95, &GERMAN, &["AG", "GmbH", "Sàrl", ""], &["Zürich", "Genève", "Basel", "Bern", "Lausanne", "St. Gallen"]),
    at("CZ", EUROPE, 70, &CZECH, &["s.r.o.", "a.s.", ""], &["Praha", "Brno", "Ostrava", "Plzeň", "České Budějovice"]),
    at("DE", EUROPE, 380, &GERMAN, &["GmbH", "GmbH & Co. KG", "AG", ""], &["Berlin", "München", "Hamburg", "Köln", "Frankfurt am Main", "Stuttgart", "Düsseldorf", "Leipzig", "Münster"]),
    at("DK", EUROPE, 70, &NORSE, &["ApS", "A/S", ""], &["København", "Aarhus", "Odense", "Aalborg"]),
    at("EE", EUROPE, 25, &ESTONIAN, &["OÜ", "AS", ""], &["Tallinn", "Tartu", "Pärnu"]),
    at("ES", EUROPE, 170, &SPANISH, &["S.L.", "S.A.", ""], &["Madrid", "Barcelona", "València", "Sevilla", "Bilbao", "Málaga", "A Coruña"]),
    at("FI", EUROPE, 65, &FINNISH, &["Oy", ""], &["Helsinki", "Espoo", "Tampere", "Turku", "Jyväskylä"]),
    at("FR", EUROPE, 330, &FRENCH, &["SARL", "SAS", "& Associés", ""], &["Paris", "Lyon", "Marseille", "Lille", "Nantes", "Toulouse", "Strasbourg", "Bordeaux", "Saint-Étienne"]),
    at("GR", EUROPE, 45, &GREEK, &["Α.Ε.", "Ε.Π.Ε.", ""], &["Athina", "Thessaloniki", "Patra", "Irakleio"]),
    at("HR", EUROPE, 30, &ADRIATIC, &["d.o.o.", ""], &["Zagreb", "Split", "Rijeka", "Osijek"]),
    at("HU", EUROPE, 55, &HUNGARIAN, &["Kft.", "Zrt.", ""], &["Budapest", "Debrecen", "Szeged", "Pécs", "Győr"]),
    at("IE", EUROPE, 60, &ENGLISH, &["Ltd", "DAC", ""], &["Dublin", "Cork", "Galway", "Limerick"]),
    at("IS", EUROPE, 12, &ICELANDIC, &["ehf.", ""], &["Reykjavík", "Akureyri"]),
    at("IT", EUROPE, 175, &ITALIAN, &["S.r.l.", "S.p.A.", ""], &["Milano", "Roma", "Torino", "Bologna", "Napoli", "Padova", "Forlì"]),
    at("LT", EUROPE, 25, &LITHUANIAN, &["UAB", ""], &["Vilnius", "Kaunas", "Klaipėda"]),
    at("LV", EUROPE, 22, &LATVIAN, &["SIA", ""], &["Rīga", "Daugavpils", "Liepāja"]),
    at("NL", EUROPE, 165, &DUTCH, &["B.V.", ""], &["Amsterdam", "Rotterdam", "Utrecht", "Eindhoven", "Groningen", "’s-Hertogenbosch"]),
    at("NO", EUROPE, 65, &NORSE, &["AS", ""], &["Oslo", "Bergen", "Trondheim", "Stavanger", "Tromsø"]),
    at("PL", EUROPE, 110, &POLISH, &["sp. z o.o.", "S.A.", ""], &["Warszawa", "Kraków", "Wrocław", "Poznań", "Gdańsk", "Łódź"]),
    at("PT", EUROPE, 60, &PORTUGUESE, &["Lda.", "S.A.", ""], &["Lisboa", "Porto", "Braga", "Coimbra", "Évora"]),
    at("RO", EUROPE, 60, &ROMANIAN, &["SRL", ""], &["București", "Cluj-Napoca", "Timișoara", "Iași", "Brașov"]),
    at("RS", EUROPE, 25, &SERBIAN, &["д.о.о.", ""], &["Beograd", "Novi Sad", "Niš"]),
    at("SE", EUROPE, 95, &SWEDISH, &["AB", ""], &["Stockholm", "Göteborg", "Malmö", "Uppsala", "Linköping", "Umeå"]),
    at("SI", EUROPE, 20, &ADRIATIC, &["d.o.o.", ""], &["Ljubljana", "Maribor", "Celje"]),
    at("SK", EUROPE, 35, &CZECH, &["s.r.o.", ""], &["Bratislava", "Košice", "Žilina", "Nitra"]),
    at("UA", EUROPE, 45, &UKRAINIAN, &["ТОВ", ""], &["Kyiv", "Lviv", "Odesa", "Dnipro"]),
    at("GB", "United Kingdom", 360, &ENGLISH, &["Ltd", "LLP", "Group", ""], &["London", "Manchester", "Leeds", "Bristol", "Birmingham", "Edinburgh", "Cardiff", "Belfast"]),
    at("US", "United States", 620, &ENGLISH, &["Inc.", "LLC", "Group", ""], &["New York", "Chicago", "Austin", "Seattle", "Boston", "Denver", "Atlanta", "Phoenix", "Portland", "Columbus"]),
    at("CA", "Canada", 200, &ENGLISH, &["Inc.", "Ltd.", ""], &["Toronto", "Montréal", "Calgary", "Vancouver", "Ottawa", "Québec", "Halifax"]),
    at("AR", LATIN, 60, &SPANISH, &["S.A.", "S.R.L.", ""], &["Buenos Aires", "Córdoba", "Rosario", "Mendoza"]),
    at("BR", LATIN, 180, &PORTUGUESE, &["Ltda.", "S.A.", ""], &["São Paulo", "Rio de Janeiro", "Curitiba", "Belo Horizonte", "Florianópolis", "Recife", "Goiânia"]),
    at("CL", LATIN, 50, &SPANISH, &["SpA", "Ltda.", ""], &["Santiago", "Valparaíso", "Concepción", "Temuco"]),
    at("CO", LATIN, 60, &SPANISH, &["S.A.S.", ""], &["Bogotá", "Medellín", "Cali", "Barranquilla"]),
    at("CR", LATIN, 20, &SPANISH, &["S.A.", ""], &["San José", "Alajuela", "Heredia"]),
    at("MX", LATIN, 120, &SPANISH, &["S.A. de C.V.", ""], &["Ciudad de México", "Guadalajara", "Monterrey", "Puebla", "Querétaro", "Mérida"]),
    at("PE", LATIN, 35, &SPANISH, &["S.A.C.", ""], &["Lima", "Arequipa", "Trujillo", "Cusco"]),
    at("UY", LATIN, 20, &SPANISH, &["S.R.L.", ""], &["Montevideo", "Salto", "Maldonado"]),
    at("CN", ASIA, 280, &CHINESE, &["有限公司", "股份有限公司", "集团", ""], &["Shanghai", "Beijing", "Shenzhen", "Guangzhou", "Hangzhou", "Chengdu", "Suzhou", "Wuhan"]),
    at("ID", ASIA, 60, &MALAY, &["Tbk", ""], &["Jakarta", "Surabaya", "Bandung", "Medan"]),
    at("KR", ASIA, 110, &KOREAN, &["㈜", "그룹", ""], &["Seoul", "Busan", "Incheon", "Daejeon", "Daegu"]),
    at("MY", ASIA, 55, &MALAY, &["Sdn. Bhd.", ""], &["Kuala Lumpur", "George Town", "Johor Bahru", "Kuching"]),
    at("PH", ASIA, 45, &FILIPINO, &["Inc.", ""], &["Makati", "Quezon City", "Cebu City", "Davao City"]),
    at("SG", ASIA, 70, &ENGLISH, &["Pte. Ltd.", ""], &["Singapore", "Jurong East", "Tampines"]),
    at("TH", ASIA, 50, &THAI, &["จำกัด", ""], &["Bangkok", "Chiang Mai", "Phuket", "Khon Kaen"]),
    at("VN", ASIA, 45, &VIETNAMESE, &["JSC", ""], &["Hà Nội", "Thành phố Hồ Chí Minh", "Đà Nẵng", "Hải Phòng"]),
    at("JP", "Japan", 260, &JAPANESE, &["株式会社", "合同会社", "グループ", ""], &["Tokyo", "Osaka", "Nagoya", "Fukuoka", "Sapporo", "Sendai", "Hiroshima"]),
    at("IN", "India", 260, &INDIAN, &["Pvt. Ltd.", "LLP", ""], &["Mumbai", "Bengaluru", "Delhi", "Chennai", "Hyderabad", "Pune", "Kolkata", "Ahmedabad"]),
    at("AU", ANZ, 160, &ENGLISH, &["Pty Ltd", ""], &["Sydney", "Melbourne", "Brisbane", "Perth", "Adelaide", "Canberra"]),
    at("NZ", ANZ, 45, &ENGLISH, &["Ltd", ""], &["Auckland", "Wellington", "Christchurch", "Whangārei"]),
    at("AE", MEA, 70, &ARABIC, &["FZ-LLC", "ش.ذ.م.م", ""], &["Dubai", "Abu Dhabi", "Sharjah"]),
    at("EG", MEA, 40, &ARABIC, &["ش.م.م", ""], &["Cairo", "Alexandria", "Giza"]),
    at("KE", MEA, 30, &ENGLISH, &["Ltd", ""], &["Nairobi", "Mombasa", "Kisumu"]),
    at("MA", MEA, 30, &FRENCH, &["SARL", ""], &["Casablanca", "Rabat", "Marrakech", "Tanger", "Fès"]),
    at("NG", MEA, 35, &ENGLISH, &["Ltd", ""], &["Lagos", "Abuja", "Ibadan", "Port Harcourt"]),
    at("SA", MEA, 50, &ARABIC, &["المحدودة", ""], &["Riyadh", "Jeddah", "Dammam"]),
    at("TR", MEA, 75, &TURKISH, &["A.Ş.", "Ltd. Şti.", ""], &["İstanbul", "Ankara", "İzmir", "Bursa", "Eskişehir"]),
    at("ZA", MEA, 60, &ENGLISH, &["(Pty) Ltd", ""], &["Johannesburg", "Cape Town", "Durban", "Pretoria"]),
];
