/** The Kubernetes manifests: rendered without kustomize, and for podman on one machine. */
package dev.emporium.manifests;
