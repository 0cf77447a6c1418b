package dev.cien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What steps, losses and landscapes answer to requests that no page of ours would send.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LabRoutesTest {
  private static final String HOUSE =
      """
      {"network":{"activation":"LINEAR","head":"LINEAR","criterion":"MSE",
       "layers":[{"weights":[[0.5]],"biases":[0.1]}]},
       "samples":[{"inputs":[0.8],"targets":[0.6]}],"at":0,"rate":0.1}\
      """;

  private Studio studio;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    studio = Studio.start(0, folder, Optional.empty());
  }

  @AfterAll
  void end() {
    studio.close();
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(studio.address() + path))
            .header(Guard.HEADER, "1")
            .header("Origin", studio.address().toString())
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(studio.address() + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void theHouseIsTracedOverTheWire() throws Exception {
    var answer = post("/api/steps/trace", HOUSE);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"weights\":[[0.516").contains("\"biases\":[0.12");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "\"at\":0|\"at\":7",
        "\"at\":0|\"at\":null",
        "\"rate\":0.1|\"rate\":\"NaN\"",
        "\"rate\":0.1|\"rate\":-1",
        "[[0.5]]|[[0.5,0.5]]",
        "[[0.5]]|[]",
        "[[0.5]]|[null]",
        "[[0.5]]|null",
        "[[0.5]]|[[1e300]]",
        "[0.1]|null",
        "\"LINEAR\",\"head\"|null,\"head\"",
        "\"MSE\"|\"CROSS_ENTROPY\"",
        "\"MSE\"|\"nonsense\"",
        "[{\"inputs\":[0.8],\"targets\":[0.6]}]|[]",
        "[{\"inputs\":[0.8],\"targets\":[0.6]}]|null",
        "[{\"inputs\":[0.8],\"targets\":[0.6]}]|[null]",
        "\"inputs\":[0.8]|\"inputs\":[]",
        "\"inputs\":[0.8]|\"inputs\":null"
      })
  void whatDoesNotHoldTogetherIsRefused(String part, String wrong) throws Exception {
    String body = HOUSE.replace(part, wrong == null ? "" : wrong);
    assertThat(body).isNotEqualTo(HOUSE);
    for (String path : new String[] {"/api/steps/trace", "/api/steps/run"}) {
      String asked = path.endsWith("run") ? body.replace("\"rate\"", "\"turns\":1,\"rate\"") : body;
      var answer = post(path, asked);
      assertThat(answer.statusCode()).as(path + " " + asked + answer.body()).isEqualTo(400);
      assertThat(answer.body()).contains("\"es\":").contains("\"en\":");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "/api/steps/network|{\"sizes\":[9,1],\"activation\":\"TANH\",\"head\":\"LINEAR\",\"criterion\":\"MSE\",\"seed\":1}",
        "/api/steps/network|{\"sizes\":[1,1,1,1,1,1,1,1],\"activation\":\"TANH\",\"head\":\"LINEAR\",\"criterion\":\"MSE\",\"seed\":1}",
        "/api/steps/network|{\"sizes\":[1,1],\"activation\":\"TANH\",\"head\":\"LINEAR\",\"criterion\":null,\"seed\":1}",
        "/api/steps/network|{}",
        "/api/steps/run|{}",
        "/api/losses/judge|{\"criterion\":\"MSE\",\"head\":\"LINEAR\",\"sums\":[[1]],\"targets\":[null]}",
        "/api/losses/judge|{\"criterion\":\"MSE\",\"head\":\"LINEAR\",\"sums\":[],\"targets\":[]}",
        "/api/losses/judge|{\"criterion\":\"MSE\"}",
        "/api/losses/centre|{\"values\":[],\"low\":0,\"high\":1}",
        "/api/losses/centre|{\"values\":[1],\"low\":2,\"high\":1}",
        "/api/losses/centre|{\"values\":null,\"low\":0,\"high\":1}",
        "/api/landscape/race|{\"surface\":\"bowl\",\"seed\":1,\"start\":[1],\"steps\":10000000,\"racers\":[{\"racer\":\"SGD\",\"rate\":1}]}",
        "/api/landscape/race|{\"surface\":\"bowl\",\"seed\":1,\"start\":[1],\"steps\":1,\"racers\":[]}",
        "/api/landscape/race|{\"surface\":\"bowl\",\"seed\":1,\"start\":[1],\"steps\":1,\"racers\":[null]}",
        "/api/landscape/race|{\"surface\":\"../x\",\"seed\":1,\"start\":[1],\"steps\":1,\"racers\":[{\"racer\":\"SGD\",\"rate\":1}]}",
        "/api/landscape/race|{\"surface\":\"bowl\",\"seed\":1,\"start\":null,\"steps\":1,\"racers\":[{\"racer\":\"SGD\",\"rate\":1}]}"
      })
  void whatCannotBeComputedIsRefused(String path, String body) throws Exception {
    var answer = post(path, body);
    assertThat(answer.statusCode()).as(body + answer.body()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/losses/curve",
    "/api/losses/curve?loss=MSE&by=output&target=x&at=1",
    "/api/losses/curve?loss=MSE&by=output&target=NaN&at=1",
    "/api/losses/curve?loss=MSE&by=output&target=1e9&at=1",
    "/api/losses/certainty?p=2",
    "/api/losses/contest?problem=NOISE&seed=1.5",
    "/api/losses/contest?problem=noise&seed=1",
    "/api/landscape/relief?surface=bowl&seed=1&count=99999999999",
    "/api/landscape/relief?surface=network-9&seed=1&count=9",
    "/api/landscape/relief?surface=bowl&seed=1"
  })
  void whatIsAskedWronglyIsRefused(String path) throws Exception {
    var answer = get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains("\"es\":");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "gan|{\"settings\":{\"data\":\"cube\"}}|400",
        "gan|{\"settings\":{\"seed\":\"1e9\"}}|400",
        "gan|{\"settings\":{\"nothing\":\"1\"}}|400",
        "gan|{\"settings\":[]}|400",
        "difusion|{\"settings\":{\"steps\":\"24\"}}|400",
        "memoria|{\"settings\":{\"lag\":\"-4\"}}|400",
        "atencion|{\"settings\":{\"task\":null}}|400",
        "multimodal|{\"settings\":{\"missing\":\"0.9\"}}|400",
        "magia|{}|404",
      })
  void whatALaboratoryCannotTrainIsRefused(String kind, String body, int status) throws Exception {
    var answer = post("/api/lab/" + kind, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains("\"es\":\"").contains("\"en\":\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{}",
        "{\"recipe\":\"xor\",\"key\":\"rate\",\"values\":[\"0.1\"],\"seeds\":[1]}",
        "{\"recipe\":\"xor\",\"key\":\"rate\",\"values\":[\"0.1\",null],\"seeds\":[1]}",
        "{\"recipe\":\"xor\",\"key\":\"rate\",\"values\":[\"0.1\",\"0.2\"],\"seeds\":[1,2,3,4,5,6]}",
        "{\"recipe\":\"xor\",\"key\":\"hidden\",\"values\":[\"1\",\"99999999\"],\"seeds\":[1]}",
        "{\"recipe\":\"../x\",\"key\":\"rate\",\"values\":[\"0.1\",\"0.2\"],\"seeds\":[1]}",
      })
  void whatCannotBeSweptIsRefused(String body) throws Exception {
    var answer = post("/api/sweeps", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains("\"es\":\"").contains("\"en\":\"");
    assertThat(get("/api/sweeps/none").statusCode()).isEqualTo(404);
  }

  @Test
  void whatALaboratoryIsAskedIsChecked() throws Exception {
    var made = post("/api/lab/atencion", "{\"settings\":{\"task\":\"repeat\"}}");
    assertThat(made.statusCode()).isEqualTo(201);
    String id = Json.parse(made.body(), Map.class).get("id").toString();
    String ask = "/api/lab/atencion/" + id + "/ask?text=";
    assertThat(get(ask + "sol").statusCode()).isEqualTo(200);
    assertThat(get(ask + "sol&topK=0").statusCode()).isEqualTo(400);
    assertThat(get(ask + "s".repeat(401)).body()).contains("demasiado largos");
    assertThat(get("/api/lab/atencion/none/ask?text=sol").statusCode()).isEqualTo(404);
  }
}
