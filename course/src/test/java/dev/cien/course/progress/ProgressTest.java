package dev.cien.course.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final ZoneId ZONE = ZoneId.of("America/La_Paz");
  private static final Instant NOON = Instant.parse("2024-06-14T16:00:00Z");

  private final MemoryLog log = new MemoryLog();

  private Entry add(int hours, Deed deed) {
    return log.add(Entry.of(NOON.plusSeconds(3600L * hours), ZONE, deed));
  }

  @Test
  void theLastStateCountsAndTheBestPrediction() {
    add(0, new Deed.DayDone(1));
    add(1, new Deed.ResourceMoved("a", Deed.ResourceStatus.DONE));
    add(2, new Deed.ResourceMoved("a", Deed.ResourceStatus.STARTED));
    add(3, new Deed.Predicted("e", 1, 2, 3, 0));
    add(4, new Deed.Predicted("e", 1, 1, 3, 2));
    add(5, new Deed.ProjectMoved("Iris", true));
    Progress progress = Progress.of(log.entries());
    assertThat(progress.resources()).containsEntry("a", Deed.ResourceStatus.STARTED);
    assertThat(progress.predictions().get("e").right()).isEqualTo(2);
    assertThat(progress.projects()).containsEntry("Iris", true);
    assertThat(progress.next()).contains(2);
  }

  @Test
  void aResourceIsOneHoweverItsAddressIsWritten() {
    add(0, new Deed.ResourceMoved("https://youtu.be/a?si=x", Deed.ResourceStatus.DONE));
    add(1, new Deed.ResourceMoved("https://youtube.com/watch?v=a", Deed.ResourceStatus.DONE));
    add(2, new Deed.ResourceMoved("Un libro", Deed.ResourceStatus.DONE));
    assertThat(Progress.of(log.entries()).resources())
        .containsOnlyKeys("https://youtu.be/a", "Un libro");
    assertThat(Certificate.of(log.entries(), NOON, ZONE).resources()).isEqualTo(2);
    assertThat(log.entries().getFirst().deed())
        .isEqualTo(new Deed.ResourceMoved("https://youtu.be/a?si=x", Deed.ResourceStatus.DONE));
  }

  @Test
  void anEntryMovedBackToItsOwnDateWasNotWrittenLater() {
    Instant evening = Instant.parse("2024-06-15T01:00:00Z");
    Entry moved =
        Entry.of(evening, ZONE, new Deed.DayDone(1)).studiedOn(LocalDate.parse("2024-06-13"));
    assertThat(moved.isBackDated()).isTrue();
    assertThat(moved.studiedOn(LocalDate.parse("2024-06-14")).isBackDated()).isFalse();
    // In Greenwich it is the next date already.
    assertThat(moved.studiedOn(LocalDate.parse("2024-06-15")).isBackDated()).isTrue();
  }

  @Test
  void theNextDayIsTheFirstOpenOneAfterTheLast() {
    assertThat(Progress.of(log.entries()).next()).contains(1);
    add(0, new Deed.DayDone(1));
    add(1, new Deed.DayDone(5));
    assertThat(Progress.of(log.entries()).next()).contains(6);
    add(2, new Deed.DayDone(100));
    assertThat(Progress.of(log.entries()).next()).contains(2);
    for (int day = 1; day <= 100; day++) {
      add(3, new Deed.DayDone(day));
    }
    assertThat(Progress.of(log.entries()).next()).isEmpty();
  }

  @Test
  void theCertificateSaysOnlyWhatTheLogHolds() {
    add(0, new Deed.DayDone(2));
    log.add(
        Entry.of(NOON.plusSeconds(86_400), ZONE, new Deed.DayDone(1))
            .studiedOn(LocalDate.parse("2024-06-13")));
    add(1, new Deed.Predicted("e", 1, 2, 3, 0));
    add(2, new Deed.RunKept("xor", "runs/xor", Map.of("accuracy", 1.0)));
    add(2, new Deed.ProjectMoved("Un lector", true));
    add(2, new Deed.ProjectMoved("A medias", true));
    add(3, new Deed.ProjectMoved("A medias", false));
    add(2, new Deed.ResourceMoved("https://example.org/1", Deed.ResourceStatus.DONE));
    add(2, new Deed.ResourceMoved("https://example.org/2", Deed.ResourceStatus.DONE));
    add(3, new Deed.ResourceMoved("https://example.org/2", Deed.ResourceStatus.STARTED));
    Certificate certificate = Certificate.of(log.entries(), NOON, ZONE);
    assertThat(certificate.projects()).containsExactly("Un lector");
    assertThat(certificate.resources()).isEqualTo(1);
    assertThat(certificate.days())
        .containsExactly(
            new Certificate.Day(1, LocalDate.parse("2024-06-13"), LocalDate.parse("2024-06-15")),
            new Certificate.Day(2, LocalDate.parse("2024-06-14"), LocalDate.parse("2024-06-14")));
    assertThat(certificate.dates()).isEqualTo(2);
    assertThat(certificate.longest().orElseThrow().days()).isEqualTo(2);
    assertThat(certificate.right()).isEqualTo(2);
    assertThat(certificate.runs()).extracting(Certificate.Run::recipe).containsExactly("xor");
    assertThat(Certificate.of(List.of(), NOON, ZONE).from()).isEmpty();
  }

  @Test
  void nonsenseIsRefusedInOneSentence() {
    assertThatThrownBy(() -> new Deed.DayDone(101))
        .hasMessage("day: expected 1 to 100, found 101.");
    assertThatThrownBy(
            () -> new Deed.Paused(LocalDate.parse("2024-06-02"), LocalDate.parse("2024-06-01"), ""))
        .hasMessageContaining("expected 1 to 366 days, found 0");
    assertThatThrownBy(() -> new Deed.ResourceMoved(" ", Deed.ResourceStatus.DONE))
        .hasMessageContaining("resource: expected 1 to 500 characters");
    assertThatThrownBy(() -> new Deed.Predicted("e", 1, 3, 2, 0)).hasMessageContaining("found 3");
    assertThatThrownBy(
            () ->
                Entry.of(NOON, ZONE, new Deed.DayDone(1)).studiedOn(LocalDate.parse("2024-06-16")))
        .hasMessageContaining("expected today or earlier");
  }

  @Test
  void everyKindOfDeedIsWrittenAndReadAgain() {
    for (Deed deed :
        new Deed[] {
          new Deed.DayDone(3),
          new Deed.NoteWritten(3),
          new Deed.ResourceMoved("x", Deed.ResourceStatus.STARTED),
          new Deed.ProjectMoved("Iris", true),
          new Deed.RunKept("xor", "runs/1", Map.of("accuracy", 0.75)),
          new Deed.Predicted("e", 5, 1, 2, 3),
          new Deed.Paused(LocalDate.parse("2024-07-26"), LocalDate.parse("2024-08-09"), "exámenes")
        }) {
      assertThat(DeedJson.read(DeedJson.kind(deed), DeedJson.write(deed))).isEqualTo(deed);
    }
    assertThatThrownBy(() -> DeedJson.read("dance", "{}"))
        .hasMessageContaining("expected a kind among");
    assertThatThrownBy(() -> DeedJson.read("day-done", "{\"day\":0}"))
        .hasMessage("day: expected 1 to 100, found 0.");
    assertThatThrownBy(() -> DeedJson.read("day-done", "{")).isInstanceOf(ProgressException.class);
  }
}
