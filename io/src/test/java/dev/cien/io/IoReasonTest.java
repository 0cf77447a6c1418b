package dev.cien.io;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IoReasonTest {
  static Stream<Arguments> reasons() {
    return Stream.of(
        Arguments.of(new AccessDeniedException("a/b"), "no permission for a/b"),
        Arguments.of(new NoSuchFileException("a/b"), "there is no a/b"),
        Arguments.of(new FileAlreadyExistsException("a"), "a is there already"),
        Arguments.of(new NotDirectoryException("a"), "a is no folder"),
        Arguments.of(new DirectoryNotEmptyException("a"), "the folder a is not empty"),
        Arguments.of(new FileSystemException("a", null, "No space left"), "a: No space left"),
        Arguments.of(new UnknownHostException("example.org"), "the host example.org is not known"),
        Arguments.of(new ConnectException(), "no connection"),
        Arguments.of(new ConnectException("refused"), "no connection, refused"),
        Arguments.of(new EOFException(), "it ends too early"),
        Arguments.of(new IOException("stream closed"), "stream closed"));
  }

  @ParameterizedTest
  @MethodSource("reasons")
  void aReasonIsASentenceAndNoClass(IOException e, String reason) {
    assertThat(IoReason.of(e)).isEqualTo(reason);
  }
}
