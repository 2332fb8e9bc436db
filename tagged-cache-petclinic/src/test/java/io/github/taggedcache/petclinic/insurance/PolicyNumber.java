package io.github.taggedcache.petclinic.insurance;

import java.io.Serializable;

import jakarta.persistence.Embeddable;

/**
 * The id of a policy.
 *
 * @param insurer who insures
 * @param number the number there
 */
@Embeddable
public record PolicyNumber(String insurer, long number) implements Serializable {

}
