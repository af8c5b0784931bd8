package dev.leadlog.operations;

import dev.leadlog.graph.NotRead;

/** What Meta did not do, as a problem with its remedy. */
final class MetaRefusals {

  static Answer of(NotRead why) {
    Answer problem = Answer.problem(502, "Meta did not do what it was asked", why.wordsAndRemedy());
    problem.body().put("reason", why.reason().name());
    return problem;
  }

  private MetaRefusals() {}
}
