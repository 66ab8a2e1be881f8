package org.veilor.mesh.publish;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.veilor.mesh.audit.Actor;
import org.veilor.mesh.books.HeadscaleOfRecord;
import org.veilor.mesh.headscale.HeadscaleException;
import org.veilor.mesh.headscale.HeadscalePolicy;
import org.veilor.mesh.policy.PolicyConfig;
import org.veilor.mesh.policy.PolicyConfig.Drift;
import org.veilor.mesh.policy.ReachDiff;
import org.veilor.mesh.problem.Problem;
import org.veilor.mesh.publish.LookAtPolicy.Look;
import org.veilor.mesh.publish.Standing.AsPublished;
import org.veilor.mesh.publish.Standing.Foreign;

/** Tells once of each foreign policy, keeps its text, and puts ours back if that is wished. */
@ApplicationScoped
class DriftAlarm {
  private static final Logger LOG = Logger.getLogger(DriftAlarm.class);
  static final Actor WATCH = Actor.system("policy-watch");

  private final HeadscaleOfRecord books;
  private final HeadscalePolicy headscale;
  private final VersionQueries queries;
  private final FoundPolicies found;
  private final DriftBook book;
  private final PolicyMetrics metrics;
  private final PolicyConfig config;

  DriftAlarm(
      HeadscaleOfRecord books,
      HeadscalePolicy headscale,
      VersionQueries queries,
      FoundPolicies found,
      DriftBook book,
      PolicyMetrics metrics,
      PolicyConfig config) {
    this.books = books;
    this.headscale = headscale;
    this.queries = queries;
    this.found = found;
    this.book = book;
    this.metrics = metrics;
    this.config = config;
  }

  /** Answers whether it has put ours back, so that it is worth looking again. */
  boolean tell(Optional<Standing> before, Look look) {
    if (look.standing() instanceof Foreign foreign) {
      if (before
          .filter(it -> it instanceof Foreign same && same.hash().equals(foreign.hash()))
          .isEmpty()) {
        LOG.errorf("policy: %s", foreign.sentence());
        found.keep(look.live());
        book.drift(foreign, facts(foreign));
      }
      return config.onDrift() == Drift.RESTORE && !foreign.fileMode() && restore(foreign);
    }
    if (look.standing() instanceof AsPublished now
        && before.filter(Foreign.class::isInstance).isPresent()) {
      LOG.infof("policy: version %d is in force again", now.version());
      book.over(now.version());
    }
    return false;
  }

  private boolean restore(Foreign foreign) {
    var ours = queries.inForce();
    if (!queries.present().equals(List.of(foreign.version())) || ours.isEmpty()) {
      // Somebody publishes at this moment.
      return false;
    }
    try {
      books.requireNow();
      headscale.setPolicy(ours.get().policy());
      metrics.restored("ok");
      book.restored(foreign);
      return true;
    } catch (HeadscaleException | Problem e) {
      LOG.errorf("policy: version %d could not be put back: %s", foreign.version(), e.getMessage());
      metrics.restored("failed");
      return false;
    }
  }

  private static Map<String, String> facts(Foreign foreign) {
    var facts = new LinkedHashMap<String, String>();
    facts.put("policy", foreign.hash());
    foreign.breach().ifPresent(it -> facts.put("breach", it));
    foreign.diff().map(ReachDiff::summary).ifPresent(it -> facts.put("reach", it));
    return facts;
  }
}
