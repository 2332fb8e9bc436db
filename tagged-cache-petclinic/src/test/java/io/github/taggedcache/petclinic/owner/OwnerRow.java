package io.github.taggedcache.petclinic.owner;

/**
 * An owner in a list.
 *
 * @param id the owner's id
 * @param firstName the first name
 * @param lastName the last name
 * @param pets number of pets
 */
public record OwnerRow(Integer id, String firstName, String lastName, long pets) {

}
