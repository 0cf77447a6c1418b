package dev.cien.recipes.multimodal;

import dev.cien.data.TensorDataset;
import dev.cien.io.Images;
import dev.cien.io.Pixels;
import dev.cien.recipes.DigitPicture;
import dev.cien.recipes.InputException;
import dev.cien.recipes.Prediction;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.Crop;
import dev.cien.recipes.kit.EmojiMakers;
import dev.cien.recipes.kit.Lines;
import dev.cien.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Dialogues in somebody's files.
///
/// @param experiment reads and sees
record AssistantFiles(AssistantExperiment experiment) {
  /// How far the largest and the smallest of red, green and blue lie apart in what is a colour.
  private static final int COLOUR = 40;

  /// Of how many pixels one has a colour in a coloured picture.
  private static final int RARE = 20;

  /// A dialogue: the lines of a text file are asked one after the other, a picture is seen before
  /// what comes after it.
  List<Prediction> answers(List<Path> files) {
    List<Prediction> said = new ArrayList<>();
    Conversation known = Conversation.NEW;
    for (Path file : files) {
      if (isPicture(file)) {
        known = seen(file, known);
      } else {
        for (Lines.Line line : Lines.of(file)) {
          Conversation.Reply reply = known.answer(experiment.read(List.of(line.text())).getFirst());
          said.add(new Prediction(line.text(), reply.text(), Map.of()));
          known = reply.after();
        }
      }
    }
    if (said.isEmpty()) {
      throw new InputException(
          new Text(
              "expected a text file with a question a line after the picture, found pictures alone",
              "se esperaba tras la imagen un archivo de texto con una pregunta por línea, pero solo"
                  + " hay imágenes"));
    }
    return said;
  }

  private static boolean isPicture(Path file) {
    return file.getFileName()
        .toString()
        .toLowerCase(Locale.ROOT)
        .matches(".*\\.(png|jpe?g|gif|bmp)");
  }

  /// Coloured pictures show things, grey ones digits.
  private Conversation seen(Path file, Conversation known) {
    Pixels picture = Images.read(file, Images.Channels.RGBA);
    if (pictures().emoji().isPresent() && isColoured(picture.onWhite())) {
      int side = EmojiMakers.SIDE;
      Pixels small = Crop.middle(picture.onWhite(), 1, 1).resize(side, side);
      int thing =
          experiment.model()
              .nearest(
                  pictures().drawings().select(pictures().by(0)),
                  TensorDataset.of(small.toTensor().reshape(1, 3, side, side), Tensor.zeros(1)))[0];
      return known.seeing(pictures().names().get(thing));
    }
    int side = DigitPicture.SIZE;
    Tensor ink = Tensor.of(DigitPicture.ink(file, picture), 1, 1, side, side);
    return known.seeing(experiment.model().digits(TensorDataset.of(ink, Tensor.zeros(1)))[0]);
  }

  private static boolean isColoured(Pixels picture) {
    int plane = picture.height() * picture.width();
    byte[] values = picture.values();
    long coloured = 0;
    for (int i = 0; i < plane; i++) {
      int red = values[i] & 0xff;
      int green = values[plane + i] & 0xff;
      int blue = values[2 * plane + i] & 0xff;
      int most = Math.max(red, Math.max(green, blue));
      coloured += most - Math.min(red, Math.min(green, blue)) > COLOUR ? 1 : 0;
    }
    return coloured > plane / RARE;
  }

  private AssistantPictures pictures() {
    return experiment.pictures();
  }
}
