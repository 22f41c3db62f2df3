/** Writes the parts of docs/ that are made from the code, and holds them to it. */
package dev.routewright.docs;
