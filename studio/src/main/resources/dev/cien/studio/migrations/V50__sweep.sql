-- Trainings of one recipe with several values of a setting and several seeds. `asked` says which, `runs` what those
-- that have ended gave, both as JSON; `state` is `waiting`, `done` or `stopped`.
CREATE TABLE sweep (
  id      TEXT PRIMARY KEY,
  person  TEXT NOT NULL REFERENCES person (id),
  asked   TEXT NOT NULL,
  runs    TEXT NOT NULL,
  state   TEXT NOT NULL,
  made_at BIGINT NOT NULL
);
