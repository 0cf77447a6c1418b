/// Metrics: what people report about a model, gathered over batches.
package dev.cien.nn.metric;
