package dev.leadlog.operations;

import dev.leadlog.graph.GraphFailure;

/** Converts a failed call to Meta to a problem response with the remedy. */
final class MetaProblems {

  static OperationResult of(GraphFailure why) {
    OperationResult problem = OperationResult.problem(502, "Bad gateway", why.messageAndRemedy());
    problem.body().put("reason", why.reason().name());
    return problem;
  }

  private MetaProblems() {}
}
