/**
 * Turns a description into a draft or into questions. The only place that may talk to a model. Never loads anything,
 * only proposes. Start at {@link dev.routewright.drafting.Drafter}.
 *
 * <p>The offline drafter goes from {@code Description} (clauses) through {@code StatementReader} (what each clause says,
 * by the patterns of the phrasebook files) to {@code Assembler} (how the statements hang together) and
 * {@code Planning} (the plan). New words and wordings belong into {@code vocabulary.yaml} and
 * {@code phrasebook.*.yaml}; a new kind of statement is one case in {@code Meanings}.
 */
@NullMarked
package dev.routewright.drafting;

import org.jspecify.annotations.NullMarked;
