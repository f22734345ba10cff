//! Names of invented resellers, put together from parts as companies of a country are named.

use super::random::Random;

/// How company names are written: language and script.
pub struct Writing {
    /// First words.
    firsts: &'static [&'static str],
    /// What the company does.
    seconds: &'static [&'static str],
    /// What stands between the parts.
    between: &'static str,
}

/// A name in the country's own writing, or an English one as exporters like them; `forms` are legal forms, an empty one is none.
pub fn name(random: &mut Random, writing: &Writing, forms: &[&'static str]) -> String {
    let writing = if random.chance(15) { &ENGLISH } else { writing };
    let mut name = format!("{}{}{}", random.pick(writing.firsts), writing.between, random.pick(writing.seconds));
    let form = random.pick(forms);
    // Nobody puts a form in another script behind Latin words.
    if !form.is_empty() && (form.is_ascii() || !name.is_ascii()) {
        name.push_str(writing.between);
        name.push_str(form);
    }
    name
}

const fn words(firsts: &'static [&'static str], seconds: &'static [&'static str], between: &'static str) -> Writing {
    Writing { firsts, seconds, between }
}

// Lists of words are read as a text, not one a line, so the formatter leaves them alone.
#[rustfmt::skip]
mod lists {
    use super::{Writing, words};

    pub const ENGLISH: Writing = words(
        &["Alderway", "Amberfold", "Ashgrove", "Blue Delta", "Bracken", "Bramblewood", "Caldermoor", "Cinderhill", "Copperlea",
          "Driftstone", "Elmhaven", "Fernhollow", "Foxglade", "Glasswing", "Greyfell", "Harrowgate Lane", "Hollybank", "Ironbrook",
          "Juniper Row", "Kestrelfield", "Larkspur", "Lowmere", "Marlpit", "Mossgate", "Nettlebank", "Oxbow", "Pinehollow",
          "Quarrybank", "Quillmoor", "Redshank", "Ridgemere", "Rookhope", "Saltgrass", "Silverbeck", "Stonecrop", "Tamarack",
          "Thistledown", "Umberfield", "Wexmoor", "Windlestraw", "Yarrowby"],
        &["Cloud", "Cloud Trading", "Networks", "Systems", "Hosting", "IT Services", "Digital", "Computing", "Data", "Managed IT",
          "Technology", "Workplace", "Infrastructure", "Software Supply", "Integrations", "Advisory", "Licensing", "Platforms"], " ");

    pub const GERMAN: Writing = words(
        &["Ahornblick", "Birkengrund", "Drosselhof", "Eichenfurt", "Falkenrain", "Grünmoos", "Hügelrand", "Königsbirke", "Lüttenau",
          "Möwenstein", "Nordheider", "Österfeld", "Rosstaler", "Süßbacher", "Tannhöhe", "Weißdornhof", "Wölfertal", "Zirbenau"],
        &["Systemhaus", "Datentechnik", "Wolkendienste", "IT-Beratung", "Netzwerke", "Bürotechnik", "Rechenzentrum", "Lösungen"], " ");

    pub const FRENCH: Writing = words(
        &["Bois-Clair", "Châtaigneraie", "Brise Bleue", "Côte d’Étoile", "Écluse", "Fontenelle", "Garrigue", "Hêtraie", "L’Alouette",
          "Noirmont", "Orée", "Pré-aux-Cerfs", "Rivière Dorée", "Sablière", "Val-Joyeux"],
        &["Informatique", "Nuage", "Services numériques", "Infogérance", "Réseaux", "Conseil", "Hébergement", "Données"], " ");

    pub const DUTCH: Writing = words(
        &["Duinroos", "Elzenhof", "Grutto", "Heidevlinder", "IJsvogel", "Kruispad", "Lindelaan", "Meerkoet", "Oeverzwaluw", "Reigersdijk",
          "Veenbrug", "Wilgenpad"],
        &["Automatisering", "Cloudbeheer", "Netwerken", "Werkplek", "ICT", "Systemen", "Dataopslag"], " ");

    pub const SPANISH: Writing = words(
        &["Alameda Verde", "Brisa del Ñandú", "Cañaveral", "Encina", "Faro Azul", "Golondrina", "Jacarandá", "La Peña Alta", "Lucero",
          "Manantial", "Mirador", "Nogal", "Pizarra", "Quebracho", "Río Claro", "Tejón"],
        &["Sistemas", "Nube", "Redes", "Soluciones", "Informática", "Integración", "Consultoría", "Datos"], " ");

