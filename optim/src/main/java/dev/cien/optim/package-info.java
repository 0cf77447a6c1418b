/// How parameters move: update rules ([dev.cien.optim.SGD], [dev.cien.optim.AdamW] and others), the
/// [dev.cien.optim.Optimizer] that applies them, [dev.cien.optim.Schedule]s for the learning rate,
/// [dev.cien.optim.Clipping] and averages of weights ([dev.cien.optim.Ema]).
package dev.cien.optim;
