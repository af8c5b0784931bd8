package dev.leadlog.emulators;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The resources of a CloudFormation template; intrinsic functions ({@code !Ref}, {@code !GetAtt})
 * read as their argument.
 */
final class Template {

  private final Map<String, Map<String, Object>> resources;

  private Template(Map<String, Map<String, Object>> resources) {
    this.resources = resources;
  }

  static Template read(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file)) {
      Map<String, Map<String, Map<String, Object>>> template =
          new Yaml(new PlainIntrinsics()).load(reader);
      return new Template(template.get("Resources"));
    }
  }

  /** Properties by logical id of every resource of a type, in the template's order. */
  Map<String, Map<String, Object>> ofType(String type) {
    Map<String, Map<String, Object>> found = new LinkedHashMap<>();
    resources.forEach(
        (id, resource) -> {
          if (type.equals(resource.get("Type"))) {
            found.put(id, map(resource.getOrDefault("Properties", Map.of())));
          }
        });
    return found;
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> maps(Object value) {
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
