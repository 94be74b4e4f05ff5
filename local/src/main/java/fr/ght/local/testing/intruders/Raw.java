package fr.ght.local.testing.intruders;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A request exactly as it is written here, on a connection of its own. */
public final class Raw {
  private static final int PATIENCE_MS = 20_000;
  private static final int MOST = 1 << 20;
  private static final Pattern STATUS = Pattern.compile("\\AHTTP/1\\.1 (\\d{3})");

  private final int port;

  public Raw(int port) {
    this.port = port;
  }

  /**
   * What came back, headers included.
   *
   * @param status 0 if the server hung up without a word
   */
  public record Heard(int status, String text) {
    /** Neither a fault of the server nor a silence that lasted. */
    public boolean isOrderly() {
      return status < 500;
    }

    /** As the caller would read it, whatever is left out in between. */
    public boolean names(String what) {
      return text.contains(what);
    }
  }

  /**
   * @param target as it stands in the first line, a sign for each byte
   * @param headers lines without their end
   */
  public Heard send(String method, String target, List<String> headers, String body) {
    var lines =
        Stream.of(
                Stream.of(method + " " + target + " HTTP/1.1"),
                headers.stream().anyMatch(line -> line.startsWith("Host:"))
                    ? Stream.<String>of()
                    : Stream.of("Host: localhost"),
                headers.stream(),
                body.isEmpty()
                    ? Stream.<String>of()
                    : Stream.of(
                        "Content-Type: application/json", "Content-Length: " + body.length()),
                Stream.of("Connection: close", "", body))
            .flatMap(part -> part)
            .toList();
    return send(String.join("\r\n", lines).getBytes(StandardCharsets.ISO_8859_1));
  }

  private Heard send(byte[] request) {
    var heard = new ByteArrayOutputStream();
    try (var socket = new Socket()) {
      socket.setSoTimeout(PATIENCE_MS);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MS);
      socket.getOutputStream().write(request);
      socket.getOutputStream().flush();
      var buffer = new byte[8_192];
      int read = socket.getInputStream().read(buffer);
      while (read >= 0 && heard.size() < MOST) {
        heard.write(buffer, 0, read);
        read = socket.getInputStream().read(buffer);
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError("no end of an answer after " + PATIENCE_MS + " ms: " + heard, e);
    } catch (SocketException _) {
      // Hung up on while sending: what came before counts.
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    var text = heard.toString(StandardCharsets.UTF_8);
    var status = STATUS.matcher(text);
    return new Heard(status.find() ? Integer.parseInt(status.group(1)) : 0, text);
  }
}
