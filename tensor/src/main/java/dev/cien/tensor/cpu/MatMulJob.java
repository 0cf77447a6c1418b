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
  /// Floats between rows that tasks copy because their own places would share those of a cache.
  private static final int APART = MatMul.DEPTH + 16;

  private static final AtomicReferenceArray<MatMulJob> POOL = new AtomicReferenceArray<>(8);

  private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

  private final MatMulCut cut = new MatMulCut();
  private MatMulKernel kernel;
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
      rounds(batches, m, k);
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

  private void rounds(int batches, int m, int k) {
    if (panels == null && MatMulCut.sharesRight(batches, m, n, k, cCol)) {
      shared.pack(kernel, k, n, b, bOffsets[0], bRow, bCol);
      panels = shared;
    }
    cut.begin(kernel, m, n, k, aRow, aCol, bCol, panels != null);
    for (int row = 0; row < m; row += cut.mostRows()) {
      cut.rowsFrom(row);
      for (int from = 0; from < k; from += cut.mostDepth()) {
        cut.depthFrom(from);
        int group = cut.mostBatches();
        for (int batch = 0; batch < batches; batch += group) {
          round(batch, Math.min(group, batches - batch));
        }
      }
    }
  }

  private void round(int firstBatch, int batches) {
    cut.round(firstBatch, batches);
    if (cut.packings > 0 && packed.length < cut.panelAt(batches, 0, 0, 0)) {
      packed = new float[cut.panelAt(batches, 0, 0, 0)];
    }
    if (cut.alone) {
      for (int i = 0; i < cut.packings; i++) {
        pack(i);
      }
      for (int i = 0; i < cut.products; i++) {
        product(i);
      }
    } else {
      packing = true;
      Workers.parallelFor(cut.packings, this);
      packing = false;
      Workers.parallelFor(cut.products, this);
    }
  }

  /// One task of the round under way.
  @Override
  public void accept(int task) {
    if (packing) {
      pack(task);
    } else {
      product(task);
    }
  }

  private void pack(int task) {
    int batch = task / cut.packingsPerBatch;
    int part = task % cut.packingsPerBatch;
    int partsOfPanels = Math.ceilDiv(cut.rowPanels, cut.panelsPerPacking);
    int panel = part % partsOfPanels * cut.panelsPerPacking;
    int row = panel * cut.tileRows;
    int count = Math.min(cut.rows, (panel + cut.panelsPerPacking) * cut.tileRows) - row;
    int at = part / partsOfPanels * cut.stepsPerPacking;
    int end = Math.min(cut.depth, at + cut.stepsPerPacking);
    int source =
        aOffsets[cut.firstBatch + batch] + (cut.firstRow + row) * aRow + cut.firstDepth * aCol;
    while (at < end) {
      int inBlock = at % MatMul.DEPTH;
      int block = at - inBlock;
      int blockSteps = Math.min(MatMul.DEPTH, cut.depth - block);
      int steps = Math.min(end, block + blockSteps) - at;
      kernel.packPanels(
          a,
          source + at * aCol,
          aCol,
          aRow,
          steps,
          count,
          packed,
          cut.panelAt(batch, block, blockSteps, panel) + inBlock * cut.tileRows,
          blockSteps * cut.tileRows + MatMulCut.GAP,
          cut.tileRows);
      at += steps;
    }
  }

  /// Where the rows of a panel begin in the left operand itself.
  private int rowsAt(int batch, int at, int panel) {
    return aOffsets[cut.firstBatch + batch]
        + (cut.firstRow + panel * cut.tileRows) * aRow
        + cut.firstDepth
        + at;
  }

  private void product(int task) {
    int batch = task / (cut.rowTasks * cut.colTasks);
    int rest = task % (cut.rowTasks * cut.colTasks);
    int firstRowPanel = rest / cut.colTasks * cut.panelsPerRowTask;
    int endRowPanel = Math.min(cut.rowPanels, firstRowPanel + cut.panelsPerRowTask);
    int firstColPanel = rest % cut.colTasks * cut.panelsPerColTask;
    int endColPanel = Math.min(cut.colPanels, firstColPanel + cut.panelsPerColTask);
    Scratch scratch = SCRATCH.get();
    if (cut.singleRow()) {
      singleRow(
          batch, firstColPanel * cut.tileCols, Math.min(n, endColPanel * cut.tileCols), scratch);
      return;
    }
    int packedHere = panels == null ? cut.panelsPerColTask : 0;
    scratch.fit(cut.tileRows, cut.tileCols, packedHere * columnStride(MatMul.DEPTH));
    for (int at = 0; at < cut.depth; at += MatMul.DEPTH) {
      int steps = Math.min(MatMul.DEPTH, cut.depth - at);
      if (cut.left == MatMulCut.Left.COPIED) {
        copyRows(batch, at, steps, firstRowPanel, endRowPanel, scratch);
      } else if (cut.left == MatMulCut.Left.PACKED_BY_TASK) {
        packRows(batch, at, steps, firstRowPanel, endRowPanel, scratch);
      }
      if (panels == null) {
        packColumns(batch, at, steps, firstColPanel, endColPanel, scratch);
      }
      for (int panel = firstColPanel; panel < endColPanel; panel++) {
        int inTask = panel - firstColPanel;
        columns(batch, at, steps, firstRowPanel, endRowPanel, panel, inTask, scratch);
      }
    }
  }

  private void copyRows(
      int batch, int at, int steps, int firstRowPanel, int endRowPanel, Scratch scratch) {
    int first = firstRowPanel * cut.tileRows;
    int count = Math.min(cut.rows, endRowPanel * cut.tileRows) - first;
    scratch.fitRows(count * APART);
    int from = rowsAt(batch, at, firstRowPanel);
    for (int row = 0; row < count; row++) {
      System.arraycopy(a, from + row * aRow, scratch.rows, row * APART, steps);
    }
  }

  private void packRows(
      int batch, int at, int steps, int firstRowPanel, int endRowPanel, Scratch scratch) {
    int first = firstRowPanel * cut.tileRows;
    int stride = steps * cut.tileRows + MatMulCut.GAP;
    scratch.fitRows((endRowPanel - firstRowPanel) * stride);
    int from =
        aOffsets[cut.firstBatch + batch]
            + (cut.firstRow + first) * aRow
            + (cut.firstDepth + at) * aCol;
    int count = Math.min(cut.rows, endRowPanel * cut.tileRows) - first;
    kernel.packPanels(a, from, aCol, aRow, steps, count, scratch.rows, 0, stride, cut.tileRows);
  }

  /// Packs the columns of a task, those that are not read where they are.
  private void packColumns(
      int batch, int at, int steps, int firstColPanel, int endColPanel, Scratch scratch) {
    int panel = firstColPanel;
    while (panel < endColPanel && isRightInPlace(panel)) {
      panel++;
    }
    int first = panel * cut.tileCols;
    int count = Math.min(n, endColPanel * cut.tileCols) - first;
    int from = bOffsets[cut.firstBatch + batch] + (cut.firstDepth + at) * bRow + first * bCol;
    int to = (panel - firstColPanel) * columnStride(steps);
    kernel.packPanels(
        b, from, bRow, bCol, steps, count, scratch.panels, to, columnStride(steps), cut.tileCols);
  }

  /// Whether a panel of columns is read where it is.
  private boolean isRightInPlace(int colPanel) {
    return bCol == 1
        && (colPanel + 1) * cut.tileCols <= n
        && !cut.left.isPacked()
        && cut.hasFewRows();
  }

  /// The distance between two panels of columns of a task.
  private int columnStride(int steps) {
    return steps * cut.tileCols + MatMulCut.GAP;
  }

  private void singleRow(int batch, int col, int endCol, Scratch scratch) {
    int cols = endCol - col;
    for (int at = 0; at < cut.depth; at += MatMul.DEPTH) {
      int steps = Math.min(MatMul.DEPTH, cut.depth - at);
      int rightAt = bOffsets[cut.firstBatch + batch] + (cut.firstDepth + at) * bRow + col;
      Arrays.fill(scratch.sums, 0, cols, 0f);
      kernel.multiplyRow(
          steps, packed, cut.panelAt(batch, at, steps, 0), b, rightAt, bRow, scratch.sums, cols);
      int result = cOffsets[cut.firstBatch + batch] + cut.firstRow * cRow + col * cCol;
      MatMulPacking.store(
          scratch.sums, cols, 1, cols, c, result, cRow, cCol, cut.firstDepth + at > 0);
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
      int inColumns,
      Scratch scratch) {
    int col = colPanel * cut.tileCols;
    int cols = Math.min(cut.tileCols, n - col);
    float[] right = scratch.panels;
    int rightAt = inColumns * columnStride(steps);
    int rightStride = cut.tileCols;
    if (panels != null) {
      right = panels.data();
      rightAt = panels.at(colPanel, cut.firstDepth + at);
    } else if (isRightInPlace(colPanel)) {
      right = b;
      rightAt = bOffsets[cut.firstBatch + batch] + (cut.firstDepth + at) * bRow + col;
      rightStride = bRow;
    }
    boolean add = cut.firstDepth + at > 0;
    boolean whole = cCol == 1 && cols == cut.tileCols;
    int result = cOffsets[cut.firstBatch + batch] + cut.firstRow * cRow + col * cCol;
    float[] tile = scratch.tile;
    float[] rowsOf =
        switch (cut.left) {
          case PACKED -> packed;
          case IN_PLACE -> a;
          case PACKED_BY_TASK, COPIED -> scratch.rows;
        };
    for (int panel = firstRowPanel; panel < endRowPanel; panel++) {
      int row = panel * cut.tileRows;
      int live = Math.min(cut.tileRows, cut.rows - row);
      boolean direct = whole && !add && kernel.fits(live);
      float[] to = direct ? c : tile;
      int toAt = direct ? result + row * cRow : 0;
      int toRow = direct ? cRow : cut.tileCols;
      int inTask = panel - firstRowPanel;
      int from =
          switch (cut.left) {
            case PACKED -> cut.panelAt(batch, at, steps, panel);
            case PACKED_BY_TASK -> inTask * (steps * cut.tileRows + MatMulCut.GAP);
            case IN_PLACE -> rowsAt(batch, at, panel);
            case COPIED -> inTask * cut.tileRows * APART;
          };
      if (cut.left.isPacked()) {
        kernel.multiply(steps, rowsOf, from, right, rightAt, to, toAt, toRow, live, cols);
      } else {
        int apart = cut.left == MatMulCut.Left.COPIED ? APART : aRow;
        kernel.multiplyRows(
            steps, rowsOf, from, apart, right, rightAt, rightStride, to, toAt, toRow, live, cols);
      }
      if (direct) {
        continue;
      }
      if (whole) {
        kernel.store(tile, live, c, result + row * cRow, cRow, add);
      } else {
        MatMulPacking.store(
            tile, cut.tileCols, live, cols, c, result + row * cRow, cRow, cCol, add);
      }
    }
  }

  /// A thread's own small buffers.
  private static final class Scratch {
    float[] panels = {};
    float[] tile = {};
    float[] rows = {};
    final float[] sums = new float[MatMulCut.SINGLE_ROW_COLS];

    void fit(int rows, int cols, int length) {
      if (panels.length < length) {
        panels = new float[length];
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
