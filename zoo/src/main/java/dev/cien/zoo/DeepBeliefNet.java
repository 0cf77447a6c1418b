package dev.cien.zoo;

import dev.cien.nn.Linear;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Restricted Boltzmann machines on top of each other, each trained on what the one below makes of
/// the samples, and a layer of logits above: after pre-training it is an ordinary network with
/// sigmoids.
///
/// Shapes: x `[batch, …]` with `sizes[0]` values from 0 to 1, logits `[batch, classes]`.
///
/// G. E. Hinton, S. Osindero, Y.-W. Teh: A fast learning algorithm for deep belief nets, 2006.
///
/// @param machines the lowest first
/// @param out from the highest machine to one logit a class
public record DeepBeliefNet(List<Rbm> machines, Linear out) implements Staged {
  /// Copies the list.
  public DeepBeliefNet {
    machines = List.copyOf(machines);
  }

  /// A net with the given sizes of layers, inputs first.
  public static DeepBeliefNet of(int classes, Rng rng, int... sizes) {
    List<Rbm> machines = new ArrayList<>();
    for (int i = 1; i < sizes.length; i++) {
      machines.add(Rbm.of(sizes[i - 1], sizes[i], rng));
    }
    return new DeepBeliefNet(machines, Linear.of(sizes[sizes.length - 1], classes, rng));
  }

  /// What the machines below a given one make of x.
  public Tensor below(int machine, Tensor x) {
    Tensor v = flat(x);
    for (Rbm rbm : machines.subList(0, machine)) {
      v = rbm.forward(v);
    }
    return v;
  }

  private Tensor flat(Tensor x) {
    return x.reshape(x.shape().dim(0), machines.getFirst().weight().shape().dim(1));
  }

  @Override
  public List<Stage> stages() {
    List<Stage> stages = new ArrayList<>();
    stages.add(Staged.stage("flatten", this::flat));
    for (int i = 0; i < machines.size(); i++) {
      stages.add(Staged.stage("machines." + i, machines.get(i)));
    }
    stages.add(Staged.stage("out", out));
    return stages;
  }
}
