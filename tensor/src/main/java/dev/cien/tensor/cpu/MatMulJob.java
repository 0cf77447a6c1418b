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

  /// Row panels of a task at least, where the right operand is packed already.
  private static final int LEAST_ROW_PANELS = 2;

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

  private static final AtomicReferenceArray<MatMulJob> POOL = new AtomicReferenceArray<>(8);

  private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

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

  private final int[] oneA = new int[1];
  private final int[] oneC = new int[1];
  private float[] packed = {};
  private boolean packing;

  /// Whether the left operand is not packed: its rows are read where they are, or from copies that
  /// each task makes because they lie too regularly.
  private boolean inPlace;

  private boolean copied;

  private int firstBatch;
  private int firstRow;
  private int rows;
  private int firstDepth;
  private int depth;
  private int rowPanels;
  private int colPanels;
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
    inPlace = aCol == 1 && m > 1 && (panels != null || colPanels <= FEW_PANELS);
    copied = inPlace && aRow % ALIASED == 0;
    for (int row = 0; row < m; row += MAX_ROWS) {
      firstRow = row;
      rows = Math.min(MAX_ROWS, m - row);
      rowPanels = ceilDiv(rows, tileRows);
      int width = rowPanels * tileRows;
      int budget = (long) rows * n <= SMALL_RESULT ? SMALL_BUDGET : BUDGET;
      int maxDepth = Math.max(1, budget / width / MatMul.DEPTH) * MatMul.DEPTH;
      for (int from = 0; from < k; from += maxDepth) {
        firstDepth = from;
        depth = Math.min(maxDepth, k - from);
        int group = Math.max(1, budget / (width * depth));
        for (int batch = 0; batch < batches; batch += group) {
          firstBatch = batch;
          phase(Math.min(group, batches - batch));
        }
      }
    }
  }

  private void phase(int batches) {
    int size = rowPanels * tileRows * depth;
    if (!inPlace && packed.length < batches * size) {
      packed = new float[batches * size];
    }
    long work = (long) batches * rows * n * depth;
    boolean alone = work < 2 * TASK_WORK;
    panelsPerPacking = alone ? rowPanels : Math.max(1, PACK_WORK / (tileRows * depth));
    packingsPerBatch = ceilDiv(rowPanels, panelsPerPacking);
    cut(work);
    int packings = inPlace ? 0 : batches * packingsPerBatch;
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
    if (panels != null && inPlace && rowPanels >= 2 * LEAST_ROW_PANELS) {
      panelsPerRowTask = LEAST_ROW_PANELS;
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
      for (int panel = first; panel < end; panel++) {
        int row = panel * tileRows;
        kernel.pack(
            a,
            source + row * aRow + at * aCol,
            aCol,
            aRow,
            steps,
            Math.min(tileRows, rows - row),
            packed,
            panelAt(batch, at, steps, panel),
            tileRows);
      }
    }
  }

  /// Where a left panel begins: batches, then depth blocks, then panels.
  private int panelAt(int batch, int at, int steps, int panel) {
    return (rowPanels * (batch * depth + at) + panel * steps) * tileRows;
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
      if (copied) {
        copyRows(batch, at, steps, firstRowPanel, endRowPanel, scratch);
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
    scratch.fitRows(count);
    int from = rowsAt(batch, at, firstRowPanel);
    for (int row = 0; row < count; row++) {
      System.arraycopy(a, from + row * aRow, scratch.rows, row * APART, steps);
    }
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
    float[] right = b;
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
    for (int panel = firstRowPanel; panel < endRowPanel; panel++) {
      int row = panel * tileRows;
      int live = Math.min(tileRows, rows - row);
      boolean direct = whole && !add && kernel.fits(live);
      float[] to = direct ? c : tile;
      int toAt = direct ? result + row * cRow : 0;
      int toRow = direct ? cRow : tileCols;
      if (inPlace) {
        float[] left = copied ? scratch.rows : a;
        int leftAt = copied ? (panel - firstRowPanel) * tileRows * APART : rowsAt(batch, at, panel);
        int leftRow = copied ? APART : aRow;
        kernel.multiplyRows(
            steps, left, leftAt, leftRow, right, rightAt, rightStride, to, toAt, toRow, live, cols);
      } else {
        int panelAt = panelAt(batch, at, steps, panel);
        kernel.multiply(
            steps, packed, panelAt, right, rightAt, rightStride, to, toAt, toRow, live, cols);
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

    void fitRows(int count) {
      if (rows.length < count * APART) {
        rows = new float[count * APART];
      }
    }
  }
}
