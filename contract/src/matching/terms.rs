//! Words for `lexicon`: one meaning a line, the first name is the one that the others stand for.

/// Words without meaning in a name, in three languages, with legal forms.
pub(super) const STOP: &str = "a an and as at by for from in into of on or per the to with within our your \
    au aux avec chez d dans de des du en et l la le les par pour sous sur un une \
    的 与 和 及 之 用 版 \
    ltd limited inc incorporated llc llp plc gmbh ag se sa sas sarl spa srl bv nv pty ltda oy ab as kg co \
    有限公司 股份有限公司 有限责任公司 公司 \
    edition version release ver week wk day hour semaine jour 周 天 by microsoft azure saas";

/// Words that many names share; they count little.
pub(super) const GENERIC: &str = "system platform suite solution cloud software service app application hub portal tool \
    product online digital smart manager management center studio workspace server module engine assistant \
    pack kit connect enterprise business web mobile report";

/// Abbreviations of single words.
pub(super) const ABBREVIATIONS: &str = "\
management | mgmt | mgt
manager | mgr
server | srv
service | svc
system | sys
application | app
operations | ops
administration | admin
communication | comms
department | dept
development | dev
document | doc
database | db
message | msg
performance | perf
maintenance | maint
assessment | asmt
information | info
international | intl
marketing | mktg
organization | org
production | prod
account | acct
analytics | analytic | analysis | analyse
customer | cust
";

