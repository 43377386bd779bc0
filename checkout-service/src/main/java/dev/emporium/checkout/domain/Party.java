package dev.emporium.checkout.domain;

import java.util.UUID;

/** A user in a company; either may be null where nobody has been named yet. */
public record Party(UUID user, UUID company) {}
