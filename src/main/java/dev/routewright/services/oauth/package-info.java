/**
 * Tokens for services that take no secret but what a token address gives for one (RFC 6749, 4.4). Secrets are shown to
 * that address only; neither they nor tokens are kept anywhere but in memory, or said in a sentence. Start at {@link
 * dev.routewright.services.oauth.TokenCredentials}.
 */
@NullMarked
package dev.routewright.services.oauth;

import org.jspecify.annotations.NullMarked;