/// Terms of business software in English, French and Chinese, with usual initials and other names.
pub(super) const TERMS: &str = "\
accounting | comptabilité | 会计
accounts payable | fournisseurs à payer | 应付账款
adoption | 采用
agile | 敏捷
alert | alerte | 警报 | 告警 | 预警
analytics | analyse | analytique | 分析
application | application | 应用 | 应用程序
approval | approbation | 审批
archive | archivage | archives | 归档 | 档案
artificial intelligence | ai | ia | intelligence artificielle | 人工智能 | 智能化
assistant | assistante | 助手
attendance | présence | 考勤
audit | 审计
automation | automatisation | 自动化
automatic | automatique | automated | 自动
bank | banque | 银行
billing | facturation | invoicing | 开票 | 计费
booking | réservation | reservation | 预订
bot | chatbot | chat bot | robot | 机器人 | 聊天机器人
budget | 预算
building | bâtiment | 楼宇 | 建筑
business intelligence | bi | informatique décisionnelle | 商业智能
calendar | calendrier | 日历
carbon | carbone | 碳
catalog | catalogue | 目录
certificate | certificat | 证书
channel | canal | 渠道
checkout | caisse | 收银
claim | sinistre | 理赔
class | cours | 课程
classroom | salle de classe | 课堂 | 教室
clinic | clinique | 诊所
collaboration | 协作
collaborative | collaboratif | collaborative
compliance | conformité | 合规
computing | calcul | informatique | 计算
connected | connecté | connectée | 互联
construction | 施工
contact center | contact centre | call center | centre de contact | 呼叫中心 | 联络中心
container | conteneur | 容器
continuing education | formation continue | 继续教育
contract | contrat | 合同
control | contrôle | 控制
cost | coût | 成本
creation | création | builder | créateur | 创建 | 制作
credit | crédit | 信贷
cross border | transfrontalier | 跨境
currency | devise | monnaie | 币种 | 货币
customer | client | clientèle | 客户
customer relationship management | crm | relation client | gestion de la relation client | 客户关系管理
customer service | service client | 客服 | 客户服务
dashboard | tableau de bord | 仪表板 | 仪表盘 | 看板
data | donnée | données | 数据
data center | datacenter | datacentre | data centre | centre de données | 数据中心
data warehouse | dwh | entrepôt de données | 数据仓库
delivery | livraison | 配送 | 交付
design | conception | 设计
device | appareil | 设备
document | 文档 | documentaire
documentation | 文档资料
e commerce | ecommerce | e-commerce | 电商 | 电子商务
edge | périphérie | 边缘
education | enseignement | formation | 教育
electric vehicle | ev | véhicule électrique | 电动汽车
electronic | e | électronique | 电子
email | e-mail | courriel | messagerie | 邮件 | 电子邮件
employee | employé | salarié | 员工
energy | énergie | 能源
engine | moteur | 引擎
enterprise resource planning | erp | progiciel de gestion intégré | pgi | 企业资源计划 | 企业资源规划
equipment | équipement | 装备
exam | examination | examen | 考试
expense | expense claim | frais | notes de frais | note de frais | dépense | 费用 | 报销
export | exportation | 出口
factory | usine | 工厂
field service | service sur le terrain | 现场服务
finance | financial | financier | financière | 财务 | 金融
bike | bicycle | vélo | 自行车
carpooling | covoiturage | 拼车
fleet | flotte | parc automobile | parc de véhicules | 车队
indicator | indicateur | kpi | 指标
rental | location | 租赁
ticketing | billettique | billetterie | 票务
vehicle | véhicule | voiture | 车辆
forecast | forecasting | prévision | prédiction | 预测
foundation | fondation | socle | 基础
fraud | fraude | 欺诈 | 反欺诈
gateway | passerelle | 网关
governance | gouvernance | 治理
health | santé | 健康
healthcare | soins | 医疗
hospital | hôpital | 医院
human resource | hr | rh | ressources humaines | 人力资源 | 人事
identity | identité | id | 身份
import | importation | 进口
industrial | industriel | industrielle | 工业
insight | aperçu | 洞察
inspection | 检查 | 巡检
insurance | assurance | 保险
integration | intégration | 集成
internet of things | iot | internet des objets | 物联网
inventory | stock | inventaire | 库存
invoice | facture | 发票
knowledge | connaissance | 知识
laboratory | lab | laboratoire | 实验室
learning | apprentissage | 学习
leave | congé | 休假 | 请假
legal | juridique | 法务
license | licence | 许可 | 许可证
live | direct | 直播
loan | prêt | 贷款
logistic | logistics | logistique | 物流
loyalty | fidélité | fidelite | fidélisation | 忠诚度 | 会员
maintenance | 维护 | 维修
managed | managé | managée | géré | 托管
management | gestion | 管理
manufacturing | fabrication | 制造
manufacturing execution system | mes | 制造执行系统 | 制造执行
map | carte | 地图
marketing | 营销 | 市场营销
medical | médical | 医学
meeting | réunion | 会议
member | membre | 成员
migration | 迁移
mobile | 移动
monitoring | surveillance | supervision | monitor | 监控 | 监测
multi | 多
network | réseau | 网络
occupational | au travail | 职业
online | en ligne | internet | 在线 | 线上
optimization | optimisation | optimizer | optimiseur | 优化
order | commande | 订单
patient | 患者 | 病人
payment | paiement | 支付 | 付款
payroll | paie | paye | 薪资 | 工资
performance | 绩效 | 性能
planning | planification | planner | planificateur | 计划 | 规划
platform | plateforme | 平台
point of sale | pos | point de vente | 销售点
portal | portail | 门户
prediction | predictive | prédictif | prédictive | 预测性
pricing | tarification | 定价
procurement | purchasing | achat | approvisionnement | 采购
product | produit | 产品
product lifecycle management | plm | 产品生命周期管理
production | 生产
program | programme | 计划方案
project | projet | 项目
property | immobilier | 物业 | 房产
proof of concept | poc | preuve de concept | 概念验证
publishing | édition | 出版
quality | qualité | 质量
real time | temps réel | 实时
receipt | reçu | 收据
recruitment | recrutement | recruiting | 招聘
refund | remboursement | 退款
regulatory | réglementaire | 监管
rent | loyer | 租金
report | reporting | rapport | 报表 | 报告
request | demande | 请求
restaurant | 餐厅
risk | risque | 风险
route | itinéraire | tournée | 路线
safety | 安全生产
sale | sales | vente | 销售
scheduling | scheduler | ordonnancement | 排程 | 调度 | 排班
search | recherche | 搜索
security | sécurité | 安全
self service | libre service | 自助
sensor | capteur | 传感器
service | 服务
shop | boutique | magasin | 商店 | 商城
short message | sms | text message | 短信
signature | 签名 | 签章 | 签署
site | website | site web | web site | 网站 | 站点
smart | intelligent | intelligente | 智能 | 智慧
software | logiciel | 软件
solution | 解决方案
store | 门店
storage | stockage | 存储
student | étudiant | élève | 学生
subscription | abonnement | 订阅
supplier | vendor | fournisseur | 供应商
supply chain | chaîne logistique | chaîne d'approvisionnement | 供应链
support | assistance | 支持
survey | sondage | enquête | 调查 | 问卷
system | système | 系统
tax | impôt | taxe | 税务 | 税
technical | technique | 技术
technology | technologie | 科技
tender | appel d'offres | 招标
time | temps | 时间
timesheet | feuille de temps | 工时
tool | outil | 工具
tracking | tracker | suivi | 跟踪 | 追踪
traceability | traçabilité | 追溯 | 溯源
trading | négoce | 交易
translation | traduction | 翻译
transport | transportation | 运输
travel | voyage | 差旅 | 旅行
treasury | trésorerie | 资金
unified communication | uc | 统一通信
user | utilisateur | 用户
vault | coffre | coffre fort | 保险库
video | vidéo | 视频
virtual | virtuel | virtuelle | 虚拟
vision | visual | visuel | visuelle | 视觉
visitor | visiteur | 访客
warehouse | entrepôt | 仓库 | 仓储
waste | déchet | 废物
web | 网页
workflow | flux de travail | 工作流 | 流程
workforce | main d'oeuvre | 劳动力
always on | 24 7 | 24x7
dynamics365 | dynamics 365 | d365
office365 | office 365 | o365 | microsoft 365 | m365
follow up | suivi client
";
