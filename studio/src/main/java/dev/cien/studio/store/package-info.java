/// What the studio remembers, in SQLite or PostgreSQL.
package dev.cien.studio.store;
