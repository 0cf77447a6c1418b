package dev.cien.course.history;

import dev.cien.course.Resources;
import dev.cien.recipes.Text;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A room of the museum: a milestone and what can be run there.
///
/// @param id its row of the checklist, such as `H4`; empty if it has none
/// @param year when
/// @param people who
/// @param title one line
/// @param text what it was
/// @param recipes the recipes that show it; empty if there is none yet
/// @param system its name in [TrainingCompute]; empty if it is not there
public record Room(
    String id, int year, Text people, Text title, Text text, List<String> recipes, String system) {
  /// Copies the list.
  public Room {
    recipes = List.copyOf(recipes);
  }

  /// The rooms, oldest first.
  public static List<Room> all() {
    List<Room> rooms = new ArrayList<>();
    for (JsonNode room : JsonMapper.shared().readTree(Resources.text("history/rooms.json"))) {
      List<String> recipes = new ArrayList<>();
      room.path("recipes").forEach(name -> recipes.add(name.asString()));
      rooms.add(
          new Room(
              room.path("id").asString(),
              room.path("year").asInt(),
              text(room.path("people")),
              text(room.path("title")),
              text(room.path("text")),
              recipes,
              room.path("system").asString()));
    }
    return List.copyOf(rooms);
  }

  private static Text text(JsonNode node) {
    return new Text(node.path("en").asString(), node.path("es").asString());
  }
}
