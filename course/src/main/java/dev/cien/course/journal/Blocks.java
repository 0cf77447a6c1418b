package dev.cien.course.journal;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which lines of a journal are code, and which begin a day.
///
/// As Markdown has it, a block of code that nobody closed goes on to the fence of another block or
/// to the end of the file, and swallows the days between. Here it ends where a later day of the
/// table begins that is headed nowhere below, and is told to be open. A day that is only named in
/// code is none: it has its heading below, or stands above a day of a smaller number, or nothing
/// makes one doubt that its block is closed.
final class Blocks {
  private static final Pattern HEADING = Pattern.compile("#\\s*D[ií]a\\s*(\\d{1,4})\\s*");

  private record Heading(int line, int day) {}

  /// @param said whether something stands behind the marks, as it may only where a block begins
  private record Fence(int line, char mark, int length, boolean said) {
    private boolean closes(Fence opened) {
      return !said && mark == opened.mark && length >= opened.length;
    }
  }

  private final int size;
  private final Set<Integer> known;
  private final List<Heading> headings = new ArrayList<>();
  private final List<Fence> fences = new ArrayList<>();

  /// By line, the headings after which their day has no other.
  private final TreeMap<Integer, Integer> last = new TreeMap<>();

  /// By mark, the lines where a block can only begin.
  private final Map<Character, TreeSet<Integer>> begins = new HashMap<>();

  /// By mark and length, the fence that was last found to close such a block: until then it closes
  /// every other one, so that a file of a million fences is read in time, too.
  private final Map<String, Integer> ends = new HashMap<>();

  /// The headings below which it goes on as a day does: with a rule or a title.
  private final BitSet dressed = new BitSet();

  private final BitSet code = new BitSet();
  private final TreeMap<Integer, Integer> days = new TreeMap<>();
  private final List<Integer> open = new ArrayList<>();

  /// @param known the days of the table
  Blocks(Lines lines, Set<Integer> known) {
    this.size = lines.size();
    this.known = known;
    collect(lines);
    boolean sound = isSound();
    ends.clear();
    walk(sound);
  }

  /// Whether a line is in a block of code, or one of its fences.
  boolean isCode(int line) {
    return code.get(line);
  }

  /// The days in the order of the file, by the lines that begin them.
  TreeMap<Integer, Integer> days() {
    return days;
  }

  /// The lines where those blocks begin that nobody closed.
  List<Integer> open() {
    return List.copyOf(open);
  }

  private void collect(Lines lines) {
    Map<Integer, Integer> lastOf = new HashMap<>();
    int above = -1;
    for (int i = 0; i < size; i++) {
      String line = lines.bare(i);
      Matcher heading = HEADING.matcher(line);
      if (above >= 0 && (line.equals("---") || line.startsWith("## "))) {
        dressed.set(above);
      }
      above = heading.matches() ? i : line.isEmpty() ? above : -1;
      if (heading.matches()) {
        headings.add(new Heading(i, Integer.parseInt(heading.group(1))));
        lastOf.put(headings.getLast().day(), i);
      } else {
        fence(line.strip(), i);
      }
    }
    lastOf.forEach((day, line) -> last.put(line, day));
  }

  private void fence(String line, int at) {
    char mark = line.isEmpty() ? ' ' : line.charAt(0);
    int length = 0;
    while (length < line.length() && line.charAt(length) == mark) {
      length++;
    }
    boolean within = mark == '`' && line.indexOf('`', length) >= 0;
    if (mark != '`' && mark != '~' || length < 3 || within) {
      return;
    }
    boolean said = length < line.length();
    fences.add(new Fence(at, mark, length, said));
    if (said) {
      begins.computeIfAbsent(mark, _ -> new TreeSet<>()).add(at);
    }
  }

  /// Whether every block is closed, as Markdown has it.
  private boolean isSound() {
    int i = 0;
    while (i < fences.size()) {
      i = end(i) + 1;
    }
    return i == fences.size();
  }

  /// The fence that closes the block which one begins; as many as there are if none does.
  private int end(int begin) {
    Fence opened = fences.get(begin);
    String kind = opened.mark() + " " + opened.length();
    int end = ends.getOrDefault(kind, -1);
    if (end <= begin) {
      end = begin + 1;
      while (end < fences.size() && !fences.get(end).closes(opened)) {
        end++;
      }
      ends.put(kind, end);
    }
    return end;
  }

  private void walk(boolean sound) {
    int heading = 0;
    int fence = 0;
    while (fence < fences.size()) {
      Fence opened = fences.get(fence);
      heading = begin(heading, opened.line());
      int end = end(fence);
      boolean closed = end < fences.size();
      int until = closed ? fences.get(end).line() + 1 : size;
      OptionalInt cut = cut(heading, opened, until, closed, sound);
      if (cut.isPresent() || !closed) {
        open.add(opened.line());
      }
      int stop = cut.isPresent() ? headings.get(cut.getAsInt()).line() : until;
      code.set(opened.line(), stop);
      while (heading < headings.size() && headings.get(heading).line() < stop) {
        heading++;
      }
      while (fence < fences.size() && fences.get(fence).line() < stop) {
        fence++;
      }
    }
    begin(heading, size);
  }

  /// Takes the headings before a line as days.
  private int begin(int heading, int line) {
    int next = heading;
    while (next < headings.size() && headings.get(next).line() < line) {
      days.put(headings.get(next).line(), headings.get(next).day());
      next++;
    }
    return next;
  }

  /// The heading in a block that begins a day all the same.
  private OptionalInt cut(int heading, Fence opened, int until, boolean closed, boolean sound) {
    int day = days.isEmpty() ? 0 : days.lastEntry().getValue();
    Map.Entry<Integer, Integer> next = last.ceilingEntry(until);
    TreeSet<Integer> others = begins.getOrDefault(opened.mark(), new TreeSet<>());
    for (int i = heading; i < headings.size() && headings.get(i).line() < until; i++) {
      Heading found = headings.get(i);
      boolean only = last.containsKey(found.line()) && known.contains(found.day());
      if (!only || found.day() <= day) {
        continue;
      }
      Integer other = others.higher(found.line());
      boolean doubt =
          !closed || !sound || dressed.get(found.line()) || other != null && other < until;
      if (doubt && (next == null || next.getValue() > found.day())) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }
}
