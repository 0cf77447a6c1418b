package dev.cien.data;

import dev.cien.io.Gsm;
import dev.cien.io.Sound;
import dev.cien.io.Wav;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Numbers, days and months as telephone exchanges speak them: recordings of single words by
/// people, 8,000 samples a second. Spanish has two speakers, Italian and French one each.
///
/// Fetched once: `cien data get voices-es-mx`, `voices-es-co`, `voices-it`, `voices-fr`. The
/// prompts of the telephone exchange Asterisk: Allison Smith (Spanish), Carlo Flora (Italian) and
/// June Wallack (French), CC BY-SA 3.0; July E. Jiménez for Avatar Ltda., GPL-2.
///
/// @param language `es`, `it` or `fr`
/// @param words file's name → what is said, in the order of [#TABLE]
public record SpokenWords(String language, Map<String, String> words) {
  /// Samples a second of the recordings.
  public static final int RATE = 8_000;

  /// Name of the file, Spanish, Italian, French; `-` where it was not recorded.
  private static final String TABLE =
      """
      0 cero zero zéro
      1 uno uno un
      2 dos due deux
      3 tres tre trois
      4 cuatro quattro quatre
      5 cinco cinque cinq
      6 seis sei six
      7 siete sette sept
      8 ocho otto huit
      9 nueve nove neuf
      10 diez dieci dix
      11 once undici onze
      12 doce dodici douze
      13 trece tredici treize
      14 catorce quattordici quatorze
      15 quince quindici quinze
      16 dieciséis sedici seize
      17 diecisiete diciassette dix-sept
      18 dieciocho diciotto dix-huit
      19 diecinueve diciannove dix-neuf
      20 veinte venti vingt
      21 veintiuno ventuno -
      22 veintidós - -
      23 veintitrés - -
      24 veinticuatro - -
      25 veinticinco - -
      26 veintiséis - -
      27 veintisiete - -
      28 veintiocho ventotto -
      29 veintinueve - -
      30 treinta trenta trente
      40 cuarenta quaranta quarante
      50 cincuenta cinquanta cinquante
      60 sesenta sessanta soixante
      70 setenta settanta soixante-dix
      80 ochenta ottanta quatre-vingts
      90 noventa novanta quatre-vingt-dix
      day-0 domingo domenica dimanche
      day-1 lunes lunedì lundi
      day-2 martes martedì mardi
      day-3 miércoles mercoledì mercredi
      day-4 jueves giovedì jeudi
      day-5 viernes venerdì vendredi
      day-6 sábado sabato samedi
      mon-0 enero gennaio janvier
      mon-1 febrero febbraio février
      mon-2 marzo marzo mars
      mon-3 abril aprile avril
      mon-4 mayo maggio mai
      mon-5 junio giugno juin
      mon-6 julio luglio juillet
      mon-7 agosto agosto août
      mon-8 septiembre settembre septembre
      mon-9 octubre ottobre octobre
      mon-10 noviembre novembre novembre
      mon-11 diciembre dicembre décembre
      today hoy oggi aujourd'hui
      tomorrow mañana domani demain
      yesterday ayer ieri hier
      thousand mil mille mille
      """;

  /// A word that a person said.
  ///
  /// @param name the file's name, a key of [#words]
  /// @param speaker where the recording comes from, such as `es-mx`
  public record Clip(String name, String speaker, Sound sound) {}

  /// Copies.
  public SpokenWords {
    words = Collections.unmodifiableMap(new LinkedHashMap<>(words));
  }

  /// The words of a language.
  ///
  /// @throws IllegalArgumentException if it is another than `es`, `it` or `fr`
  public static SpokenWords of(String language) {
    int column = List.of("", "es", "it", "fr").indexOf(language);
    if (column < 1) {
      throw Refusal.of("spoken words", "es, it or fr", "'" + language + "'", "a country's code");
    }
    Map<String, String> words = new LinkedHashMap<>();
    for (String line : TABLE.lines().toList()) {
      String[] cells = line.split(" ");
      if (!cells[column].equals("-")) {
        words.put(cells[0], cells[column]);
      }
    }
    return new SpokenWords(language, words);
  }

  /// The first so many words, or all if there are fewer.
  public SpokenWords first(int count) {
    Map<String, String> some = new LinkedHashMap<>();
    words.entrySet().stream().limit(count).forEach(e -> some.put(e.getKey(), e.getValue()));
    return new SpokenWords(language, some);
  }

  /// Whose recordings there are.
  public List<String> speakers() {
    return language.equals("es") ? List.of("es-mx", "es-co") : List.of(language);
  }

  /// What people said, speaker by speaker, from the user's cache.
  ///
  /// @throws DataUnavailableException if they were not fetched; the message says how
  public List<Clip> clips() {
    return clips(DataCache.standard());
  }

  /// What people said, from a cache.
  public List<Clip> clips(DataCache cache) {
    List<Clip> clips = new ArrayList<>();
    for (String speaker : speakers()) {
      Path folder = cache.require(DataCatalog.standard().entry("voices-" + speaker));
      boolean coded = speaker.equals("es-co");
      for (String name : words.keySet()) {
        Path file = folder.resolve(name + (coded ? ".gsm" : ".wav"));
        clips.add(new Clip(name, speaker, coded ? Gsm.read(file) : Wav.read(file)));
      }
    }
    return clips;
  }
}
