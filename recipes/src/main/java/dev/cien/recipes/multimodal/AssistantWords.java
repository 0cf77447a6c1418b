package dev.cien.recipes.multimodal;

import java.util.List;

/// The phrasings of the assistant's users, written by hand for this recipe; `N` stands for a
/// number.
final class AssistantWords {
  private AssistantWords() {}

  static List<String> phrasings(Intent intent, boolean spanish) {
    return spanish ? spanish(intent) : english(intent);
  }

  private static List<String> spanish(Intent intent) {
    return switch (intent) {
      case READ ->
          List.of(
              "¿Qué número he dibujado?",
              "¿Qué número es este?",
              "¿Qué cifra ves aquí?",
              "Lee el número",
              "Dime qué número hay en la imagen",
              "¿Cuál es el número del dibujo?",
              "¿Me dices qué cifra es?",
              "He escrito un número, ¿cuál es?",
              "¿Puedes leer la cifra?",
              "¿Qué número ves?",
              "¿Qué cifra he escrito?",
              "Dime el número que he dibujado",
              "¿Sabes qué número es?");
      case PLUS ->
          List.of(
              "¿Cuánto es esto más N?",
              "Súmale N",
              "¿Y si le sumo N?",
              "Añade N",
              "¿Cuánto da sumarle N?",
              "¿Y más N?",
              "Quiero sumar N",
              "¿Cuánto será si le añado N?",
              "Suma N a esto",
              "¿Qué sale si añado N?",
              "¿Cuánto es más N?",
              "Ahora súmale N",
              "¿Qué da si le sumamos N?");
      case MINUS ->
          List.of(
              "¿Cuánto es esto menos N?",
              "Réstale N",
              "¿Y si le resto N?",
              "Quita N",
              "¿Cuánto da restarle N?",
              "¿Y menos N?",
              "Quiero restar N",
              "¿Cuánto será si le quito N?",
              "Resta N a esto",
              "¿Qué sale si quito N?",
              "¿Cuánto es menos N?",
              "Ahora réstale N",
              "¿Qué da si le restamos N?");
      case TIMES ->
          List.of(
              "¿Cuánto es esto por N?",
              "Multiplícalo por N",
              "¿Y si lo multiplico por N?",
              "¿Cuánto da multiplicarlo por N?",
              "¿Y por N?",
              "¿Cuánto es N veces esto?",
              "Quiero multiplicar por N",
              "Dame N veces ese número",
              "Multiplica esto por N",
              "¿Qué sale si lo tomo N veces?",
              "¿Cuánto es por N?",
              "Ahora multiplícalo por N",
              "¿Qué da N veces eso?");
      case GREATER ->
          List.of(
              "¿Es mayor que N?",
              "¿Es más grande que N?",
              "¿Supera a N?",
              "¿Pasa de N?",
              "¿Esto es mayor que N?",
              "¿Y es mayor que N?",
              "¿Está por encima de N?",
              "Dime si pasa de N",
              "¿Es más de N?",
              "Dime si supera a N",
              "Dime si es mayor que N",
              "¿Es un número más grande que N?",
              "¿Queda por encima de N?");
      case LESS ->
          List.of(
              "¿Es menor que N?",
              "¿Es más pequeño que N?",
              "¿No llega a N?",
              "¿Se queda por debajo de N?",
              "¿Esto es menor que N?",
              "¿Y es menor que N?",
              "¿Está por debajo de N?",
              "Dime si no llega a N",
              "¿Es menos de N?",
              "Dime si está por debajo de N",
              "Dime si es menor que N",
              "¿Es un número más pequeño que N?",
              "¿Queda por debajo de N?");
      case EVEN ->
          List.of(
              "¿Es par?",
              "¿Es un número par?",
              "¿Es par o impar?",
              "¿Par o impar?",
              "¿Y es par?",
              "¿Este número es impar?",
              "¿Es un número impar?",
              "¿Esto es par?",
              "¿Es impar?",
              "¿Sale par?",
              "Dime si es par o impar",
              "¿Ese número es par?",
              "¿Y es impar?");
      case NAME ->
          List.of(
              "¿Qué es esto?",
              "¿Cómo se llama esto?",
              "¿Qué ves aquí?",
              "Di el nombre de esto",
              "¿Qué hay en la imagen?",
              "¿Qué muestra el dibujo?",
              "Nombra lo que ves",
              "¿Qué cosa es?",
              "¿Qué cosa ves?",
              "Di cómo se llama",
              "Dime qué es esto",
              "¿Cómo se llama lo que ves?",
              "¿Qué hay aquí?");
      case TRANSLATE ->
          List.of(
              "¿Y en inglés?",
              "¿Cómo se dice en inglés?",
              "Dilo en inglés",
              "Tradúcelo al inglés",
              "¿Cómo se llama en inglés?",
              "Ahora en inglés",
              "Quiero saberlo en inglés",
              "¿Cuál es su nombre inglés?",
              "¿En inglés cómo es?",
              "Pásalo al inglés",
              "Dime cómo se dice en inglés",
              "¿Y su nombre en inglés?",
              "¿Me lo dices en inglés?");
    };
  }

