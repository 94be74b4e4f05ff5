package fr.ght.view.pages;

import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Answers of HTML: true at this moment only, so nobody keeps them. */
final class Html {
  static final String MEDIA_TYPE = "text/html;charset=UTF-8";

  private static final int SEE_OTHER = 303;

  private Html() {}

  static RestResponse<String> of(String html) {
    return ResponseBuilder.ok(html).header("Cache-Control", "no-store").build();
  }

  /** The address stays relative: which host the reader asked is known in front only. */
  static RestResponse<String> seeOther(String path) {
    return ResponseBuilder.<String>create(SEE_OTHER)
        .header("Location", path)
        .header("Cache-Control", "no-store")
        .build();
  }
}
