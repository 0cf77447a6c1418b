package dev.cien.studio.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/// Random words that let somebody in. Only their hashes are kept: they are too long to be guessed,
/// so that one quick hash hides them.
final class Secret {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int TOKEN_BYTES = 32;
  private static final int CODE_LETTERS = 16;
  private static final int GROUP = 4;

  private Secret() {}

  /// 256 bits, for a browser.
  static String token() {
    byte[] bytes = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// 80 bits in groups of four, for people to type: no letter looks like a digit.
  static String code() {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < CODE_LETTERS; i++) {
      if (i > 0 && i % GROUP == 0) {
        code.append('-');
      }
      code.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return code.toString();
  }

  /// What is kept of a token.
  static String hash(String token) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// What is kept of a code, however it was typed.
  static String hashOfCode(String typed) {
    String bare = typed.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "");
    return hash(bare.replace('O', '0').replace('I', '1').replace('L', '1'));
  }
}
