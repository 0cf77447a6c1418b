package dev.cien.tensor.cpu;

import java.util.List;
import java.util.function.IntConsumer;

/// What both ways of [Attention] begin with: the kernels for so much work, the arrays, the mask.
abstract class AttentionRun implements IntConsumer {
  final Attention.Sizes sizes;
  final List<Attention.Matrices> in;
  final int tasksEach;

  /// The arrays of the operands without the mask.
  final float[][] operands;

  float[] result;
  MatMulKernel kernel;

  private final AttentionMask mask;
  private final int matrices;
  private final int passes;
  private AttentionRows rows;

  /// @param operands how many there are before the mask, which may be missing
  /// @param passes how often the work of the way forward is done
  /// @param tasksEach into how many tasks a pair of matrices is cut
  AttentionRun(
      Attention.Sizes sizes, List<Attention.Matrices> in, int operands, int passes, int tasksEach) {
    this.sizes = sizes;
    this.in = in;
    this.passes = passes;
    this.tasksEach = tasksEach;
    this.operands = new float[operands][];
    mask = AttentionMask.of(sizes, in, operands);
    matrices = in.getFirst().offsets().length;
    AttentionRows.prepare();
  }

  final void run(Object[] buffers) {
    run(
        MatMulKernels.currentNarrow(passes * matrices * sizes.products()),
        AttentionRows.current(matrices * sizes.scores()),
        buffers);
  }

  final void run(MatMulKernel kernel, AttentionRows rows, Object[] buffers) {
    this.kernel = kernel;
    this.rows = rows;
    for (int i = 0; i < operands.length; i++) {
      operands[i] = (float[]) buffers[i];
    }
    mask.read(buffers);
    result = (float[]) buffers[buffers.length - 1];
    Workers.parallelFor(matrices * tasksEach, this);
  }

  /// Prepares what a thread keeps for a pair of matrices.
  final void begin(AttentionGroup group, int matrix) {
    group.begin(sizes, mask, kernel, rows);
    group.packKeys(operands[1], in.get(1), matrix);
  }
}
