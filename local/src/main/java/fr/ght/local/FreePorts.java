package fr.ght.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Ports of the loopback address that nobody listens on at this moment. They lie below those that
 * systems give to connections that go out (from 32,768 on Linux): such a connection may take any of
 * them between the moment when a port is found free and the one when somebody listens there.
 */
public final class FreePorts {
  private static final int FIRST = 15_000;
  private static final int COUNT = 17_000;

  /** No port is given twice by one process, and two processes begin at different places. */
  private static final AtomicInteger TRIED =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

  private FreePorts() {}

  /**
   * @throws IllegalStateException if there is none
   */
  public static int one() {
    for (int i = 0; i < COUNT; i++) {
      var port = FIRST + Math.floorMod(TRIED.getAndIncrement(), COUNT);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no free port on the loopback address");
  }

  /** Several different ports. */
  static List<Integer> several(int count) {
    return Stream.generate(FreePorts::one).limit(count).toList();
  }

  static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
