package org.veilor.mesh.bench;

import java.util.concurrent.TimeUnit;
import org.casbin.jcasbin.main.Enforcer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.veilor.mesh.reach.Protocol;
import org.veilor.mesh.reach.Reach;

/** One decision after the other, on one thread. */
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecisionBenchmark {
  /** Of ours, this many are timed at once: to read the clock takes as long as one of them. */
  static final int BATCH = 64;

  /** The questions, and where we are in them. */
  @State(Scope.Thread)
  public static class Ours {
    @Param("10")
    int services;

    Reach reach;
    Question[] questions;
    int at;

    /** Not measured. */
    @Setup
    public void setUp() {
      var world = new World(services);
      reach = world.reach();
      questions = Question.about(world);
    }

    int nextBatch() {
      int begin = at;
      at = begin + BATCH & Question.COUNT - 1;
      return begin;
    }
  }

  /** The same for the other. */
  @State(Scope.Thread)
  public static class Theirs {
    @Param("10")
    int services;

    Enforcer enforcer;
    Question[] questions;
    int at;

    /** Not measured. */
    @Setup
    public void setUp() {
      var world = new World(services);
      enforcer = Casbin.with(world);
      questions = Question.about(world);
    }
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void addresses(Ours ours, Blackhole hole) {
    int begin = ours.nextBatch();
    for (int i = begin; i < begin + BATCH; i++) {
      var it = ours.questions[i];
      hole.consume(ours.reach.ask(it.source(), it.destination(), Protocol.TCP, it.port()));
    }
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void texts(Ours ours, Blackhole hole) {
    int begin = ours.nextBatch();
    for (int i = begin; i < begin + BATCH; i++) {
      var it = ours.questions[i];
      hole.consume(ours.reach.ask(it.sourceText(), it.destinationText(), Protocol.TCP, it.port()));
    }
  }

  @Benchmark
  public boolean jcasbin(Theirs theirs) {
    var it = theirs.questions[theirs.at];
    theirs.at = theirs.at + 1 & Question.COUNT - 1;
    return theirs.enforcer.enforce(it.tier(), it.service(), "tcp");
  }
}
