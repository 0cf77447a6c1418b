package dev.cien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalCommandTest {
  private static final String JOURNAL =
      """
      | Días | Temas |
      |---|---|
      | [Día1](#Día1) | Hoy |
      | [Día2](#Día2) |  |

      # Día1
      ---
      <<<<<<< HEAD
      =======
      video
      >>>>>>> 52f2238
      # Día2
      """;

  @TempDir Path folder;

  private Typed cien(String... args) throws Exception {
    return Typed.cien(args);
  }

  @Test
  void whatIsImportedIsExportedToTheByte() throws Exception {
    Path in =
        Files.writeString(
            folder.resolve("in.txt"),
            new String(JOURNAL.getBytes(StandardCharsets.UTF_8), Charset.forName("x-MacRoman")));
    String home = folder.resolve("home").toString();
    Typed imported = cien("journal", "import", in.toString(), "--data", home);
    assertThat(imported.code()).isZero();
    assertThat(imported.out())
        .contains("Repaired the accents of 5 lines", "2 days, 1 written, 1 with a topic")
        .contains("Line 8 holds a git conflict", "OURS: (nothing) THEIRS: video");
    Path out = folder.resolve("out.md");
    assertThat(cien("journal", "export", out.toString(), "--data", home).code()).isZero();
    assertThat(Files.readString(out)).isEqualTo(JOURNAL);
    assertThat(cien("journal", "day", "2", "--topic", "Pesos", "--data", home).code()).isZero();
    assertThat(cien("journal", "export", out.toString(), "--data", home).code()).isZero();
    assertThat(Files.readString(out))
        .isEqualTo(JOURNAL.replace("| [Día2](#Día2) |  |", "| [Día2](#Día2) | Pesos |"));
    assertThat(cien("journal", "show", "2", "--data", home, "--json").out())
        .startsWith("{\"day\":2,\"topic\":\"Pesos\"");
  }

  @Test
  void conflictsAreResolvedOnRequest() throws Exception {
    Path in = Files.writeString(folder.resolve("in.md"), JOURNAL);
    String home = folder.resolve("home").toString();
    assertThat(
            cien(
                    "journal",
                    "import",
                    in.toString(),
                    "--data",
                    home,
                    "--resolve",
                    "THEIRS",
                    "--json")
                .out())
        .contains("\"conflicts\":[]", "\"repaired\":null");
    Path out = folder.resolve("out.md");
    cien("journal", "export", out.toString(), "--data", home);
    assertThat(Files.readString(out)).contains("---\nvideo\n# Día2").doesNotContain("HEAD");
  }

  @Test
  void whatIsNoJournalIsOneSentence() throws Exception {
    Path in = Files.writeString(folder.resolve("in.md"), "# Otra cosa\n");
    String home = folder.resolve("home").toString();
    Typed typed = cien("--lang", "es", "journal", "import", in.toString(), "--data", home);
    assertThat(typed.code()).isEqualTo(Exit.FAILED);
    assertThat(typed.err()).contains("se esperaba una tabla").doesNotContain("\tat ");
    assertThat(cien("journal", "export", "x", "--data", home).err())
        .contains("holds no journal yet");
    assertThat(cien("journal", "import", folder.resolve("no").toString(), "--data", home).code())
        .isEqualTo(Exit.FAILED);
  }

  @Test
  void linesThatAreNotCertainAreToldAndMendedOnRequest() throws Exception {
    String mixed =
        JOURNAL.replace("---\n", "Este día, que empezó por la ma\u00c3\u00b1ana, empecé\n");
    Path in = Files.writeString(folder.resolve("in.md"), mixed);
    Path out = folder.resolve("out.md");
    String home = folder.resolve("home").toString();
    assertThat(cien("journal", "import", in.toString(), "--data", home).out())
        .contains(
            "Line 7 looks damaged: «que empezó por la maÃ±ana, empecé» would be «que empezó por")
        .contains("Lines that may be damaged: 1");
    cien("journal", "export", out.toString(), "--data", home);
    assertThat(Files.readString(out)).isEqualTo(mixed);
    assertThat(cien("journal", "import", in.toString(), "--data", home, "--mend", "--json").out())
        .contains("\"damages\":[]");
    cien("journal", "export", out.toString(), "--data", home);
    assertThat(Files.readString(out)).isEqualTo(mixed.replace("\u00c3\u00b1", "ñ"));
  }
}
