package dev.emporium.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** ARCHITECTURE.md's rules, as tests of one module. */
public final class HouseRules {
  private static final List<String> DIALECTS =
      List.of("appdirect", "openchannel", "highlevel", "pleo", "admin", "oauth");
  private static final int LONGEST_FILE = 400;

  private HouseRules() {}

  /**
   * @param base the module's package, such as {@code dev.emporium.catalog}
   */
  public static Stream<DynamicTest> of(String base) {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(base);
    var tests = new ArrayList<DynamicTest>();
    tests.add(rule("the domain is pure", classes, domainIsPure(base)));
    for (String dialect : DIALECTS) {
      tests.add(rule(dialect + " knows no other dialect", classes, dialectIsAlone(base, dialect)));
    }
    tests.add(rule("the store knows no dialect", classes, storeKnowsNoDialect(base)));
    tests.add(rule("nothing knows another module", classes, knowsNoOther(base)));
    tests.add(dynamicTest("no file is too long", HouseRules::filesAreShort));
    return tests.stream();
  }

  private static DynamicTest rule(String name, JavaClasses classes, ArchRule rule) {
    return dynamicTest(name, () -> rule.allowEmptyShould(true).check(classes));
  }

  private static ArchRule domainIsPure(String base) {
    return classes()
        .that()
        .resideInAPackage(base + ".domain..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", base + ".domain..", "dev.emporium.kit.failure..", "dev.emporium.kit.value..");
  }

  private static ArchRule dialectIsAlone(String base, String dialect) {
    String[] others =
        DIALECTS.stream()
            .filter(other -> !other.equals(dialect))
            .map(other -> base + "." + other + "..")
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(base + "." + dialect + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others);
  }

  private static ArchRule storeKnowsNoDialect(String base) {
    String[] dialects =
        DIALECTS.stream().map(dialect -> base + "." + dialect + "..").toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(base + ".store..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(dialects);
  }

  private static ArchRule knowsNoOther(String base) {
    return noClasses()
        .that()
        .resideInAPackage(base + "..")
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "belong to another module than kit", type -> isForeign(base, type)));
  }

  private static boolean isForeign(String base, JavaClass type) {
    String name = type.getPackageName() + ".";
    return name.startsWith("dev.emporium.")
        && !name.startsWith(base + ".")
        && !name.startsWith("dev.emporium.kit.");
  }

  private static void filesAreShort() {
    Path sources = Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("src");
    try (Stream<Path> files = Files.walk(sources)) {
      List<String> tooLong =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> lines(file) > LONGEST_FILE)
              .map(file -> sources.relativize(file) + " has " + lines(file) + " lines")
              .toList();
      if (!tooLong.isEmpty()) {
        throw new AssertionError(String.join("; ", tooLong));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
