package io.github.taggedcache.petclinic.owner;

/**
 * The names of an owner, as an interface that Spring Data implements by a proxy.
 */
public interface OwnerName {

	String getFirstName();

	String getLastName();

}