    pub const PORTUGUESE: Writing = words(
        &["Açucena", "Araucária", "Baía Serena", "Capim-Limão", "Ipê Amarelo", "Jabuti", "Maré Mansa", "Onça Parda", "Pedra Branca do Sul",
          "Ribeirão", "Serra Funda", "Vagalume"],
        &["Sistemas", "Nuvem", "Redes", "Soluções", "Tecnologia", "Integração", "Informática"], " ");

    pub const ITALIAN: Writing = words(
        &["Acquachiara", "Betulla", "Colle Sereno", "Faggeto", "Ginestra", "Lucciola", "Mareggiata", "Nuvolara", "Pietralunga", "Querceto",
          "Rondinaia", "Torre d’Avorio"],
        &["Informatica", "Sistemi", "Reti", "Servizi Cloud", "Consulenza", "Tecnologie", "Soluzioni"], " ");

    pub const SWEDISH: Writing = words(
        &["Björkdal", "Fjällhöjd", "Granlund", "Lärkan", "Rönnbär", "Skärvik", "Vitsippa", "Ådal"],
        &["Data", "Moln", "Nätverk", "System", "Drift", "IT-partner", "Konsult"], " ");

    pub const NORSE: Writing = words(
        &["Blåklokke", "Fjordlys", "Måneskær", "Nordvåg", "Rønnebær", "Sølvfjord", "Østervig", "Ærfugl"],
        &["Data", "Sky", "Netværk", "IT-partner", "System", "Drift"], " ");

    pub const ICELANDIC: Writing = words(&["Hafsteinn", "Lundabyggð", "Norðurljós Ytri", "Þröstur"], &["Skýið", "Netkerfi", "Tölvur"], " ");

    pub const FINNISH: Writing = words(
        &["Järvenpohja", "Koivula", "Käpyrinne", "Merituuli", "Pihlajaniemi", "Tähtivuori"],
        &["Pilvi", "Data", "Verkot", "Järjestelmät", "Ohjelmistot"], " ");

    pub const ESTONIAN: Writing = words(&["Linnukodu", "Õunapuu", "Põhjavälja", "Sõnajala"], &["Pilv", "Lahendused", "Võrgud", "Andmed"], " ");

    pub const LATVIAN: Writing = words(&["Bērzkalns", "Dzērve", "Liepu Gatve", "Ūdensroze"], &["Mākonis", "Tīkli", "Sistēmas", "Dati"], " ");

    pub const LITHUANIAN: Writing = words(&["Ąžuolynas", "Žuvėdra", "Šilo Takas", "Rūta"], &["Debesis", "Sistemos", "Tinklai", "Duomenys"], " ");

    pub const POLISH: Writing = words(
        &["Biała Sowa", "Brzozowy Gaj", "Czapla", "Dębina", "Jarzębina", "Łąkowa", "Srebrny Klon", "Źródlana"],
        &["Systemy", "Chmura", "Sieci", "Informatyka", "Usługi IT", "Rozwiązania"], " ");

    pub const CZECH: Writing = words(
        &["Jasné Pole", "Jiřička", "Kamenný Most", "Modřín", "Šípkový Dvor", "Zelený Háj"],
        &["Systémy", "Cloud", "Informatika", "Dáta", "Technika"], " ");

    pub const ADRIATIC: Writing = words(
        &["Bijela Vrba", "Breza", "Češnja", "Jablan", "Kos i Lasta", "Žuti Ljiljan"],
        &["Sustavi", "Oblak", "Informatika", "Mreže", "Podatki"], " ");

    pub const HUNGARIAN: Writing = words(
        &["Aranyág", "Bükkös", "Fehérkő", "Gólyahír", "Kőrisfa", "Tölgyes"],
        &["Informatika", "Felhő", "Hálózatok", "Rendszerek", "Adat"], " ");

    pub const ROMANIAN: Writing = words(
        &["Căprioara", "Izvorul Rece", "Mărgăritar", "Pădurea Deasă", "Stejăriș", "Țărmuri"],
        &["Sisteme", "Rețele", "Soluții", "Informatică", "Date"], " ");

    pub const GREEK: Writing = words(
        &["Αλκυόνα", "Γαλάζιος Ορίζοντας", "Ελαιώνας", "Θαλασσινή", "Κυπαρίσσι", "Μελτέμι", "Πεύκο", "Χελιδόνι"],
        &["Πληροφορική", "Δίκτυα", "Υπηρεσίες Νέφους", "Συστήματα", "Τεχνολογία"], " ");

