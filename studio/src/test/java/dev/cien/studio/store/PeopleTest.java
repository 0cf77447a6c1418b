package dev.cien.studio.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Accounts, codes and logins, in SQLite and in PostgreSQL.
class PeopleTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void aCodeIsGoodOnce(Database kind) throws Exception {
    try (Store store = Store.open(folder, kind.fresh())) {
      People people = new People(store);
      String code = people.invite(Person.Role.LEARNER, 1000);
      assertThat(people.join(code, "Ana", "h", 1000)).as("after its end").isEmpty();
      assertThat(people.join("AAAA-AAAA-AAAA-AAAA", "Ana", "h", 1)).isEmpty();
      String typed = code.toLowerCase(Locale.ROOT).replace('-', ' ');
      assertThat(people.join(typed, "Ana", "h", 1)).isPresent();
      assertThat(people.join(code, "Luz", "h", 1)).as("a second time").isEmpty();
      assertThat(people.all()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void ofManyWhoUseACodeAtOnceOneIsLetIn(Database kind) throws Exception {
    try (Store store = Store.open(folder, kind.fresh());
        var threads = Executors.newFixedThreadPool(6)) {
      People people = new People(store);
      String code = people.invite(Person.Role.TEACHER, 1000);
      var tried =
          threads.invokeAll(
              IntStream.range(0, 6)
                  .<Callable<Optional<Person>>>mapToObj(
                      i -> () -> people.join(code, "P" + i, "h", 1))
                  .toList());
      int in = 0;
      for (var each : tried) {
        in += each.get().isPresent() ? 1 : 0;
      }
      assertThat(in).isEqualTo(1);
      assertThat(people.all()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTakenNameLeavesTheCodeGood(Database kind) throws Exception {
    try (Store store = Store.open(folder, kind.fresh())) {
      People people = new People(store);
      StoreTest.join(people, "José  Pérez");
      String code = people.invite(Person.Role.LEARNER, 1000);
      assertThatThrownBy(() -> people.join(code, " jose\u0301 PÉREZ ", "h", 1))
          .isInstanceOf(NameTakenException.class);
      assertThat(people.join(code, "Otra", "h", 1)).isPresent();
      assertThat(people.find("JOSÉ PÉREZ")).isPresent();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aResetEndsEveryLoginAndIsForOnePerson(Database kind) throws Exception {
    try (Store store = Store.open(folder, kind.fresh())) {
      People people = new People(store);
      Logins logins = new Logins(store);
      Person ana = StoreTest.join(people, "Ana");
      String token = logins.begin(ana, 1);
      String first = people.reset(ana, 1000);
      String code = people.reset(ana, 1000);
      assertThat(logins.find(token, 2)).isEmpty();
      assertThat(people.find("Ana").orElseThrow().password()).isEmpty();
      assertThat(people.join(first, "Ana", "h", 1)).as("the earlier code").isEmpty();
      assertThat(people.join(code, "Luz", "h", 1)).isEmpty();
      assertThat(people.join(code, "ana", "other", 1)).contains(ana);
      assertThat(people.find("Ana").orElseThrow().password()).isEqualTo("other");
    }
  }

  @ParameterizedTest
  @EnumSource
  void loginsEnd(Database kind) throws Exception {
    try (Store store = Store.open(folder, kind.fresh())) {
      Logins logins = new Logins(store);
      Person ana = StoreTest.join(new People(store), "Ana");
      long idle = Logins.IDLE.toMillis();
      String unused = logins.begin(ana, 0);
      assertThat(logins.find(unused, idle - 1)).contains(ana);
      assertThat(logins.find(unused, 2 * idle - 2)).as("used meanwhile").contains(ana);
      assertThat(logins.find(unused, 3 * idle)).isEmpty();

      String used = logins.begin(ana, 0);
      long longest = Logins.LONGEST.toMillis();
      for (long now = idle / 2; now < longest; now += idle / 2) {
        assertThat(logins.find(used, now)).isPresent();
      }
      assertThat(logins.find(used, longest)).as("after two weeks in any case").isEmpty();

      String one = logins.begin(ana, longest);
      String two = logins.begin(ana, longest);
      assertThat(one).isNotEqualTo(two).hasSize(43);
      logins.end(one);
      assertThat(logins.find(one, longest)).isEmpty();
      assertThat(logins.find(two, longest)).isPresent();
      logins.endAll(ana);
      assertThat(logins.find(two, longest)).isEmpty();
    }
  }

  /// Who reads the database can neither log in nor make an account.
  @ParameterizedTest
  @EnumSource
  void tokensAndCodesAreNotInTheDatabase(Database kind) throws Exception {
    try (Store store = Store.open(folder, kind.fresh())) {
      People people = new People(store);
      Person ana = StoreTest.join(people, "Ana");
      String token = new Logins(store).begin(ana, 0);
      String code = people.invite(Person.Role.LEARNER, 1000);
      String kept =
          store
              .jdbi()
              .withHandle(
                  handle ->
                      handle.createQuery("SELECT token FROM login").mapTo(String.class).one()
                          + handle
                              .createQuery("SELECT code FROM invitation")
                              .mapTo(String.class)
                              .one());
      assertThat(kept).doesNotContain(token).doesNotContain(code).hasSize(128);
    }
  }
}
