package dev.cien.data;

import java.lang.ref.Cleaner;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// The batches of one epoch, once through, the next ones made ahead by a virtual thread.
///
/// What goes wrong while making a batch ahead is thrown where that batch is asked for. [#close]
/// stops the thread; an epoch that is walked to its end, or no longer referenced, needs no closing.
/// To be used from one thread.
public final class Epoch implements Iterator<Batch>, Iterable<Batch>, AutoCloseable {
  private static final Cleaner CLEANER = Cleaner.create();

  private final Maker maker;
  private final BlockingQueue<Made> ready;
  private final Cleaner.Cleanable stop;
  private int step;
  private boolean closed;

  /// A batch, or why there is none.
  private record Made(Batch batch, Throwable failure) {}

  Epoch(Batches batches, int epoch, int fromStep) {
    Dataset drawn = batches.data().forEpoch(batches.seed(), epoch);
    this.step = fromStep;
    this.maker = new Maker(drawn, batches.order(epoch), batches.batchSize(), batches.steps());
    if (batches.ahead() > 0 && fromStep < maker.steps) {
      BlockingQueue<Made> queue = new ArrayBlockingQueue<>(batches.ahead());
      Maker worker = maker;
      Thread thread =
          Thread.ofVirtual().name("cien-batches").start(() -> worker.fill(queue, fromStep));
      this.ready = queue;
      // Must not refer to this epoch, or it would never become unreachable.
      this.stop = CLEANER.register(this, thread::interrupt);
    } else {
      this.ready = null;
      this.stop = null;
    }
  }

  /// What makes batches; knows nothing of the epoch that hands them out.
  private record Maker(Dataset data, int[] order, int batchSize, int steps) {
    Batch make(int step) {
      int from = step * batchSize;
      return data.batch(Arrays.copyOfRange(order, from, Math.min(from + batchSize, order.length)));
    }

    void fill(BlockingQueue<Made> queue, int fromStep) {
      try {
        for (int step = fromStep; step < steps; step++) {
          Made made;
          try {
            made = new Made(make(step), null);
          } catch (RuntimeException | Error failure) {
            made = new Made(null, failure);
          }
          queue.put(made);
          if (made.failure() != null) {
            return;
          }
        }
      } catch (InterruptedException closed) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// The step whose batch comes next.
  public int step() {
    return step;
  }

  /// How many batches the whole epoch has.
  public int steps() {
    return maker.steps;
  }

  @Override
  public boolean hasNext() {
    return !closed && step < maker.steps;
  }

  @Override
  public Batch next() {
    if (!hasNext()) {
      throw new NoSuchElementException(
          closed ? "epoch: closed" : "epoch: all " + maker.steps + " batches are taken");
    }
    if (ready == null) {
      return maker.make(step++);
    }
    Made made;
    try {
      made = ready.take();
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("epoch: interrupted while waiting for batch " + step, e);
    }
    switch (made.failure()) {
      case null -> {
        step++;
        return made.batch();
      }
      case RuntimeException failure -> throw failed(failure);
      case Error failure -> {
        close();
        throw failure;
      }
      default -> throw new AssertionError(made.failure());
    }
  }

  private RuntimeException failed(RuntimeException failure) {
    close();
    // Thrown on another thread: this one's stack shows who asked.
    failure.addSuppressed(
        new IllegalStateException("while taking batch " + step + " of the epoch"));
    return failure;
  }

  /// This epoch itself: it can be walked through once.
  @Override
  public Iterator<Batch> iterator() {
    return this;
  }

  /// Stops making batches; what was made ahead is dropped.
  @Override
  public void close() {
    closed = true;
    if (stop != null) {
      stop.clean();
    }
  }
}
