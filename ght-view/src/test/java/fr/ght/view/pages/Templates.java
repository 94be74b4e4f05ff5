package fr.ght.view.pages;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.TemplateLocator.TemplateLocation;
import io.quarkus.qute.Variant;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The templates without a running service: they only read records. */
final class Templates {
  private Templates() {}

  static Rendering rendering() {
    return new Rendering(
        Engine.builder()
            .addDefaults()
            .addValueResolver(new ReflectionValueResolver())
            .addResultMapper(new HtmlEscaper(List.of("text/html")))
            .addLocator(Templates::find)
            .build(),
        Optional::empty);
  }

  private static Optional<TemplateLocation> find(String id) {
    var path = "/templates/" + id + (id.endsWith(".html") ? "" : ".html");
    return Optional.ofNullable(Templates.class.getResource(path)).map(Found::new);
  }

  private record Found(URL file) implements TemplateLocation {
    @Override
    public Reader read() {
      try {
        return new InputStreamReader(file.openStream(), StandardCharsets.UTF_8);
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    @Override
    public Optional<Variant> getVariant() {
      return Optional.of(Variant.forContentType(Variant.TEXT_HTML));
    }
  }
}
