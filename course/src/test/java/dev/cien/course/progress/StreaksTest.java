package dev.cien.course.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StreaksTest {
  private static final ZoneId LA_PAZ = ZoneId.of("America/La_Paz");
  private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
  private static final ZoneId MEXICO = ZoneId.of("America/Mexico_City");
  private static final ZoneId AUCKLAND = ZoneId.of("Pacific/Auckland");
  private static final ZoneId LORD_HOWE = ZoneId.of("Australia/Lord_Howe");

  private static Instant at(String local, ZoneId zone) {
    return LocalDateTime.parse(local).atZone(zone).toInstant();
  }

  private static Entry done(String local, ZoneId zone) {
    return Entry.of(at(local, zone), zone, new Deed.DayDone(1));
  }

  private static Entry pause(String from, String to) {
    return Entry.of(
        at("2024-01-01T12:00", LA_PAZ),
        LA_PAZ,
        new Deed.Paused(LocalDate.parse(from), LocalDate.parse(to), ""));
  }

  private static Streaks streaks(String now, ZoneId here, Entry... entries) {
    return Streaks.of(Arrays.asList(entries), at(now, here), here);
  }

  private static int current(Streaks streaks) {
    return streaks.current().map(Streak::days).orElse(0);
  }

  @Test
  void twoMinutesAroundMidnightAreTwoDays() {
    Streaks streaks =
        streaks(
            "2024-06-15T08:00",
            LA_PAZ,
            done("2024-06-14T23:59", LA_PAZ),
            done("2024-06-15T00:01", LA_PAZ));
    assertThat(current(streaks)).isEqualTo(2);
    assertThat(streaks.today()).isTrue();
  }

  @Test
  void nearlyTwoDaysApartIsNoGapAndAMinuteMoreIsOne() {
    Entry early = done("2024-06-14T00:01", LA_PAZ);
    assertThat(current(streaks("2024-06-15T23:59", LA_PAZ, early))).isEqualTo(1);
    assertThat(current(streaks("2024-06-16T00:00", LA_PAZ, early))).isZero();
  }

  @Test
  void anEntryKeepsTheDateOfItsOwnZone() {
    // 23:30 in La Paz is the next morning in Madrid.
    Entry late = done("2024-06-14T23:30", LA_PAZ);
    assertThat(late.date()).isEqualTo("2024-06-14");
    Streaks inMadrid = streaks("2024-06-15T10:00", MADRID, late);
    assertThat(current(inMadrid)).isEqualTo(1);
    assertThat(inMadrid.today()).isFalse();
  }

  @Test
  void daylightSavingMovesNoDate() {
    // Madrid skips 02:00 to 03:00 on 31 March and repeats it on 27 October.
    assertThat(
            current(
                streaks(
                    "2024-04-01T12:00",
                    MADRID,
                    done("2024-03-30T23:59", MADRID),
                    done("2024-03-31T03:00", MADRID),
                    done("2024-04-01T00:01", MADRID))))
        .isEqualTo(3);
    assertThat(
            current(
                streaks(
                    "2024-10-28T12:00",
                    MADRID,
                    done("2024-10-26T23:59", MADRID),
                    done("2024-10-27T02:30", MADRID),
                    done("2024-10-28T00:01", MADRID))))
        .isEqualTo(3);
  }

  @Test
  void aShortDayThatWasSkippedIsStillSkipped() {
    // From 23:59:30 on Saturday to 00:00 on Monday are 23 hours and half a minute.
    Streaks streaks =
        streaks(
            "2024-04-01T12:00",
            MADRID,
            done("2024-03-30T23:59:30", MADRID),
            done("2024-04-01T00:00", MADRID));
    assertThat(streaks.all()).hasSize(2);
  }

  @Test
  void flyingOverTheDateLineBreaksNothing() {
    // Nine hours in the air; the calendar goes from the 10th to the 12th.
    Streaks west =
        streaks(
            "2024-06-12T09:00",
            AUCKLAND,
            done("2024-06-10T23:30", LA_PAZ),
            done("2024-06-12T00:30", AUCKLAND));
    assertThat(current(west)).isEqualTo(2);
    // And back: the same date twice is one date.
    Streaks east =
        streaks(
            "2024-06-12T22:00",
            LA_PAZ,
            done("2024-06-12T10:00", AUCKLAND),
            done("2024-06-11T20:00", LA_PAZ),
            done("2024-06-12T20:00", LA_PAZ));
    assertThat(current(east)).isEqualTo(2);
  }

  /// Madrid to Mexico City to Auckland: each date is learnt on, but for one that the flight over
  /// the date line left six hours of.
  @Test
  void aJourneyAroundTheWorldIsOneStreak() {
    Entry[] journey = {
      done("2024-06-09T22:00", MADRID),
      done("2024-06-10T23:59", MADRID),
      // Eight more hours of the same date, and the next one.
      done("2024-06-10T23:30", MEXICO),
      done("2024-06-11T00:01", MEXICO),
      done("2024-06-12T08:00", MEXICO),
      // The 13th began in Mexico at 06:00 UTC and had ended in Auckland at 12:00 UTC.
      done("2024-06-14T22:00", AUCKLAND),
      done("2024-06-15T23:59", AUCKLAND)
    };
    Streaks streaks = streaks("2024-06-16T23:59", AUCKLAND, journey);
    assertThat(current(streaks)).isEqualTo(6);
    assertThat(streaks.today()).isFalse();
    // Landed, nothing done yet, and the streak is still there until the day is over.
    Entry[] landed = Arrays.copyOf(journey, 5);
    assertThat(current(streaks("2024-06-14T23:59", AUCKLAND, landed))).isEqualTo(4);
    assertThat(current(streaks("2024-06-15T00:00", AUCKLAND, landed))).isZero();
  }

  @Test
  void aDateThatTheJourneyLeftNearlyWholeIsMissed() {
    // From Mexico City to Madrid a date still has sixteen hours, and back it has thirty-two.
    assertThat(
            streaks(
                    "2024-06-12T23:00",
                    MADRID,
                    done("2024-06-10T08:00", MEXICO),
                    done("2024-06-12T22:00", MADRID))
                .all())
        .hasSize(2);
    assertThat(
            streaks(
                    "2024-06-12T23:00",
                    MEXICO,
                    done("2024-06-10T23:00", MADRID),
                    done("2024-06-12T00:30", MEXICO))
                .all())
        .hasSize(2);
    // Two dates are two, wherever one goes.
    assertThat(
            streaks(
                    "2024-06-15T23:00",
                    AUCKLAND,
                    done("2024-06-12T23:00", MEXICO),
                    done("2024-06-15T00:10", AUCKLAND))
                .all())
        .hasSize(2);
  }

  @Test
  void whatIsWrittenDownAfterTheFlightCountsWhereItWasStudied() {
    // In Auckland it is already the 14th; the 12th was studied in Mexico City.
    Entry later = done("2024-06-14T10:00", AUCKLAND).studiedOn(LocalDate.parse("2024-06-12"));
    Streaks streaks =
        streaks(
            "2024-06-14T11:00",
            AUCKLAND,
            done("2024-06-11T20:00", MEXICO),
            later,
            done("2024-06-13T01:00", MEXICO),
            done("2024-06-14T10:30", AUCKLAND));
    assertThat(current(streaks)).isEqualTo(4);
  }

  @Test
  void aPauseThatEndsInTheAirBreaksNothing() {
    Streaks streaks =
        streaks(
            "2024-06-14T23:00",
            AUCKLAND,
            done("2024-06-09T20:00", MADRID),
            pause("2024-06-10", "2024-06-13"),
            done("2024-06-14T22:00", AUCKLAND));
    assertThat(current(streaks)).isEqualTo(2);
  }

  @Test
  void aDateOfTomorrowFromFurtherEastKeepsTheStreakAlive() {
    assertThat(current(streaks("2024-06-11T20:00", LA_PAZ, done("2024-06-12T10:00", AUCKLAND))))
        .isEqualTo(1);
  }

  @Test
  void aDeclaredPauseNeitherCountsNorBreaks() {
    Entry before = done("2024-07-25T20:00", LA_PAZ);
    Entry after = done("2024-08-10T20:00", LA_PAZ);
    String now = "2024-08-10T21:00";
    assertThat(current(streaks(now, LA_PAZ, before, after))).isEqualTo(1);
    assertThat(current(streaks(now, LA_PAZ, before, after, pause("2024-07-26", "2024-08-09"))))
        .isEqualTo(2);
    assertThat(current(streaks(now, LA_PAZ, before, after, pause("2024-07-27", "2024-08-09"))))
        .isEqualTo(1);
    // Two pauses that overlap, and a day learnt in the middle of one.
    assertThat(
            current(
                streaks(
                    now,
                    LA_PAZ,
                    before,
                    after,
                    pause("2024-07-26", "2024-08-01"),
                    pause("2024-07-30", "2024-08-09"),
                    done("2024-07-31T10:00", LA_PAZ))))
        .isEqualTo(3);
  }

  @Test
  void aStreakGoesOnInThePauseOfToday() {
    Streaks streaks =
        streaks(
            "2024-08-05T12:00",
            LA_PAZ,
            done("2024-07-25T20:00", LA_PAZ),
            pause("2024-07-26", "2024-08-09"));
    assertThat(current(streaks)).isEqualTo(1);
  }

  @Test
  void whatIsWrittenDownLaterCountsOnItsOwnDate() {
    Entry later = done("2024-10-05T21:00", LA_PAZ).studiedOn(LocalDate.parse("2024-10-03"));
    assertThat(later.date()).isEqualTo("2024-10-03");
    assertThat(later.at()).isEqualTo(at("2024-10-05T21:00", LA_PAZ));
    Streaks streaks =
        streaks(
            "2024-10-05T22:00",
            LA_PAZ,
            done("2024-10-02T20:00", LA_PAZ),
            later,
            done("2024-10-04T20:00", LA_PAZ));
    assertThat(current(streaks)).isEqualTo(3);
  }

  @Test
  void editingAndDeletingAreAsIfItHadAlwaysBeenSo() {
    MemoryLog log = new MemoryLog();
    log.add(done("2024-06-13T20:00", LA_PAZ));
    Entry middle = log.add(done("2024-06-14T20:00", LA_PAZ));
    log.add(done("2024-06-15T20:00", LA_PAZ));
    Instant now = at("2024-06-15T21:00", LA_PAZ);
    assertThat(current(Streaks.of(log.entries(), now, LA_PAZ))).isEqualTo(3);
    Entry removed = log.remove(middle.id()).orElseThrow();
    assertThat(current(Streaks.of(log.entries(), now, LA_PAZ))).isEqualTo(1);
    Entry again = log.add(removed);
    assertThat(log.replace(again.studiedOn(LocalDate.parse("2024-06-12")))).isTrue();
    Streaks edited = Streaks.of(log.entries(), now, LA_PAZ);
    assertThat(edited.all()).extracting(Streak::days).containsExactly(2, 1);
    assertThat(edited.longest().orElseThrow().days()).isEqualTo(2);
    assertThat(log.replace(again.withId(99))).isFalse();
  }

  @Test
  void anEmptyLogHasNoStreak() {
    Streaks none = Streaks.of(List.of(), Instant.EPOCH, LA_PAZ);
    assertThat(none.all()).isEmpty();
    assertThat(none.current()).isEmpty();
    assertThat(none.longest()).isEmpty();
  }

  /// Whatever the log: the same streaks as walking through the calendar date by date.
  @Test
  void inOneZoneEveryLogAgreesWithTheCalendar() {
    Random random = new Random(100);
    ZoneId[] zones = {LA_PAZ, MADRID, LORD_HOWE, ZoneId.of("Asia/Kathmandu")};
    for (int trial = 0; trial < 2000; trial++) {
      ZoneId zone = zones[random.nextInt(zones.length)];
      LocalDate begin = LocalDate.of(2024, 3, 20).plusDays(random.nextInt(300));
      List<Entry> entries = randomLog(random, zone, begin);
      Instant now = begin.plusDays(40).atStartOfDay(zone).toInstant();
      now = now.plusSeconds(random.nextInt(80_000));
      Streaks found = Streaks.of(entries, now, zone);
      List<Integer> byHand = walk(entries, begin);
      assertThat(found.all()).extracting(Streak::days).isEqualTo(byHand);
      Collections.shuffle(entries, random);
      assertThat(Streaks.of(entries, now, zone)).as("order does not matter").isEqualTo(found);
    }
  }

  @Test
  void doingMoreNeverShortensTheLongestStreak() {
    Random random = new Random(7);
    for (int trial = 0; trial < 1000; trial++) {
      LocalDate begin = LocalDate.of(2024, 6, 1);
      List<Entry> entries = randomLog(random, MADRID, begin);
      Instant now = begin.plusDays(50).atStartOfDay(MADRID).toInstant();
      int before = longest(entries, now);
      entries.addAll(randomLog(random, MADRID, begin).subList(0, 1));
      assertThat(longest(entries, now)).isGreaterThanOrEqualTo(before);
      Streaks all = Streaks.of(entries, now, MADRID);
      assertThat(current(all)).isLessThanOrEqualTo(longest(entries, now));
      Set<LocalDate> dates = Progress.calendar(entries).keySet();
      assertThat(all.all().stream().mapToInt(Streak::days).sum()).isEqualTo(dates.size());
    }
  }

  private static int longest(List<Entry> entries, Instant now) {
    return Streaks.of(entries, now, MADRID).longest().map(Streak::days).orElse(0);
  }

  private static List<Entry> randomLog(Random random, ZoneId zone, LocalDate begin) {
    List<Entry> entries = new ArrayList<>();
    int count = 1 + random.nextInt(25);
    for (int i = 0; i < count; i++) {
      LocalDate date = begin.plusDays(random.nextInt(40));
      Instant at = date.atTime(random.nextInt(24), random.nextInt(60)).atZone(zone).toInstant();
      Entry entry = Entry.of(at, zone, new Deed.DayDone(1 + random.nextInt(100)));
      entries.add(
          random.nextInt(5) == 0
              ? new Entry(0, at, zone, Optional.of(date.minusDays(random.nextInt(3))), entry.deed())
              : entry);
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      LocalDate from = begin.plusDays(random.nextInt(40));
      entries.add(
          Entry.of(
              Instant.EPOCH,
              zone,
              new Deed.Paused(from, from.plusDays(random.nextInt(9)), "viaje")));
    }
    return entries;
  }

  /// One date after another: a learnt one counts, a paused one is passed over, any other ends it.
  private static List<Integer> walk(List<Entry> entries, LocalDate begin) {
    Set<LocalDate> learnt =
        entries.stream()
            .filter(e -> e.deed().isActivity())
            .map(Entry::date)
            .collect(Collectors.toSet());
    List<Integer> streaks = new ArrayList<>();
    int days = 0;
    for (LocalDate date = begin.minusDays(5);
        date.isBefore(begin.plusDays(60));
        date = date.plusDays(1)) {
      if (learnt.contains(date)) {
        days++;
      } else if (!Pauses.of(entries).contains(date) && days > 0) {
        streaks.add(days);
        days = 0;
      }
    }
    return streaks;
  }
}
