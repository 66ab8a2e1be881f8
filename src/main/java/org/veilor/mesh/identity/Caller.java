package org.veilor.mesh.identity;

import java.util.Set;
import org.veilor.mesh.audit.Actor;

/**
 * Who is calling, as the features see it. Inject {@link CurrentCaller} in a resource and pass the
 * value on: use cases take a {@code Caller}, never look one up.
 *
 * @param actor as it will stand in the audit log
 * @param credential which credential was used: the token's id, {@code person:} and the account, or
 *     {@code system}
 */
public record Caller(Actor actor, String credential, Set<Scope> scopes) {
  public Caller {
    scopes = Set.copyOf(scopes);
  }

  public boolean may(Scope scope) {
    return scopes.contains(scope);
  }
}
