package dev.emporium.installation.domain;

/** A company's postal address as the client wrote it; every part may be null. */
public record Address(
    String street1, String street2, String city, String state, String country, String zip) {}
