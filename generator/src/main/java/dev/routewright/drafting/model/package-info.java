/**
 * Asks language models. Decides nothing about drafts: it carries a question to an endpoint and the answer back, within
 * limits of time, size, repetition and concurrency, and says in a sentence why there is no answer. What an endpoint
 * sends is untrusted; its key appears in no message, log or text. Start at
 * {@link dev.routewright.drafting.model.Model}.
 */
@NullMarked
package dev.routewright.drafting.model;

import org.jspecify.annotations.NullMarked;
