package org.veilor.mesh.bench;

import com.fasterxml.jackson.annotation.JsonProperty;

/** One line of {@code docs/benchmarks/mint.json}. */
record MintFigures(
    String name,
    int concurrency,
    @JsonProperty("p50_ms") double p50,
    @JsonProperty("p95_ms") double p95,
    @JsonProperty("per_s") double perSecond) {}
