package dev.emporium.checkout.domain.lead;

/** What selling to the lead came to. */
public enum Outcome {
  WON,
  LOST
}
