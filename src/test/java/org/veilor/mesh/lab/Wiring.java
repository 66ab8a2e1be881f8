package org.veilor.mesh.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** How the lab's machines are connected. */
enum Wiring {
  /** Network namespaces with tailscaled on kernel TUN: packets, policy and names can be shown. */
  KERNEL,
  /** Userspace tailscaled on loopback: joining and refusal can be shown, and no more. */
  USERSPACE;

  /** {@code -Dmesh.lab.userspace=true} asks for the userspace lab where the kernel's would run. */
  static final String FORCE = "mesh.lab.userspace";

  static Wiring ofThisHost() {
    return kernelLacks().isEmpty() ? KERNEL : USERSPACE;
  }

  /** What this host lacks for machines in namespaces; empty if they can be had. */
  static Optional<String> kernelLacks() {
    if (Boolean.getBoolean(FORCE)) {
      return Optional.of("it was asked not to use the kernel (-D" + FORCE + "=true)");
    }
    if (!Files.isWritable(Path.of("/dev/net/tun"))) {
      return Optional.of("there is no /dev/net/tun for us");
    }
    if (Parts.onPath("ip").isEmpty()) {
      return Optional.of("there is no ip command (Debian: apt-get install iproute2)");
    }
    if (!"0".equals(Command.run("id", "-u").orFail().strip())) {
      return Optional.of("network namespaces need root");
    }
    return Optional.empty();
  }
}
