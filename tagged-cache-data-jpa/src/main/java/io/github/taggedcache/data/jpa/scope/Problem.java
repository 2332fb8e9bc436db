package io.github.taggedcache.data.jpa.scope;

/**
 * What is wrong with a template.
 *
 * @param description what is wrong
 * @param action what to do about it
 */
record Problem(String description, String action) {

}
