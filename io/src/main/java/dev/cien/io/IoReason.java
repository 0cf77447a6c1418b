package dev.cien.io;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/// Why something could not be read or written, as part of a sentence. Many exceptions say only a
/// path or the name of a host; what happened to it is in their class.
public final class IoReason {
  private IoReason() {}

  /// The reason, without a full stop.
  public static String of(IOException e) {
    return switch (e) {
      case AccessDeniedException denied -> "no permission for " + denied.getFile();
      case NoSuchFileException absent -> "there is no " + absent.getFile();
      case FileAlreadyExistsException there -> there.getFile() + " is there already";
      case NotDirectoryException file -> file.getFile() + " is no folder";
      case DirectoryNotEmptyException full -> "the folder " + full.getFile() + " is not empty";
      case FileSystemException file when file.getReason() != null ->
          file.getFile() + ": " + file.getReason();
      case UnknownHostException host -> "the host " + host.getMessage() + " is not known";
      case ConnectException connection ->
          "no connection" + (connection.getMessage() == null ? "" : ", " + connection.getMessage());
      case EOFException end when end.getMessage() == null -> "it ends too early";
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }
}
