package dev.cien.tensor.cpu;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntConsumer;

/// One float32 matrix product (or a batch of them) under way: first the left operand is packed into
/// panels, unless its rows can be read where they are; then tasks of rows × columns multiply them
/// with panels of the right operand, which each task packs just before use (they fit the
/// first-level cache).
///
/// Jobs and their buffers are used again and again, so that a steady program allocates nothing.
final class MatMulJob implements IntConsumer {

  /// Floats of packed left operand held at a time: 16 MB, so that a result is passed over seldom; 1
  /// MB where the result is small enough to stay in cache and the panels should too.
  private static final int BUDGET = 1 << 22;

  private static final int SMALL_BUDGET = 1 << 18;
  private static final int SMALL_RESULT = 1 << 16;

  private static final int MAX_ROWS = 4096;

  /// Panels of columns up to which packing the left operand costs more than it gains.
  private static final int FEW_PANELS = 8;

  /// Rows this many floats apart share the same few places of a first-level cache; tasks copy them
  /// to places that many floats further apart.
  private static final int ALIASED = 512;

  private static final int APART = MatMul.DEPTH + 16;

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

  /// Columns of a task of a single row: long stretches of memory, and the sums still fit the
  /// first-level cache.
  private static final int SINGLE_ROW_COLS = 1024;

  /// Multiply-adds worth a task of their own: a few microseconds.
  private static final long TASK_WORK = 1 << 18;

  private static final long MAX_TASK_WORK = 1 << 27;

  /// Elements worth a packing task of their own.
  private static final int PACK_WORK = 1 << 15;

  /// Panels that are packed together where the left operand lies transposed: what each step of K
  /// reads is then a few whole cache lines, not a part of one.
  private static final int PACKED_TOGETHER = 8;

  /// Floats between panels, so that those packed together do not share places of a cache.
  private static final int GAP = 16;

  private static final AtomicReferenceArray<MatMulJob> POOL = new AtomicReferenceArray<>(8);

  private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

  /// How the left operand gets to the kernel.
  private enum Left {
    /// Packed into panels before the tasks begin.
    PACKED,
    /// Packed into panels by each task, which is the only one to need them.
    PACKED_BY_TASK,
    /// Read where it is.
    IN_PLACE,
    /// Copied by each task, row by row, because the rows lie too regularly.
    COPIED
  }

  private MatMulKernel kernel;
  private int tileRows;
  private int tileCols;
  private int n;
  private float[] a;
  private int[] aOffsets;
  private int aRow;
  private int aCol;
  private float[] b;
  private int[] bOffsets;
  private int bRow;
  private int bCol;
  private float[] c;
  private int[] cOffsets;
  private int cRow;
  private int cCol;

  /// The right operand, if it is packed already.
  private MatMulPanels panels;

  /// The right operand packed for this product alone.
  private final MatMulPanels shared = new MatMulPanels();

  private final int[] oneA = new int[1];
  private final int[] oneC = new int[1];
  private float[] packed = {};
  private boolean packing;

  private Left left = Left.PACKED;

  private int firstBatch;
  private int firstRow;
  private int rows;
  private int firstDepth;
  private int depth;
  private int rowPanels;
  private int colPanels;
  private int together;
  private int panelsPerPacking;
  private int packingsPerBatch;
  private int panelsPerRowTask;
  private int rowTasks;
  private int panelsPerColTask;
  private int colTasks;

  private MatMulJob() {}

  static MatMulJob take() {
    for (int i = 0; i < POOL.length(); i++) {
      MatMulJob job = POOL.get(i) == null ? null : POOL.getAndSet(i, null);
      if (job != null) {
        return job;
      }
    }
    return new MatMulJob();
  }

  /// Forgets the operands and gives the job back.
  private void release() {
    a = null;
    b = null;
    c = null;
    aOffsets = null;
    bOffsets = null;
    cOffsets = null;
    panels = null;
    for (int i = 0; i < POOL.length(); i++) {
      if (POOL.compareAndSet(i, null, this)) {
        return;
      }
    }
  }

