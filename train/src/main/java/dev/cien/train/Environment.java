package dev.cien.train;

import dev.cien.data.Batch;
import dev.cien.data.Dataset;
import dev.cien.tensor.Machine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Where a run took place: machine, Java, code and data, for whoever wants to repeat it. The bits
/// of the result depend on the settings, the seed, the data and the version alone; its time depends
/// on the rest.
final class Environment {
  private static final int SAMPLES = 256;

  private Environment() {}

  static Map<String, Object> of(Dataset data, long seed) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("java", System.getProperty("java.runtime.version"));
    fields.put("vm", System.getProperty("java.vm.name"));
    fields.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    fields.put("architecture", System.getProperty("os.arch"));
    fields.put("cpu", cpu());
    fields.put("processors", Runtime.getRuntime().availableProcessors());
    fields.put("threads", Machine.threads());
    fields.put("kernels", Machine.vectorPath());
    fields.put("memory", Runtime.getRuntime().maxMemory());
    fields.put("jvmArguments", ManagementFactory.getRuntimeMXBean().getInputArguments());
    String version = Environment.class.getPackage().getImplementationVersion();
    fields.put("version", version == null ? "unpackaged" : version);
    fields.put("seed", seed);
    fields.put("samples", data.size());
    fields.put("dataSha256", fingerprint(data));
    return fields;
  }

  /// The name of the processor where the system tells it in a file, else its architecture.
  private static String cpu() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException | UncheckedIOException e) {
      return System.getProperty("os.arch");
    }
  }

  /// A hash of the size and of up to 256 samples spread over the set: other data has another one.
  private static String fingerprint(Dataset data) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(ByteBuffer.allocate(4).putInt(data.size()).array());
      int count = Math.min(SAMPLES, data.size());
      Batch batch =
          data.batch(
              IntStream.range(0, count).map(i -> (int) ((long) i * data.size() / count)).toArray());
      for (double[] values :
          new double[][] {batch.inputs().toDoubles(), batch.targets().toDoubles()}) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * values.length);
        bytes.asDoubleBuffer().put(values);
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
