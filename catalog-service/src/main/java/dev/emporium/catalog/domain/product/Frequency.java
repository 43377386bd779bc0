package dev.emporium.catalog.domain.product;

/** How often a plan is billed (appdirect.txt:7131), as OpenChannel's period and count. */
public enum Frequency {
  ONE_TIME(null, 0),
  DAILY("daily", 1),
  WEEKLY("weekly", 1),
  MONTHLY("monthly", 1),
  QUARTERLY("monthly", 3),
  SIX_MONTHS("monthly", 6),
  YEARLY("annually", 1),
  TWO_YEARS("annually", 2),
  THREE_YEARS("annually", 3);

  private final String period;
  private final int count;

  Frequency(String period, int count) {
    this.period = period;
    this.count = count;
  }

  /** OpenChannel's word, or null when nothing comes again. */
  public String period() {
    return period;
  }

  /** How many of the period are one cycle. */
  public int count() {
    return count;
  }

  /** AppDirect's word for OpenChannel's cycle; a cycle without one has its period's word. */
  public static Frequency of(String period, int count) {
    int months = "annually".equals(period) ? count * 12 : "monthly".equals(period) ? count : 0;
    return switch (months) {
      case 1 -> MONTHLY;
      case 3 -> QUARTERLY;
      case 6 -> SIX_MONTHS;
      case 12 -> YEARLY;
      case 24 -> TWO_YEARS;
      case 36 -> THREE_YEARS;
      default ->
          switch (period) {
            case "daily" -> DAILY;
            case "weekly" -> WEEKLY;
            case "annually" -> YEARLY;
            default -> MONTHLY;
          };
    };
  }
}
