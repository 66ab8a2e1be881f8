package org.veilor.mesh.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.TestTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.TransactionalException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.veilor.mesh.audit.AuditVerdict.Broken;
import org.veilor.mesh.audit.AuditVerdict.Fault;
import org.veilor.mesh.audit.AuditVerdict.Intact;

@QuarkusTest
class AuditLogTest {
  @Inject AuditLog log;
  @Inject AuditTrail trail;
  @Inject VerifyAudit verify;
  @Inject EntityManager database;

  @Test
  @TestTransaction
  void whatWasAppendedIsListedNewestFirstPageByPage() {
    for (int i = 1; i <= 5; i++) {
      log.append(event("list.me", "key:" + i));
    }
    var first = trail.list(new AuditTrail.Query("list.me", "", OptionalLong.empty(), 3));
    assertThat(first.items())
        .extracting(AuditEntry::target)
        .containsExactly("key:5", "key:4", "key:3");
    assertThat(first.items().getFirst().after()).isEqualTo("{\"a\":\"1\",\"b\":\"ü\"}");
    var second = trail.list(new AuditTrail.Query("list.me", "", first.next(), 3));
    assertThat(second.items()).extracting(AuditEntry::target).containsExactly("key:2", "key:1");
    assertThat(second.next()).isEmpty();
    var one = trail.list(new AuditTrail.Query("", "key:4", OptionalLong.empty(), 3));
    assertThat(one.items()).extracting(AuditEntry::action).containsExactly("list.me");
  }

  @Test
  void withoutATransactionNothingIsWritten() {
    assertThatThrownBy(() -> log.append(event("no.tx", "key:1")))
        .isInstanceOf(TransactionalException.class);
  }

  @Test
  @TestTransaction
  void postgresqlRefusesToChangeOrRemoveAnEntry() {
    log.append(event("stay", "key:1"));
    for (String sql :
        List.of(
            "update audit_entry set target = 'x'",
            "delete from audit_entry",
            "truncate audit_entry",
            "delete from audit_head",
            "update audit_head set seq = 0",
            "truncate audit_head")) {
      execute("savepoint s");
      assertThatThrownBy(() -> execute(sql)).as(sql).hasMessageContaining("append-only");
      execute("rollback to savepoint s");
    }
  }

  @Test
  void entriesOfManyAtOnceFormOneChain() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Runnable> work =
          IntStream.range(0, 60)
              .<Runnable>mapToObj(
                  i -> () -> inTransaction(() -> log.append(event("many", "many:" + i))))
              .toList();
      for (var done : work.stream().map(threads::submit).toList()) {
        done.get();
      }
    }
    assertThat(verify.verify(Optional.empty())).isInstanceOf(Intact.class);
  }

  @Test
  void anEntryOfATransactionThatRolledBackLeavesNoGap() {
    assertThatThrownBy(() ->
            inTransaction(() -> {
              log.append(event("rolled.back", "key:1"));
              throw new IllegalStateException("the deed failed");
            }))
        .isInstanceOf(IllegalStateException.class);
    inTransaction(() -> log.append(event("after", "key:1")));
    assertThat(verify.verify(Optional.empty())).isInstanceOf(Intact.class);
    assertThat(list("rolled.back")).isEmpty();
  }

  @Test
  @TestTransaction
  void anEditBehindTheTriggersBackIsFound() {
    for (int i = 1; i <= 5; i++) {
      log.append(event("tamper", "key:" + i));
    }
    long third = list("tamper").get(2).seq();
    execute("alter table audit_entry disable trigger user");
    execute("update audit_entry set actor_name = 'somebody else' where seq = " + third);
    assertThat(verify.verify(Optional.empty())).isEqualTo(new Broken(third, Fault.EDITED));
  }

  @Test
  @TestTransaction
  void aCutOffTailIsFound() {
    for (int i = 1; i <= 3; i++) {
      log.append(event("tail", "key:" + i));
    }
    long last = list("tail").getFirst().seq();
    execute("alter table audit_entry disable trigger user");
    execute("delete from audit_entry where seq = " + last);
    assertThat(verify.verify(Optional.empty())).isEqualTo(new Broken(last, Fault.CUT_OFF));
  }

  private List<AuditEntry> list(String action) {
    return trail.list(new AuditTrail.Query(action, "", OptionalLong.empty(), 100)).items();
  }

  private void execute(String sql) {
    database
        .unwrap(org.hibernate.Session.class)
        .doWork(c -> {
          try (var statement = c.createStatement()) {
            statement.execute(sql);
          }
        });
  }

  private static void inTransaction(Runnable work) {
    QuarkusTransaction.requiringNew().run(work);
  }

  private static AuditEvent event(String action, String target) {
    return new AuditEvent(
        Actor.system("test"), action, target, Map.of(), Map.of("b", "ü", "a", "1"), AuditEvent.OK);
  }
}
