-- The first schema. {key}, {text} and {bytes} stand for what SQLite and PostgreSQL call an automatic key, text compared as
-- bytes, and bytes. Times are milliseconds since 1970 in UTC; flags are 0 or 1; lists inside a column are JSON.

CREATE TABLE setting (
  name {text} PRIMARY KEY,
  value {text} NOT NULL
);

CREATE TABLE company (
  pk {key},
  id {text} NOT NULL UNIQUE,
  name {text} NOT NULL,
  kind {text} NOT NULL,
  membership_active BIGINT NOT NULL DEFAULT 0,
  enrolled BIGINT NOT NULL DEFAULT 0,
  -- Raised inside every transaction that changes a solution, so that changes are seen in the order in which they commit.
  change_no BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE partner_id (
  partner_id {text} PRIMARY KEY,
  company BIGINT NOT NULL REFERENCES company(pk)
);
CREATE INDEX partner_id_company ON partner_id(company);

CREATE TABLE person (
  pk {key},
  id {text} NOT NULL UNIQUE,
  email {text} NOT NULL UNIQUE,
  name {text} NOT NULL,
  locale {text},
  disabled BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE membership (
  person BIGINT NOT NULL REFERENCES person(pk),
  company BIGINT NOT NULL REFERENCES company(pk),
  role {text} NOT NULL,
  -- The last call, and the last call of the visit before this one.
  seen_at BIGINT,
  visited_at BIGINT,
  PRIMARY KEY (person, company)
);
CREATE INDEX membership_company ON membership(company);

CREATE TABLE sign_in_code (
  code_hash {bytes} PRIMARY KEY,
  person BIGINT NOT NULL REFERENCES person(pk),
  expires_at BIGINT NOT NULL,
  used_at BIGINT
);

CREATE TABLE session (
  pk {key},
  token_hash {bytes} NOT NULL UNIQUE,
  person BIGINT NOT NULL REFERENCES person(pk),
  company BIGINT NOT NULL REFERENCES company(pk),
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE INDEX session_person ON session(person);

CREATE TABLE bearer (
  token_hash {bytes} PRIMARY KEY,
  session BIGINT NOT NULL REFERENCES session(pk),
  company BIGINT NOT NULL REFERENCES company(pk),
  expires_at BIGINT NOT NULL
);
CREATE INDEX bearer_session ON bearer(session);

CREATE TABLE publisher (
  pk {key},
  company BIGINT NOT NULL REFERENCES company(pk),
  id {text} NOT NULL UNIQUE,
  name {text} NOT NULL,
  partner_ids {text} NOT NULL
);
CREATE INDEX publisher_company ON publisher(company);

CREATE TABLE offer (
  pk {key},
  company BIGINT NOT NULL REFERENCES company(pk),
  id {text} NOT NULL UNIQUE,
  offer_id {text} NOT NULL,
  publisher BIGINT NOT NULL REFERENCES publisher(pk),
  offer_type {text} NOT NULL,
  alias {text} NOT NULL,
  name {text} NOT NULL,
  live_since BIGINT,
  co_sell_status {text},
  UNIQUE (company, offer_id)
);

CREATE TABLE solution (
  pk {key},
  company BIGINT NOT NULL REFERENCES company(pk),
  id {text} NOT NULL UNIQUE,
  solution_id {text} NOT NULL,
  solution_id_key {text} NOT NULL,
  name {text} NOT NULL,
  name_key {text} NOT NULL,
  partner_id {text} NOT NULL,
  -- Empty when the legacy catalogue knew no type, so that keyset pages need no rule for NULL.
  offer_type {text} NOT NULL DEFAULT '',
  co_sell_status {text} NOT NULL,
  state {text} NOT NULL DEFAULT 'pending',
  state_before {text},
  state_at BIGINT NOT NULL,
  state_by {text},
  request_open BIGINT NOT NULL DEFAULT 0,
  request {text},
  offer BIGINT REFERENCES offer(pk),
  assigned_to BIGINT REFERENCES person(pk),
  -- The folded name of who it is assigned to, empty for nobody: what the list is sorted by.
  assigned_key {text} NOT NULL DEFAULT '',
  assigned_here BIGINT NOT NULL DEFAULT 0,
  publisher {text},
  keywords {text} NOT NULL DEFAULT '[]',
  listing_url {text},
  updated {text},
  incentives {text} NOT NULL DEFAULT '[]',
  -- The summary columns of the imported file as one JSON object, for reading.
  summary {text} NOT NULL DEFAULT '',
  -- Folded name, Solution ID and partner ID, one a line.
  search_key {text} NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  change_no BIGINT NOT NULL,
  UNIQUE (company, solution_id)
);
CREATE INDEX solution_name ON solution(company, name_key, pk);
CREATE INDEX solution_number ON solution(company, solution_id_key, pk);
CREATE INDEX solution_partner ON solution(company, partner_id, pk);
CREATE INDEX solution_type ON solution(company, offer_type, pk);
CREATE INDEX solution_co_sell ON solution(company, co_sell_status, pk);
CREATE INDEX solution_state ON solution(company, state, pk);
CREATE INDEX solution_assigned ON solution(company, assigned_key, pk);
CREATE INDEX solution_change ON solution(company, change_no, pk);

CREATE TABLE solution_gone (
  company BIGINT NOT NULL REFERENCES company(pk),
  id {text} NOT NULL,
  change_no BIGINT NOT NULL,
  PRIMARY KEY (company, change_no, id)
);

-- Referrals, documents and contacts. `ident` says which record of the outside world a row is; `nth` counts those that share it.
CREATE TABLE carried (
  pk {key},
  company BIGINT NOT NULL REFERENCES company(pk),
  solution BIGINT NOT NULL REFERENCES solution(pk),
  kind {text} NOT NULL,
  ident {text} NOT NULL,
  nth BIGINT NOT NULL,
  data {text} NOT NULL,
  UNIQUE (solution, kind, ident, nth)
);

CREATE TABLE note (
  pk {key},
  company BIGINT NOT NULL REFERENCES company(pk),
  solution BIGINT NOT NULL REFERENCES solution(pk),
  id {text} NOT NULL UNIQUE,
  at BIGINT NOT NULL,
  person BIGINT NOT NULL REFERENCES person(pk),
  text {text} NOT NULL
);
CREATE INDEX note_solution ON note(solution);

-- By how much the number of open solutions changed on a day.
CREATE TABLE open_tally (
  company BIGINT NOT NULL REFERENCES company(pk),
  day {text} NOT NULL,
  delta BIGINT NOT NULL,
  PRIMARY KEY (company, day)
);

CREATE TABLE history (
  pk {key},
  company BIGINT NOT NULL REFERENCES company(pk),
  at BIGINT NOT NULL,
  person BIGINT REFERENCES person(pk),
  by_name {text},
  kind {text} NOT NULL,
  subject {text} NOT NULL,
  subject_name {text} NOT NULL,
  before {text},
  after {text}
);
CREATE INDEX history_company ON history(company, pk);
CREATE INDEX history_subject ON history(company, subject, pk);
CREATE INDEX history_time ON history(company, at);

CREATE TABLE idempotency (
  person BIGINT NOT NULL,
  company BIGINT NOT NULL,
  route {text} NOT NULL,
  key {text} NOT NULL,
  body_hash {bytes} NOT NULL,
  status BIGINT NOT NULL,
  body {bytes} NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (person, company, route, key)
);
CREATE INDEX idempotency_age ON idempotency(at);

CREATE TABLE saved_filter (
  pk {key},
  id {text} NOT NULL UNIQUE,
  person BIGINT NOT NULL REFERENCES person(pk),
  company BIGINT NOT NULL REFERENCES company(pk),
  name {text} NOT NULL,
  name_key {text} NOT NULL,
  query {text} NOT NULL,
  UNIQUE (person, company, name_key)
);

CREATE TABLE ticket (
  code_hash {bytes} PRIMARY KEY,
  person BIGINT NOT NULL REFERENCES person(pk),
  company BIGINT NOT NULL REFERENCES company(pk),
  what {text} NOT NULL,
  locale {text} NOT NULL,
  expires_at BIGINT NOT NULL
);

CREATE TABLE import_job (
  pk {key},
  id {text} NOT NULL UNIQUE,
  company BIGINT NOT NULL REFERENCES company(pk),
  person BIGINT NOT NULL REFERENCES person(pk),
  kind {text} NOT NULL,
  file_name {text} NOT NULL,
  size BIGINT NOT NULL,
  state {text} NOT NULL,
  at BIGINT NOT NULL,
  -- When somebody last did something with it; a week later it is removed.
  touched_at BIGINT NOT NULL,
  settings {text} NOT NULL DEFAULT '{}',
  -- What the file was read as, and why it cannot be read: JSON, or empty.
  reading {text} NOT NULL DEFAULT '',
  failure {text} NOT NULL DEFAULT '',
  rows_read BIGINT NOT NULL DEFAULT 0,
  problems BIGINT NOT NULL DEFAULT 0,
  -- Until when the server that reads the file has it for itself, and how often that began without coming to an end.
  lease_until BIGINT NOT NULL DEFAULT 0,
  attempts BIGINT NOT NULL DEFAULT 0,
  -- Raised by every reading, so that one that was overtaken can no longer write.
  version BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX import_job_company ON import_job(company, pk);
CREATE INDEX import_job_touched ON import_job(touched_at);

CREATE TABLE import_part (
  job BIGINT NOT NULL REFERENCES import_job(pk),
  part BIGINT NOT NULL,
  data {bytes} NOT NULL,
  PRIMARY KEY (job, part)
);

-- Rows of a file that is being looked at, with what a commit would do: the new and changed ones as they will be stored, the
-- rejected ones as they stand in the file. Rows that change nothing are only counted.
CREATE TABLE import_row (
  job BIGINT NOT NULL REFERENCES import_job(pk),
  line BIGINT NOT NULL,
  effect {text} NOT NULL,
  -- The stored solution, and its change_no when the file was read; null for one that is not there yet.
  solution BIGINT,
  seen_change BIGINT,
  -- The solution's public id; made here for a new one.
  subject {text},
  solution_id {text},
  -- The solution's name, or what a child record is called.
  name {text},
  -- The columns of a solution.
  solution_id_key {text},
  name_key {text},
  partner_id {text},
  offer_type {text},
  co_sell_status {text},
  assigned_to BIGINT,
  assigned_key {text},
  publisher {text},
  keywords {text},
  listing_url {text},
  updated {text},
  incentives {text},
  summary {text},
  search_key {text},
  -- The columns of a child record; `carried` is the stored one that it changes, `solution_name` is for the history.
  carried BIGINT,
  ident {text},
  nth BIGINT,
  data {text},
  solution_name {text},
  -- What would change as JSON, and as text for the history.
  changes {text},
  before {text},
  after {text},
  -- The cells of a rejected row as JSON.
  cells {text},
  PRIMARY KEY (job, line)
);
CREATE INDEX import_row_effect ON import_row(job, effect, line);

CREATE TABLE import_problem (
  job BIGINT NOT NULL REFERENCES import_job(pk),
  line BIGINT NOT NULL,
  nth BIGINT NOT NULL,
  problem {text} NOT NULL,
  PRIMARY KEY (job, line, nth)
);

CREATE TABLE reseller (
  tenant_id {text} PRIMARY KEY,
  name {text} NOT NULL,
  name_key {text} NOT NULL,
  country {text} NOT NULL,
  region {text} NOT NULL,
  city {text} NOT NULL,
  competencies {text} NOT NULL,
  skills {text} NOT NULL
);
CREATE INDEX reseller_name ON reseller(name_key, tenant_id);
