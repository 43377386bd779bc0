package dev.emporium.checkout.domain;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which carts a list shows. Absent filters let everything through.
 *
 * @param productId the catalog's app id, or its application number, of any item
 * @param statuses the vendor's words; empty means all
 * @param reach nothing else is shown
 * @param byId sorted by id instead of the time of creation
 * @param number the page, from 1
 */
public record CartQuery(
    Optional<UUID> buyerUser,
    Optional<UUID> buyerCompany,
    Optional<UUID> ownerUser,
    Optional<UUID> ownerCompany,
    Optional<String> productId,
    List<String> statuses,
    Optional<String> partner,
    CartReach reach,
    boolean byId,
    boolean descending,
    int number,
    int size) {}
