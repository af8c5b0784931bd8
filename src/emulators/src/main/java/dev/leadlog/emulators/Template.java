package dev.leadlog.emulators;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A CloudFormation template. An intrinsic function such as {@code !Ref} or {@code !GetAtt} is
 * replaced by its argument.
 */
public final class Template {

  /** The value of {@code AWS::StackName}. */
  private static final String STACK = "leadlog";

  private final Map<String, Object> template;

  private Template(Map<String, Object> template) {
    this.template = template;
  }

  /**
   * @throws UncheckedIOException if the file cannot be read
   */
  public static Template read(Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      return new Template(new Yaml(new PlainIntrinsics()).load(reader));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The part of the template at the given keys; empty if there is none. */
  public Map<String, Object> part(String... keys) {
    Map<String, Object> part = template;
    for (String key : keys) {
      part = map(part.getOrDefault(key, Map.of()));
    }
    return part;
  }

  /** The properties of all resources of a type by logical id, in the template's order. */
  public Map<String, Map<String, Object>> ofType(String type) {
    Map<String, Map<String, Object>> found = new LinkedHashMap<>();
    part("Resources")
        .forEach(
            (id, resource) -> {
              if (type.equals(map(resource).get("Type"))) {
                found.put(id, part("Resources", id, "Properties"));
              }
            });
    return found;
  }

  /**
   * The environment variables of a function, including the global ones, without conditional ones.
   * The value of a reference is the logical id.
   */
  public Map<String, String> environment(String function) {
    Map<String, Object> all =
        new TreeMap<>(part("Globals", "Function", "Environment", "Variables"));
    all.putAll(part("Resources", function, "Properties", "Environment", "Variables"));
    Map<String, String> environment = new TreeMap<>();
    all.forEach(
        (name, value) -> {
          if (!(value instanceof List)) {
            environment.put(name, value.toString().replace("${AWS::StackName}", STACK));
          }
        });
    return environment;
  }

  @SuppressWarnings("unchecked")
  public static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  /** Empty for null. */
  @SuppressWarnings("unchecked")
  public static List<Map<String, Object>> maps(Object value) {
    return value == null ? List.of() : (List<Map<String, Object>>) value;
  }

  private static final class PlainIntrinsics extends SafeConstructor {
    PlainIntrinsics() {
      super(new LoaderOptions());
      yamlMultiConstructors.put(
          "!",
          new AbstractConstruct() {
            @Override
            public Object construct(Node node) {
              if (node instanceof ScalarNode scalar) {
                return scalar.getValue();
              }
              return node instanceof SequenceNode sequence
                  ? constructSequence(sequence)
                  : constructMapping((MappingNode) node);
            }
          });
    }
  }
}
