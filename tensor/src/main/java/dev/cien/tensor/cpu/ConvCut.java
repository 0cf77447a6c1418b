package dev.cien.tensor.cpu;

/// How the strips, groups and blocks of result channels of a convolution are dealt out to tasks; by
/// the shape alone.
///
/// A task takes one strip, some groups, and some blocks of each of them.
///
/// @param blocks blocks of result channels of a group
/// @param groupsAtOnce groups of a task
/// @param blocksAtOnce blocks of a task
/// @param chunks tasks side by side that share out the groups
/// @param splits tasks side by side that share out the blocks
record ConvCut(int groups, int blocks, int groupsAtOnce, int blocksAtOnce, int chunks, int splits) {
  /// Multiply-adds that make a task worth handing to another thread.
  static final long TASK = 1 << 20;

  /// Tasks that a large call is cut into at least, where its shape allows.
  static final int TASKS = 16;

  static ConvCut of(long work, int strips, int groups, int blocks) {
    long perTask = Math.max(1, work / ((long) strips * groups));
    int groupsAtOnce = Math.clamp(TASK / perTask, 1, groups);
    int chunks = Math.ceilDiv(groups, groupsAtOnce);
    int splits =
        Math.clamp(Math.ceilDiv(TASKS, strips * chunks), 1, Math.clamp(perTask / TASK, 1, blocks));
    int blocksAtOnce = Math.ceilDiv(blocks, splits);
    return new ConvCut(groups, blocks, groupsAtOnce, blocksAtOnce, chunks, splits);
  }

  /// Tasks of a strip.
  int tasks() {
    return chunks * splits;
  }

  int strip(int task) {
    return task / tasks();
  }

  int firstGroup(int task) {
    return task / splits % chunks * groupsAtOnce;
  }

  int endGroup(int task) {
    return Math.min(groups, firstGroup(task) + groupsAtOnce);
  }

  int firstBlock(int task) {
    return task % splits * blocksAtOnce;
  }

  int endBlock(int task) {
    return Math.min(blocks, firstBlock(task) + blocksAtOnce);
  }
}
