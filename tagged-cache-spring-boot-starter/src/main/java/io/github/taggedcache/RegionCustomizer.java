package io.github.taggedcache;

/**
 * A bean that changes how regions keep their entries, after the properties and before the
 * region is made. All such beans are called for each region, in their order.
 */
@FunctionalInterface
public interface RegionCustomizer {

	/**
	 * Changes a region's options.
	 * @param name the name of the region
	 * @param options its options, as the properties have them
	 */
	void customize(String name, RegionOptions options);

}
