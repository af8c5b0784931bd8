package dev.leadlog.page;

import static dev.leadlog.fuzzing.Target.require;

import dev.leadlog.fuzzing.Target;

/** PLACEHOLDER-TO-BE-REPLACED */
public final class PageConfigTarget implements Target {
  @Override
  public String name() {
    return "page-config";
  }

  @Override
  public void read(byte[] input) {
    require(true, "");
  }
}
