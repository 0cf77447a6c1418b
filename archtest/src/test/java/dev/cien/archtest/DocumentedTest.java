package dev.cien.archtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExportsTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Everything that another module can see says what it is, in a comment whose first sentence ends.
class DocumentedTest {
  private static final Set<String> EXPORTED = new HashSet<>();
  private static final List<String> SILENT = new ArrayList<>();
  private static final List<String> BREATHLESS = new ArrayList<>();
  private static int documented;

  @BeforeAll
  static void readTheSources() throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var units = files.getJavaFileObjectsFromPaths(House.mainSources());
      var options = List.of("-proc:none", "-Xlint:none");
      var task = (JavacTask) compiler.getTask(null, files, _ -> {}, options, null, units);
      var trees = DocTrees.instance(task);
      var parsed = new ArrayList<CompilationUnitTree>();
      task.parse().forEach(parsed::add);
      for (var unit : parsed) {
        if (unit.getModule() != null) {
          for (var directive : unit.getModule().getDirectives()) {
            if (directive instanceof ExportsTree exports && exports.getModuleNames() == null) {
              EXPORTED.add(exports.getPackageName().toString());
            }
          }
        }
      }
      for (var unit : parsed) {
        if (unit.getPackage() != null && EXPORTED.contains(unit.getPackageName().toString())) {
          new Visitor(trees, unit).scan(new TreePath(unit), null);
        }
      }
    }
  }

  @Test
  void enoughWasRead() {
    assertThat(EXPORTED).contains("dev.cien.tensor");
    assertThat(documented).isGreaterThan(500);
  }

  @Test
  void nothingVisibleIsUndocumented() {
    assertThat(SILENT).as("visible from other modules, and without a comment").isEmpty();
  }

  @Test
  void firstSentencesEnd() {
    assertThat(BREATHLESS)
        .as("comments whose first paragraph does not end as a sentence")
        .isEmpty();
  }

  private static final class Visitor extends TreePathScanner<Void, Void> {
    private final DocTrees trees;
    private final CompilationUnitTree unit;

    Visitor(DocTrees trees, CompilationUnitTree unit) {
      this.trees = trees;
      this.unit = unit;
    }

    @Override
    public Void visitClass(ClassTree type, Void ignored) {
      if (!visible(type.getModifiers())) {
        return null;
      }
      note(type.getSimpleName().toString());
      return super.visitClass(type, null);
    }

    @Override
    public Void visitMethod(MethodTree method, Void ignored) {
      var owner = (ClassTree) getCurrentPath().getParentPath().getLeaf();
      var overrides =
          method.getModifiers().getAnnotations().stream()
              .anyMatch(annotation -> annotation.getAnnotationType().toString().equals("Override"));
      var constructor = method.getReturnType() == null;
      if (visible(method.getModifiers())
          && !overrides
          && !(constructor && owner.getKind() == Tree.Kind.RECORD)) {
        note(owner.getSimpleName() + "." + (constructor ? "new" : method.getName()));
      }
      return null;
    }

    @Override
    public Void visitVariable(VariableTree field, Void ignored) {
      var owner = (ClassTree) getCurrentPath().getParentPath().getLeaf();
      var component =
          owner.getKind() == Tree.Kind.RECORD
              && !field.getModifiers().getFlags().contains(Modifier.STATIC);
      if (visible(field.getModifiers()) && !component) {
        note(owner.getSimpleName() + "." + field.getName());
      }
      return null;
    }

    @Override
    public Void visitBlock(BlockTree block, Void ignored) {
      return null;
    }

    @Override
    public Void visitLambdaExpression(LambdaExpressionTree lambda, Void ignored) {
      return null;
    }

    /// Members of an interface are public without saying so. An enum's constants are left to the
    /// enum's own comment.
    private boolean visible(ModifiersTree modifiers) {
      var flags = modifiers.getFlags();
      if (flags.contains(Modifier.PRIVATE)) {
        return false;
      }
      var parent = getCurrentPath().getParentPath().getLeaf();
      if (parent.getKind() == Tree.Kind.ENUM
          && getCurrentPath().getLeaf() instanceof VariableTree constant
          && constant
              .getType()
              .toString()
              .equals(((ClassTree) parent).getSimpleName().toString())) {
        return false;
      }
      var inInterface =
          parent.getKind() == Tree.Kind.INTERFACE || parent.getKind() == Tree.Kind.ANNOTATION_TYPE;
      return inInterface || flags.contains(Modifier.PUBLIC) || flags.contains(Modifier.PROTECTED);
    }

    private void note(String name) {
      var path = getCurrentPath();
      var file = Path.of(unit.getSourceFile().toUri());
      var line =
          unit.getLineMap()
              .getLineNumber(trees.getSourcePositions().getStartPosition(unit, path.getLeaf()));
      var where = House.at(file, (int) line) + " " + name;
      var comment = trees.getDocComment(path);
      if (comment == null || comment.isBlank()) {
        SILENT.add(where);
        return;
      }
      documented++;
      var first = comment.strip().split("\\R\\s*\\R", 2)[0];
      if (!first.startsWith("{@inheritDoc}")
          && !first.startsWith("@")
          && !first.matches("(?s).*[.:!?](\\s.*|[)`]?)")) {
        BREATHLESS.add(where + ": " + first.lines().findFirst().orElse(""));
      }
    }
  }
}