  private static List<String> english(Intent intent) {
    return switch (intent) {
      case READ ->
          List.of(
              "What number did I draw?",
              "Which number is this?",
              "What digit do you see here?",
              "Read the number",
              "Tell me which number is in the picture",
              "What is the number of the drawing?",
              "Can you say which digit it is?",
              "I wrote a number, which one?",
              "Can you read the digit?",
              "Which number do you see?",
              "What digit did I write?",
              "Tell me the number that I drew",
              "Do you know which number it is?");
      case PLUS ->
          List.of(
              "How much is this plus N?",
              "Add N to it",
              "And if I add N?",
              "Add N",
              "How much is it with N added?",
              "And plus N?",
              "I want to add N",
              "What do I get when I add N?",
              "Add N to this",
              "What comes out plus N?",
              "How much is it plus N?",
              "Now add N to it",
              "What is it if we add N?");
      case MINUS ->
          List.of(
              "How much is this minus N?",
              "Take N from it",
              "And if I subtract N?",
              "Subtract N",
              "How much is it with N taken away?",
              "And minus N?",
              "I want to take away N",
              "What do I get when I subtract N?",
              "Subtract N from this",
              "What comes out minus N?",
              "How much is it minus N?",
              "Now take away N",
              "What is it if we subtract N?");
      case TIMES ->
          List.of(
              "How much is this times N?",
              "Multiply it by N",
              "And if I multiply by N?",
              "How much is N times this?",
              "And times N?",
              "I want to multiply by N",
              "Give me N times that number",
              "What do I get when I multiply by N?",
              "Multiply this by N",
              "What comes out times N?",
              "How much is it times N?",
              "Now multiply it by N",
              "What is N times that?");
      case GREATER ->
          List.of(
              "Is it greater than N?",
              "Is it larger than N?",
              "Is it bigger than N?",
              "Is it above N?",
              "Is this greater than N?",
              "And is it larger than N?",
              "Does it exceed N?",
              "Tell me whether it is above N",
              "Is it more than N?",
              "Say whether it exceeds N",
              "Tell me whether it is greater than N",
              "Is this number larger than N?",
              "Is that above N?");
      case LESS ->
          List.of(
              "Is it less than N?",
              "Is it smaller than N?",
              "Is it below N?",
              "Is it under N?",
              "Is this smaller than N?",
              "And is it less than N?",
              "Does it stay under N?",
              "Tell me whether it is below N",
              "Is this less than N?",
              "Say whether it stays below N",
              "Tell me whether it is less than N",
              "Is this number smaller than N?",
              "Is that below N?");
      case EVEN ->
          List.of(
              "Is it even?",
              "Is it an even number?",
              "Is it even or odd?",
              "Even or odd?",
              "And is it even?",
              "Is this number odd?",
              "Is it an odd number?",
              "Is this even?",
              "Is it odd?",
              "Does it come out even?",
              "Tell me whether it is even or odd",
              "Is that number even?",
              "And is it odd?");
      case NAME ->
          List.of(
              "What is this?",
              "What is this called?",
              "What do you see here?",
              "Say the name of this",
              "What is in the picture?",
              "What does the drawing show?",
              "Name what you see",
              "What thing is it?",
              "What thing do you see?",
              "Say what it is called",
              "Tell me what this is",
              "What is the thing called that you see?",
              "What is here?");
      case TRANSLATE ->
          List.of(
              "And in Spanish?",
              "How do you say it in Spanish?",
              "Say it in Spanish",
              "Translate it into Spanish",
              "What is it called in Spanish?",
              "Now in Spanish",
              "I want to know it in Spanish",
              "What is its Spanish name?",
              "In Spanish, how is it?",
              "Put it into Spanish",
              "Tell me how to say it in Spanish",
              "And its name in Spanish?",
              "Can you say it in Spanish?");
    };
  }
}
