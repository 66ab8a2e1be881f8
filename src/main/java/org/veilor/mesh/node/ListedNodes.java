package org.veilor.mesh.node;

import java.util.List;

/**
 * @param total how many there are that the filter takes
 */
public record ListedNodes(List<OwnedNode> nodes, int total) {}
