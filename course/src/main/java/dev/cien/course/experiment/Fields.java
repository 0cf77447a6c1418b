package dev.cien.course.experiment;

import dev.cien.recipes.Text;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A part of an experiment's file, with the place where it is.
record Fields(String place, JsonNode node) {
  private static final int LONGEST = 4000;
  private static final int MOST_NUMBERS = 400;

  Fields in(String name) {
    return new Fields(place + "." + name, node.path(name));
  }

  ExperimentException wrong(String expected, String found) {
    String brief = found.length() > 120 ? found.substring(0, 120) + "…" : found;
    return new ExperimentException(
        place + ": expected " + expected + ", found " + brief + ".",
        place + ": se esperaba " + expected + ", se encontró " + brief + ".");
  }

  private String shown(String name) {
    return node.path(name).isMissingNode() ? "nothing" : node.path(name).toString();
  }

  String optional(String name) {
    return node.path(name).asString("");
  }

  String word(String name) {
    String word = optional(name);
    if (word.isEmpty() || word.length() > LONGEST) {
      throw in(name).wrong("a text of 1 to " + LONGEST + " characters", shown(name));
    }
    return word;
  }

  Text text(String name) {
    return new Text(in(name).word("en"), in(name).word("es"));
  }

  List<Text> texts(String name, int count) {
    return list(name, count, count).stream()
        .map(each -> new Text(each.word("en"), each.word("es")))
        .toList();
  }

  double number(String name) {
    JsonNode value = node.path(name);
    if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
      throw in(name).wrong("a number", shown(name));
    }
    return value.asDouble();
  }

  double number(String name, double standard) {
    return node.path(name).isMissingNode() ? standard : number(name);
  }

  double number(String name, double least, double most) {
    double value = number(name);
    if (value < least || value > most) {
      throw in(name).wrong("a number from " + least + " to " + most, shown(name));
    }
    return value;
  }

  int whole(String name, int least, int most) {
    double value = number(name, least, most);
    if (value != Math.rint(value)) {
      throw in(name).wrong("a whole number", shown(name));
    }
    return (int) value;
  }

  List<Integer> wholes(String name, int fewest, int most, int largest) {
    List<Integer> values = new ArrayList<>();
    for (JsonNode value : array(name, fewest, most)) {
      if (!value.isInt() || value.asInt() < 1 || value.asInt() > largest) {
        throw in(name).wrong("whole numbers from 1 to " + largest, shown(name));
      }
      values.add(value.asInt());
    }
    return values;
  }

  double[] numbers(String name) {
    return in(name).numbers();
  }

  private double[] numbers() {
    if (!node.isArray() || node.isEmpty() || node.size() > MOST_NUMBERS) {
      throw wrong("a list of 1 to " + MOST_NUMBERS + " numbers", node.toString());
    }
    double[] values = new double[node.size()];
    for (int i = 0; i < values.length; i++) {
      if (!node.get(i).isNumber()) {
        throw wrong("numbers alone", node.toString());
      }
      values[i] = node.get(i).asDouble();
    }
    return values;
  }

  double[][] rows(String name) {
    List<double[]> rows = new ArrayList<>();
    for (JsonNode row : array(name, 1, 20)) {
      rows.add(new Fields(place + "." + name, row).numbers());
    }
    if (rows.stream().anyMatch(row -> row.length != rows.getFirst().length)) {
      throw in(name).wrong("rows of one length", shown(name));
    }
    return rows.toArray(new double[0][]);
  }

  List<String> names(String name, int most) {
    List<String> names = new ArrayList<>(node.path(name).propertyNames());
    if (names.size() > most || (names.isEmpty() && name.equals("runs"))) {
      throw in(name).wrong("1 to " + most + " of them", Integer.toString(names.size()));
    }
    return names;
  }

  List<Fields> list(String name, int fewest, int most) {
    if (fewest == 0 && node.path(name).isMissingNode()) {
      return List.of();
    }
    List<Fields> parts = new ArrayList<>();
    for (JsonNode part : array(name, fewest, most)) {
      parts.add(new Fields(place + "." + name + "[" + parts.size() + "]", part));
    }
    return parts;
  }

  private JsonNode array(String name, int fewest, int most) {
    JsonNode array = node.path(name);
    if (!array.isArray() || array.size() < fewest || array.size() > most) {
      throw in(name).wrong("a list of " + fewest + " to " + most, shown(name));
    }
    return array;
  }
}
