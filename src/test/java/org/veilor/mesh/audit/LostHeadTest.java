package org.veilor.mesh.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.TestTransaction;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.net.URL;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.veilor.mesh.audit.AuditVerdict.Broken;
import org.veilor.mesh.audit.AuditVerdict.Fault;
import org.veilor.mesh.audit.AuditVerdict.Intact;
import org.veilor.mesh.audit.AuditVerdict.Lost;
import org.veilor.mesh.audit.AuditVerdict.Part;

/** Parts of the log go missing, in a real PostgreSQL; all but one test roll that back. */
@QuarkusTest
class LostHeadTest {
  private static final String FREE_HEAD = "alter table audit_head disable trigger user";
  private static final String GUARD_HEAD = "alter table audit_head enable trigger user";

  @TestHTTPResource(value = "/", management = true)
  URL management;

  @Inject AuditLog log;
  @Inject AuditTrail trail;
  @Inject VerifyAudit verify;
  @Inject EntityManager database;

  @Test
  @TestTransaction
  void withoutTheHeadRowAnEditIsStillFoundAndNothingIsCalledIntact() {
    append(3);
    execute(FREE_HEAD, "delete from audit_head");
    assertThat(verify.verify(Optional.empty()))
        .isEqualTo(new Lost(Part.HEAD_ROW, Optional.empty()));
    assertThatThrownBy(log::requireWritable).hasMessageContaining("lost its head, the one row");

    long last = last();
    execute(
        "alter table audit_entry disable trigger user",
        "update audit_entry set actor_name = 'x' where seq = " + last);
    assertThat(verify.verify(Optional.empty()))
        .isEqualTo(new Lost(Part.HEAD_ROW, Optional.of(new Broken(last, Fault.EDITED))));
  }

  @Test
  @TestTransaction
  void aMissingTableIsNamed() {
    append(2);
    execute("drop table audit_head");
    assertThat(verify.verify(Optional.empty()))
        .isEqualTo(new Lost(Part.HEAD_TABLE, Optional.empty()));
    execute("drop table audit_entry");
    assertThat(verify.verify(Optional.empty()))
        .isEqualTo(new Lost(Part.ENTRY_TABLE, Optional.empty()));
  }

  @Test
  @TestTransaction
  void lastEntriesCutOffWithTheHeadSetBackAreFoundByAnEarlierHeadAlone() {
    append(3);
    long last = last();
    ChainAnchor earlier = ((Intact) verify.verify(Optional.empty())).head();
    execute(
        FREE_HEAD,
        "alter table audit_entry disable trigger user",
        "delete from audit_entry where seq = " + last,
        "update audit_head set (seq, hash) ="
            + " (select seq, hash from audit_entry order by seq desc limit 1)");
    assertThat(verify.verify(Optional.empty())).isInstanceOf(Intact.class);
    assertThat(verify.verify(Optional.of(earlier))).isEqualTo(new Broken(last, Fault.MISSING));
  }

  @Test
  void theServerIsNotReadyWithoutTheHeadAndSaysWhy() {
    given().get(management + "health/ready").then().statusCode(200);
    QuarkusTransaction.requiringNew()
        .run(() ->
            execute(
                "create table kept_head as select * from audit_head",
                FREE_HEAD,
                "delete from audit_head"));
    try {
      given()
          .get(management + "health/ready")
          .then()
          .statusCode(503)
          .body(
              "checks.find { it.name == 'audit' }.data.trouble",
              containsString("has lost its head"));
    } finally {
      QuarkusTransaction.requiringNew()
          .run(() ->
              execute(
                  "insert into audit_head select * from kept_head",
                  GUARD_HEAD,
                  "drop table kept_head"));
    }
    given().get(management + "health/ready").then().statusCode(200);
  }

  private void append(int entries) {
    for (int i = 1; i <= entries; i++) {
      log.append(
          new AuditEvent(
              Actor.system("test"), "lost", "key:" + i, Map.of(), Map.of(), AuditEvent.OK));
    }
  }

  private long last() {
    var newest = new AuditTrail.Query("", "", java.util.OptionalLong.empty(), 1);
    return trail.list(newest).items().getFirst().seq();
  }

  private void execute(String... statements) {
    database
        .unwrap(Session.class)
        .doWork(c -> {
          try (var statement = c.createStatement()) {
            for (String sql : statements) {
              statement.execute(sql);
            }
          }
        });
  }
}