    pub const BULGARIAN: Writing = words(
        &["Бистра Река", "Бял Щъркел", "Горска Поляна", "Калина", "Липов Цвят", "Сребърна Ела"],
        &["Системи", "Облак", "Мрежи", "Информатика"], " ");

    pub const SERBIAN: Writing = words(&["Бела Врба", "Јабланица", "Љиљан", "Плава Стена", "Ћуран"], &["Системи", "Облак", "Рачунари", "Мреже"], " ");

    pub const UKRAINIAN: Writing = words(
        &["Лелека", "Синій Гай", "Срібна Береза", "Ясен", "Їжакова Гора"],
        &["Інформатика", "Хмара", "Системи", "Мережі"], " ");

    pub const TURKISH: Writing = words(
        &["Ağaçlı", "Çınaraltı", "Deniz Köşkü", "Gökırmak", "İncirli Tepe", "Kızılcık", "Menekşe", "Söğüt", "Şahinkaya", "Üzümlü"],
        &["Bilişim", "Bulut", "Sistem", "Ağ Çözümleri", "Yazılım", "Veri"], " ");

    pub const ARABIC: Writing = words(
        &["نخلة الواحة", "ضفاف اللؤلؤ", "سنابل الشرق", "غيمة الصحراء", "منارة الخليج", "ياسمين النيل", "صقر الرمال", "بستان القمر", "زهرة اللوز",
          "درب القوافل", "نسيم الفجر", "ظل الزيتون"],
        &["للحلول السحابية", "لتقنية المعلومات", "للأنظمة", "للشبكات", "للخدمات الرقمية", "للبرمجيات"], " ");

    pub const CHINESE: Writing = words(
        &["晨帆", "青岫", "澜石", "栖云", "墨禾", "禾邑", "远杉", "星筑", "知渡", "衡野", "白鹭洲", "松间", "听涛", "启穗", "安楠", "榕川"],
        &["云科技", "数据", "网络技术", "信息系统", "软件服务", "数字科技", "系统集成", "智联"], "");

    pub const JAPANESE: Writing = words(
        &["青葉坂", "霧沢台", "さざ波", "紅葉野", "白樺", "みなも", "ひなた丘", "アカネ", "ソラマメ", "月見橋", "若竹", "すずらん"],
        &["システムズ", "クラウド", "情報サービス", "ネットワーク", "ソリューション", "データ", "テクノ"], "");

    pub const KOREAN: Writing = words(
        &["가람솔", "누리봄", "달빛마루", "물푸레", "새벽들", "아침나루", "은하수길", "한울참", "해오름터", "다온결"],
        &["클라우드", "시스템즈", "정보기술", "네트웍스", "데이터", "솔루션", "소프트"], " ");

    pub const INDIAN: Writing = words(
        &["Amaltas", "Banyan Lane", "Chameli", "Devdar", "Gulmohar", "Hamsa", "Kanchan Vriksha", "Lotus Bridge", "Mogra", "Neelkamal",
          "Parijat", "Sagarika", "Tamara", "Vasant"],
        &["Infotech", "Cloud Services", "Networks", "Systems", "Digital", "Data Labs", "Solutions", "Consulting"], " ");

    pub const MALAY: Writing = words(
        &["Bintang Laut", "Bunga Kenanga", "Embun Pagi", "Lembah Hijau", "Mutiara Senja", "Pohon Rindang", "Rimba Jati"],
        &["Teknologi", "Awan", "Digital", "Solusi", "Data", "Sistem"], " ");

    pub const FILIPINO: Writing = words(&["Bukang Liwayway", "Kayumanggi", "Luntiang Bukid", "Sampaguita Row"], &["Systems", "Digital", "Networks", "Ulap"], " ");

    pub const THAI: Writing = words(&["ฟ้าใสริมธาร", "ดอกแก้ว", "เรือนไม้หอม", "ลมทะเล"], &["คลาวด์", "ซิสเต็มส์", "ดิจิทัล", "เน็ตเวิร์ก"], "");

    pub const VIETNAMESE: Writing = words(
        &["Bến Sương", "Cánh Diều", "Đồi Thông", "Hoa Sứ", "Lá Xanh", "Mây Trắng", "Sao Khuê Nhỏ", "Suối Ngọc"],
        &["Công nghệ", "Đám mây", "Mạng", "Phần mềm", "Dữ liệu", "Giải pháp"], " ");
}

pub use lists::*;
