package org.veilor.mesh.key;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.veilor.mesh.audit.Actor;
import org.veilor.mesh.identity.CreateApiToken;
import org.veilor.mesh.identity.Scope;
import org.veilor.mesh.support.MintedTexts;
import org.veilor.mesh.support.QrReaders;

/** The API as a client meets it, on the stand-in: what is said, not what Headscale does. */
@QuarkusTest
class KeysOverHttpTest {
  @Inject CreateApiToken create;

  private String token;

  @BeforeEach
  void logIn() {
    token =
        create
            .create(
                Actor.system("test"),
                "t" + UUID.randomUUID(),
                EnumSet.allOf(Scope.class),
                Optional.empty())
            .text();
    MintedTexts.rememberFrom(token);
  }

  @Test
  void a_caption_stands_beneath_both_pictures_on_request_alone() throws IOException {
    var plain = mint("", "s" + UUID.randomUUID());
    assertThat(plain.path("qr.svg").toString()).doesNotContain("<text");

    var captioned = mint("?caption=true", "captioned");
    var svg = captioned.path("qr.svg").toString();
    assertThat(svg)
        .contains(">for captioned</text>", ">until 20", " UTC</text>")
        .doesNotContain(captioned.path("key").toString());
    assertThat(height(captioned)).isGreaterThan(height(plain));

    var again =
        call()
            .post("/api/v1/keys/" + captioned.path("id") + "/regenerate?caption=true")
            .then()
            .statusCode(201)
            .extract()
            .response();
    MintedTexts.rememberFrom(again.asString());
    assertThat(again.path("qr.svg").toString()).contains(">for captioned</text>");
  }

  @Test
  void a_caption_is_true_or_false() {
    wish("?caption=maybe", Map.of("tier", "guest", "subject", "a"))
        .then()
        .statusCode(400)
        .body("field", equalTo("caption"));
  }

  @Test
  void the_last_page_says_that_nothing_is_next() {
    call()
        .get("/api/v1/keys?subject=nobody-has-this-name")
        .then()
        .statusCode(200)
        .body("$", hasKey("next"))
        .body("next", equalTo(null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "7", "1.5"})
  void a_subject_that_is_no_text_is_not_made_one(String subject) {
    call()
        .contentType(ContentType.JSON)
        .body("{\"tier\":\"guest\",\"subject\":%s}".formatted(subject))
        .post("/api/v1/keys")
        .then()
        .statusCode(400)
        .body("field", equalTo("subject"))
        .body("detail", containsString("a text is asked for"));
  }

  private int height(Response minted) throws IOException {
    var png = minted.path("qr.png").toString().substring("data:image/png;base64,".length());
    var picture = ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(png)));
    assertThat(QrReaders.zxing(picture)).isEqualTo(minted.path("key").toString());
    return picture.getHeight();
  }

  private Response mint(String query, String subject) {
    var minted = wish(query, Map.of("tier", "guest", "subject", subject));
    MintedTexts.rememberFrom(minted.asString());
    return minted.then().statusCode(201).extract().response();
  }

  private Response wish(String query, Map<String, String> wish) {
    return call().contentType(ContentType.JSON).body(wish).post("/api/v1/keys" + query);
  }

  private RequestSpecification call() {
    return given().header("Authorization", "Bearer " + token);
  }
}