  /// Runs the product, then gives this job back. Parameters as in [MatMul#multiply], with any
  /// column stride for `c`.
  void run(
      MatMulKernel kernel,
      int batches,
      int m,
      int n,
      int k,
      float[] a,
      int[] aOffsets,
      int aRow,
      int aCol,
      float[] b,
      int[] bOffsets,
      int bRow,
      int bCol,
      float[] c,
      int[] cOffsets,
      int cRow,
      int cCol) {
    this.kernel = kernel;
    this.tileRows = kernel.rows();
    this.tileCols = kernel.cols();
    this.n = n;
    this.a = a;
    this.aOffsets = aOffsets;
    this.aRow = aRow;
    this.aCol = aCol;
    this.b = b;
    this.bOffsets = bOffsets;
    this.bRow = bRow;
    this.bCol = bCol;
    this.c = c;
    this.cOffsets = cOffsets;
    this.cRow = cRow;
    this.cCol = cCol;
    try {
      phases(batches, m, k);
    } finally {
      release();
    }
  }

  /// Runs the product of one matrix and a packed one, then gives this job back.
  void run(
      MatMulPanels panels,
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int aRow,
      int aCol,
      float[] c,
      int cOffset,
      int cRow) {
    this.panels = panels;
    oneA[0] = aOffset;
    oneC[0] = cOffset;
    run(
        panels.kernel(),
        1,
        m,
        n,
        k,
        a,
        oneA,
        aRow,
        aCol,
        panels.data(),
        oneA,
        0,
        0,
        c,
        oneC,
        cRow,
        1);
  }

  private void phases(int batches, int m, int k) {
    colPanels = ceilDiv(n, tileCols);
    if (panels == null && sharesRight(batches, m, k)) {
      shared.pack(kernel, k, n, b, bOffsets[0], bRow, bCol);
      panels = shared;
    }
    boolean byRows = panels != null && ceilDiv(m, tileRows) >= 2 * LEAST_ROW_PANELS;
    boolean rowsLie = aCol == 1 && m > 1 && (panels != null || colPanels <= FEW_PANELS);
    left =
        rowsLie
            ? aRow % ALIASED == 0 ? Left.COPIED : Left.IN_PLACE
            : byRows ? Left.PACKED_BY_TASK : Left.PACKED;
    int mostRows = left == Left.PACKED ? MAX_ROWS : m;
    for (int row = 0; row < m; row += mostRows) {
      firstRow = row;
      rows = Math.min(mostRows, m - row);
      rowPanels = ceilDiv(rows, tileRows);
      int width = rowPanels * tileRows;
      int budget = (long) rows * n <= SMALL_RESULT ? SMALL_BUDGET : BUDGET;
      int maxDepth =
          left == Left.PACKED ? Math.max(1, budget / width / MatMul.DEPTH) * MatMul.DEPTH : k;
      for (int from = 0; from < k; from += maxDepth) {
        firstDepth = from;
        depth = Math.min(maxDepth, k - from);
        int group = (int) Math.max(1, budget / ((long) width * depth));
        for (int batch = 0; batch < batches; batch += group) {
          firstBatch = batch;
          phase(Math.min(group, batches - batch));
        }
      }
    }
  }

  /// Whether to pack the right operand once for all tasks, which then take all columns of some rows
  /// and pack those alone: the left operand is large and the right one much smaller.
  private boolean sharesRight(int batches, int m, int k) {
    return batches == 1
        && cCol == 1
        && n <= m / 4
        && (long) m * k >= LARGE_LEFT
        && (long) n * k <= SMALL_RIGHT;
  }

  private void phase(int batches) {
    if (left == Left.PACKED && packed.length < panelAt(batches, 0, 0, 0)) {
      packed = new float[panelAt(batches, 0, 0, 0)];
    }
    long work = (long) batches * rows * n * depth;
    boolean alone = work < 2 * TASK_WORK;
    together = aRow == 1 ? Math.clamp(rowPanels / 2, 1, PACKED_TOGETHER) : 1;
    panelsPerPacking = alone ? rowPanels : Math.max(together, PACK_WORK / (tileRows * depth));
    packingsPerBatch = ceilDiv(rowPanels, panelsPerPacking);
    cut(work);
    int packings = left != Left.PACKED ? 0 : batches * packingsPerBatch;
    int products = batches * rowTasks * colTasks;
    if (alone) {
      for (int i = 0; i < packings; i++) {
        pack(i);
      }
      for (int i = 0; i < products; i++) {
        product(i);
      }
    } else {
      packing = true;
      Workers.parallelFor(packings, this);
      packing = false;
      Workers.parallelFor(products, this);
    }
  }

