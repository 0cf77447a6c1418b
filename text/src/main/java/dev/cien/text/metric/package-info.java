/// Measures of generated text against texts that people wrote: [dev.cien.text.metric.Bleu] and
/// [dev.cien.text.metric.Chrf] for translation, [dev.cien.text.metric.Rouge] for summaries,
/// [dev.cien.text.metric.ErrorRate] for transcription.
package dev.cien.text.metric;
