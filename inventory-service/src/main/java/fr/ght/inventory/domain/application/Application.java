package fr.ght.inventory.domain.application;

/** Where a deployed application stands; every state but the first knows what is deployed. */
public sealed interface Application {

  record Undeclared() implements Application {}

  /** An application that was declared, in one of the states of its life. */
  sealed interface Declared extends Application {
    Deployment deployment();

    ApplicationState state();
  }

  record Planned(Deployment deployment) implements Declared {
    @Override
    public ApplicationState state() {
      return ApplicationState.PLANNED;
    }
  }

  record InDeployment(Deployment deployment) implements Declared {
    @Override
    public ApplicationState state() {
      return ApplicationState.IN_DEPLOYMENT;
    }
  }

  record InProduction(Deployment deployment) implements Declared {
    @Override
    public ApplicationState state() {
      return ApplicationState.IN_PRODUCTION;
    }
  }

  record ReadOnly(Deployment deployment) implements Declared {
    @Override
    public ApplicationState state() {
      return ApplicationState.READ_ONLY;
    }
  }

  record Decommissioned(Deployment deployment) implements Declared {
    @Override
    public ApplicationState state() {
      return ApplicationState.DECOMMISSIONED;
    }
  }

  static Declared of(Deployment deployment, ApplicationState state) {
    return switch (state) {
      case PLANNED -> new Planned(deployment);
      case IN_DEPLOYMENT -> new InDeployment(deployment);
      case IN_PRODUCTION -> new InProduction(deployment);
      case READ_ONLY -> new ReadOnly(deployment);
      case DECOMMISSIONED -> new Decommissioned(deployment);
    };
  }
}
