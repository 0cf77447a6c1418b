package dev.cien.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/// What this JVM holds, in bytes.
///
/// @param live the heap in use after a collection: what the workload needs between steps, the
///   buffers of its compiled step included
/// @param peak the most of the heap ever in use, rubbish included; the collector decides how much
///   of that it lets lie
/// @param resident the most memory that the process ever occupied, the JVM itself included, where
///   the system says it (Linux); else 0
record Memory(long live, long peak, long resident) {
  private static final double MEGABYTE = 1 << 20;

  /// Collects, and looks.
  static Memory now() {
    long peak = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP) {
        peak += pool.getPeakUsage().getUsed();
      }
    }
    return new Memory(inUse(), peak, mostResident().orElse(0));
  }

  /// The heap in use after a collection.
  static long inUse() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static OptionalLong mostResident() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  static Memory of(JsonNode fields) {
    return new Memory(
        bytes(fields, "heap_live_mb"), bytes(fields, "heap_peak_mb"), bytes(fields, "rss_peak_mb"));
  }

  private static long bytes(JsonNode fields, String name) {
    return Math.round(fields.get(name).asDouble() * MEGABYTE);
  }

  /// In MB, as other programs print them.
  Map<String, Double> fields() {
    Map<String, Double> fields = new LinkedHashMap<>();
    fields.put("heap_live_mb", megabytes(live));
    fields.put("heap_peak_mb", megabytes(peak));
    fields.put("rss_peak_mb", megabytes(resident));
    return fields;
  }

  /// Bytes in MB, with one digit after the point.
  static double megabytes(long bytes) {
    return Math.round(bytes / MEGABYTE * 10) / 10.0;
  }
}
