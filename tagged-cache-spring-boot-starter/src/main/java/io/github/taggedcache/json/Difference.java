package io.github.taggedcache.json;

/**
 * The first difference between a value and what came back of it.
 *
 * @param obstacle why
 * @param path where, from the class of the value on
 * @param change what became what
 */
record Difference(Obstacle obstacle, String path, String change) {

	@Override
	public String toString() {
		return this.path + ": " + this.change;
	}

}
