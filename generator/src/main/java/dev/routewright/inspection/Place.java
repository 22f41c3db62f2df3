package dev.routewright.inspection;

/** Where something stands in the route file; both numbers start at 1. */
record Place(int line, int column) {}
