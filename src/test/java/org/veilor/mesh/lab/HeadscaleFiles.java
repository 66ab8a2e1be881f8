package org.veilor.mesh.lab;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The folder of the lab's Headscale: its configuration, its database, its extra DNS records. */
final class HeadscaleFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> DATABASE =
      List.of("db.sqlite", "db.sqlite-wal", "db.sqlite-shm");
  private static final List<String> SELF =
      List.of("db.sqlite", "db.sqlite-wal", "db.sqlite-shm", "noise.key", "api-key");

  private final Path folder;

  private HeadscaleFiles(Path folder) {
    this.folder = folder;
  }

  static HeadscaleFiles lay(Slot slot) {
    HeadscaleFiles files = new HeadscaleFiles(slot.folder().resolve("headscale"));
    try {
      Files.createDirectories(files.folder);
      Files.writeString(files.config(), files.configuration(slot.address()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    files.records(Map.of());
    return files;
  }

  void policyIn(Path file) {
    replaceInConfig("policy: \\{.*}", "policy: { mode: file, path: %s }".formatted(file));
  }

  void policyInDatabase() {
    replaceInConfig("policy: \\{.*}", "policy: { mode: database }");
  }

  private void replaceInConfig(String line, String by) {
    try {
      String config = Files.readString(config());
      Files.writeString(config(), config.replaceFirst("(?m)^" + line + "$", by));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path config() {
    return folder.resolve("config.yaml");
  }

  Path log() {
    return folder.resolve("headscale.log");
  }

  Path apiKey() {
    return folder.resolve("api-key");
  }

  Path database() {
    return folder.resolve(DATABASE.getFirst());
  }

  String readApiKey() {
    try {
      return Files.readString(apiKey()).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of a stopped Headscale. SQLite keeps its journal beside it. */
  Path copyDatabase() {
    Path copy = folder.resolve("copy-" + UUID.randomUUID());
    copyAll(DATABASE, folder, copy);
    return copy;
  }

  void putDatabase(Path copy) {
    deleteAll(DATABASE);
    copyAll(DATABASE, copy, folder);
  }

  /** What makes a Headscale this one and no other. */
  Path putAside() {
    Path aside = folder.resolve("aside-" + UUID.randomUUID());
    copyAll(SELF, folder, aside);
    deleteAll(SELF);
    return aside;
  }

  void bringBack(Path aside) {
    deleteAll(SELF);
    copyAll(SELF, aside, folder);
  }

  private static void copyAll(List<String> names, Path from, Path to) {
    try {
      Files.createDirectories(to);
      for (String name : names) {
        if (Files.exists(from.resolve(name))) {
          Files.copy(from.resolve(name), to.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void deleteAll(List<String> names) {
    try {
      for (String name : names) {
        Files.deleteIfExists(folder.resolve(name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Replaces the extra DNS records (name to IPv4 address). By rename: Headscale watches the file.
   */
  void records(Map<String, String> addressByName) {
    List<Map<String, String>> records =
        addressByName.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(e -> Map.of("name", e.getKey(), "type", "A", "value", e.getValue()))
            .toList();
    try {
      Path fresh = folder.resolve("records.json.fresh");
      JSON.writeValue(fresh.toFile(), records);
      Files.move(fresh, folder.resolve("records.json"), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Names of machines end in mesh.veilor, names of services in veilor: so no guest can take a
   * service's name by its host name. The empty split route makes clients answer for veilor from the
   * extra records (Headscale 0.29).
   */
  private String configuration(String address) {
    return """
    server_url: http://%1$s:%2$d
    listen_addr: %1$s:%2$d
    metrics_listen_addr: ""
    grpc_listen_addr: %1$s:17443
    noise: { private_key_path: %3$s/noise.key }
    prefixes: { v4: 100.64.0.0/10, v6: "fd7a:115c:a1e0::/48" }
    derp:
      urls: []
      paths: []
      auto_update_enabled: false
      server:
        enabled: true
        region_id: 999
        region_code: lab
        region_name: lab
        verify_clients: false
        stun_listen_addr: "%1$s:17478"
        private_key_path: %3$s/derp.key
        automatically_add_embedded_derp_region: true
        ipv4: %1$s
    database: { type: sqlite, sqlite: { path: %3$s/db.sqlite } }
    policy: { mode: database }
    dns:
      magic_dns: true
      base_domain: mesh.veilor
      override_local_dns: false
      nameservers: { split: { veilor: [] } }
      extra_records_path: %3$s/records.json
    disable_check_updates: true
    unix_socket: %3$s/headscale.sock
    """
        .formatted(address, LabHeadscale.PORT, folder);
  }
}
