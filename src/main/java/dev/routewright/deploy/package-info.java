/**
 * Brings an approved version to Kubernetes, looks what became of it and takes it away again, with the rights of whoever
 * calls. Knows resources and nothing of integrations: what is deployed comes in as YAML documents. Writes only
 * {@link dev.routewright.deploy.Kind} in one namespace, and removes only what carries Routewright's label. Start at
 * {@link dev.routewright.deploy.Deployer}.
 */
@NullMarked
package dev.routewright.deploy;

import org.jspecify.annotations.NullMarked;
