package dev.emporium.kit.failure;

import java.util.ArrayList;
import java.util.List;

/**
 * Why an operation was refused. Rules raise it, dialects render it in their vendor's error body;
 * its {@link Kind} decides the HTTP status, its details name the offending fields. Carries no stack
 * trace: a refusal is an answer, not an accident.
 */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * One thing that is wrong.
   *
   * @param field the request field in the dialect's own spelling, or null when no single field is
   *     at fault
   * @param message a sentence for the caller, without internal names
   */
  public record Detail(String field, String message) {}

  private final transient Kind kind;
  private final transient String code;
  private final transient List<Detail> details;

  private Failure(Kind kind, String code, List<Detail> details) {
    super(details.isEmpty() ? kind.name() : details.get(0).message(), null, false, false);
    this.kind = kind;
    this.code = code;
    this.details = List.copyOf(details);
  }

  /** A refusal of this kind; {@code field} may be null. */
  public static Failure of(Kind kind, String field, String message) {
    return new Failure(kind, kind.name(), List.of(new Detail(field, message)));
  }

  /** A refusal that lists several faults at once. */
  public static Failure of(Kind kind, List<Detail> details) {
    return new Failure(kind, kind.name(), details);
  }

  /** 400: a field is missing, malformed or out of range. */
  public static Failure invalid(String field, String message) {
    return of(Kind.INVALID, field, message);
  }

  /** 404: no such thing in this marketplace (or not for this caller). */
  public static Failure notFound(String message) {
    return of(Kind.NOT_FOUND, null, message);
  }

  /** 409: the state of the thing does not allow it, or somebody else changed it first. */
  public static Failure conflict(String message) {
    return of(Kind.CONFLICT, null, message);
  }

  /** 403: known, but not allowed. */
  public static Failure forbidden(String message) {
    return of(Kind.FORBIDDEN, null, message);
  }

  /**
   * The same failure with a machine-readable code of the dialect, such as {@code
   * COMPANY_NOT_FOUND}.
   */
  public Failure withCode(String vendorCode) {
    return new Failure(kind, vendorCode, details);
  }

  /** The same failure with one more detail. */
  public Failure and(String field, String message) {
    var all = new ArrayList<>(details);
    all.add(new Detail(field, message));
    return new Failure(kind, code, all);
  }

  public Kind kind() {
    return kind;
  }

  /** The vendor's code when one was given, otherwise the kind's name. */
  public String code() {
    return code;
  }

  public List<Detail> details() {
    return details;
  }
}
