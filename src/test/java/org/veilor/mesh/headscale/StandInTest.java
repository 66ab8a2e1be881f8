package org.veilor.mesh.headscale;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bean that the application runs with {@code mesh.headscale.stand-in=true}. */
@QuarkusTest
@TestProfile(WithoutDatabase.class)
class StandInTest {
  private static final Instant LATER = Instant.parse("2031-02-03T04:05:06.123457Z");

  private final Headscale headscale;

  StandInTest(Headscale headscale) {
    this.headscale = headscale;
  }

  @Test
  void says_that_it_is_one() {
    assertThat(headscale.standIn()).isTrue();
    assertThat(headscale.version()).hasToString("v0.29.3+stand-in");
    given().get("/nothing/here").then().statusCode(404).header("X-Mesh-Stand-In", "true");
    given().get("/q/health/ready").then().header("X-Mesh-Stand-In", "true");
  }

  @Test
  void a_key_lives_and_ends_as_at_headscale() {
    MintedPreAuthKey minted = headscale.createPreAuthKey(List.of("tag:guest"), LATER);

    assertThat(minted.text()).matches("hskey-auth-[\\w-]{12}-[\\w-]{64}");
    assertThat(minted.record().prefix()).isEqualTo(minted.text().substring(11, 23));
    assertThat(minted.toString()).doesNotContain(minted.text().substring(24));
    assertThat(headscale.preAuthKeys()).contains(minted.record());

    headscale.expirePreAuthKey(minted.record().id());
    assertThat(headscale.preAuthKeys())
        .filteredOn(key -> key.id().equals(minted.record().id()))
        .singleElement()
        .satisfies(key -> assertThat(key.expiration()).isBefore(LATER));
    headscale.deletePreAuthKey(minted.record().id());
    headscale.deletePreAuthKey(minted.record().id());
    assertThat(headscale.preAuthKeys()).extracting(PreAuthKey::id).doesNotContain("1");
  }

  @Test
  void refuses_what_headscale_refuses() {
    assertThatThrownBy(() -> headscale.createPreAuthKey(List.of("guest"), LATER))
        .isInstanceOfSatisfying(
            HeadscaleException.class,
            failed ->
                assertThat(failed.failure())
                    .isEqualTo(
                        new HeadscaleFailure.Refused("tag must start with the string 'tag:'")));
  }
}
