/** Contents of files: taken in without buffering, kept in a directory or in S3, given out again. */
package dev.emporium.catalog.file;
