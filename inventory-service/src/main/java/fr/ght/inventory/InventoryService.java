package fr.ght.inventory;

import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.postgres.PostgresEventStore;
import fr.ght.inventory.domain.application.Application;
import fr.ght.inventory.domain.application.ApplicationCommand;
import fr.ght.inventory.domain.application.ApplicationDecider;
import fr.ght.inventory.domain.application.ApplicationEvent;
import fr.ght.inventory.domain.asset.Asset;
import fr.ght.inventory.domain.asset.AssetCommand;
import fr.ght.inventory.domain.asset.AssetDecider;
import fr.ght.inventory.domain.asset.AssetEvent;
import fr.ght.inventory.domain.budget.BudgetCommand;
import fr.ght.inventory.domain.budget.BudgetDecider;
import fr.ght.inventory.domain.budget.BudgetEnvelopes;
import fr.ght.inventory.domain.budget.BudgetEvent;
import fr.ght.inventory.domain.contract.Contract;
import fr.ght.inventory.domain.contract.ContractCommand;
import fr.ght.inventory.domain.contract.ContractDecider;
import fr.ght.inventory.domain.contract.ContractEvent;
import fr.ght.inventory.domain.credential.CredentialCommand;
import fr.ght.inventory.domain.credential.CredentialDecider;
import fr.ght.inventory.domain.credential.CredentialEvent;
import fr.ght.inventory.domain.credential.Credentials;
import fr.ght.inventory.domain.ght.Ght;
import fr.ght.inventory.domain.ght.GhtCommand;
import fr.ght.inventory.domain.ght.GhtDecider;
import fr.ght.inventory.domain.ght.GhtEvent;
import fr.ght.inventory.domain.incident.Incident;
import fr.ght.inventory.domain.incident.IncidentCommand;
import fr.ght.inventory.domain.incident.IncidentDecider;
import fr.ght.inventory.domain.incident.IncidentEvent;
import fr.ght.inventory.domain.lifecycle.Lifecycle;
import fr.ght.inventory.domain.lifecycle.Lifecycle.LifecycleRecorded;
import fr.ght.inventory.domain.lifecycle.Lifecycle.RecordLifecycle;
import fr.ght.inventory.domain.lifecycle.Lifecycle.Releases;
import fr.ght.inventory.domain.normalisation.Adoption;
import fr.ght.inventory.domain.normalisation.Adoption.RulesAdopted;
import fr.ght.inventory.domain.normalisation.Adoption.RulesInForce;
import fr.ght.inventory.domain.product.Product;
import fr.ght.inventory.domain.product.ProductCommand;
import fr.ght.inventory.domain.product.ProductDecider;
import fr.ght.inventory.domain.product.ProductEvent;
import fr.ght.inventory.domain.skill.SkillCommand;
import fr.ght.inventory.domain.skill.SkillCoverage;
import fr.ght.inventory.domain.skill.SkillDecider;
import fr.ght.inventory.domain.skill.SkillEvent;
import fr.ght.inventory.intake.ApplicationResource;
import fr.ght.inventory.intake.Commands;
import fr.ght.inventory.intake.Establishments;
import fr.ght.inventory.intake.GhtResource;
import fr.ght.inventory.intake.IncidentResource;
import fr.ght.inventory.intake.Rights;
import fr.ght.inventory.intake.SkillResource;
import fr.ght.inventory.intake.budgets.Budgets;
import fr.ght.inventory.intake.catalogue.LifecycleResource;
import fr.ght.inventory.intake.catalogue.ProductResource;
import fr.ght.inventory.intake.catalogue.RulesResource;
import fr.ght.inventory.intake.contracts.ContractResource;
import fr.ght.inventory.intake.credentials.CredentialResource;
import fr.ght.inventory.intake.machines.AssetResource;
import fr.ght.inventory.log.InventoryEventTypes;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.Executor;

/** The parts of the service that are made of library and domain classes, joined. */
public final class InventoryService {

  /** Deciding and reading JSON is done here, never on the threads that wait for the network. */
  private static final Executor WORKERS = Infrastructure.getDefaultExecutor();

  @Produces
  @Singleton
  EventStore log(Pool pool, MeterRegistry meters) {
    return new PostgresEventStore(pool, meters);
  }

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  Commands<GhtCommand, Ght, GhtEvent> groups(EventStore log) {
    return new Commands<>(
        new GhtDecider(), InventoryEventTypes.GHTS, log, WORKERS, GhtResource::explain);
  }

  @Produces
  @Singleton
  Commands<ApplicationCommand, Application, ApplicationEvent> applications(EventStore log) {
    return new Commands<>(
        new ApplicationDecider(),
        InventoryEventTypes.APPLICATIONS,
        log,
        WORKERS,
        ApplicationResource::explain);
  }

  @Produces
  @Singleton
  Commands<AssetCommand, Asset, AssetEvent> assets(EventStore log) {
    return new Commands<>(
        new AssetDecider(), InventoryEventTypes.ASSETS, log, WORKERS, AssetResource::explain);
  }

  @Produces
  @Singleton
  Commands<IncidentCommand, Incident, IncidentEvent> incidents(EventStore log) {
    return new Commands<>(
        new IncidentDecider(),
        InventoryEventTypes.INCIDENTS,
        log,
        WORKERS,
        IncidentResource::explain);
  }

  @Produces
  @Singleton
  Commands<CredentialCommand, Credentials, CredentialEvent> credentials(EventStore log) {
    return new Commands<>(
        new CredentialDecider(),
        InventoryEventTypes.CREDENTIALS,
        log,
        WORKERS,
        CredentialResource::explain);
  }

  @Produces
  @Singleton
  Commands<ContractCommand, Contract, ContractEvent> contracts(EventStore log) {
    return new Commands<>(
        new ContractDecider(),
        InventoryEventTypes.CONTRACTS,
        log,
        WORKERS,
        ContractResource::explain);
  }

  @Produces
  @Singleton
  Commands<BudgetCommand, BudgetEnvelopes, BudgetEvent> budgets(EventStore log) {
    return new Commands<>(
        new BudgetDecider(), InventoryEventTypes.BUDGETS, log, WORKERS, Budgets::explain);
  }

  @Produces
  @Singleton
  Commands<SkillCommand, SkillCoverage, SkillEvent> skills(EventStore log) {
    return new Commands<>(
        new SkillDecider(), InventoryEventTypes.SKILLS, log, WORKERS, SkillResource::explain);
  }

  @Produces
  @Singleton
  Commands<ProductCommand, Product, ProductEvent> products(EventStore log) {
    return new Commands<>(
        new ProductDecider(), InventoryEventTypes.PRODUCTS, log, WORKERS, ProductResource::explain);
  }

  @Produces
  @Singleton
  Commands<Adoption.Adopt, RulesInForce, RulesAdopted> normalisations(EventStore log) {
    return new Commands<>(
        new Adoption(), InventoryEventTypes.NORMALISATIONS, log, WORKERS, RulesResource::explain);
  }

  @Produces
  @Singleton
  Commands<RecordLifecycle, Releases, LifecycleRecorded> lifecycles(EventStore log) {
    return new Commands<>(
        new Lifecycle(), InventoryEventTypes.LIFECYCLES, log, WORKERS, LifecycleResource::explain);
  }

  @Produces
  @Singleton
  Establishments establishments(EventStore log, Commands<GhtCommand, Ght, GhtEvent> groups) {
    return new Establishments(log, groups);
  }

  @Produces
  @Singleton
  Rights rights(Establishments establishments) {
    return new Rights(establishments);
  }
}
