package dev.emporium.kit.store;

/**
 * Who carries the outbox to Kafka. The process that does so hears of its own commits directly; from
 * the others PostgreSQL notifies it, which costs every such commit a lock all databases of the
 * server share.
 */
public interface OutboxCarrier {
  /** PostgreSQL's channel that the carrier listens to. */
  String CHANNEL = "emporium_outbox";

  /** Says at a transaction's begin that PostgreSQL need not notify anybody of its events. */
  String HERE = "; SET LOCAL emporium.carrier = 'here'";

  /** Another process, or nobody yet. */
  OutboxCarrier ELSEWHERE =
      new OutboxCarrier() {
        @Override
        public boolean isHere() {
          return false;
        }

        @Override
        public void appended() {}
      };

  /** Whether this process carries the events; any thread asks. */
  boolean isHere();

  /** Events were committed by this process; any thread tells. */
  void appended();
}
