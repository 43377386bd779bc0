package dev.emporium.gateway.auth;

/** What a verified credential rests on: the key that signed it, or the record it was found in. */
interface Basis {
  /** False as soon as the key was withdrawn or the record replaced. */
  boolean stands();
}
