/**
 * OpenChannel's query and sort documents (openchannel.txt:83-361): parsed once, compiled to
 * parameterised SQL over a mapping of fields, or evaluated in memory.
 */
package dev.emporium.kit.query;
