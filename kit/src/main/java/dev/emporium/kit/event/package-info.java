/**
 * Events: what a service publishes through its outbox and consumes through its inbox, as
 * CloudEvents.
 */
package dev.emporium.kit.event;
