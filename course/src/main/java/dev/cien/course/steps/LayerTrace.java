package dev.cien.course.steps;

import dev.cien.course.small.Weights;

/// What happens in one layer while one sample goes forward, its error goes backward, and the
/// parameters move.
///
/// @param products wⱼᵢ·aᵢ of each edge, `[out][in]`
/// @param sums z = Σ wⱼᵢ·aᵢ + bⱼ of each neuron
/// @param outputs a = f(z) of each neuron
/// @param slopes f′(z) of each neuron; of softmax the own one, a·(1 − a)
/// @param byOutput ∂L/∂a of each neuron, through all that it leads to
/// @param bySum δ = ∂L/∂z of each neuron, which is ∂L/∂b as well
/// @param byWeight ∂L/∂w of each edge, `[out][in]`
/// @param checkedWeight (L(w + h) − L(w − h)) / 2h of each edge, `[out][in]`
/// @param checkedBias the same of each bias
/// @param next the parameters after the step
public record LayerTrace(
    double[][] products,
    double[] sums,
    double[] outputs,
    double[] slopes,
    double[] byOutput,
    double[] bySum,
    double[][] byWeight,
    double[][] checkedWeight,
    double[] checkedBias,
    Weights next) {}
