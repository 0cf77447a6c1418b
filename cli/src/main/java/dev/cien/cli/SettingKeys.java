package dev.cien.cli;

import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.catalog.Recipes;
import dev.cien.recipes.workload.Workload;
import dev.cien.recipes.workload.Workloads;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What `--set` takes, for shell completion: which keys there are depends on the recipe that the
/// line names, which a list of candidates by option alone cannot express.
final class SettingKeys {
  /// The shell function that completes a line, in place of the parser's.
  static final String FUNCTION = "_complete_cien_settings";

  private SettingKeys() {}

  /// A shell function around the parser's: after `--set` it offers the keys of the recipe on the
  /// line, else those of all recipes; no space follows them, for a value does.
  ///
  /// @param inner the parser's function
  static String script(String inner) {
    String recipes =
        Recipes.all().stream()
            .map(recipe -> choice(recipe.card().name(), keys(recipe)))
            .collect(Collectors.joining());
    String all = join(Recipes.all().stream().flatMap(SettingKeys::keys).distinct());
    String bench = join(Workloads.all().stream().flatMap(SettingKeys::keys));
    // Shells cut a line into words at `=`, too.
    return """

    function %s() {
      %s "$@"
      local IFS=$' \\t\\n' current=${COMP_WORDS[COMP_CWORD]} keys= word
      local before=" ${COMP_WORDS[*]:0:COMP_CWORD} "
      if [ "$current" = '=' ]; then current= before="$before= "; fi
      if [[ $before =~ ' --set '('= ')?[^' =']+' = '$ ]]; then
        COMPREPLY=()
      elif [[ $before =~ ' --set '('= ')?$ ]]; then
        for word in "${COMP_WORDS[@]}"; do
          if [ -n "$keys" ]; then break; fi
          case $word in
    %s      esac
        done
        COMPREPLY=( $(compgen -W "${keys:-%s}" -- "$current") )
        if type compopt &>/dev/null; then compopt -o nospace; fi
      fi
    }

    """
        .formatted(FUNCTION, inner, choice("bench", bench) + recipes, all);
  }

  private static String choice(String word, String keys) {
    return "        '%s') keys='%s' ;;\n".formatted(word, keys);
  }

  private static String choice(String word, Stream<String> keys) {
    return choice(word, join(keys));
  }

  private static String join(Stream<String> keys) {
    return keys.collect(Collectors.joining(" "));
  }

  private static Stream<String> keys(Recipe recipe) {
    return keys("", recipe.settings());
  }

  private static Stream<String> keys(Workload workload) {
    return keys(workload.name() + ".", workload.settings());
  }

  private static Stream<String> keys(String prefix, List<Setting> settings) {
    return settings.stream().map(setting -> prefix + setting.key() + "=");
  }
}
