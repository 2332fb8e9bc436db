package io.github.taggedcache.tenant;

import java.util.function.Supplier;

import io.github.taggedcache.TenantResolver;
import org.jspecify.annotations.Nullable;

/**
 * The tenants of an application, if it has a resolver.
 */
public final class Tenants {

	/** An application without tenants. */
	public static final Tenants NONE = new Tenants(null);

	private static final String REMEDY = "Set the tenant before the call,"
			+ " or let TenantResolver.isRequired() return false if calls without a tenant may share entries";

	private final @Nullable TenantResolver resolver;

	/**
	 * Creates it.
	 * @param resolver the resolver; null if the application has none
	 */
	public Tenants(@Nullable TenantResolver resolver) {
		this.resolver = resolver;
	}

	/**
	 * Whether the application has tenants.
	 * @return whether there is a resolver
	 */
	public boolean areOn() {
		return this.resolver != null;
	}

	/**
	 * The tenant of the calling thread.
	 * @param region the name of the region that is asked
	 * @return the tenant; {@link Tenant#NONE} if the application has no tenants
	 * @throws IllegalStateException if there is no tenant and there must be one
	 */
	public Tenant ofRegion(String region) {
		return (this.resolver != null) ? resolve(this.resolver, () -> "the region '" + region + "'") : Tenant.NONE;
	}

	/**
	 * The tenant of the calling thread, for something else than a region.
	 * @param user who asks, for messages
	 * @return the tenant; {@link Tenant#NONE} if the application has no tenants
	 * @throws IllegalStateException if there is no tenant and there must be one
	 */
	public Tenant of(Supplier<String> user) {
		return (this.resolver != null) ? resolve(this.resolver, user) : Tenant.NONE;
	}

	/**
	 * The tenant of a name, which need not be that of the calling thread.
	 * @param name the name
	 * @param user who names it, for messages
	 * @return the tenant
	 * @throws IllegalArgumentException if the name is empty
	 * @throws IllegalStateException if the application has no tenants
	 */
	public Tenant named(String name, Supplier<String> user) {
		if (this.resolver == null) {
			throw new IllegalStateException(user.get() + " names the tenant '" + name
					+ "', but the application has no tenants: no entry would be found. Add a TenantResolver bean,"
					+ " or name no tenant.");
		}
		if (name.isEmpty()) {
			throw new IllegalArgumentException(user.get() + " gave an empty name of a tenant. Name the tenant as "
					+ this.resolver.getClass().getName() + " does.");
		}
		return new Tenant(name);
	}

	private static Tenant resolve(TenantResolver resolver, Supplier<String> user) {
		String name = resolver.resolve();
		if (name == null && resolver.isRequired()) {
			throw new IllegalStateException(
					resolver.getClass().getName() + " knows no tenant for " + user.get() + ". " + REMEDY + ".");
		}
		if (name != null && name.isEmpty()) {
			throw new IllegalStateException(resolver.getClass().getName() + " gave an empty name of a tenant for "
					+ user.get() + ". Return null if there is none.");
		}
		return (name != null) ? new Tenant(name) : Tenant.NONE;
	}

	/**
	 * Checks that the calling thread works for the tenant whose entry a method is about
	 * to fill: a method that ran for another one would hand its data over.
	 * @param tenant the tenant for which the call arrived
	 * @param user what runs, for messages
	 * @throws IllegalStateException if the resolver says something else here
	 */
	public void requireHere(Tenant tenant, Supplier<String> user) {
		if (this.resolver == null) {
			return;
		}
		String here = this.resolver.resolve();
		if (!new Tenant(here).equals(tenant)) {
			throw new IllegalStateException(user.get() + " was called for the tenant '" + tenant.name()
					+ "', but runs on a thread of the tenant '" + here + "' and would fill the entry of the first."
					+ " Register a ThreadLocalAccessor of Micrometer's context propagation for the tenant, or set it"
					+ " where the method begins to run.");
		}
	}

	/**
	 * Whether the calling thread works for a tenant.
	 * @param tenant the tenant
	 * @return true as well if the application has no tenants
	 */
	public boolean isHere(Tenant tenant) {
		return this.resolver == null || new Tenant(this.resolver.resolve()).equals(tenant);
	}

}
