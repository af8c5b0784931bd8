package dev.leadlog.mapping.steps;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Steps by their names. */
public final class Named {

  /** A name that two of them have is a mistake of the deployment, and stops the start. */
  public static <S extends Step<?>> Map<String, S> byName(List<S> steps) {
    Map<String, S> byName = new TreeMap<>();
    for (S step : steps) {
      S other = byName.put(step.name(), step);
      if (other != null) {
        throw new IllegalStateException(
            "both %s and %s are called %s; rename one"
                .formatted(other.getClass().getName(), step.getClass().getName(), step.name()));
      }
    }
    return byName;
  }

  private Named() {}
}
