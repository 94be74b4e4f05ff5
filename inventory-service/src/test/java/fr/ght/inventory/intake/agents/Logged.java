package fr.ght.inventory.intake.agents;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Every line that is logged while this is open, with its parameters and failures. */
public final class Logged implements AutoCloseable {
  private static final Logger ROOT = Logger.getLogger("");

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Handler listener = new Listener();

  public Logged() {
    ROOT.addHandler(listener);
  }

  public List<String> lines() {
    return lines;
  }

  @Override
  public void close() {
    ROOT.removeHandler(listener);
  }

  private final class Listener extends Handler {
    Listener() {
      setLevel(Level.ALL);
    }

    @Override
    public void publish(LogRecord line) {
      var thrown = line.getThrown();
      var parameters = line.getParameters();
      lines.add(
          line.getMessage()
              + (parameters == null ? "" : List.of(parameters))
              + (thrown == null ? "" : thrown));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
