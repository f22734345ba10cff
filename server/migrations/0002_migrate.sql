-- Migrating: offers that solutions move into, support requests with their threads and files, news, drafts of wizards.

ALTER TABLE company ADD COLUMN news_no BIGINT NOT NULL DEFAULT 0;

-- A publisher known from a listing's address alone, made when the desk linked it.
ALTER TABLE publisher ADD COLUMN external BIGINT NOT NULL DEFAULT 0;

-- The address of a listing that is live elsewhere; null for offers made here.
ALTER TABLE offer ADD COLUMN external_url {text};
ALTER TABLE offer ADD COLUMN ever_published BIGINT NOT NULL DEFAULT 0;
ALTER TABLE offer ADD COLUMN incentives {text} NOT NULL DEFAULT '[]';
ALTER TABLE offer ADD COLUMN changed_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE offer ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
UPDATE offer SET ever_published = 1, changed_at = live_since WHERE live_since IS NOT NULL;

-- The offer that was linked before the open request, to come back when it is refused or taken back.
ALTER TABLE solution ADD COLUMN offer_before BIGINT REFERENCES offer(pk);

-- Referrals, documents and contacts of an offer's co-sell page. Those that a solution brought name it and the record of
-- the solution, so that merging again does not bring them twice; the originals stay in `carried`.
CREATE TABLE offer_carried (
  pk {key},
  offer BIGINT NOT NULL REFERENCES offer(pk),
  solution BIGINT REFERENCES solution(pk),
  kind {text} NOT NULL,
  ident {text} NOT NULL,
  nth BIGINT NOT NULL,
  data {text} NOT NULL,
  -- Another record of the same person counts; this one stays readable.
  set_aside BIGINT NOT NULL DEFAULT 0,
  -- The merge was taken back since.
  reopened BIGINT NOT NULL DEFAULT 0,
  UNIQUE (offer, solution, kind, ident, nth)
);
CREATE INDEX offer_carried_solution ON offer_carried(solution);
CREATE INDEX offer_carried_ident ON offer_carried(offer, kind, ident);
CREATE INDEX solution_offer ON solution(offer);
CREATE INDEX solution_offer_before ON solution(offer_before);

-- Its number for people is 10000 and its key.
CREATE TABLE support_request (
  pk {key},
  company BIGINT NOT NULL REFERENCES company(pk),
  kind {text} NOT NULL,
  state {text} NOT NULL,
  title {text} NOT NULL,
  solution BIGINT REFERENCES solution(pk),
  -- The offer that it points at, or that the desk linked; null for an address alone.
  offer BIGINT REFERENCES offer(pk),
  -- The details of a merge request as JSON, or empty.
  details {text} NOT NULL DEFAULT '',
  bundle {text},
  person BIGINT REFERENCES person(pk),
  by_name {text} NOT NULL,
  at BIGINT NOT NULL,
  due BIGINT NOT NULL,
  closed_at BIGINT,
  claimed_by BIGINT REFERENCES person(pk),
  claimed_until BIGINT NOT NULL DEFAULT 0,
  version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX support_request_company ON support_request(company, pk);
CREATE INDEX support_request_solution ON support_request(solution, pk);
CREATE INDEX support_request_offer ON support_request(offer);
CREATE INDEX support_request_bundle ON support_request(company, bundle);
CREATE INDEX support_request_due ON support_request(state, due, pk);

CREATE TABLE request_message (
  pk {key},
  id {text} NOT NULL UNIQUE,
  request BIGINT NOT NULL REFERENCES support_request(pk),
  at BIGINT NOT NULL,
  person BIGINT REFERENCES person(pk),
  by_name {text} NOT NULL,
  from_desk BIGINT NOT NULL,
  kind {text} NOT NULL,
  text {text} NOT NULL
);
CREATE INDEX request_message_request ON request_message(request, pk);

CREATE TABLE attachment (
  pk {key},
  id {text} NOT NULL UNIQUE,
  request BIGINT NOT NULL REFERENCES support_request(pk),
  person BIGINT NOT NULL REFERENCES person(pk),
  by_name {text} NOT NULL,
  name {text} NOT NULL,
  media_type {text} NOT NULL,
  size BIGINT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX attachment_request ON attachment(request, pk);

CREATE TABLE attachment_part (
  attachment BIGINT NOT NULL REFERENCES attachment(pk),
  part BIGINT NOT NULL,
  data {bytes} NOT NULL,
  PRIMARY KEY (attachment, part)
);

-- Offers that a person said are no match for a solution.
CREATE TABLE not_match (
  solution BIGINT NOT NULL REFERENCES solution(pk),
  offer BIGINT NOT NULL REFERENCES offer(pk),
  person BIGINT NOT NULL REFERENCES person(pk),
  at BIGINT NOT NULL,
  PRIMARY KEY (solution, offer)
);

CREATE TABLE draft (
  person BIGINT NOT NULL REFERENCES person(pk),
  company BIGINT NOT NULL REFERENCES company(pk),
  key {text} NOT NULL,
  value {text} NOT NULL,
  version BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (person, company, key)
);

CREATE TABLE notification (
  pk {key},
  company BIGINT NOT NULL REFERENCES company(pk),
  person BIGINT NOT NULL REFERENCES person(pk),
  at BIGINT NOT NULL,
  kind {text} NOT NULL,
  by_name {text},
  request BIGINT REFERENCES support_request(pk),
  name {text} NOT NULL,
  count BIGINT NOT NULL DEFAULT 1,
  read_at BIGINT
);
CREATE INDEX notification_person ON notification(person, company, pk);
CREATE INDEX notification_unread ON notification(person, company, read_at);

-- Letters that are still to be sent; a server takes a lease on one before it sends it.
CREATE TABLE outbox (
  pk {key},
  notification BIGINT NOT NULL REFERENCES notification(pk),
  due_at BIGINT NOT NULL,
  attempts BIGINT NOT NULL DEFAULT 0,
  lease_until BIGINT NOT NULL DEFAULT 0,
  sent_at BIGINT
);
CREATE INDEX outbox_due ON outbox(sent_at, due_at);

-- Reminders of the deadline that a person has had, by days left.
CREATE TABLE reminder (
  company BIGINT NOT NULL REFERENCES company(pk),
  person BIGINT NOT NULL REFERENCES person(pk),
  deadline {text} NOT NULL,
  days BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (company, person, deadline, days)
);
