/// The `cien` command.
module dev.cien.cli {
  requires ch.qos.logback.classic;
  requires ch.qos.logback.core;
  requires dev.cien.course;
  requires dev.cien.recipes;
  requires dev.cien.studio;
  requires info.picocli;
  requires java.desktop;
  requires java.management;
  requires jdk.jfr;
  requires jdk.management;
  requires jdk.unsupported;
  requires org.slf4j;
  requires tools.jackson.core;
  requires tools.jackson.databind;

  exports dev.cien.cli;

  opens dev.cien.cli to
      info.picocli;

  provides ch.qos.logback.classic.spi.Configurator with
      dev.cien.cli.Logging;
}
