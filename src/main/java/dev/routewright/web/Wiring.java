package dev.routewright.web;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/**
 * What drafts, judges and runs: the one place that knows their classes. Tests put their own in its place (profile
 * {@code fakes}).
 */
@Configuration(proxyBeanMethods = false)
@Profile("!fakes")
class Wiring {}
