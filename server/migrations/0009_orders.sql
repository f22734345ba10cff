-- Offers by their folded name, and the folded text that searches look into: name, alias and offer ID. The program fills both in for
-- the offers that are there already, because folding is its own.
ALTER TABLE offer ADD COLUMN name_key {text} NOT NULL DEFAULT '';
ALTER TABLE offer ADD COLUMN search_key {text} NOT NULL DEFAULT '';
CREATE INDEX offer_name ON offer(company, name_key, pk);

-- What waits for a person or for anybody, what has waited longest first. Only these states wait; the condition also keeps the index
-- away from lists of solutions, which read in another order.
CREATE INDEX solution_waiting ON solution(company, assigned_to, state, state_at, pk)
  WHERE state IN ('pending', 'attentionNeeded', 'draftCreated');

-- What happened since a visit is counted by kind, without looking at the entries themselves.
CREATE INDEX history_time_kind ON history(company, at, kind);
DROP INDEX history_time;
