package dev.cien.recipes.sequence;

import dev.cien.data.Windows;
import dev.cien.recipes.Card;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import dev.cien.zoo.Cell;
import dev.cien.zoo.SequenceForecaster;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Forecasts with intervals, measured against what costs nothing: the last value, and the value a
/// season ago. The series is cut by time; the newest part is the test.
public final class Forecasting implements Recipe {
  private final Card card;
  private final Supplier<Outlook> outlook;
  private final List<Setting> settings;
  private final Map<String, String> quick;
  private final double quickFloor;

  private Forecasting(
      Card card,
      Supplier<Outlook> outlook,
      List<Setting> settings,
      Map<String, String> quick,
      double quickFloor) {
    this.card = card;
    this.outlook = outlook;
    this.settings = settings;
    this.quick = quick;
    this.quickFloor = quickFloor;
  }

  private static List<Setting> settings(int epochs, int hidden, double rate) {
    return List.of(
        Setting.epochs(epochs),
        Setting.seed(),
        Setting.batch(64),
        Setting.rate(rate),
        Setting.choice(
            "cell", List.of("gru", "lstm", "rnn"), "the recurrent cell", "la célula recurrente"),
        Setting.whole("hidden", hidden, 1, "numbers in the state", "números del estado"));
  }

  private static Card card(
      String name,
      Text title,
      Text teaches,
      List<String> rows,
      double floor,
      int seconds,
      String source) {
    return new Card(name, title, teaches, rows, "mase", false, floor, seconds, source);
  }

  /// Electricity demand of the next day.
  public static Forecasting demand() {
    return new Forecasting(
        card(
            "forecast-demand",
            new Text(
                "Forecasting tomorrow's electricity demand",
                "Pronosticar la demanda eléctrica de mañana"),
            new Text(
                "The same day a week ago is a good forecast; a recurrent network corrects it by"
                    + " what today looks like, and says how sure it is.",
                "El mismo día de la semana pasada es un buen pronóstico; una red recurrente lo"
                    + " corrige según cómo va hoy, y dice con qué seguridad."),
            List.of("T2", "C2s", "A2.2"),
            0.79,
            10,
            "J. W. Taylor, 2003 (data); R. Wen et al.: A multi-horizon quantile recurrent"
                + " forecaster, 2017."),
        Outlook::demand,
        settings(8, 16, 0.003),
        Map.of("epochs", "4"),
        0.85);
  }

  /// Seattle's highest temperatures of the next week.
  public static Forecasting weather() {
    return new Forecasting(
        card(
            "forecast-weather",
            new Text(
                "Forecasting the temperatures of next week",
                "Pronosticar las temperaturas de la próxima semana"),
            new Text(
                "Tomorrow resembles today, next week less so: the error grows with the distance,"
                    + " and so must the interval.",
                "Mañana se parece a hoy, la semana que viene menos: el error crece con la"
                    + " distancia, y así debe crecer el intervalo."),
            List.of("T2", "C2s", "A2.2"),
            0.8,
            5,
            "NOAA, Seattle 2012 to 2015 (data); R. Wen et al., 2017."),
        Outlook::weather,
        settings(15, 24, 0.003),
        Map.of("epochs", "6", "hidden", "16"),
        0.9);
  }

  /// Airline passengers of the next year.
  public static Forecasting passengers() {
    return new Forecasting(
        card(
            "forecast-passengers",
            new Text(
                "Forecasting a year of airline passengers",
                "Pronosticar un año de pasajeros aéreos"),
            new Text(
                "With 144 months a network can learn little more than the growth from year to year;"
                    + " that is enough to beat last year's numbers.",
                "Con 144 meses una red apenas aprende más que el crecimiento de año en año; basta"
                    + " para ganar a las cifras del año anterior."),
            List.of("T2", "A2.2", "H5"),
            1.35,
            3,
            "G. E. P. Box, G. M. Jenkins, 1976 (data); R. Wen et al., 2017."),
        Outlook::passengers,
        settings(60, 8, 0.01),
        Map.of("epochs", "40"),
        1.42);
  }

  /// Tomorrow's return of the S&P 500.
  public static Forecasting market() {
    return new Forecasting(
        card(
            "forecast-market",
            new Text(
                "Forecasting a share index: what cannot be done",
                "Pronosticar un índice bursátil: lo que no se puede"),
            new Text(
                "The honest result: tomorrow's price is forecast no better than by today's. What"
                    + " can be learnt is how wide the interval must be.",
                "El resultado honrado: el precio de mañana no se pronostica mejor que con el de"
                    + " hoy. Lo que sí se aprende es lo ancho que debe ser el intervalo."),
            List.of("T2", "A2.2", "H5"),
            0.85,
            3,
            "Yahoo Finance, S&P 500 from 2000 to 2020 (data); R. Wen et al., 2017."),
        Outlook::market,
        settings(6, 16, 0.002),
        Map.of("epochs", "2"),
        0.86);
  }

  @Override
  public Card card() {
    return card;
  }

  @Override
  public List<Setting> settings() {
    return settings;
  }

  @Override
  public Map<String, String> quick() {
    return quick;
  }

  @Override
  public double quickFloor() {
    return quickFloor;
  }

  @Override
  public Experiment prepare(Settings chosen) {
    Outlook view = outlook.get();
    var series = view.series().get();
    Windows.Parts parts =
        series
            .windows(view.target(), view.steps(), view.horizon())
            .split(view.train(), view.validation());
    SequenceForecaster model =
        SequenceForecaster.of(
                Cell.of(chosen.word("cell")),
                series.names().size(),
                chosen.whole("hidden"),
                view.horizon(),
                Rng.of(chosen.seed()))
            .withBase(series.names().indexOf(view.baseColumn()), view.basePeriod());
    return new Forecast(chosen, view, model, parts);
  }
}
