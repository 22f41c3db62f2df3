package org.springframework.standin;

/** Stands in for Spring, which the generator does not even have on its class path, so that an offender can use it. */
public final class SpringStandIn {
    private SpringStandIn() {}

    public static void use() {}
}
