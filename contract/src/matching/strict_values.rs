//! Values on which a match is strict, for `lexicon`: one value a line, the first name is shown for the others.

use super::lexicon::Strict;

/// Values on which a match is strict, by kind.
pub(super) const STRICT: &[(Strict, &str)] = &[
    (Strict::Edition, EDITIONS),
    (Strict::Region, REGIONS),
    (Strict::Platform, PLATFORMS),
    (Strict::Engagement, ENGAGEMENTS),
    (Strict::Audience, AUDIENCES),
];

const EDITIONS: &str = "\
Enterprise | ent | entreprise | 企业版 | 企业
Standard | std | 标准版 | 标准
Professional | pro | professionnel | 专业版 | 专业
Premium | 高级版 | 尊享版
Basic | basique | 基础版
Essentials | essential | essentiel | essentiels | 精华版
Lite | light | léger | 轻量版 | 精简版
Plus | 增强版
Ultimate | ultime | 旗舰版
Advanced | avancé | avancée | 进阶版
Free | gratuit | 免费版
Express | 快捷版
Starter | 入门版
Large | grand | 大型
Medium | moyen | 中型
Small | petit | 小型
Junior | kids | children | enfants | 少儿 | 少儿版
";

const REGIONS: &str = "\
US | usa | united states | états unis | etats unis | american | 美国
UK | united kingdom | great britain | royaume uni | british | 英国
EU | europe | european union | european | union européenne | 欧盟 | 欧洲
EMEA
APAC | asia pacific | asie pacifique | 亚太
LATAM | latin america | 拉丁美洲
Canada | canadian | 加拿大
Quebec | québec
France | french | 法国
Germany | german | allemagne | dach | 德国
Belgium | belgique | belgian | 比利时
Switzerland | swiss | suisse | 瑞士
Italy | italian | italie | 意大利
Spain | spanish | espagne | 西班牙
Netherlands | dutch | pays bas | 荷兰
Nordics | nordic | 北欧
Australia | australian | au | australie | 澳大利亚
New Zealand | 新西兰
Japan | japanese | japon | 日本
China | chinese | chine | 中国
Hong Kong | 香港
Singapore | singapour | 新加坡
India | indian | inde | 印度
Brazil | brazilian | brésil | bresil | 巴西
Mexico | mexican | mexique | 墨西哥
Africa | african | afrique | 非洲
Middle East | moyen orient | 中东
Global | worldwide | mondial | 全球
";

const PLATFORMS: &str = "\
Windows
Linux
macOS | mac
Android | 安卓
iOS
Outlook
Word
Excel
PowerPoint
Teams
SharePoint
WhatsApp
Telegram
WeChat | 微信
DingTalk | 钉钉
SAP
Salesforce
Business Central | bc
Customer Engagement
Finance and Operations | finance and operation | f o
AWS
On-premises | on premises | on premise | 本地部署
BYOL | bring your own license | bring your own licence
PAYG | pay as you go
Kubernetes | k8s | aks
";

const ENGAGEMENTS: &str = "\
Assessment | évaluation | 评估
Workshop | atelier | 研讨会
Implementation | implémentation | mise en oeuvre | 实施
Proof of concept | poc | preuve de concept | 概念验证
Briefing | 简报会
Training | 培训
Onboarding service | service d'intégration
Installation service | installation | 安装服务
Managed service | service managé | managed operation | 托管服务
";

const AUDIENCES: &str = "\
Retail | détail | 零售
Dental | dentist | dentiste | 牙科
Veterinary | veterinarian | vétérinaire | 兽医
Hospitals | hospital | hôpital | hôpitaux | 医院
Airports | airport | aéroport | 机场
Hotels | hotel | hôtel | 酒店
Schools | school | école | 学校 | k 12 | k12
Universities | university | université | 大学
Banks | bank | banque | 银行
Manufacturers | manufacturer | fabricant
Government | gouvernement | public sector | secteur public | 政府
Nonprofits | nonprofit | non profit | ngo
Corporate | corp
";

/// Country codes that are read only where they stand in capitals in a name that is not all in capitals.
pub(super) const COUNTRY_CODES: &[(&str, &str)] = &[
    ("AU", "Australia"),
    ("BE", "Belgium"),
    ("BR", "Brazil"),
    ("CA", "Canada"),
    ("CH", "Switzerland"),
    ("CN", "China"),
    ("DE", "Germany"),
    ("FR", "France"),
    ("HK", "Hong Kong"),
    ("JP", "Japan"),
    ("MX", "Mexico"),
    ("NL", "Netherlands"),
    ("NZ", "New Zealand"),
    ("SG", "Singapore"),
];
