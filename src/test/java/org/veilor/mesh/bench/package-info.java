/**
 * What is measured with a load on running servers, which a microbenchmark cannot say. {@code ./mesh
 * bench} starts what is measured, and runs the class from its source: a JDK's {@code java} compiles
 * this package by itself, and the libraries are those of the packaged application. So nothing
 * outside the JDK, Jackson and picocli may be used here.
 */
package org.veilor.mesh.bench;
