package dev.emporium.checkout.domain.lead;

import dev.emporium.kit.failure.Failure;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Who may become a customer (LeadCustomer, appdirect.txt:2511); what is not told is null. */
public record LeadCustomer(Company company, Contact contact) {
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,190}");
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  /** The company; {@code country} is ISO 3166 alpha-2. */
  public record Company(
      String name,
      String street1,
      String street2,
      String city,
      String state,
      String zip,
      String country) {}

  /** The person to talk to. */
  public record Contact(String firstName, String lastName, String email, String phone) {

    /** First and last name, or the e-mail address when neither is known. */
    public String fullName() {
      String name = (text(firstName) + " " + text(lastName)).strip();
      return name.isEmpty() ? text(email) : name;
    }
  }

  /** Fails with INVALID unless name and e-mail are told and everything has its form. */
  public LeadCustomer checked() {
    if (text(company.name).isBlank()) {
      throw Failure.invalid("customer.company.name", "is required");
    }
    if (text(contact.email).isBlank()) {
      throw Failure.invalid("customer.contact.email", "is required");
    }
    if (!EMAIL.matcher(contact.email).matches()) {
      throw Failure.invalid("customer.contact.email", "is not an e-mail address");
    }
    if (company.country != null && !COUNTRIES.contains(company.country)) {
      throw Failure.invalid("customer.company.country", "is not an ISO alpha-2 country code");
    }
    return this;
  }

  /** This customer with everything the other one tells in its place (appdirect.txt:2645-2660). */
  public LeadCustomer changedBy(LeadCustomer other) {
    Company was = company;
    Company now = other.company;
    Contact before = contact;
    Contact after = other.contact;
    return new LeadCustomer(
            new Company(
                or(now.name, was.name),
                or(now.street1, was.street1),
                or(now.street2, was.street2),
                or(now.city, was.city),
                or(now.state, was.state),
                or(now.zip, was.zip),
                or(now.country, was.country)),
            new Contact(
                or(after.firstName, before.firstName),
                or(after.lastName, before.lastName),
                or(after.email, before.email),
                or(after.phone, before.phone)))
        .checked();
  }

  private static String or(String told, String known) {
    return told == null ? known : told;
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }
}
