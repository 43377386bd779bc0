package dev.emporium.kit.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds what a method and a raw path mean. Segments are compared exactly; a literal wins over a
 * template; a template segment may have literal text around its parameter ({@code {id}.json}).
 * Nothing is decoded while matching, so an encoded slash never makes a segment.
 *
 * @param <T> what a route leads to
 */
public final class RouteTree<T> {
  /**
   * What was found.
   *
   * @param target null when the path is known but not with this method
   * @param parameters raw (still percent-encoded) values by name
   * @param allowed the methods the path knows
   */
  public record Match<T>(T target, Map<String, String> parameters, Set<String> allowed) {}

  private static final class Node<T> {
    final Map<String, Node<T>> literals = new HashMap<>();
    final List<Template<T>> templates = new ArrayList<>();
    final Map<String, Leaf<T>> leaves = new HashMap<>();
    Set<String> allowed = Set.of();
  }

  private record Template<T>(String prefix, String suffix, Node<T> node) {
    boolean accepts(String path, int from, int to) {
      return to - from > prefix.length() + suffix.length()
          && path.startsWith(prefix, from)
          && path.startsWith(suffix, to - suffix.length());
    }
  }

  private record Leaf<T>(T target, List<String> names) {}

  private final Node<T> root = new Node<>();

  /** Adds a route; the same method and shape twice is an error. */
  public void add(String method, String template, T target) {
    Node<T> node = root;
    var names = new ArrayList<String>();
    for (String segment : template.substring(1).split("/", -1)) {
      int open = segment.indexOf('{');
      if (open < 0) {
        node = node.literals.computeIfAbsent(segment, s -> new Node<>());
      } else {
        int close = segment.indexOf('}');
        names.add(segment.substring(open + 1, close));
        node = template(node, segment.substring(0, open), segment.substring(close + 1));
      }
    }
    if (node.leaves.put(method, new Leaf<>(target, List.copyOf(names))) != null) {
      throw new IllegalStateException(method + " " + template + " is routed twice");
    }
    node.allowed = new TreeSet<>(node.leaves.keySet());
  }

  private static <T> Node<T> template(Node<T> node, String prefix, String suffix) {
    for (Template<T> known : node.templates) {
      if (known.prefix.equals(prefix) && known.suffix.equals(suffix)) {
        return known.node;
      }
    }
    var added = new Template<T>(prefix, suffix, new Node<>());
    node.templates.add(added);
    node.templates.sort(
        (a, b) ->
            Integer.compare(
                b.prefix.length() + b.suffix.length(), a.prefix.length() + a.suffix.length()));
    return added.node;
  }

  /** What the path means, or null when no route has this path with any method. */
  public Match<T> find(String method, String path) {
    if (path.isEmpty() || path.charAt(0) != '/') {
      return null;
    }
    var values = new ArrayList<String>(4);
    Node<T> node = descend(root, path, 1, values);
    if (node == null) {
      return null;
    }
    Leaf<T> leaf = node.leaves.get(method);
    if (leaf == null) {
      return new Match<>(null, Map.of(), node.allowed);
    }
    if (values.isEmpty()) {
      return new Match<>(leaf.target, Map.of(), node.allowed);
    }
    var parameters = new LinkedHashMap<String, String>();
    for (int i = 0; i < values.size(); i++) {
      parameters.put(leaf.names.get(i), values.get(i));
    }
    return new Match<>(leaf.target, parameters, node.allowed);
  }

  private static <T> Node<T> descend(Node<T> node, String path, int from, List<String> values) {
    if (from > path.length()) {
      return node.leaves.isEmpty() ? null : node;
    }
    int slash = path.indexOf('/', from);
    int to = slash < 0 ? path.length() : slash;
    Node<T> literal = node.literals.get(path.substring(from, to));
    if (literal != null) {
      Node<T> found = descend(literal, path, to + 1, values);
      if (found != null) {
        return found;
      }
    }
    for (Template<T> template : node.templates) {
      if (template.accepts(path, from, to)) {
        int mark = values.size();
        values.add(path.substring(from + template.prefix.length(), to - template.suffix.length()));
        Node<T> found = descend(template.node, path, to + 1, values);
        if (found != null) {
          return found;
        }
        values.subList(mark, values.size()).clear();
      }
    }
    return null;
  }
}
