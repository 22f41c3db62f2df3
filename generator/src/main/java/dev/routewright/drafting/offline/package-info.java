/**
 * Drafts without a model, by a phrasebook: from {@code Description} (clauses) through {@code StatementReader} (what each
 * clause says, by the patterns of the phrasebook files) to {@code Assembler} (how the statements hang together) and
 * {@code Planning} (the plan). New words and wordings belong into {@code words.yaml} of knowledge and {@code phrasebook.*.yaml};
 * a new kind of statement is one case in {@code Meanings}.
 */
@NullMarked
package dev.routewright.drafting.offline;

import org.jspecify.annotations.NullMarked;
