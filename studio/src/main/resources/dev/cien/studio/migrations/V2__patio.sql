CREATE TABLE patio (
  id       TEXT PRIMARY KEY,
  link     TEXT NOT NULL,
  state    TEXT NOT NULL,
  playing  INTEGER NOT NULL,
  saved_at BIGINT NOT NULL
);
