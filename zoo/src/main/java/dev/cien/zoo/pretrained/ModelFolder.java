package dev.cien.zoo.pretrained;

import dev.cien.io.FileFormatException;
import dev.cien.io.JsonPart;
import dev.cien.text.ByteLevelBpe;
import dev.cien.text.Tokenizer;
import dev.cien.text.TokenizerJson;
import dev.cien.zoo.Bert;
import dev.cien.zoo.BertEncoder;
import dev.cien.zoo.Gpt;
import dev.cien.zoo.Llama;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A folder in which Hugging Face publishes a model: `config.json`, `model.safetensors` (or several
/// files and their index), `tokenizer.json`.
///
/// ```java
/// ModelFolder folder = ModelFolder.open(Path.of("bert-base-uncased"));
/// Tokenizer tokenizer = folder.tokenizer();
/// Bert model = folder.bert();
/// int[] ids = tokenizer.encodeForModel("Paris is the [MASK] of France.");
/// Tensor logits = model.forward(Tensor.of(ids, 1, ids.length));
/// ```
///
/// What comes out is a model like any other: it can be trained on, saved and inspected. Nothing is
/// fetched, nothing is run: formats that may hold code, such as `pytorch_model.bin`, are refused.
///
/// Read are the encoders BERT, RoBERTa (and CamemBERT, XLM-RoBERTa) and DistilBERT, and the
/// language models GPT-2, LLaMA and Mistral; anything in `config.json` that would make such a model
/// compute something else is refused by name. Numbers agree with Hugging Face's `transformers` up
/// to rounding.
///
/// [SentenceEncoder] and [TextClassifier] open such a folder whole, texts in and answers out.
public final class ModelFolder {
  /// How wide, deep or long a model may be.
  static final int MOST = 1 << 20;

  private static final String CONFIG = "config.json";
  private static final int MAX_CONFIG = 4 << 20;

  private final Path folder;
  private final JsonPart config;

  private ModelFolder(Path folder, JsonPart config) {
    this.folder = folder;
    this.config = config;
  }

  /// Opens a folder and reads its `config.json`.
  ///
  /// @throws FileFormatException if that is damaged or no configuration of a model
  /// @throws UncheckedIOException if it cannot be read
  public static ModelFolder open(Path folder) {
    if (!Files.isRegularFile(folder.resolve(CONFIG))) {
      throw new UncheckedIOException(
          "model folder "
              + folder
              + ": expected "
              + CONFIG
              + ", found none. Usual cause: the address of a single file, or of the folder above;"
              + " fix: the folder that holds config.json, tokenizer.json and model.safetensors.",
          new NoSuchFileException(folder.resolve(CONFIG).toString()));
    }
    JsonPart config = JsonPart.read(folder.resolve(CONFIG), MAX_CONFIG);
    config.get("model_type").text();
    return new ModelFolder(folder, config);
  }

  /// What kind of model it is, such as `bert`.
  public String type() {
    return config.get("model_type").text();
  }

  /// How texts become ids, from `tokenizer.json`.
  public Tokenizer tokenizer() {
    return TokenizerJson.read(folder.resolve("tokenizer.json"));
  }

  /// What reads a text in a BERT or one of its relatives, without a head.
  ///
  /// @throws FileFormatException if the folder holds another kind of model, or tensors that do not
  ///   fit `config.json`; the message names the tensor and both shapes
  public BertEncoder encoder() {
    return parts().encoder();
  }

  /// A BERT or one of its relatives with the head that guesses hidden words.
  ///
  /// @throws FileFormatException as [#encoder], and if there is no such head
  public Bert bert() {
    return parts().bert();
  }

  /// A GPT-2.
  ///
  /// @throws FileFormatException as [#encoder]
  public Gpt gpt() {
    return new GptParts(config, weights()).gpt();
  }

  /// A LLaMA or a Mistral.
  ///
  /// @throws FileFormatException as [#encoder]
  public Llama llama() {
    return new LlamaParts(config, weights()).llama();
  }

  /// How many tokens a language model was made for.
  ///
  /// @throws FileFormatException if `config.json` does not say so
  public int context() {
    JsonPart positions = config.get("max_position_embeddings");
    return (positions.isAbsent() ? config.get("n_positions") : positions).integer(1, MOST);
  }

  /// Writes a GPT with its tokenizer, for [#gpt] and for `AutoModelForCausalLM` of `transformers`.
  /// The folder is made if it is not there; files of the same names are replaced.
  ///
  /// @throws IllegalArgumentException if the tokenizer has more tokens than the model
  /// @throws UncheckedIOException if it cannot be written
  public static void write(Path folder, Gpt model, ByteLevelBpe tokenizer) {
    new FolderWriter(folder).write(model, tokenizer);
  }

  /// Writes a BERT with its tokenizer, for [#bert] and for `AutoModelForMaskedLM` of
  /// `transformers`, as [#write(Path, Gpt, ByteLevelBpe)] does.
  public static void write(Path folder, Bert model, ByteLevelBpe tokenizer) {
    new FolderWriter(folder).write(model, tokenizer);
  }

  /// Writes a LLaMA with its tokenizer, for [#llama] and for `AutoModelForCausalLM` of
  /// `transformers`, as [#write(Path, Gpt, ByteLevelBpe)] does.
  ///
  /// @param context how many tokens it was made for
  public static void write(Path folder, Llama model, int context, ByteLevelBpe tokenizer) {
    new FolderWriter(folder).write(model, context, tokenizer);
  }

  /// Refuses heads among which the width cannot be shared out.
  static void divides(JsonPart config, int width, int heads) {
    if (width % heads != 0) {
      throw config.problem(
          "expected heads that divide the width, found " + heads + " heads of width " + width);
    }
  }

  JsonPart config() {
    return config;
  }

  FolderWeights weights() {
    return FolderWeights.open(folder);
  }

  BertParts parts() {
    return new BertParts(config, weights());
  }
}
