package dev.emporium.checkout.domain.lead;

import java.util.UUID;

/** A user in a company; a program that acts for a company has no user. */
public record Person(UUID user, UUID company) {}
