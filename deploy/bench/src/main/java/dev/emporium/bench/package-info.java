/** A house of real processes to be measured: its start, its inhabitants, what it has left to do. */
package dev.emporium.bench;
