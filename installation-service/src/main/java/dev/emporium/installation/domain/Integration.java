package dev.emporium.installation.domain;

import dev.emporium.kit.failure.Failure;
import java.util.Map;
import java.util.Set;

/**
 * How far the integration behind an installation has come, as its app reports it ({@code
 * pleo.txt:339-360}).
 *
 * @param errorCode {@link #NOT_ENTITLED} or {@link #AUTH_ERROR}, only while INACTIVE or ERROR
 * @param metadata the app's own notes; nobody else reads them
 */
public record Integration(Status status, String errorCode, Map<String, Object> metadata) {
  public static final String NOT_ENTITLED = "NOT_ENTITLED";
  public static final String AUTH_ERROR = "AUTH_ERROR";

  /** Pleo's states. */
  public enum Status {
    AUTHORIZED,
    PENDING_INTEGRATION,
    ACTIVATED,
    INACTIVE,
    ERROR
  }

  private static final Set<Status> WITH_CODE = Set.of(Status.INACTIVE, Status.ERROR);

  /** Nothing reported yet. */
  public static Integration none() {
    return new Integration(Status.PENDING_INTEGRATION, null, Map.of());
  }

  /**
   * What the app reports: any state may follow any other. A code belongs to INACTIVE and ERROR only
   * and is forgotten with them; metadata that are null stay, given ones replace the old.
   */
  public Integration reported(Status next, String code, Map<String, Object> given) {
    if (code != null && !WITH_CODE.contains(next)) {
      throw Failure.invalid("errorCode", "errorCode is for the status INACTIVE or ERROR");
    }
    return new Integration(next, code, given == null ? metadata : given);
  }

  /**
   * What the app asks for when it creates its installation, or creates it once more.
   *
   * @param asked null for what it is, or {@code first} when nothing was reported yet
   * @param given null leaves the metadata
   */
  public Integration created(Status asked, Status first, Map<String, Object> given) {
    Status next = asked != null ? asked : equals(none()) ? first : status;
    return new Integration(
        next, next == status ? errorCode : null, given == null ? metadata : given);
  }

  /** The app has finished its first synchronisation; once more changes nothing. */
  public Integration finished() {
    return status == Status.ACTIVATED ? this : new Integration(Status.ACTIVATED, null, metadata);
  }

  /** A user has authorised the app: only an integration that already works stays as it is. */
  public Integration authorized() {
    return status == Status.ACTIVATED ? this : new Integration(Status.AUTHORIZED, null, metadata);
  }

  /** The licence is gone. */
  public Integration notEntitled() {
    return new Integration(Status.INACTIVE, NOT_ENTITLED, metadata);
  }

  /** The licence is back: what was taken for the want of it starts over. */
  public Integration entitled() {
    return NOT_ENTITLED.equals(errorCode)
        ? new Integration(Status.PENDING_INTEGRATION, null, metadata)
        : this;
  }
}
