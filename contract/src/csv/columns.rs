//! The columns of each kind of file, with their names in English, French and Chinese (api.md, glossary.csv).

use super::header::{Column, ColumnSet};

const fn required(id: &'static str, names: &'static [&'static str]) -> Column {
    Column { id, names, required: true }
}

const fn optional(id: &'static str, names: &'static [&'static str]) -> Column {
    Column { id, names, required: false }
}

#[rustfmt::skip]
const SOLUTION_ID: Column = required("solutionId", &[
    "Solution ID", "OCP solution ID", "ID de solution", "ID de la solution", "ID de solution OCP", "ID solution", "Identifiant de solution",
    "Identifiant de la solution", "解决方案 ID", "OCP 解决方案 ID", "解决方案编号", "解决方案标识",
]);

const CURRENCY: Column = optional(
    "currency",
    &["Currency", "Currency code", "Devise", "Code devise", "Monnaie", "货币", "币种", "货币代码"],
);

/// Solutions: the header of api.md, then its optional further columns.
#[rustfmt::skip]
pub const SOLUTIONS: ColumnSet = ColumnSet { columns: &[
    SOLUTION_ID,
    required("name", &["Solution name", "Solution", "Nom de la solution", "Nom de solution", "解决方案名称", "解决方案"]),
    required("partnerId", &[
        "Partner ID", "MPN ID", "ID partenaire", "ID de partenaire", "ID du partenaire", "Identifiant partenaire", "ID MPN",
        "合作伙伴 ID", "合作伙伴编号", "MPN 编号",
    ]),
    optional("offerType", &["Offer type", "Type d’offre", "Type de l’offre", "产品/服务类型", "产品类型", "服务类型"]),
    optional("coSellStatus", &[
        "Co-sell status", "État de la co-vente", "État de co-vente", "Statut de la co-vente", "Statut de co-vente", "联合销售状态",
    ]),
    optional("openReferrals", &[
        "Open referrals", "Referrals", "Références ouvertes", "Références en cours", "Références", "未结推荐", "进行中的推荐", "推荐数",
    ]),
    optional("referralValue", &[
        "Referral value", "Pipeline value", "Valeur des références", "Valeur de référence", "Valeur du pipeline de référence",
        "推荐金额", "推荐价值", "推荐管道金额",
    ]),
    CURRENCY,
    optional("incentives", &["Incentives", "Primes d’encouragement", "Primes", "Incitations", "奖励", "激励"]),
    optional("collateral", &["Collateral", "Supports commerciaux", "Supports", "销售资料", "资料"]),
    optional("contacts", &["Contacts", "联系人"]),
    optional("updated", &[
        "Updated", "Last updated", "Last modified", "Mise à jour", "Mis à jour", "Mis à jour le", "Dernière mise à jour",
        "Dernière modification", "更新时间", "上次更新", "最后更新", "更新日期", "上次修改时间",
    ]),
    optional("publisher", &["Publisher", "Éditeur", "发布者"]),
    optional("keywords", &["Keywords", "Search keywords", "Mots clés", "Mots clés de recherche", "关键字", "关键词", "搜索关键字"]),
    optional("listingUrl", &[
        "Listing URL", "URL for existing listing", "URL de l’annonce", "URL de l’annonce existante", "列表 URL", "现有列表的 URL",
    ]),
    optional("assignedTo", &["Assigned to", "Attribué à", "Attribuée à", "Responsable", "负责人", "分配给"]),
] };

/// Referrals: one row a referral.
#[rustfmt::skip]
pub const REFERRALS: ColumnSet = ColumnSet { columns: &[
    SOLUTION_ID,
    required("customer", &["Customer", "Customer name", "Client", "Nom du client", "客户", "客户名称"]),
    optional("stage", &["Stage", "Étape", "Stade", "Phase", "阶段"]),
    optional("value", &["Value", "Amount", "Deal value", "Valeur", "Montant", "金额", "价值", "交易金额"]),
    CURRENCY,
] };

/// Collateral: one row a document.
#[rustfmt::skip]
pub const COLLATERAL: ColumnSet = ColumnSet { columns: &[
    SOLUTION_ID,
    optional("kind", &["Kind", "Type", "Document type", "Type de document", "Nature", "类型", "文档类型", "资料类型"]),
    required("title", &["Title", "Document title", "Titre", "Titre du document", "标题", "文档标题"]),
    required("url", &["URL", "Link", "Lien", "Adresse", "链接", "网址", "地址"]),
] };

/// Tenant IDs are called `ID` in the portal's audience files (D), by their full name elsewhere.
#[rustfmt::skip]
const TENANT_NAMES: &[&str] = &[
    "Tenant ID", "CSP tenant ID", "Azure AD tenant ID", "ID de locataire", "ID du locataire", "租户 ID", "租户编号",
];
#[rustfmt::skip]
const COMPANY_NAMES: &[&str] = &["Company", "Name", "Company name", "Société", "Nom", "Nom de la société", "公司", "公司名称", "名称"];
const COUNTRY: Column = optional("country", &["Country", "Country/region", "Pays", "Pays/région", "国家/地区", "国家"]);
const REGION: Column = optional("region", &["Region", "CSP region", "Région", "区域", "地区"]);

/// An audience: one row a reseller, in the shape of the portal's other audience files (D).
#[rustfmt::skip]
pub const AUDIENCE: ColumnSet = ColumnSet { columns: &[
    required("tenantId", &[
        "ID", "Tenant ID", "CSP tenant ID", "Azure AD tenant ID", "ID de locataire", "ID du locataire", "租户 ID", "租户编号",
    ]),
    optional("description", &["Description", "Company", "Name", "Société", "Nom", "说明", "公司", "名称"]),
    optional("type", &["Type", "类型"]),
    COUNTRY,
    REGION,
] };

/// The directory of resellers: one row a reseller.
#[rustfmt::skip]
pub const DIRECTORY: ColumnSet = ColumnSet { columns: &[
    required("tenantId", TENANT_NAMES),
    required("name", COMPANY_NAMES),
    required("country", COUNTRY.names),
    required("region", REGION.names),
    optional("city", &["Location", "City", "Town", "Emplacement", "Ville", "位置", "城市"]),
    optional("competencies", &["Competencies", "Competency", "Compétences", "Compétence", "资质"]),
    optional("skills", &["Skills", "Skill", "Qualifications", "Qualification", "技能"]),
    optional("left", &["Left the program", "Left", "A quitté le programme", "退出日期"]),
] };

/// Who sold what: one row an offer, reseller and customer.
#[rustfmt::skip]
pub const SALES: ColumnSet = ColumnSet { columns: &[
    required("publisher", &["Publisher", "Publisher ID", "Éditeur", "ID de l’éditeur", "发布者", "发布者 ID"]),
    required("offerId", &["Offer ID", "ID de l’offre", "产品/服务 ID"]),
    required("tenantId", TENANT_NAMES),
    required("customer", &["Customer", "Customer name", "Client", "Nom du client", "客户", "客户名称"]),
    required("sold", &["Sold", "Sold on", "Vendu", "Vendu le", "已售出", "售出日期"]),
] };

/// Contacts: one row a contact.
#[rustfmt::skip]
pub const CONTACTS: ColumnSet = ColumnSet { columns: &[
    SOLUTION_ID,
    required("name", &["Name", "Contact name", "Full name", "Contact", "Nom", "Nom du contact", "Nom complet", "姓名", "联系人姓名", "联系人"]),
    required("email", &[
        "E-mail", "E-mail address", "Mail", "Adresse e-mail", "Courriel", "Adresse de messagerie", "电子邮件", "电子邮件地址", "电子邮箱", "邮箱",
    ]),
    optional("role", &["Role", "Job title", "Rôle", "Fonction", "角色", "职务", "职位"]),
    optional("region", &["Region", "Région", "区域", "地区"]),
] };
