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
/// people, 8,000 samples a second. Spanish has two speakers, Italian one.
///
/// Fetched once: `cien data get voices-es-mx`, `voices-es-co`, `voices-it`. The prompts of the
/// telephone exchange Asterisk: Allison Smith (Spanish) and Carlo Flora (Italian), CC BY-SA 3.0;
/// July E. Jiménez for Avatar Ltda., GPL-2.
///
/// @param language `es` or `it`
/// @param words file's name → what is said, in the order of [#TABLE]
public record SpokenWords(String language, Map<String, String> words) {
  /// Samples a second of the recordings.
  public static final int RATE = 8_000;

  /// Name of the file, Spanish, Italian; `-` where it was not recorded.
  private static final String TABLE =
      """
      0 cero zero
      1 uno uno
      2 dos due
      3 tres tre
      4 cuatro quattro
      5 cinco cinque
      6 seis sei
      7 siete sette
      8 ocho otto
      9 nueve nove
      10 diez dieci
      11 once undici
      12 doce dodici
      13 trece tredici
      14 catorce quattordici
      15 quince quindici
      16 dieciséis sedici
      17 diecisiete diciassette
      18 dieciocho diciotto
      19 diecinueve diciannove
      20 veinte venti
      21 veintiuno ventuno
      22 veintidós -
      23 veintitrés -
      24 veinticuatro -
      25 veinticinco -
      26 veintiséis -
      27 veintisiete -
      28 veintiocho ventotto
      29 veintinueve -
      30 treinta trenta
      40 cuarenta quaranta
      50 cincuenta cinquanta
      60 sesenta sessanta
      70 setenta settanta
      80 ochenta ottanta
      90 noventa novanta
      day-0 domingo domenica
      day-1 lunes lunedì
      day-2 martes martedì
      day-3 miércoles mercoledì
      day-4 jueves giovedì
      day-5 viernes venerdì
      day-6 sábado sabato
      mon-0 enero gennaio
      mon-1 febrero febbraio
      mon-2 marzo marzo
      mon-3 abril aprile
      mon-4 mayo maggio
      mon-5 junio giugno
      mon-6 julio luglio
      mon-7 agosto agosto
      mon-8 septiembre settembre
      mon-9 octubre ottobre
      mon-10 noviembre novembre
      mon-11 diciembre dicembre
      today hoy oggi
      tomorrow mañana domani
      yesterday ayer ieri
      thousand mil mille
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
  /// @throws IllegalArgumentException if it is another than `es` or `it`
  public static SpokenWords of(String language) {
    int column = List.of("", "es", "it").indexOf(language);
    if (column < 1) {
      throw Refusal.of("spoken words", "es or it", "'" + language + "'", "a country's code");
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
    return language.equals("es") ? List.of("es-mx", "es-co") : List.of("it");
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
