package org.veilor.mesh.lab;

/** The policy that the lab starts with: what is not named is denied. */
public final class LabPolicy {
  /** Guests reach the edge's TLS port and nothing else; infra reaches infra; admin reaches all. */
  public static final String DEFAULT_DENY =
      """
      {
        "tagOwners": { "tag:admin": [], "tag:infra": [], "tag:guest": [], "tag:edge": [] },
        "acls": [
          { "action": "accept", "src": ["tag:admin"], "dst": ["*:*"] },
          { "action": "accept", "src": ["tag:infra"], "dst": ["tag:infra:*"] },
          { "action": "accept", "proto": "tcp", "src": ["tag:guest"], "dst": ["tag:edge:443"] }
        ]
      }
      """;

  private LabPolicy() {}
}
