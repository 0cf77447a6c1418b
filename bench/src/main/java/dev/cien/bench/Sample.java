package dev.cien.bench;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What one process measured of one workload.
///
/// @param work the workload
/// @param engine who computed it: `cien`, `torch-eager` and so on
/// @param version of that engine
/// @param threads how many threads it was given
/// @param ms a step in milliseconds: the median over its blocks of steps
/// @param firstMs its first step
/// @param residentMb the most memory the process occupied, in MB; 0 if unknown
/// @param heapMb the heap in use between steps, in MB, of Cien; else 0
record Sample(
    String work,
    String engine,
    String version,
    int threads,
    double ms,
    double firstMs,
    double residentMb,
    double heapMb) {
  /// What a line of JSON says.
  ///
  /// @throws tools.jackson.core.JacksonException if it is not one
  static Sample of(String line) {
    JsonNode fields = JsonMapper.shared().readTree(line);
    return new Sample(
        fields.path("work").asString(),
        fields.path("engine").asString(),
        fields.path("version").asString(""),
        fields.path("threads").asInt(),
        fields.path("ms").asDouble(),
        fields.path("first_ms").asDouble(),
        fields.path("rss_peak_mb").asDouble(0),
        fields.path("heap_live_mb").asDouble(0));
  }
}
