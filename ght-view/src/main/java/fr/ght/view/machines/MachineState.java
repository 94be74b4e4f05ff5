package fr.ght.view.machines;

public enum MachineState {
  IN_SERVICE,
  RETIRED
}
