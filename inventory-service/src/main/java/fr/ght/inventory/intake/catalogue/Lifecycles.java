package fr.ght.inventory.intake.catalogue;

import fr.ght.eventsourcing.Context;
import fr.ght.inventory.domain.lifecycle.Lifecycle.LifecycleRecorded;
import fr.ght.inventory.domain.lifecycle.Lifecycle.RecordLifecycle;
import fr.ght.inventory.domain.lifecycle.Lifecycle.Releases;
import fr.ght.inventory.intake.Commands;
import fr.ght.inventory.intake.Names;
import fr.ght.inventory.intake.catalogue.EndoflifeFile.Told;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Records what a file tells, product by product; what is known already leaves no event. */
@Singleton
final class Lifecycles {
  private final Commands<RecordLifecycle, Releases, LifecycleRecorded> lifecycles;

  Lifecycles(Commands<RecordLifecycle, Releases, LifecycleRecorded> lifecycles) {
    this.lifecycles = lifecycles;
  }

  /**
   * @param products how many the file tells of
   * @param releases how many they have together
   */
  @Schema(name = "LifecycleImport")
  record Imported(int products, int releases) {}

  /**
   * @param ght for which group; null for all
   * @return completes when all of it is recorded; where it fails before, repeating it records the
   *     rest
   */
  Uni<Imported> record(@Nullable String ght, List<Told> file, String source, Context context) {
    return Multi.createFrom()
        .iterable(file)
        .onItem()
        .transformToUniAndConcatenate(told ->
            lifecycles.carryOut(
                Names.lifecycle(ght, told.product()),
                new RecordLifecycle(ght, told.product(), told.label(), told.releases(), source),
                context,
                OptionalLong.empty()))
        .collect()
        .asList()
        .map(all ->
            new Imported(all.size(), file.stream().mapToInt(told -> told.releases().size()).sum()));
  }
}
