package dev.leadlog.simulation;

import java.util.List;

/**
 * The random decisions of a run. Each depends only on the seed and its subject, so that threads and
 * timing change no other decision and a run can be repeated.
 */
record Seed(long value) {

  boolean oneIn(int many, Object... about) {
    return below(many, about) == 0;
  }

  int below(int limit, Object... about) {
    return (int) Long.remainderUnsigned(draw(about), limit);
  }

  <T> T one(List<T> of, Object... about) {
    return of.get(below(of.size(), about));
  }

  private long draw(Object... about) {
    long hash = value;
    for (Object part : about) {
      hash = mix(hash * 31 + part.toString().hashCode());
    }
    return mix(hash);
  }

  /** The finaliser of SplitMix64: it maps close numbers to distant ones. */
  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
    return b ^ (b >>> 31);
  }
}
