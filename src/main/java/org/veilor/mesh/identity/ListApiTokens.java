package org.veilor.mesh.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** Shows the tokens there are and were. */
@ApplicationScoped
public class ListApiTokens {
  private final ApiTokens tokens;

  ListApiTokens(ApiTokens tokens) {
    this.tokens = tokens;
  }

  /** Newest first, the expired and revoked ones too. */
  @Transactional
  public List<ApiToken> list() {
    return tokens.newestFirst().stream().map(ApiTokenEntity::toApiToken).toList();
  }
}
