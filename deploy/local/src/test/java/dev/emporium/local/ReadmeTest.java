package dev.emporium.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * README's story and sale, pasted block after block, print what stands under them. Only with {@code
 * -Demporium.readme}: a README sleeps where a test would wait, which a busy machine does not bear.
 */
@EmporiumTest
@EnabledIfSystemProperty(named = "emporium.readme", matches = ".*")
class ReadmeTest {
  private static final Path ROOT = Path.of(System.getProperty("emporium.root", "../.."));
  private static final Pattern BLOCK =
      Pattern.compile("^```(sh|text)\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  @TempDir private Path folder;

  private record Step(String script, String prints) {}

  @Test
  void whatIsPastedPrintsWhatStandsUnderIt(Emporium emporium) throws Exception {
    for (String program : List.of("bash", "curl", "python3")) {
      assumeTrue(exists(program), program + " is not installed");
    }
    String readme = Files.readString(ROOT.resolve("README.md"));
    var steps = new ArrayList<Step>();
    // step 7 reads the topics of ./run by their names
    steps.addAll(steps(between(readme, "## The story", "**7. ")));
    steps.addAll(steps(between(readme, "## A reseller's sale", "## Consuming the events")));
    assertThat(steps).hasSizeGreaterThan(8);
    List<String> printed;
    try (var machine = OneMachine.start(emporium)) {
      printed = paste(machine, steps);
    }
    assertThat(printed).hasSameSizeAs(steps);
    for (int i = 0; i < steps.size(); i++) {
      assertThat(printed.get(i)).as(steps.get(i).script()).isEqualTo(steps.get(i).prints());
    }
  }

  private List<String> paste(OneMachine machine, List<Step> steps) throws Exception {
    Files.createDirectories(folder.resolve(".local"));
    Files.createSymbolicLink(folder.resolve("docs"), ROOT.resolve("docs").toRealPath());
    EnvironmentFile.write(
        folder.resolve(".local/emporium.env"), machine.gateway().url(), machine.demo());
    String end = "end of a block";
    var script = new StringBuilder();
    steps.forEach(step -> script.append(step.script()).append("echo '" + end + "'\n"));
    Path output = folder.resolve("output");
    Process bash =
        new ProcessBuilder("bash", "-s")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(Files.writeString(folder.resolve("script"), script).toFile())
            .redirectOutput(output.toFile())
            .start();
    assertThat(bash.waitFor(3, TimeUnit.MINUTES)).as("the blocks end").isTrue();
    var printed = new ArrayList<String>();
    for (String part : Files.readString(output).split(end, -1)) {
      printed.add(comparable(part));
    }
    return printed.subList(0, printed.size() - 1);
  }

  private static String between(String text, String from, String to) {
    int begin = text.indexOf(from);
    return text.substring(begin, text.indexOf(to, begin));
  }

  /** Each block with the text that follows it. */
  private static List<Step> steps(String part) {
    var steps = new ArrayList<Step>();
    BLOCK
        .matcher(part)
        .results()
        .forEach(
            block -> {
              if (block.group(1).equals("sh")) {
                steps.add(new Step(block.group(2), ""));
              } else {
                Step before = steps.remove(steps.size() - 1);
                steps.add(new Step(before.script(), comparable(block.group(2))));
              }
            });
    return steps;
  }

  private static String comparable(String text) {
    return UUID.matcher(text.strip()).replaceAll("(an id)");
  }

  private static boolean exists(String program) throws IOException, InterruptedException {
    return new ProcessBuilder("sh", "-c", "command -v " + program)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
