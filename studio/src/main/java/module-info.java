/// The course and the laboratories as a local web application.
module dev.cien.studio {
  requires transitive dev.cien.course;
  requires com.zaxxer.hikari;
  requires flyway.core;
  requires io.javalin;
  requires java.sql;
  requires kotlin.stdlib;
  requires org.eclipse.jetty.server;
  requires org.commonmark;
  requires org.commonmark.ext.gfm.tables;
  requires org.jdbi.v3.core;
  requires org.postgresql.jdbc;
  requires org.xerial.sqlitejdbc;
  requires spring.security.crypto;
  requires tools.jackson.core;
  requires tools.jackson.databind;

  exports dev.cien.studio;
}
