package dev.cien.studio;

import dev.cien.course.journal.JournalStore;
import dev.cien.course.progress.Log;
import dev.cien.studio.store.Person;
import dev.cien.studio.store.Settings;
import dev.cien.studio.store.Store;
import dev.cien.studio.store.StoredLog;
import io.javalin.http.Context;
import java.nio.file.Path;
import java.util.Optional;

/// What belongs to one person: every endpoint that reads or changes somebody's things asks for the
/// desk of whoever makes the request, and so reaches no other.
///
/// @param person whose it is
/// @param log what the person did
/// @param settings what the person chose
/// @param journal the person's journal
record Desk(Person person, Log log, Settings settings, JournalStore journal) {
  private static final String ATTRIBUTE = Desk.class.getName();

  /// The desk of a person in a store.
  ///
  /// @param folder the studio's; whoever sits at the machine has the journal right in it
  static Desk of(Store store, Path folder, Person person) {
    Path own = folder(folder, person);
    return new Desk(
        person, new StoredLog(store, person), new Settings(store, person), new JournalStore(own));
  }

  /// Where a person's files are.
  static Path folder(Path folder, Person person) {
    return person.equals(Person.LOCAL) ? folder : folder.resolve("people").resolve(person.id());
  }

  /// The desk of whoever makes a request.
  ///
  /// @throws Refusal with status 401 if that is not known
  static Desk of(Context ctx) {
    return find(ctx).orElseThrow(Gate::unknown);
  }

  /// The desk of whoever makes a request, if that is known.
  static Optional<Desk> find(Context ctx) {
    return Optional.ofNullable(ctx.attribute(ATTRIBUTE));
  }

  /// Says who makes a request.
  void isOf(Context ctx) {
    ctx.attribute(ATTRIBUTE, this);
  }
}
