package fr.ght.benchmarks.signin;

import static java.lang.constant.ConstantDescs.CD_String;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A copy of the built inventory-service in which a few methods ask somebody else first: the gate
 * whether a caller is known, the check of credentials whether an agent is, the question of rights
 * whose they are. All else is as it was built.
 *
 * @param folder of the copy
 */
record ServiceCopy(Path folder) {
  private static final String SIGN_IN = "fr.ght.access.signin.";
  private static final String CREDENTIALS = "fr.ght.inventory.intake.credentials.";
  private static final String INTAKE = "fr.ght.inventory.intake.";
  private static final ClassDesc UNI = ClassDesc.of("io.smallrye.mutiny.Uni");
  private static final ClassDesc CALLER = ClassDesc.of("fr.ght.access.Caller");
  private static final ClassDesc ROLE = ClassDesc.of("fr.ght.access.Role");
  private static final ClassDesc ORIGIN = ClassDesc.of(SIGN_IN + "Origin");
  private static final ClassDesc CALL = ClassDesc.of(SIGN_IN + "Call");
  private static final ClassDesc REQUEST =
      ClassDesc.of("jakarta.ws.rs.container.ContainerRequestContext");

  /**
   * @param built the service's {@code quarkus-app}
   * @param into an empty folder
   */
  static ServiceCopy of(Path built, Path into) throws IOException {
    try (var files = Files.walk(built)) {
      for (var file : files.toList()) {
        Files.createDirectories(into);
        if (!file.equals(built)) {
          Files.copy(file, into.resolve(built.relativize(file)));
        }
      }
    }
    var copy = new ServiceCopy(into);
    var access = copy.jar("lib/main", "fr.ght.access");
    var service = copy.jar("app", "inventory-service");
    copy.add(access, SIGN_IN + "Known");
    copy.add(service, CREDENTIALS + "KnownAgent");
    copy.add(service, INTAKE + "KnownRights");
    change(
        access,
        SIGN_IN + "Gate",
        "ask",
        code ->
            code.aload(1)
                .aload(0)
                .getfield(ClassDesc.of(SIGN_IN + "Gate"), "call", CALL)
                .invokestatic(
                    ClassDesc.of(SIGN_IN + "Known"),
                    "answer",
                    MethodTypeDesc.of(UNI, REQUEST, CALL)));
    change(
        service,
        CREDENTIALS + "CredentialCheck",
        "check",
        code ->
            code.aload(1)
                .aload(2)
                .invokestatic(
                    ClassDesc.of(CREDENTIALS + "KnownAgent"),
                    "answer",
                    MethodTypeDesc.of(UNI, CD_String, CD_String)));
    change(
        service,
        INTAKE + "Rights",
        "require",
        code ->
            code.aload(1)
                .invokestatic(
                    ClassDesc.of(INTAKE + "KnownRights"),
                    "answer",
                    MethodTypeDesc.of(UNI, CALLER)));
    change(
        service,
        INTAKE + "ApplicationResource",
        "requireOwnIfThere",
        code ->
            code.aload(1)
                .aload(2)
                .invokestatic(
                    ClassDesc.of(INTAKE + "KnownRights"),
                    "answer",
                    MethodTypeDesc.of(UNI, ORIGIN, ROLE)));
    return copy;
  }

  private Path jar(String below, String begins) throws IOException {
    try (var files = Files.list(folder.resolve(below))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(begins))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("inventory-service has no " + begins));
    }
  }

  /** Compiles the class from our resources against the service, and puts it into the jar. */
  private void add(Path jar, String name) throws IOException {
    var said = new StringWriter();
    var source =
        new SimpleJavaFileObject(
            URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text(name.substring(name.lastIndexOf('.') + 1) + ".java");
          }
        };
    var options = List.of("-proc:none", "-d", folder.toString(), "-cp", classPath());
    var compiler = ToolProvider.getSystemJavaCompiler();
    if (!compiler.getTask(said, null, null, options, null, List.of(source)).call()) {
      throw new IllegalStateException(said.toString());
    }
    try (var content = FileSystems.newFileSystem(jar)) {
      Files.copy(folder.resolve(file(name)), content.getPath(file(name)));
    }
  }

  private static String file(String className) {
    return className.replace('.', '/') + ".class";
  }

  private String classPath() throws IOException {
    try (var libraries = Files.list(folder.resolve("lib/main"));
        var application = Files.list(folder.resolve("app"))) {
      return Stream.concat(libraries, application)
          .map(Path::toString)
          .collect(Collectors.joining(":"));
    }
  }

  private static String text(String resource) {
    try (InputStream in = ServiceCopy.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no " + resource);
      }
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }

  /** Has a method of a class ask somebody else first; null means go on. */
  private static void change(Path jar, String name, String method, Consumer<CodeBuilder> ask)
      throws IOException {
    try (var content = FileSystems.newFileSystem(jar)) {
      var file = content.getPath(file(name));
      Files.write(file, asking(Files.readAllBytes(file), method, ask));
    }
  }

  private static byte[] asking(byte[] original, String method, Consumer<CodeBuilder> ask) {
    var classFile =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofClassLoading(ClassLoader.getSystemClassLoader())
                    .orElse(_ -> ClassHierarchyResolver.ClassHierarchyInfo.ofInterface())));
    var first =
        new CodeTransform() {
          @Override
          public void atStart(CodeBuilder code) {
            ask.accept(code);
            var goOn = code.newLabel();
            code.dup().ifnull(goOn).areturn().labelBinding(goOn).pop();
          }

          @Override
          public void accept(CodeBuilder code, CodeElement element) {
            code.with(element);
          }
        };
    return classFile.transformClass(
        classFile.parse(original),
        ClassTransform.transformingMethodBodies(
            model -> model.methodName().equalsString(method), first));
  }
}
