package org.veilor.mesh.key;

/** A key and, this once, its text. Goes from Headscale into one answer and is kept nowhere. */
public record MintedKey(KeyRecord record, String text) {
  @Override
  public String toString() {
    return "MintedKey[" + record.id() + ", prefix=" + record.prefix() + "]";
  }
}
