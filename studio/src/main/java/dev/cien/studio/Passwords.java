package dev.cien.studio;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.concurrent.Semaphore;
import org.springframework.security.crypto.bcrypt.BCrypt;

/// Hashes of passwords: bcrypt (Provos and Mazières 1999), `2^cost` rounds with a random salt.
final class Passwords {
  /// As many rounds as a quarter of a second has time for.
  static final int COST = 12;

  private static final int SHORTEST = 10;
  private static final int MOST_BYTES = 72;

  private final int cost;
  private final String nobodys;

  /// Others have the cores, too, while many log in at once.
  private final Semaphore atOnce = new Semaphore(2, true);

  Passwords(int cost) {
    this.cost = cost;
    this.nobodys = BCrypt.hashpw("", BCrypt.gensalt(cost));
  }

  /// What is kept of a new password.
  ///
  /// @throws Refusal with status 400 if it is too short, or longer than bcrypt reads
  String hash(String password) {
    String bare = normal(password);
    if (bare.codePointCount(0, bare.length()) < SHORTEST
        || tooLong(bare)
        || bare.chars().anyMatch(Character::isISOControl)) {
      throw Refusal.bad(
          "La contraseña tiene que tener al menos "
              + SHORTEST
              + " caracteres y como mucho "
              + MOST_BYTES
              + " bytes.",
          "The password needs at least "
              + SHORTEST
              + " characters and at most "
              + MOST_BYTES
              + " bytes.");
    }
    return slowly(() -> BCrypt.hashpw(bare, BCrypt.gensalt(cost)));
  }

  /// Whether a password belongs to a hash. It takes the same time where there is none, so that an
  /// answer does not tell who has an account.
  ///
  /// @param hash empty if there is none
  boolean matches(String hash, String password) {
    String bare = normal(password);
    String known = hash.isEmpty() ? nobodys : hash;
    String tried = tooLong(bare) ? "" : bare;
    boolean equal = slowly(() -> BCrypt.checkpw(tried, known));
    return equal && !hash.isEmpty() && !tried.isEmpty();
  }

  private interface Work<T> {
    T run();
  }

  private <T> T slowly(Work<T> work) {
    atOnce.acquireUninterruptibly();
    try {
      return work.run();
    } finally {
      atOnce.release();
    }
  }

  private static boolean tooLong(String password) {
    return password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES;
  }

  /// The same characters, however a keyboard writes accents.
  private static String normal(String password) {
    return password == null ? "" : Normalizer.normalize(password, Normalizer.Form.NFC);
  }
}
