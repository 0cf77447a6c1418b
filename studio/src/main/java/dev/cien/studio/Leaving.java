package dev.cien.studio;

import dev.cien.studio.store.Logins;
import dev.cien.studio.store.People;
import dev.cien.studio.store.Person;
import dev.cien.studio.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Deletes an account with all that belongs to it: logins, trainings, log, settings, journal and
/// its files. If it breaks off, the account is still there and can be deleted again.
///
/// @param store the store
/// @param folder the studio's
/// @param features what may hold something of the person in memory
record Leaving(Store store, Path folder, List<? extends Routes> features) {
  /// Deletes a person.
  ///
  /// @throws Refusal with status 409 if the person is the last teacher of others
  void delete(Person person) {
    People people = new People(store);
    List<Person> others =
        people.all().stream()
            .map(People.Account::person)
            .filter(other -> !other.id().equals(person.id()))
            .toList();
    if (!others.isEmpty() && others.stream().noneMatch(Leaving::teaches)) {
      throw new Refusal(
          409,
          "Sin docente, nadie de la clase podría recuperar su contraseña. Borra antes las demás"
              + " cuentas.",
          "Without a teacher nobody in the class could get a lost password back. Delete the other"
              + " accounts first.");
    }
    new Logins(store).endAll(person);
    features.forEach(feature -> feature.forget(person));
    deleteFiles(Desk.folder(folder, person));
    people.delete(person);
  }

  private static boolean teaches(Person person) {
    return person.role() == Person.Role.TEACHER;
  }

  private static void deleteFiles(Path own) {
    if (!Files.isDirectory(own)) {
      return;
    }
    try (Stream<Path> files = Files.walk(own)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("studio: the folder " + own + " cannot be deleted", e);
    }
  }
}
