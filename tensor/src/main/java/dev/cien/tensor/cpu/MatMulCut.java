package dev.cien.tensor.cpu;

/// How one float32 matrix product is cut: into rounds, each some batches × rows × depth whose left
/// operand is packed at once, and each round into tasks of rows × columns.
///
/// The shape alone decides, never the number of threads: so sums have the same order everywhere.
/// [MatMulJob] runs what is cut here; it sets rows, then depth, then batches of a round, in this
/// order.
final class MatMulCut {
  /// Columns of a task of a single row: long stretches of memory, and the sums still fit the
  /// first-level cache.
  static final int SINGLE_ROW_COLS = 1024;

  /// Floats between panels, so that those packed together do not share places of a cache.
  static final int GAP = 16;

  /// Floats of packed left operand held at a time where one matrix is long: 1 MB, which a
  /// second-level cache keeps until its tasks read it. To pass over the result more often costs
  /// less than to read panels from memory.
  private static final int DEPTH_BUDGET = 1 << 18;

  /// The same where it is many matrices: 16 MB, so that threads seldom wait for each other; 1 MB
  /// where a result is small enough to stay in cache and the panels should too.
  private static final int BATCH_BUDGET = 1 << 22;

  private static final int SMALL_BATCH_BUDGET = 1 << 18;
  private static final int SMALL_RESULT = 1 << 16;

  private static final int MAX_ROWS = 4096;

  /// Columns up to which packing the left operand costs more than it gains.
  private static final int FEW_COLS = 512;

  /// The same where each task would copy its rows instead.
  private static final int FEW_COLS_FOR_COPIES = 128;

  /// Panels of rows up to which packing the right operand costs more than it gains.
  private static final int FEW_ROW_PANELS = 2;

  /// Rows this many floats apart share the same few places of a first-level cache.
  private static final int ALIASED = 512;

  /// Row panels of a task at least and at most, where the right operand is packed already.
  private static final int LEAST_ROW_PANELS = 2;

  private static final int MOST_ROW_PANELS = 8;

  /// Floats of a left operand from which its panels would not stay in a second-level cache.
  private static final int LARGE_LEFT = 1 << 20;

  /// Floats of a right operand whose panels do.
  private static final int SMALL_RIGHT = 1 << 20;

  /// Rows of a task at most: their panels of one depth block take 512 KB, half a second-level
  /// cache.
  private static final int TASK_ROWS = 512;

  private static final int TASK_PANELS = 4;

  /// Multiply-adds worth a task of their own: a few microseconds.
  private static final long TASK_WORK = 1 << 18;

  private static final long MAX_TASK_WORK = 1 << 27;

  /// Elements worth a packing task of their own.
  private static final int PACK_WORK = 1 << 15;

  /// Steps of K of a packing task at least, where the left operand lies transposed.
  private static final int LEAST_PACKED_STEPS = 64;

  /// How the left operand gets to the kernel.
  enum Left {
    /// Packed into panels before the tasks begin.
    PACKED,
    /// Packed into panels by each task, which is the only one to need them.
    PACKED_BY_TASK,
    /// Read where it is.
    IN_PLACE,
    /// Copied by each task, row by row, because the rows lie too regularly.
    COPIED;

    /// Whether the kernel gets panels, not rows.
    boolean isPacked() {
      return this == PACKED || this == PACKED_BY_TASK;
    }
  }

  private int m;
  private int n;
  private int k;
  private boolean rightPacked;
  private boolean rightAlongRows;
  private boolean leftTransposed;

  int tileRows;
  int tileCols;
  int colPanels;
  Left left = Left.PACKED;

  int firstRow;
  int rows;
  int rowPanels;
  int firstDepth;
  int depth;
  int firstBatch;

  /// Panels of a packing task and the steps of K that it packs of them: some panels whole, or,
  /// where the left operand lies transposed, some steps of all panels, which follow each other in
  /// memory.
  int panelsPerPacking;

  int stepsPerPacking;
  int packingsPerBatch;

  int panelsPerRowTask;
  int rowTasks;
  int panelsPerColTask;
  int colTasks;

  /// Packing tasks and product tasks of the round.
  int packings;

  int products;

  /// Whether the round is too small to share among threads.
  boolean alone;

  /// Whether to pack the right operand once for all tasks, which then take all columns of some rows
  /// and pack those alone: the left operand is large and the right one much smaller.
  static boolean sharesRight(int batches, int m, int n, int k, int cCol) {
    return batches == 1
        && cCol == 1
        && n <= m / 4
        && (long) m * k >= LARGE_LEFT
        && (long) n * k <= SMALL_RIGHT;
  }

