package org.veilor.mesh.cli;

/** Finds the server when a command is called, not before: help needs none. */
interface ApiSource {
  MeshApi find();
}
