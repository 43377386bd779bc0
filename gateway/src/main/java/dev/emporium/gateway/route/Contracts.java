package dev.emporium.gateway.route;

import dev.emporium.kit.http.Contract;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds the services' contracts: {@code contract/<service>/<name>.yaml}. */
public final class Contracts {
  private static final String ROOT = "contract";
  private static final String ANCHOR = "contract/services.txt";

  private Contracts() {}

  /**
   * Every contract, ordered by service and name.
   *
   * @param folder a folder of {@code <service>/*.yaml}; empty means the gateway's own jar
   * @throws IllegalStateException when one cannot be read
   */
  public static List<Contract> load(String folder) {
    try {
      Map<String, String> texts =
          folder.isEmpty() ? classPath() : texts(Path.of(folder), new TreeMap<>());
      var contracts = new ArrayList<Contract>();
      texts.forEach((name, text) -> contracts.add(Contract.parse(name, text)));
      return contracts;
    } catch (IOException | URISyntaxException unreadable) {
      throw new IllegalStateException("the contracts cannot be read", unreadable);
    }
  }

  private static Map<String, String> classPath() throws IOException, URISyntaxException {
    var texts = new TreeMap<String, String>();
    for (URL anchor : Collections.list(Contracts.class.getClassLoader().getResources(ANCHOR))) {
      URI uri = anchor.toURI();
      if ("jar".equals(uri.getScheme())) {
        try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
          texts(jar.getPath("/" + ROOT), texts);
        }
      } else {
        texts(Path.of(uri).getParent(), texts);
      }
    }
    return texts;
  }

  private static Map<String, String> texts(Path root, Map<String, String> texts)
      throws IOException {
    try (Stream<Path> files = Files.walk(root, 2)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        if (file.getNameCount() - root.getNameCount() == 2) {
          texts.put(root.relativize(file).toString(), Files.readString(file));
        }
      }
    }
    return texts;
  }
}
