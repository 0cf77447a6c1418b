package dev.cien.tensor.cpu;

/// The inner loops of the float32 matrix product, over packed panels.
///
/// A *left panel* holds [#rows()] rows of the left operand, `panel[p·rows + r]` for `p` along K; a
/// *right panel* holds [#cols()] columns of the right operand, `panel[p·cols + j]`. Two
/// implementations give the same bits: loops on the Vector API and plain Java.
interface MatMulKernel {

  /// Rows of a tile, the width of a left panel.
  int rows();

  /// Columns of a tile, the width of a right panel.
  int cols();

  /// Products with at most this many multiply-adds are faster without packing, on [MatMulSmall].
  int small();

  /// Relative cost of a step of K for this many rows and columns, unused parts of tiles included.
  long cost(int rows, int cols);

  /// Whether [#multiply] writes no more than this many rows: then a tile may be the result itself.
  boolean fits(int liveRows);

  /// Computes `tile[tileAt + r·tileRow + j] = Σ_p left[leftAt + p·rows() + r] · right[rightAt +
  /// p·cols() + j]` for `r < liveRows` and `j < liveCols`, each sum an `fma` chain from `+0` with
  /// `p` going up. Up to [#rows()] rows and [#cols()] columns of the tile are written; what is
  /// beyond the live ones holds anything. The right panel must have all its columns.
  void multiply(
      int depth,
      float[] left,
      int leftAt,
      float[] right,
      int rightAt,
      float[] tile,
      int tileAt,
      int tileRow,
      int liveRows,
      int liveCols);

  /// The same for rows that are read where they are, element (r, p) at `leftAt + r·leftRow + p`,
  /// and a right operand that need not be packed: element (p, j) at `rightAt + p·rightStride + j`.
  void multiplyRows(
      int depth,
      float[] left,
      int leftAt,
      int leftRow,
      float[] right,
      int rightAt,
      int rightStride,
      float[] tile,
      int tileAt,
      int tileRow,
      int liveRows,
      int liveCols);

  /// Continues `fma` chains of one row: `sums[j] += Σ_p left[leftAt + p·rows()] · right[rightAt +
  /// p·rightStride + j]` for `j < cols`, any number of columns, with `p` going up.
  void multiplyRow(
      int depth,
      float[] left,
      int leftAt,
      float[] right,
      int rightAt,
      int rightStride,
      float[] sums,
      int cols);

  /// Writes (`add` false) or adds (`add` true) the first `live` rows of a tile, all its columns, to
  /// `c[at + r·rowStride + j]`.
  void store(float[] tile, int live, float[] c, int at, int rowStride, boolean add);

  /// Fills a panel: `panel[panelAt + p·width + l] = source[at + p·depthStride + l·laneStride]` for
  /// `p < depth`, `l < count`. What lies between `count` and `width` stays: it only reaches parts
  /// of a tile that nobody reads.
  void pack(
      float[] source,
      int at,
      int depthStride,
      int laneStride,
      int depth,
      int count,
      float[] panel,
      int panelAt,
      int width);

  /// Fills neighbouring panels of `width` lanes each, `panelStride` from one to the next: lane l of
  /// step p, for `p < depth` and `l < count`, from `source[at + p·depthStride + l·laneStride]`.
  /// Nothing after the last step of a panel is written, so that others may pack later steps at the
  /// same time.
  ///
  /// @param width [#rows()] for panels of the left operand, [#cols()] for those of the right one
  default void packPanels(
      float[] source,
      int at,
      int depthStride,
      int laneStride,
      int depth,
      int count,
      float[] panels,
      int panelAt,
      int panelStride,
      int width) {
    for (int lane = 0; lane < count; lane += width) {
      pack(
          source,
          at + lane * laneStride,
          depthStride,
          laneStride,
          depth,
          Math.min(width, count - lane),
          panels,
          panelAt + lane / width * panelStride,
          width);
    }
  }
}
