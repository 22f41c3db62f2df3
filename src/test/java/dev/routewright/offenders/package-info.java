/** Classes that break an architecture rule each, so that the rules are known to bite. */
package dev.routewright.offenders;