  /// Begins a product `[m, k] · [k, n]`; strides as in [MatMul#multiply].
  ///
  /// @param rightPacked whether the right operand is packed already
  void begin(
      MatMulKernel kernel, int m, int n, int k, int aRow, int aCol, int bCol, boolean rightPacked) {
    this.m = m;
    this.n = n;
    this.k = k;
    this.rightPacked = rightPacked;
    tileRows = kernel.rows();
    tileCols = kernel.cols();
    rightAlongRows = bCol == 1;
    leftTransposed = aRow == 1;
    colPanels = ceilDiv(n, tileCols);
    boolean byRows = rightPacked && ceilDiv(m, tileRows) >= 2 * LEAST_ROW_PANELS;
    Left asRows = aRow % ALIASED == 0 ? Left.COPIED : Left.IN_PLACE;
    int few = asRows == Left.COPIED ? FEW_COLS_FOR_COPIES : FEW_COLS;
    boolean rowsLie = aCol == 1 && m > 1 && (hasFewRows() || n <= few);
    left = rowsLie ? asRows : byRows ? Left.PACKED_BY_TASK : Left.PACKED;
  }

  /// Whether so few rows are multiplied that both operands are better read where they are.
  boolean hasFewRows() {
    return m <= FEW_ROW_PANELS * tileRows;
  }

  /// Rows of a round at most.
  int mostRows() {
    return left == Left.PACKED ? MAX_ROWS : m;
  }

  /// Sets the rows of the next rounds: from `row` on.
  void rowsFrom(int row) {
    firstRow = row;
    rows = Math.min(mostRows(), m - row);
    rowPanels = ceilDiv(rows, tileRows);
  }

  /// Depth of a round at most.
  int mostDepth() {
    return left == Left.PACKED
        ? Math.max(1, DEPTH_BUDGET / (rowPanels * tileRows) / MatMul.DEPTH) * MatMul.DEPTH
        : k;
  }

  /// Sets the depth of the next rounds: from `from` on.
  void depthFrom(int from) {
    firstDepth = from;
    depth = Math.min(mostDepth(), k - from);
  }

  /// Batches of a round at most.
  int mostBatches() {
    int budget = (long) rows * n <= SMALL_RESULT ? SMALL_BATCH_BUDGET : BATCH_BUDGET;
    return (int) Math.max(1, budget / ((long) rowPanels * tileRows * depth));
  }

  /// Cuts the round of so many batches from `batch` on into tasks.
  void round(int batch, int batches) {
    firstBatch = batch;
    long work = (long) batches * rows * n * depth;
    alone = work < 2 * TASK_WORK;
    panelsPerPacking = rowPanels;
    stepsPerPacking = depth;
    if (!alone && leftTransposed) {
      stepsPerPacking = Math.max(LEAST_PACKED_STEPS, PACK_WORK / (tileRows * rowPanels));
    } else if (!alone) {
      panelsPerPacking = Math.max(1, PACK_WORK / (tileRows * depth));
    }
    packingsPerBatch = ceilDiv(rowPanels, panelsPerPacking) * ceilDiv(depth, stepsPerPacking);
    tasks(work);
    packings = left != Left.PACKED ? 0 : batches * packingsPerBatch;
    products = batches * rowTasks * colTasks;
  }

  /// Chooses the rows and columns of a task. Where the right operand is packed, a task takes few
  /// rows and all columns, as the kernels before and after it cut their work, too: a thread then
  /// finds its rows in its own cache.
  private void tasks(long work) {
    if (singleRow()) {
      int cols = Math.clamp(n / 4, SINGLE_ROW_COLS / 4, SINGLE_ROW_COLS);
      panelsPerRowTask = 1;
      panelsPerColTask = cols / tileCols;
      rowTasks = 1;
      colTasks = ceilDiv(colPanels, panelsPerColTask);
      return;
    }
    if (rightPacked && rowPanels >= 2 * LEAST_ROW_PANELS) {
      panelsPerRowTask = Math.clamp(rowPanels / 16, LEAST_ROW_PANELS, MOST_ROW_PANELS);
      panelsPerColTask = colPanels;
      rowTasks = ceilDiv(rowPanels, panelsPerRowTask);
      colTasks = 1;
      return;
    }
    panelsPerRowTask = Math.min(rowPanels, TASK_ROWS / tileRows);
    panelsPerColTask = Math.min(colPanels, TASK_PANELS);
    long wanted = Math.clamp(work / 16, TASK_WORK, MAX_TASK_WORK);
    long panelWork = (long) tileRows * tileCols * depth;
    while (panelWork * panelsPerRowTask * panelsPerColTask > wanted) {
      if (panelsPerColTask > 1) {
        panelsPerColTask = (panelsPerColTask + 1) / 2;
      } else if (panelsPerRowTask * tileRows > 128) {
        panelsPerRowTask = (panelsPerRowTask + 1) / 2;
      } else {
        break;
      }
    }
    rowTasks = ceilDiv(rowPanels, panelsPerRowTask);
    colTasks = ceilDiv(colPanels, panelsPerColTask);
  }

  /// Whether the left operand is one row and the right one can be read along its rows: no reuse,
  /// memory decides.
  boolean singleRow() {
    return rows == 1 && rightAlongRows;
  }

  /// Where a packed left panel begins: batches, then depth blocks, then panels.
  int panelAt(int batch, int at, int steps, int panel) {
    int blocks = batch * ceilDiv(depth, MatMul.DEPTH) + at / MatMul.DEPTH;
    return rowPanels * ((batch * depth + at) * tileRows + blocks * GAP)
        + panel * (steps * tileRows + GAP);
  }

  private static int ceilDiv(int x, int y) {
    return (x + y - 1) / y;
  }
}
