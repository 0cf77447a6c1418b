-- Who learns here. `local` is whoever sits at the machine, for whom no account is needed; the others have a
-- name, of which `spelt` is how it is compared, and the hash of a password, empty while there is none.
-- `entries` is the last number that the person's log has given.
CREATE TABLE person (
  id       TEXT PRIMARY KEY,
  name     TEXT NOT NULL,
  spelt    TEXT NOT NULL UNIQUE,
  role     TEXT NOT NULL,
  password TEXT NOT NULL,
  entries  BIGINT NOT NULL,
  made_at  BIGINT NOT NULL,
  seen_at  BIGINT NOT NULL
);
INSERT INTO person (id, name, spelt, role, password, entries, made_at, seen_at)
  SELECT 'local', '', '', 'LEARNER', '', COALESCE(MAX(id), 0), 0, 0 FROM learner_log;

-- Everything that was kept so far is that person's.
CREATE TABLE own_setting (
  person TEXT NOT NULL REFERENCES person (id),
  name   TEXT NOT NULL,
  value  TEXT NOT NULL,
  PRIMARY KEY (person, name)
);
INSERT INTO own_setting (person, name, value) SELECT 'local', name, value FROM setting;
DROP TABLE setting;
ALTER TABLE own_setting RENAME TO setting;

CREATE TABLE own_patio (
  id       TEXT PRIMARY KEY,
  person   TEXT NOT NULL REFERENCES person (id),
  link     TEXT NOT NULL,
  state    TEXT NOT NULL,
  playing  INTEGER NOT NULL,
  saved_at BIGINT NOT NULL
);
INSERT INTO own_patio (id, person, link, state, playing, saved_at)
  SELECT id, 'local', link, state, playing, saved_at FROM patio;
DROP TABLE patio;
ALTER TABLE own_patio RENAME TO patio;

CREATE TABLE own_log (
  person  TEXT NOT NULL REFERENCES person (id),
  id      BIGINT NOT NULL,
  written TEXT NOT NULL,
  zone    TEXT NOT NULL,
  studied TEXT,
  kind    TEXT NOT NULL,
  fields  TEXT NOT NULL,
  PRIMARY KEY (person, id)
);
INSERT INTO own_log (person, id, written, zone, studied, kind, fields)
  SELECT 'local', id, written, zone, studied, kind, fields FROM learner_log;
DROP TABLE learner_log;
ALTER TABLE own_log RENAME TO learner_log;

-- Who is logged in. `token` is a hash of what the browser holds.
CREATE TABLE login (
  token   TEXT PRIMARY KEY,
  person  TEXT NOT NULL REFERENCES person (id),
  made_at BIGINT NOT NULL,
  used_at BIGINT NOT NULL
);

-- What lets somebody choose a password once: for a new account of a role, or for the account of `person`.
-- `code` is a hash of what was handed over.
CREATE TABLE invitation (
  code   TEXT PRIMARY KEY,
  role   TEXT NOT NULL,
  person TEXT REFERENCES person (id),
  until  BIGINT NOT NULL
);
