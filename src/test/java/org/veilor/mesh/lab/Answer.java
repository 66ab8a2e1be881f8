package org.veilor.mesh.lab;

/** What a machine got when it fetched a URL: the HTTP status and the body. */
public record Answer(int status, String body) {}
