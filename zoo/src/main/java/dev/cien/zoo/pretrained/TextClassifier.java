package dev.cien.zoo.pretrained;

import dev.cien.io.FileFormatException;
import dev.cien.io.JsonPart;
import dev.cien.nn.Attention;
import dev.cien.nn.Layer;
import dev.cien.nn.ReLU;
import dev.cien.nn.Sequential;
import dev.cien.nn.Tanh;
import dev.cien.tensor.Tensor;
import dev.cien.text.Tokenizer;
import dev.cien.zoo.BertEncoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Sorts texts into classes with an encoder that others fine-tuned: sentiment, topics, spam.
///
/// ```java
/// TextClassifier classifier = TextClassifier.open(Path.of("sentiment"));
/// Map<String, Double> answer = classifier.classify("What a lovely day!");
/// ```
///
/// It opens folders of `…ForSequenceClassification`: the first token's vector, a linear layer with
/// tanh (ReLU in DistilBERT), a logit a label; `id2label` of `config.json` names them. Labels shut
/// each other out unless `problem_type` says otherwise. May be used by many threads.
///
/// J. Devlin et al. 2018, [arXiv:1810.04805](https://arxiv.org/abs/1810.04805), section 4.1.
public final class TextClassifier {
  private static final int MAX_LABELS = 1 << 16;

  private final Layer head;
  private final BertEncoder reader;
  private final List<String> labels;
  private final boolean several;
  private final TextRunner runner;

  private TextClassifier(
      BertEncoder reader, Layer head, Tokenizer tokenizer, List<String> labels, boolean several) {
    this.reader = reader;
    this.head = head;
    this.labels = labels;
    this.several = several;
    this.runner = new TextRunner(tokenizer, reader.context(), this::probabilities);
  }

  /// Opens a folder.
  ///
  /// @throws FileFormatException if it holds no classifier of texts
  public static TextClassifier open(Path folder) {
    ModelFolder opened = ModelFolder.open(folder);
    JsonPart config = opened.config();
    List<String> labels = labels(config);
    BertParts parts = opened.parts();
    BertFamily.Head head = parts.family().head();
    String problem = config.get("problem_type").text("single_label_classification");
    boolean several = problem.equals("multi_label_classification");
    config
        .get("problem_type")
        .require(
            several || problem.equals("single_label_classification"),
            "single_label_classification, multi_label_classification");
    int width = parts.width();
    return new TextClassifier(
        parts.encoder(),
        Sequential.of(
            parts.linear(head.hidden(), width),
            head.tanh() ? Tanh.of() : ReLU.of(),
            parts.linear(head.out(), labels.size())),
        opened.tokenizer(),
        labels,
        several);
  }

  /// Two labels unless the configuration names others, as in `transformers`.
  private static List<String> labels(JsonPart config) {
    JsonPart named = config.get("id2label");
    if (named.isAbsent()) {
      int count = config.get("num_labels").integer(2);
      config.require(count >= 2 && count <= MAX_LABELS, "2 labels or more");
      return IntStream.range(0, count).mapToObj(i -> "LABEL_" + i).toList();
    }
    Map<String, String> found = new LinkedHashMap<>();
    named.forEach((id, label) -> found.put(id, label.text()));
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      String label = found.get(String.valueOf(i));
      if (label == null) {
        throw named.expected("a label for each number from 0 to " + (found.size() - 1));
      }
      labels.add(label);
    }
    named.require(labels.size() >= 2, "2 labels or more; one is a number, not a class");
    return List.copyOf(labels);
  }

  private Tensor probabilities(Tensor ids, Tensor present) {
    Tensor h = reader.forward(ids, Optional.of(Attention.padding(present)));
    Tensor logits = head.forward(Pooling.FIRST.pool(h, present));
    return several ? logits.sigmoid() : logits.softmax(1);
  }

  /// What it knows to tell apart.
  public List<String> labels() {
    return labels;
  }

  /// Whether a text may have several labels at once.
  public boolean several() {
    return several;
  }

  /// The labels of a text with their probabilities, the likeliest first.
  public Map<String, Double> classify(String text) {
    return classify(List.of(text)).getFirst();
  }

  /// The labels of texts with their probabilities, in the order of the texts, each with the
  /// likeliest first.
  public List<Map<String, Double>> classify(List<String> texts) {
    List<Map<String, Double>> answers = new ArrayList<>();
    for (float[] p : runner.run(texts)) {
      Map<String, Double> answer = new LinkedHashMap<>();
      IntStream.range(0, p.length)
          .boxed()
          .sorted(Comparator.comparingDouble(i -> -p[i]))
          .forEach(i -> answer.merge(labels.get(i), (double) p[i], Math::max));
      answers.add(answer);
    }
    return answers;
  }
}
