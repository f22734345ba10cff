-- CSP reseller audience: who may resell an offer, in its draft and in force, and who has sold it. {each} and {json} stand
-- for what gives the items of a JSON array as rows.

-- Whether it is sold through the marketplace: SaaS that is not cannot be resold.
ALTER TABLE offer ADD COLUMN transactable BIGINT NOT NULL DEFAULT 1;

-- The directory anew, with a key that others refer to. Who left the programme stays, marked.
CREATE TABLE reseller_directory (
  pk {key},
  tenant_id {text} NOT NULL UNIQUE,
  name {text} NOT NULL,
  name_key {text} NOT NULL,
  country {text} NOT NULL,
  region {text} NOT NULL,
  city {text} NOT NULL,
  competencies {text} NOT NULL,
  skills {text} NOT NULL,
  left_at BIGINT
);
INSERT INTO reseller_directory (tenant_id, name, name_key, country, region, city, competencies, skills)
  SELECT tenant_id, name, name_key, country, region, city, competencies, skills FROM reseller;
DROP TABLE reseller;
ALTER TABLE reseller_directory RENAME TO reseller;
CREATE INDEX reseller_name ON reseller(name_key, tenant_id);
CREATE INDEX reseller_country ON reseller(country, name_key, tenant_id);

-- Competencies and skills one by one, for the directory's filters and their counts.
CREATE TABLE reseller_trait (
  kind {text} NOT NULL,
  value {text} NOT NULL,
  reseller BIGINT NOT NULL REFERENCES reseller(pk),
  PRIMARY KEY (kind, value, reseller)
);
CREATE INDEX reseller_trait_reseller ON reseller_trait(reseller, kind, value);
INSERT INTO reseller_trait (kind, value, reseller)
  SELECT DISTINCT 'competency', item.value, r.pk FROM reseller r, {each}(r.competencies{json}) item;
INSERT INTO reseller_trait (kind, value, reseller)
  SELECT DISTINCT 'skill', item.value, r.pk FROM reseller r, {each}(r.skills{json}) item;

-- One row an offer whose audience was ever touched; without one nobody may resell it. live_state is null until something
-- is in force.
CREATE TABLE audience (
  offer BIGINT PRIMARY KEY REFERENCES offer(pk),
  draft_state {text} NOT NULL DEFAULT 'none',
  draft_at BIGINT,
  draft_by {text},
  live_state {text},
  live_at BIGINT,
  live_by {text},
  marketing_url {text} NOT NULL DEFAULT '',
  contact_name {text} NOT NULL DEFAULT '',
  contact_email {text} NOT NULL DEFAULT '',
  version BIGINT NOT NULL DEFAULT 1
);

-- The lists of both; a row is in one of them at least.
CREATE TABLE audience_member (
  offer BIGINT NOT NULL REFERENCES offer(pk),
  reseller BIGINT NOT NULL REFERENCES reseller(pk),
  in_draft BIGINT NOT NULL DEFAULT 0,
  in_live BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (offer, reseller)
);
CREATE INDEX audience_member_reseller ON audience_member(reseller);

-- Facts from outside: a customer bought an offer from a reseller. customer_key is the folded name.
CREATE TABLE resale (
  offer BIGINT NOT NULL REFERENCES offer(pk),
  reseller BIGINT NOT NULL REFERENCES reseller(pk),
  customer_key {text} NOT NULL,
  customer {text} NOT NULL,
  sold_at BIGINT NOT NULL,
  PRIMARY KEY (offer, reseller, customer_key)
);
CREATE INDEX resale_reseller ON resale(reseller);

-- The resellers that a request is about: to be removed, or the list of specific ones that is asked for.
CREATE TABLE request_reseller (
  request BIGINT NOT NULL REFERENCES support_request(pk),
  reseller BIGINT NOT NULL REFERENCES reseller(pk),
  PRIMARY KEY (request, reseller)
);
CREATE INDEX request_reseller_reseller ON request_reseller(reseller);
