package fr.ght.eventsourcing.kafka;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Gets between the facts of a relay's first transaction and its commit, at the worst of moments.
 * Put into the settings of one relay, and used once.
 */
public final class HeldProducer
    implements ProducerInterceptor<String, byte[]>, ConsumerInterceptor<String, byte[]> {
  private static final String HOLD = "test.hold";
  private static final Map<String, Hold> HOLDS = new ConcurrentHashMap<>();

  private @Nullable Hold hold;
  private boolean facts;

  /** What is done in the thread that sends, and in the one that hears that all is there. */
  private record Hold(
      Runnable whenSent, Runnable whenThere, AtomicBoolean sent, AtomicBoolean there) {}

  /** A pause like that of a whole process. */
  static final class Pause implements Runnable {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    @Override
    public void run() {
      begun.countDown();
      try {
        over.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    boolean hasBegun() {
      return begun.getCount() == 0;
    }

    void end() {
      over.countDown();
    }
  }

  /** Once the relay has handed over all of a transaction, and before it commits. */
  static Map<String, Object> whenSent(Runnable what) {
    return settings(new Hold(what, () -> {}, new AtomicBoolean(), new AtomicBoolean()));
  }

  /** Once all of a transaction is at the broker, and before the commit is. */
  static Map<String, Object> whenThere(Runnable what) {
    return settings(new Hold(() -> {}, what, new AtomicBoolean(), new AtomicBoolean()));
  }

  private static Map<String, Object> settings(Hold hold) {
    var name = UUID.randomUUID().toString();
    HOLDS.put(name, hold);
    return Map.of("interceptor.classes", HeldProducer.class.getName(), HOLD, name);
  }

  @Override
  public void configure(Map<String, ?> settings) {
    hold = HOLDS.get(String.valueOf(settings.get(HOLD)));
  }

  @Override
  public ProducerRecord<String, byte[]> onSend(ProducerRecord<String, byte[]> record) {
    var mine = hold;
    if (!record.topic().endsWith(".checkpoint")) {
      facts = true;
    } else if (facts && mine != null && mine.sent().compareAndSet(false, true)) {
      mine.whenSent().run();
    }
    return record;
  }

  @Override
  public void onAcknowledgement(@Nullable RecordMetadata there, @Nullable Exception failure) {
    var mine = hold;
    if (failure == null
        && there != null
        && there.topic().endsWith(".checkpoint")
        && mine != null
        && mine.sent().get()
        && mine.there().compareAndSet(false, true)) {
      mine.whenThere().run();
    }
  }

  /** The same settings are the relay's for reading, where nothing is held. */
  @Override
  public ConsumerRecords<String, byte[]> onConsume(ConsumerRecords<String, byte[]> records) {
    return records;
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

  @Override
  public void close() {}
}
