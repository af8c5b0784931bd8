package dev.leadlog.mapping.formatting;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.leadlog.mapping.steps.MappingStep;
import jakarta.inject.Singleton;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every formatting function of this version, for tests without Quarkus. */
public final class Functions {

  private static final List<FormattingFunction> WITH_SYSTEM_CLOCK = all(Clock.systemUTC());

  public static List<FormattingFunction> all() {
    return WITH_SYSTEM_CLOCK;
  }

  public static Map<String, FormattingFunction> byName() {
    return byName(WITH_SYSTEM_CLOCK);
  }

  public static Map<String, FormattingFunction> byName(Clock clock) {
    return byName(all(clock));
  }

  public static <S extends MappingStep<?>> Map<String, S> byName(List<S> steps) {
    return steps.stream().collect(Collectors.toMap(MappingStep::name, Function.identity()));
  }

  private static List<FormattingFunction> all(Clock clock) {
    return beans(FormattingFunction.class, clock);
  }

  /** All beans that the package and its subpackages declare or produce, as CDI finds them. */
  public static <T> List<T> beans(Class<T> type, Clock clock) {
    String tree = type.getPackageName().replace('.', '/');
    List<T> found = new ArrayList<>();
    for (JavaClass c :
        new ClassFileImporter().importPath(Path.of("target", "classes").resolve(tree))) {
      if (c.isAnnotatedWith(Singleton.class)) {
        Object bean = made(c.reflect(), clock);
        if (type.isInstance(bean)) {
          found.add(type.cast(bean));
        }
        found.addAll(produced(bean, type));
      }
    }
    return found;
  }

  private static <T> List<T> produced(Object bean, Class<T> type) {
    List<T> found = new ArrayList<>();
    try {
      for (Method method : bean.getClass().getDeclaredMethods()) {
        if (method.isAnnotationPresent(Singleton.class) && method.getReturnType().equals(type)) {
          method.setAccessible(true);
          found.add(type.cast(method.invoke(bean)));
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
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
