package dev.cien.data;

import dev.cien.io.FileFormatException;
import dev.cien.io.Images;
import dev.cien.io.Pixels;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// CIFAR-10 as one npm package has it (`data_batch_1.png` and so on, labels apart as JSON), brought
/// back to the bytes of its authors' binary format: for each picture a label byte, then 1,024 bytes
/// each of red, green and blue.
final class CifarPng {
  private static final int PICTURES = 10_000;
  private static final int PLANE = 32 * 32;
  private static final Pattern TRAIN = Pattern.compile("(.*/)data_batch_([1-5])\\.png");

  private CifarPng() {}

  /// The member that has the labels of a picture member.
  static String labels(String member) {
    Matcher train = TRAIN.matcher(member);
    return train.matches()
        ? train.group(1) + "train_lables.json"
        : member.substring(0, member.lastIndexOf('/') + 1) + "test_lables.json";
  }

  /// Writes pictures and labels as CIFAR's binary format.
  static void convert(String member, Path png, Path labels, Path target) throws IOException {
    Matcher train = TRAIN.matcher(member);
    int first = train.matches() ? (Integer.parseInt(train.group(2)) - 1) * PICTURES : 0;
    int[] classes;
    try {
      classes = new JsonMapper().readValue(labels, int[].class);
    } catch (JacksonException e) {
      throw new FileFormatException(
          labels, "expected a list of labels: " + e.getOriginalMessage(), e);
    }
    Pixels all = Images.read(png, Images.Channels.RGB);
    if (all.height() != PICTURES || all.width() != PLANE || classes.length < first + PICTURES) {
      throw new FileFormatException(
          member,
          "expected "
              + PICTURES
              + " rows of "
              + PLANE
              + " pixels and their labels, found "
              + all.height()
              + " rows of "
              + all.width()
              + " and "
              + classes.length
              + " labels");
    }
    byte[] record = new byte[1 + 3 * PLANE];
    try (OutputStream out = Files.newOutputStream(target)) {
      for (int i = 0; i < PICTURES; i++) {
        record[0] = (byte) classes[first + i];
        for (int c = 0; c < 3; c++) {
          System.arraycopy(all.values(), (c * PICTURES + i) * PLANE, record, 1 + c * PLANE, PLANE);
        }
        out.write(record);
      }
    }
  }
}
