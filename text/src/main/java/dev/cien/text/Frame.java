package dev.cien.text;

/// The ids that a pretrained model expects before and after a text.
record Frame(int[] before, int[] after) {
  static final Frame NONE = new Frame(new int[0], new int[0]);

  int[] around(int[] ids) {
    return around(ids, Integer.MAX_VALUE);
  }

  /// The ids in their frame, of which the last are left out where there would be more than `most`.
  int[] around(int[] ids, int most) {
    int frame = before.length + after.length;
    if (most < frame) {
      throw new IllegalArgumentException(
          "encodeForModel: expected room for the " + frame + " special tokens, found " + most);
    }
    int kept = Math.min(ids.length, most - frame);
    int[] all = new int[frame + kept];
    System.arraycopy(before, 0, all, 0, before.length);
    System.arraycopy(ids, 0, all, before.length, kept);
    System.arraycopy(after, 0, all, before.length + kept, after.length);
    return all;
  }
}
