package dev.leadlog.mapping.formatting;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Every formatting function of this version, for tests without Quarkus. */
public final class Functions {

  private static final FormattingFunctions OF_NOW = all(Clock.systemUTC());

  public static FormattingFunctions all() {
    return OF_NOW;
  }

  public static FormattingFunctions all(Clock clock) {
    return new FormattingFunctions(implementations(FormattingFunction.class, clock));
  }

  /** An object of each class in the tree of this package that implements it, as CDI has them. */
  public static <T> List<T> implementations(Class<T> type, Clock clock) {
    String tree = type.getPackageName().replace('.', '/');
    List<T> found = new ArrayList<>();
    for (JavaClass c :
        new ClassFileImporter().importPath(Path.of("target", "classes").resolve(tree))) {
      if (c.isAssignableTo(type)
          && !c.isInterface()
          && !c.getModifiers().contains(JavaModifier.ABSTRACT)) {
        found.add(type.cast(made(c.reflect(), clock)));
      }
    }
    return found;
  }

  private static Object made(Class<?> type, Clock clock) {
    try {
      Constructor<?> constructor = type.getDeclaredConstructors()[0];
      constructor.setAccessible(true);
      return constructor.getParameterCount() == 0
          ? constructor.newInstance()
          : constructor.newInstance(clock);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private Functions() {}
}
