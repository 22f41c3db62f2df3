package dev.routewright.journal;

/**
 * What a version was made with, so that somebody can make it again or knows why it would come out differently now.
 *
 * @param drafter {@code offline}, the model's name, or {@code person}
 * @param policy hash of the policy it was inspected under
 * @param services hash of the services that were known
 * @param camel version of Apache Camel
 * @param rounds how often it was drafted until it stood or was given up
 */
public record Provenance(String drafter, String policy, String services, String camel, int rounds) {}
