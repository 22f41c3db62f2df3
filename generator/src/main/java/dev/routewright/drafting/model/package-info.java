/**
 * Drafts with a language model, and asks it. {@link dev.routewright.drafting.model.ModelDrafter} has a plan made, checks
 * it, has a route written for it and repaired; what may be used it looks up in {@link dev.routewright.knowledge.Manual},
 * and the words a model is instructed with are the resource files beside it. Whether a draft may run is decided by others.
 *
 * <p>The port decides nothing about drafts: it carries a question to an endpoint and the answer back, within
 * limits of time, size, repetition and concurrency, and says in a sentence why there is no answer. What an endpoint
 * sends is untrusted; its key appears in no message, log or text. Start at
 * {@link dev.routewright.drafting.model.Model}.
 */
@NullMarked
package dev.routewright.drafting.model;

import org.jspecify.annotations.NullMarked;
