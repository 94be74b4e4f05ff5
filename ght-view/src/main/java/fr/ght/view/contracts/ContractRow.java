package fr.ght.view.contracts;

import fr.ght.http.lists.RowVersion;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** A version of a contract, as it is read. */
@NullUnmarked
@Entity
@Immutable
@Table(name = "contract_row")
@IdClass(ContractRow.Key.class)
class ContractRow extends RowVersion {
  @Id String contract;

  String establishment;
  String kind;
  String budget;
  String supplier;
  String subject;
  String reference;
  String state;

  @Column(name = "signed_on")
  LocalDate signedOn;

  @Column(name = "start_on")
  LocalDate startOn;

  @Column(name = "renewal_term")
  String renewalTerm;

  int renewals;

  @Column(name = "end_on")
  LocalDate endOn;

  @Column(name = "notice_on")
  LocalDate noticeOn;

  @Column(name = "due_on")
  LocalDate dueOn;

  String renewal;
  BigDecimal amount;

  @Column(name = "amount_per")
  String amountPer;

  BigDecimal cost;

  @Column(name = "sort_supplier")
  String sortSupplier;

  String search;

  record Key(String contract, Instant recordedFrom) implements Serializable {}
}
