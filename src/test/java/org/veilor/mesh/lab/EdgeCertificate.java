package org.veilor.mesh.lab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/** A self-signed certificate for one name, made by the JDK's keytool when it is asked for. */
record EdgeCertificate(Path certificate, Path key) {
  /** Guards a file that is thrown away with the lab: not a secret. */
  private static final String STORE_PASSWORD = "the-lab";

  static EdgeCertificate make(String name, Path folder, Path authorities) {
    Path store = folder.resolve(name + ".p12");
    Command.run(
            Duration.ofSeconds(20),
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=dns:" + name,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                STORE_PASSWORD))
        .orFail();
    try (InputStream in = Files.newInputStream(store)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, STORE_PASSWORD.toCharArray());
      Key key = keys.getKey(name, STORE_PASSWORD.toCharArray());
      String certificate = pem("CERTIFICATE", keys.getCertificate(name).getEncoded());
      Files.writeString(
          authorities, certificate, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      return new EdgeCertificate(
          Files.writeString(folder.resolve(name + ".pem"), certificate),
          Files.writeString(folder.resolve(name + ".key"), pem("PRIVATE KEY", key.getEncoded())));
    } catch (IOException | GeneralSecurityException e) {
      throw new LabFailure("No certificate for " + name + ": " + e, e);
    }
  }

  private static String pem(String what, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n";
  }
}