  /// Chooses the rows and columns of a task by the shape alone. Where the right operand is packed,
  /// a task takes few rows and all columns, as the kernels before and after it cut their work, too:
  /// a thread then finds its rows in its own cache.
  private void cut(long work) {
    if (singleRow()) {
      int cols = Math.clamp(n / 4, SINGLE_ROW_COLS / 4, SINGLE_ROW_COLS);
      panelsPerRowTask = 1;
      panelsPerColTask = cols / tileCols;
      rowTasks = 1;
      colTasks = ceilDiv(colPanels, panelsPerColTask);
      return;
    }
    if (panels != null && rowPanels >= 2 * LEAST_ROW_PANELS) {
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

  /// One task of the phase under way.
  @Override
  public void accept(int task) {
    if (packing) {
      pack(task);
    } else {
      product(task);
    }
  }

  private void pack(int task) {
    int batch = task / packingsPerBatch;
    int first = task % packingsPerBatch * panelsPerPacking;
    int end = Math.min(rowPanels, first + panelsPerPacking);
    int source = aOffsets[firstBatch + batch] + firstRow * aRow + firstDepth * aCol;
    for (int at = 0; at < depth; at += MatMul.DEPTH) {
      int steps = Math.min(MatMul.DEPTH, depth - at);
      for (int panel = first; panel < end; panel += together) {
        int row = panel * tileRows;
        int count = Math.min(rows, Math.min(end, panel + together) * tileRows) - row;
        kernel.packPanels(
            a,
            source + row * aRow + at * aCol,
            aCol,
            aRow,
            steps,
            count,
            packed,
            panelAt(batch, at, steps, panel),
            steps * tileRows + GAP);
      }
    }
  }

  /// Where a left panel begins: batches, then depth blocks, then panels.
  private int panelAt(int batch, int at, int steps, int panel) {
    int blocks = batch * ceilDiv(depth, MatMul.DEPTH) + at / MatMul.DEPTH;
    return rowPanels * ((batch * depth + at) * tileRows + blocks * GAP)
        + panel * (steps * tileRows + GAP);
  }

  /// Where the rows of a panel begin in the left operand itself.
  private int rowsAt(int batch, int at, int panel) {
    return aOffsets[firstBatch + batch] + (firstRow + panel * tileRows) * aRow + firstDepth + at;
  }

  private void product(int task) {
    int batch = task / (rowTasks * colTasks);
    int rest = task % (rowTasks * colTasks);
    int firstRowPanel = rest / colTasks * panelsPerRowTask;
    int endRowPanel = Math.min(rowPanels, firstRowPanel + panelsPerRowTask);
    int firstColPanel = rest % colTasks * panelsPerColTask;
    int endColPanel = Math.min(colPanels, firstColPanel + panelsPerColTask);
    Scratch scratch = SCRATCH.get();
    scratch.fit(tileRows, tileCols);
    if (singleRow()) {
      singleRow(batch, firstColPanel * tileCols, Math.min(n, endColPanel * tileCols), scratch);
      return;
    }
    for (int at = 0; at < depth; at += MatMul.DEPTH) {
      int steps = Math.min(MatMul.DEPTH, depth - at);
      if (left == Left.COPIED) {
        copyRows(batch, at, steps, firstRowPanel, endRowPanel, scratch);
      } else if (left == Left.PACKED_BY_TASK) {
        packRows(batch, at, steps, firstRowPanel, endRowPanel, scratch);
      }
      for (int panel = firstColPanel; panel < endColPanel; panel++) {
        columns(batch, at, steps, firstRowPanel, endRowPanel, panel, scratch);
      }
    }
  }

  private void copyRows(
      int batch, int at, int steps, int firstRowPanel, int endRowPanel, Scratch scratch) {
    int first = firstRowPanel * tileRows;
    int count = Math.min(rows, endRowPanel * tileRows) - first;
    scratch.fitRows(count * APART);
    int from = rowsAt(batch, at, firstRowPanel);
    for (int row = 0; row < count; row++) {
      System.arraycopy(a, from + row * aRow, scratch.rows, row * APART, steps);
    }
  }

  private void packRows(
      int batch, int at, int steps, int firstRowPanel, int endRowPanel, Scratch scratch) {
    int first = firstRowPanel * tileRows;
    int stride = steps * tileRows + GAP;
    scratch.fitRows((endRowPanel - firstRowPanel) * stride);
    int from = aOffsets[firstBatch + batch] + (firstRow + first) * aRow + (firstDepth + at) * aCol;
    int count = Math.min(rows, endRowPanel * tileRows) - first;
    kernel.packPanels(a, from, aCol, aRow, steps, count, scratch.rows, 0, stride);
  }

  /// Whether the left operand is one row and the right one can be read along its rows: no reuse,
  /// memory decides.
  private boolean singleRow() {
    return rows == 1 && bCol == 1;
  }

  private void singleRow(int batch, int col, int endCol, Scratch scratch) {
    int cols = endCol - col;
    for (int at = 0; at < depth; at += MatMul.DEPTH) {
      int steps = Math.min(MatMul.DEPTH, depth - at);
      int rightAt = bOffsets[firstBatch + batch] + (firstDepth + at) * bRow + col;
      Arrays.fill(scratch.sums, 0, cols, 0f);
      kernel.multiplyRow(
          steps, packed, panelAt(batch, at, steps, 0), b, rightAt, bRow, scratch.sums, cols);
      int result = cOffsets[firstBatch + batch] + firstRow * cRow + col * cCol;
      MatMulPacking.store(scratch.sums, cols, 1, cols, c, result, cRow, cCol, firstDepth + at > 0);
    }
  }

  /// All rows of a task times one right panel.
  private void columns(
      int batch,
      int at,
      int steps,
      int firstRowPanel,
      int endRowPanel,
      int colPanel,
      Scratch scratch) {
    int col = colPanel * tileCols;
    int cols = Math.min(tileCols, n - col);
    float[] right = panels == null ? b : panels.data();
    int rightAt = bOffsets[firstBatch + batch] + (firstDepth + at) * bRow + col * bCol;
    int rightStride = bRow;
    boolean usedInPlace =
        panels == null && bCol == 1 && cols == tileCols && endRowPanel - firstRowPanel <= 2;
    if (panels != null) {
      rightAt = panels.at(colPanel, firstDepth + at);
      rightStride = tileCols;
    } else if (!usedInPlace) {
      kernel.pack(b, rightAt, bRow, bCol, steps, cols, scratch.panel, 0, tileCols);
      right = scratch.panel;
      rightAt = 0;
      rightStride = tileCols;
    }
    boolean add = firstDepth + at > 0;
    boolean whole = cCol == 1 && cols == tileCols;
    int result = cOffsets[firstBatch + batch] + firstRow * cRow + col * cCol;
    float[] tile = scratch.tile;
    float[] rowsOf =
        switch (left) {
          case PACKED -> packed;
          case IN_PLACE -> a;
          case PACKED_BY_TASK, COPIED -> scratch.rows;
        };
    for (int panel = firstRowPanel; panel < endRowPanel; panel++) {
      int row = panel * tileRows;
      int live = Math.min(tileRows, rows - row);
      boolean direct = whole && !add && kernel.fits(live);
      float[] to = direct ? c : tile;
      int toAt = direct ? result + row * cRow : 0;
      int toRow = direct ? cRow : tileCols;
      int inTask = panel - firstRowPanel;
      int from =
          switch (left) {
            case PACKED -> panelAt(batch, at, steps, panel);
            case PACKED_BY_TASK -> inTask * (steps * tileRows + GAP);
            case IN_PLACE -> rowsAt(batch, at, panel);
            case COPIED -> inTask * tileRows * APART;
          };
      if (left == Left.PACKED || left == Left.PACKED_BY_TASK) {
        kernel.multiply(
            steps, rowsOf, from, right, rightAt, rightStride, to, toAt, toRow, live, cols);
      } else {
        int apart = left == Left.COPIED ? APART : aRow;
        kernel.multiplyRows(
            steps, rowsOf, from, apart, right, rightAt, rightStride, to, toAt, toRow, live, cols);
      }
      if (direct) {
        continue;
      }
      if (whole) {
        kernel.store(tile, live, c, result + row * cRow, cRow, add);
      } else {
        MatMulPacking.store(tile, tileCols, live, cols, c, result + row * cRow, cRow, cCol, add);
      }
    }
  }

  private static int ceilDiv(int x, int y) {
    return (x + y - 1) / y;
  }

  /// A thread's own small buffers.
  private static final class Scratch {
    float[] panel = {};
    float[] tile = {};
    float[] rows = {};
    final float[] sums = new float[SINGLE_ROW_COLS];

    void fit(int rows, int cols) {
      if (panel.length < MatMul.DEPTH * cols) {
        panel = new float[MatMul.DEPTH * cols];
      }
      if (tile.length < rows * cols) {
        tile = new float[rows * cols];
      }
    }

    void fitRows(int length) {
      if (rows.length < length) {
        rows = new float[length];
      }
    }
  }
}
