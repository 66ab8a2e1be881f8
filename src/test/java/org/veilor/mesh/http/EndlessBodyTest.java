package org.veilor.mesh.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.veilor.mesh.audit.Actor;
import org.veilor.mesh.identity.CreateApiToken;
import org.veilor.mesh.identity.Scope;

/** Callers who never stop sending: counted is what the server takes before it hangs up. */
@QuarkusTest
class EndlessBodyTest {
  /** What the kernel's buffers of both sides may hold on top of the 64 KiB. */
  private static final long TAKEN_AT_MOST = 16L << 20;

  private static final long GIVE_UP = 96L << 20;

  @TestHTTPResource("/")
  URL server;

  @TestHTTPResource(value = "/", management = true)
  URL management;

  @Inject CreateApiToken create;
  @Inject Vertx vertx;

  @ParameterizedTest
  @CsvSource({
    "POST, /api/test/body, xxxx, false, 400",
    "POST, /api/test/body, '    ', false, 413",
    "POST, /api/test/body, '{{{{', false, 400",
    "POST, /api/v1/keys, xxxx, true, 400",
    "POST, /api/v1/keys, xxxx, false, 401",
    "POST, /api/v1/keys/7/regenerate, xxxx, true, 404",
    "PUT, /api/v1/keys, xxxx, true, 405",
    "GET, /api/v1/keys, xxxx, false, 401",
    "POST, /nothing/here, xxxx, false, 404",
    "GET, /q/openapi, xxxx, false, 200",
  })
  void an_endless_body_is_answered_and_the_connection_closed(
      String method, String path, String text, boolean authenticated, int status) throws Exception {
    isAnsweredAndClosed(server, method, path, text, authenticated, status);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /q/health/live, 200",
    "GET, /q/health/ready, 200",
    "GET, /q/metrics, 200",
    "POST, /q/metrics, 413",
    "POST, /q/nothing, 413",
  })
  void on_the_management_port_too(String method, String path, int status) throws Exception {
    isAnsweredAndClosed(management, method, path, "xxxx", false, status);
  }

  private void isAnsweredAndClosed(
      URL server, String method, String path, String text, boolean authenticated, int status)
      throws Exception {
    try (var socket = new Socket(server.getHost(), server.getPort())) {
      var answer = CompletableFuture.supplyAsync(() -> statusLine(socket));
      var head =
          "%s %s HTTP/1.1\r\nHost: mesh\r\nContent-Type: application/json\r\n%s"
                  .formatted(
                      method,
                      path,
                      authenticated ? "Authorization: Bearer " + token() + "\r\n" : "")
              + "Transfer-Encoding: chunked\r\n\r\n";
      long taken = stream(socket, head, text);
      assertThat(answer.get(10, TimeUnit.SECONDS)).startsWith("HTTP/1.1 " + status);
      assertThat(taken).as("bytes taken of an endless body").isLessThan(TAKEN_AT_MOST);
    }
  }

  @Test
  void after_a_short_body_that_nobody_read_the_connection_serves_on() throws Exception {
    try (var socket = new Socket(server.getHost(), server.getPort())) {
      var ask =
          "POST /nothing HTTP/1.1\r\nHost: mesh\r\nTransfer-Encoding: chunked\r\n\r\n"
              + "4\r\nxxxx\r\n0\r\n\r\n";
      for (var i = 0; i < 3; i++) {
        socket.getOutputStream().write(ask.getBytes(StandardCharsets.US_ASCII));
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream()));
        assertThat(in.readLine()).startsWith("HTTP/1.1 404");
        var length = 0;
        for (var line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
          if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
            length = Integer.parseInt(line.substring(15).strip());
          }
        }
        assertThat(in.skip(length)).isEqualTo(length);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"/api/v1/keys, true, 400", "/api/v1/keys, false, 401", "/nothing, false, 404"})
  void over_http_2_the_stream_is_ended(String path, boolean authenticated, int status)
      throws Exception {
    var options =
        new HttpClientOptions()
            .setProtocolVersion(HttpVersion.HTTP_2)
            .setHttp2ClearTextUpgrade(false);
    var http = vertx.createHttpClient(options);
    try {
      var sent = new AtomicLong();
      var seen = new CompletableFuture<Integer>();
      var over = new CompletableFuture<String>();
      endless(http, path, authenticated ? token() : "", sent, seen, over);
      assertThat(seen.get(10, TimeUnit.SECONDS)).isEqualTo(status);
      assertThat(over.get(10, TimeUnit.SECONDS)).isNotEqualTo("gave up");
      assertThat(sent.get()).isLessThan(TAKEN_AT_MOST);
    } finally {
      http.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
  }

  private void endless(
      HttpClient http,
      String path,
      String token,
      AtomicLong sent,
      CompletableFuture<Integer> seen,
      CompletableFuture<String> over) {
    http.request(HttpMethod.POST, server.getPort(), server.getHost(), path)
        .onFailure(seen::completeExceptionally)
        .onSuccess(request -> {
          request.setChunked(true).putHeader("Content-Type", "application/json");
          if (!token.isEmpty()) {
            request.putHeader("Authorization", "Bearer " + token);
          }
          request.exceptionHandler(e -> over.complete(e.toString()));
          request
              .response()
              .onSuccess(answer -> {
                seen.complete(answer.statusCode());
                answer.exceptionHandler(e -> over.complete(e.toString()));
              })
              .onFailure(seen::completeExceptionally);
          more(request, Buffer.buffer("x".repeat(16_384)), sent, over);
        });
  }

  private static void more(
      io.vertx.core.http.HttpClientRequest request,
      Buffer block,
      AtomicLong sent,
      CompletableFuture<String> over) {
    request
        .write(block)
        .onSuccess(_ -> {
          if (sent.addAndGet(block.length()) > GIVE_UP) {
            over.complete("gave up");
          } else if (!over.isDone()) {
            more(request, block, sent, over);
          }
        })
        .onFailure(e -> over.complete(e.toString()));
  }

  /** Sends until the server hangs up; answers how many bytes went out. */
  private static long stream(Socket socket, String head, String text) throws IOException {
    var out = socket.getOutputStream();
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    var block = text.repeat(4096);
    var chunk = "%x\r\n%s\r\n".formatted(block.length(), block).getBytes(StandardCharsets.US_ASCII);
    long sent = 0;
    try {
      while (sent < GIVE_UP) {
        out.write(chunk);
        sent += chunk.length;
      }
    } catch (IOException hungUp) {
      // What is counted for.
    }
    return sent;
  }

  private static String statusLine(Socket socket) {
    try {
      var in = new BufferedReader(new InputStreamReader(socket.getInputStream()));
      return String.valueOf(in.readLine());
    } catch (IOException e) {
      return "no answer: " + e.getMessage();
    }
  }

  private String token() {
    return create
        .create(
            Actor.system("test"),
            "t" + UUID.randomUUID(),
            java.util.EnumSet.allOf(Scope.class).stream().collect(Collectors.toSet()),
            Optional.empty())
        .text();
  }
}
