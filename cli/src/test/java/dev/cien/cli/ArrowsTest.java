package dev.cien.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Which class may know which: read from the compiled classes of every module. They are all on the
/// class path here, in the topmost module.
class ArrowsTest {
  /// The modules from the bottom up. A module may use any module before it and none after it.
  private static final List<String> LAYERS =
      List.of(
          "tensor", "io", "text", "nn", "optim", "data", "train", "zoo", "recipes", "course",
          "studio", "cli");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.cien");

  @Test
  void everyModuleIsScanned() {
    var scanned = CLASSES.stream().map(ArrowsTest::module).distinct().toList();
    assertThat(scanned).containsAll(LAYERS);
    assertThat(CLASSES).hasSizeGreaterThan(1000);
  }

  @Test
  void modulesUseOnlyModulesBelowThem() {
    var upward = new TreeSet<String>();
    for (var user : CLASSES) {
      var from = LAYERS.indexOf(module(user));
      for (var dependency : user.getDirectDependenciesFromSelf()) {
        var used = module(dependency.getTargetClass());
        var to = LAYERS.indexOf(used);
        var testkitAboveTensor = module(user).equals("testkit") && to > 0;
        if (from >= 0 && (to > from || used.equals("testkit")) || testkitAboveTensor) {
          upward.add(user.getName() + " uses " + dependency.getTargetClass().getName());
        }
      }
    }
    assertThat(upward).as("arrows that point up").isEmpty();
  }

  @Test
  void packagesOutsideTheEngineHaveNoCycles() {
    var rule = slices().matching("dev.cien.(**)").should().beFreeOfCycles().allowEmptyShould(true);
    rule.check(CLASSES.that(not(resideInAPackage("dev.cien.tensor.."))));
  }

  /// The graph is data: it knows neither who compiles it nor who runs it.
  @Test
  void theGraphKnowsNoCompiler() {
    none("graph", "compile", "cpu", "reference");
    none("loop", "graph", "compile", "cpu", "reference");
  }

  /// Kernels work on plain arrays.
  @Test
  void kernelsKnowNoGraph() {
    none("cpu", "graph", "compile", "reference");
  }

  /// An oracle that shared code with what it checks would share its mistakes.
  @Test
  void theReferenceSharesNothingWithTheCompiler() {
    none("reference", "compile", "cpu");
  }

  @Test
  void theVectorApiStaysInTheKernels() {
    check(
        ArchRuleDefinition.noClasses()
            .that()
            .resideOutsideOfPackage("dev.cien.tensor.cpu..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jdk.incubator.vector.."));
  }

  @Test
  void onlyTheCommandsPrint() {
    GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS
        .because("libraries log or return; only the commands write to the terminal")
        .check(CLASSES.that(not(resideInAnyPackage("dev.cien.cli..", "dev.cien.bench.."))));
  }

  @Test
  void onlyTheCommandEndsTheProcess() {
    check(
        ArchRuleDefinition.noClasses()
            .that()
            .resideOutsideOfPackage("dev.cien.cli..")
            .should()
            .callMethod(System.class, "exit", int.class));
  }

  @Test
  void nothingUsesJavaSerialization() {
    check(
        ArchRuleDefinition.noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.io\\.Object(In|Out)putStream"));
  }

  /// Randomness comes from an explicit generator, or the same seed would not give the same bits.
  @Test
  void nothingDrawsFromAHiddenGenerator() {
    var hidden =
        Set.of(
            "java.util.Random",
            "java.util.concurrent.ThreadLocalRandom",
            "java.security.SecureRandom",
            "java.util.SplittableRandom");
    check(
        ArchRuleDefinition.noClasses()
            .that()
            .resideOutsideOfPackage("dev.cien.cli..")
            // Logins and invitations are the one thing that nobody may be able to draw again.
            .and()
            .doNotHaveFullyQualifiedName("dev.cien.studio.store.Secret")
            .should()
            .dependOnClassesThat(
                new com.tngtech.archunit.base.DescribedPredicate<JavaClass>("hide a generator") {
                  @Override
                  public boolean test(JavaClass used) {
                    return hidden.contains(used.getName());
                  }
                })
            .orShould()
            .callMethod(Math.class, "random"));
  }

  private static void none(String from, String... to) {
    for (var other : to) {
      check(
          ArchRuleDefinition.noClasses()
              .that()
              .resideInAPackage("dev.cien.tensor." + from + "..")
              .should()
              .dependOnClassesThat()
              .resideInAPackage("dev.cien.tensor." + other + ".."));
    }
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(CLASSES);
  }

  private static String module(JavaClass type) {
    var parts = type.getPackageName().split("\\.");
    return parts.length > 2 && parts[0].equals("dev") && parts[1].equals("cien") ? parts[2] : "";
  }
}
