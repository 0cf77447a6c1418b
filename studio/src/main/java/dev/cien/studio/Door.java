package dev.cien.studio;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;

/// Where the studio listens. On the loopback interface only this machine reaches it and nobody
/// needs an account; anywhere else everybody does.
///
/// @param address the interface
/// @param port 0 for any that is free
/// @param names under which others reach it besides its addresses, for example that of a proxy
public record Door(InetAddress address, int port, List<String> names) {
  /// Keeps the names in small letters.
  public Door {
    names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  /// For this machine only.
  public static Door local(int port) {
    return new Door(InetAddress.ofLiteral("127.0.0.1"), port, List.of());
  }

  /// Whether other machines reach it.
  public boolean isOpen() {
    return !address.isLoopbackAddress();
  }
}
