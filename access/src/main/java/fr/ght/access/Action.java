package fr.ght.access;

/** What somebody may want to do; every endpoint is one of these. */
public enum Action {
  /** Push what machines report. */
  REPORT,
  /** Say what an establishment has: its applications, its figures, where its machines are. */
  DECLARE,
  /** Set right what was recorded: an earlier state, an incident. */
  CORRECT,
  /** Say what an establishment has signed: its contracts, their rights, renewals and ends. */
  DECLARE_CONTRACT,
  /** Set right what was recorded of a contract. */
  CORRECT_CONTRACT,
  /** Say how much an establishment may commit in a year. */
  SET_BUDGET,
  /** Issue, list, rotate and revoke the credentials of an establishment's agents. */
  MANAGE_CREDENTIALS,
  /** Bring a group into being. */
  CREATE_GROUP,
  /** Decide for the whole group: its name, its members, its support establishment. */
  GOVERN_GROUP,
  /** Take groups and members over from the national register, of all groups. */
  IMPORT_GROUPS,
  /** Read what a group knows. */
  READ,
  /** Read who changed what in a group, when, and what caused it. */
  READ_AUDIT,
  /** See and mend how the platform runs. */
  OPERATE,
  /** Make a person's name be forgotten. */
  ERASE_IDENTITY
}
