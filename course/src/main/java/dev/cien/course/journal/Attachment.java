package dev.cien.course.journal;

import java.util.Optional;

/// A file that belongs to a note.
///
/// @param name its name, which is safe to use anywhere
/// @param size in bytes
/// @param picture the media type, such as `image/png`, if its bytes begin as those of a picture
///   that may be shown in a page; whatever its name says
public record Attachment(String name, long size, Optional<String> picture) {
  /// As many bytes as it takes to tell what a file is.
  static final int HEAD = 12;

  /// The kind of picture that bytes begin as; none for SVG, which is a program as much as a
  /// picture.
  static Optional<String> picture(byte[] head) {
    if (begins(head, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
      return Optional.of("image/png");
    }
    if (begins(head, 0, 0xff, 0xd8, 0xff)) {
      return Optional.of("image/jpeg");
    }
    if (begins(head, 0, 'G', 'I', 'F', '8', '7', 'a')
        || begins(head, 0, 'G', 'I', 'F', '8', '9', 'a')) {
      return Optional.of("image/gif");
    }
    if (begins(head, 0, 'R', 'I', 'F', 'F') && begins(head, 8, 'W', 'E', 'B', 'P')) {
      return Optional.of("image/webp");
    }
    return Optional.empty();
  }

  private static boolean begins(byte[] head, int at, int... expected) {
    if (head.length < at + expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if ((head[at + i] & 0xff) != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
