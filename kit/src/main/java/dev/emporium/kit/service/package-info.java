/** The frame of a service: configuration, wiring, health, metrics, shutdown. */
package dev.emporium.kit.service;
