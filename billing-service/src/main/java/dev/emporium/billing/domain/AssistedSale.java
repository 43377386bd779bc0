package dev.emporium.billing.domain;

import java.util.UUID;

/** Who sold something for somebody else: AppDirect's sales support user and its company. */
public record AssistedSale(UUID userId, UUID companyId) {}
