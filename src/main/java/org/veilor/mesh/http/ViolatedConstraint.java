package org.veilor.mesh.http;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.ext.Provider;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.veilor.mesh.problem.GeneralProblem;
import org.veilor.mesh.problem.Problem;
import org.veilor.mesh.problem.ProblemMapper;
import org.veilor.mesh.problem.Problems;

/** A request that Bean Validation refused. Names the fields, never repeats their values. */
@Provider
final class ViolatedConstraint extends ProblemMapper<ConstraintViolationException> {
  @Override
  protected Problem problem(ConstraintViolationException failure) {
    // What we return ourselves and violates a constraint is our error, not the caller's.
    if (failure.getConstraintViolations().stream().anyMatch(ViolatedConstraint::ofOurAnswer)) {
      return Problems.unexpected(failure);
    }
    List<Map<String, String>> errors =
        failure.getConstraintViolations().stream()
            .map(v -> Map.of("field", field(v.getPropertyPath()), "detail", v.getMessage()))
            .sorted(Comparator.comparing(error -> error.get("field") + ' ' + error.get("detail")))
            .toList();
    String detail =
        errors.stream()
            .map(error -> error.get("field") + " " + error.get("detail"))
            .collect(Collectors.joining("; ", "", "."));
    return new Problem(GeneralProblem.INVALID_REQUEST, detail).with("errors", errors);
  }

  private static boolean ofOurAnswer(ConstraintViolation<?> violation) {
    return nodes(violation).stream().anyMatch(n -> n.getKind() == ElementKind.RETURN_VALUE);
  }

  private static List<Path.Node> nodes(ConstraintViolation<?> violation) {
    return StreamSupport.stream(violation.getPropertyPath().spliterator(), false).toList();
  }

  /** The path as the caller wrote it: without our method's and parameter's names before a field. */
  private static String field(Path path) {
    List<Path.Node> nodes = StreamSupport.stream(path.spliterator(), false).toList();
    List<String> properties =
        nodes.stream()
            .filter(n ->
                n.getKind() == ElementKind.PROPERTY || n.getKind() == ElementKind.CONTAINER_ELEMENT)
            .map(Path.Node::toString)
            .toList();
    return properties.isEmpty() ? nodes.getLast().toString() : String.join(".", properties);
  }
}
