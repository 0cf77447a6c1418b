-- Trainings of all laboratories, by kind; `link` is what a training was begun with.
ALTER TABLE patio RENAME TO training;
ALTER TABLE training ADD COLUMN kind TEXT NOT NULL DEFAULT 'patio';
