/**
 * Decides whether a draft may run here. Pure: no network, no clock, no model; one draft under one policy always gets
 * the same findings. A new rule family is one class.
 */
@NullMarked
package dev.routewright.inspection;

import org.jspecify.annotations.NullMarked;
