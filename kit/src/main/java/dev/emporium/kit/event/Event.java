package dev.emporium.kit.event;

import io.vertx.core.json.JsonObject;

/**
 * A change to be published with the transaction that made it.
 *
 * @param type {@code noun.verb-in-past}, such as {@code subscription.activated}
 * @param aggregateType the noun whose sequence it counts in, such as {@code subscription}
 * @param aggregateId that aggregate's id; it is the Kafka key, so one aggregate's events keep their
 *     order
 * @param data the payload, as {@code asyncapi.yaml} documents it
 */
public record Event(String type, String aggregateType, String aggregateId, JsonObject data) {}
