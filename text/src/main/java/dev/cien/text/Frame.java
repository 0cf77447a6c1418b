package dev.cien.text;

/// The ids that a pretrained model expects before and after a text.
record Frame(int[] before, int[] after) {
  static final Frame NONE = new Frame(new int[0], new int[0]);

  int[] around(int[] ids) {
    int[] all = new int[before.length + ids.length + after.length];
    System.arraycopy(before, 0, all, 0, before.length);
    System.arraycopy(ids, 0, all, before.length, ids.length);
    System.arraycopy(after, 0, all, before.length + ids.length, after.length);
    return all;
  }
}
