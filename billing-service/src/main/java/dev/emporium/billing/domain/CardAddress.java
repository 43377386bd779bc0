package dev.emporium.billing.domain;

/** Where a card's holder lives; each may be null. */
public record CardAddress(
    String line1, String line2, String city, String state, String zip, String country) {}
