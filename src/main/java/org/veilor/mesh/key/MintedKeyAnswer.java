package org.veilor.mesh.key;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.veilor.mesh.join.JoinCommand;
import org.veilor.mesh.qr.QrCode;

/** The one answer that holds a key's text. It is not kept and cannot be asked for again. */
@Schema(
    name = "MintedKey",
    requiredProperties = {
      "id",
      "key",
      "tier",
      "tags",
      "subject",
      "state",
      "createdAt",
      "expiresAt",
      "loginServer",
      "joinCommand",
      "qr"
    })
record MintedKeyAnswer(
    UUID id,
    @Schema(description = "The key itself. Shown once.") String key,
    @Schema(enumeration = {"guest", "infra", "admin"}) String tier,
    List<String> tags,
    String subject,
    KeyState state,
    Instant createdAt,
    Instant expiresAt,
    String loginServer,
    @Schema(description = "For a POSIX shell on the machine that joins.") String joinCommand,
    Qr qr) {

  /** The key as a QR code, and nothing but the key. */
  @Schema(
      name = "Qr",
      requiredProperties = {"svg", "png"})
  record Qr(
      @Schema(description = "An SVG document.") String svg,
      @Schema(description = "A PNG as a data URI.") String png) {
    @Override
    public String toString() {
      return "Qr[...]";
    }
  }

  static MintedKeyAnswer of(MintedKey minted, String loginServer, boolean captioned) {
    var key = minted.record();
    var qr = QrCode.of(minted.text());
    var caption = captioned ? KeyCaption.of(key, loginServer) : List.<String>of();
    return new MintedKeyAnswer(
        key.id(),
        minted.text(),
        key.tier().text(),
        key.tier().tags(),
        key.subject().text(),
        key.state(),
        key.createdAt(),
        key.expiresAt(),
        loginServer,
        JoinCommand.of(loginServer, minted.text()),
        new Qr(qr.svg(caption), qr.pngDataUri(caption)));
  }

  @Override
  public String toString() {
    return "MintedKeyAnswer[" + id + "]";
  }
}
