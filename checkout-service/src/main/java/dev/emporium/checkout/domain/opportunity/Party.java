package dev.emporium.checkout.domain.opportunity;

import java.util.UUID;

/** A user in a company. */
public record Party(UUID user, UUID company) {}
