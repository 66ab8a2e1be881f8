package org.veilor.mesh.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.veilor.mesh.proof.Proof;
import org.veilor.mesh.proof.Verdict;
import org.veilor.mesh.reach.Rules;
import org.veilor.mesh.truth.Truth;

/** A proof, its steps one by one, and what is proven anew when one rule changes. */
@State(Scope.Thread)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ProofBenchmark {
  /** Of what takes about as long as reading the clock, this many are timed at once. */
  static final int BATCH = 64;

  @Param("100")
  int services;

  @Param("1000")
  int nodes;

  private byte[] file;
  private Truth truth;
  private String policy;
  private Rules rules;
  private Proof proof;
  private Changes changes;
  private int at;

  /** Not measured. */
  @Setup
  public void setUp() {
    file = new Community(services, nodes).file();
    truth = Community.read(file);
    policy = Community.compile(truth);
    rules = Community.parse(policy);
    proof = Proof.against(truth);
    changes = Changes.of(rules);
    changes.check(proof, rules);
  }

  /** The rules are parsed. */
  @Benchmark
  public Verdict alone() {
    return proven(Proof.against(truth).of(rules));
  }

  /** From the file's bytes; what is compiled is read again as what Headscale would get. */
  @Benchmark
  public Verdict whole() {
    var read = Community.read(file);
    return proven(Proof.against(read).of(Community.parse(Community.compile(read))));
  }

  @Benchmark
  public Truth read() {
    return Community.read(file);
  }

  @Benchmark
  public String compile() {
    return Community.compile(truth);
  }

  @Benchmark
  public Rules parse() {
    return Community.parse(policy);
  }

  @Benchmark
  public Proof index() {
    return Proof.against(truth);
  }

  /** One rule of the policy with another port, which the allowlist has or has not. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void changed(Blackhole hole) {
    for (int i = 0; i < BATCH; i++) {
      hole.consume(proof.ofChanged(changes.moved(at++), rules));
    }
  }

  /** The worst: a rule that now leads from guests and servers to the whole mesh. */
  @Benchmark
  public Verdict widened() {
    return proof.ofChanged(changes.widest(), rules);
  }

  private static Verdict proven(Verdict verdict) {
    if (!(verdict instanceof Verdict.Proven)) {
      throw new IllegalStateException("our own policy is not proven: " + verdict);
    }
    return verdict;
  }
}
