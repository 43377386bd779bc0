package dev.emporium.catalog.csv;

/**
 * What is wrong with a file.
 *
 * @param line of the file, from 1, where the row begins; 1 is the header
 * @param column its name in the header, or null when the whole row is meant
 */
public record RowError(long line, String column, String message) {}
