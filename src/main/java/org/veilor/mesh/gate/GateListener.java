package org.veilor.mesh.gate;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Answers on one event loop. Whatever goes wrong on the way ends in a refusal: there is one line
 * that lets anybody in, and it stands behind all the others.
 */
final class GateListener {
  private static final Logger LOG = Logger.getLogger("org.veilor.mesh.gate");

  private static final long LINGERS = 2_000;

  /** One in so many is timed: to keep the time of each costs a twentieth of the whole answer. */
  private static final int TIMED = 16;

  private static final long UNTIMED = 0;

  private final Vertx vertx;
  private final Gate gate;
  private final GateMetrics metrics;
  private final Paths paths;
  private final Answers answers;
  private final Peers peers;
  private final SourceOf source;
  private final RequestHeaders headers = new RequestHeaders();
  private int turn;

  GateListener(Vertx vertx, Gate gate, GateConfig config, GateMetrics metrics) {
    this.vertx = vertx;
    this.gate = gate;
    this.metrics = metrics;
    this.paths = new Paths(config.secret().map(io.smallrye.config.Secret::get));
    this.answers = new Answers(config.contact());
    this.peers = new Peers(vertx, Gate.ranges(config.proxies()));
    this.source = gate.sourceOf();
  }

  void opened(HttpConnection connection) {
    BareConnection.hand(connection, this::asked);
    peers.opened(connection);
  }

  void asked(HttpServerRequest request) {
    long begun = begun();
    try {
      if (request.version() == null) {
        unreadable(request);
      } else {
        answer(request, begun);
      }
    } catch (RuntimeException e) {
      LOG.error("gate: a request could not be answered", e);
      refuse(request, Reason.FAULT, null, null, begun);
    }
  }

  /**
   * What is no request, or too long a one. Vert.x closes the connection as soon as such an answer
   * is ended, and with bytes of the caller still unread the kernel makes that a reset, which takes
   * the answer with it. So it is written whole, and ended later: until then, what still comes is
   * thrown away.
   */
  void unreadable(HttpServerRequest request) {
    long begun = begun();
    answers.writeUnended(request, Reason.UNREADABLE_REQUEST);
    count(Reason.UNREADABLE_REQUEST, null, null, begun);
    var response = request.response();
    vertx.setTimer(
        LINGERS,
        _ -> {
          if (!response.closed()) {
            response.end();
          }
          request.connection().close();
        });
  }

  private void answer(HttpServerRequest request, long begun) {
    if (!peers.isProxy(request.connection())) {
      request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      refuse(request, Reason.FOREIGN_PEER, null, null, begun);
      return;
    }
    var path = request.path();
    switch (paths.asked(path == null ? "" : path)) {
      case Asked.ByHeader(var proxy) -> decide(request, proxy, null, begun);
      case Asked.Pinned(var proxy, var vhost) -> decide(request, proxy, vhost, begun);
      case Asked.Whoami() -> tellWhoTheyAre(request, begun);
      case Asked.Nothing(var reason) -> refuse(request, reason, null, null, begun);
    }
  }

  private void decide(HttpServerRequest request, Proxy proxy, @Nullable String pinned, long begun) {
    var snapshot = gate.present();
    if (snapshot == null) {
      refuse(request, Reason.NOT_READY, null, null, begun);
      return;
    }
    headers.read(request.headers(), proxy);
    if (headers.sourceFault() != Reason.ALLOWED) {
      refuse(request, headers.sourceFault(), null, null, begun);
      return;
    }
    var caller = source.caller(snapshot, headers.source());
    if (pinned == null && headers.vhostFault() != Reason.ALLOWED) {
      refuse(request, headers.vhostFault(), caller, null, begun);
      return;
    }
    var vhost = snapshot.vhost(pinned == null ? headers.vhost() : pinned);
    var reason = gate.decide(snapshot, caller, vhost);
    if (reason == Reason.ALLOWED) {
      answers.allow(request, caller);
      counted(caller.kind(), vhost.label(), reason, begun);
    } else {
      refuse(request, reason, caller, vhost, begun);
    }
  }

  private void tellWhoTheyAre(HttpServerRequest request, long begun) {
    var snapshot = gate.present();
    headers.read(request.headers(), Proxy.TRAEFIK);
    if (snapshot == null || headers.sourceFault() != Reason.ALLOWED) {
      var reason = snapshot == null ? Reason.NOT_READY : headers.sourceFault();
      refuse(request, reason, null, null, begun);
      return;
    }
    var caller = source.caller(snapshot, headers.source());
    answers.tell(request, Reason.WHOAMI, SeenCaller.words(headers.source(), caller));
    counted(caller.kind(), "none", Reason.WHOAMI, begun);
  }

  private void refuse(
      HttpServerRequest request,
      Reason reason,
      @Nullable Caller caller,
      @Nullable Vhost vhost,
      long begun) {
    if (!request.response().ended()) {
      answers.refuse(request, reason);
    }
    count(reason, caller, vhost, begun);
  }

  private void count(Reason reason, @Nullable Caller caller, @Nullable Vhost vhost, long begun) {
    var label = vhost == null ? "none" : vhost.label();
    gate.denials().add(caller == null ? "?" : caller.named(), label, reason);
    counted(caller == null ? CallerKind.NONE : caller.kind(), label, reason, begun);
  }

  private long begun() {
    return turn++ % TIMED == 0 ? System.nanoTime() : UNTIMED;
  }

  private void counted(CallerKind kind, String vhost, Reason reason, long begun) {
    metrics.decided(kind, vhost, reason);
    if (begun != UNTIMED) {
      metrics.took(System.nanoTime() - begun);
    }
  }
}
