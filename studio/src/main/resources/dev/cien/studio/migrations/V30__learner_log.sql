-- What a learner did. `written` is an instant and `zone` an IANA name, so that the date is that of the
-- place; `studied` is set where an entry is about another date. `fields` is JSON, by `kind`.
CREATE TABLE learner_log (
  id      BIGINT PRIMARY KEY,
  written TEXT NOT NULL,
  zone    TEXT NOT NULL,
  studied TEXT,
  kind    TEXT NOT NULL,
  fields  TEXT NOT NULL
);
