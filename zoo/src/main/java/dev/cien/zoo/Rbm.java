package dev.cien.zoo;

import dev.cien.nn.Init;
import dev.cien.nn.Layer;
import dev.cien.tensor.DType;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;

/// A restricted Boltzmann machine: visible and hidden switches, each visible one joined to each
/// hidden one, none to its like. It gives every state an energy, and low energies are likely:
///
/// ```
/// E(v, h) = −b·v − c·h − h·Wv                       p(v, h) ∝ e^−E(v, h)
/// p(hⱼ = 1 | v) = σ(cⱼ + Wⱼ·v)                       p(vᵢ = 1 | h) = σ(bᵢ + hᵀW·ᵢ)
/// F(v) = −b·v − Σⱼ log(1 + e^(cⱼ + Wⱼ·v))            p(v) ∝ e^−F(v)
/// ```
///
/// It learns without labels by contrastive divergence: the energy of a sample is lowered, that of
/// what the machine makes of the sample in one step back and forth is raised.
///
/// Shapes: v `[batch, visible]`, values from 0 to 1; h `[batch, hidden]`; W `[hidden, visible]`.
///
/// G. E. Hinton: Training products of experts by minimizing contrastive divergence, 2002. G. E.
/// Hinton, S. Osindero, Y.-W. Teh: A fast learning algorithm for deep belief nets, 2006.
///
/// @param weight W
/// @param visibleBias b
/// @param hiddenBias c
public record Rbm(Variable weight, Variable visibleBias, Variable hiddenBias) implements Layer {
  /// A machine that knows nothing: tiny weights, biases 0.
  public static Rbm of(int visible, int hidden, Rng rng) {
    return new Rbm(
        Variable.of("weight", Init.normal(rng, 0.01, hidden, visible)),
        Variable.of("visible_bias", Tensor.zeros(visible)),
        Variable.of("hidden_bias", Tensor.zeros(hidden)));
  }

  /// The probabilities of the hidden switches.
  @Override
  public Tensor forward(Tensor v) {
    return above(v).sigmoid();
  }

  private Tensor above(Tensor v) {
    return v.matmul(weight.value().t()).add(hiddenBias.value());
  }

  /// The probabilities of the visible switches.
  public Tensor visible(Tensor h) {
    return h.matmul(weight.value()).add(visibleBias.value()).sigmoid();
  }

  /// F(v) of each sample, `[batch]`.
  public Tensor freeEnergy(Tensor v) {
    return v.mul(visibleBias.value()).sum(1).add(above(v).softplus().sum(1)).neg();
  }

  /// One step back and forth: hidden switches drawn from v, visible probabilities from those.
  public Tensor reconstruction(Tensor v, Rng rng) {
    Tensor p = forward(v);
    return visible(Tensor.rand(rng, p.shape().dims()).lt(p).cast(DType.FLOAT32));
  }

  /// The mean of F(v) − F(v′). Its gradient, with v′ from [#reconstruction] held fixed, is the
  /// contrastive divergence of one step.
  public Tensor contrast(Tensor v, Tensor reconstruction) {
    return freeEnergy(v).sub(freeEnergy(reconstruction.detach())).mean();
  }

  @Override
  public String toString() {
    return "Rbm(visible=" + weight.shape().dim(1) + ", hidden=" + weight.shape().dim(0) + ")";
  }
}
