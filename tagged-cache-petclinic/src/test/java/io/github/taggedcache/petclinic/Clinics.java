package io.github.taggedcache.petclinic;

import java.net.URI;
import java.util.UUID;

import io.github.taggedcache.testsupport.RedisServers;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Two instances on one Redis and one database. All tests share them. Each test starts
 * with the {@link SampleData} and nothing cached, and takes this as a parameter.
 */
final class Clinics implements BeforeEachCallback, ParameterResolver {

	private static final Namespace NAMESPACE = Namespace.create(Clinics.class);

	@Override
	public void beforeEach(ExtensionContext context) {
		Pair pair = pair(context);
		pair.one().bean(SampleData.class).reset();
		pair.one().manager().invalidateAll();
		pair.one().awaitRecordsOf(pair.one());
		pair.other().awaitRecordsOf(pair.one());
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == Pair.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return pair(context);
	}

	private static Pair pair(ExtensionContext context) {
		return context.getRoot().getStore(NAMESPACE).computeIfAbsent(Pair.class, (key) -> Pair.start(), Pair.class);
	}

	/**
	 * The two instances.
	 *
	 * @param one the instance that loads first, as a rule
	 * @param other the one that reads what the first one has stored
	 */
	record Pair(Clinic one, Clinic other) implements AutoCloseable {

		static Pair start() {
			URI redis = RedisServers.shared().uri();
			String database = "clinic" + UUID.randomUUID();
			Clinic one = Clinic.start(redis, database, "spring.jpa.hibernate.ddl-auto=create");
			return new Pair(one, Clinic.start(redis, database, "spring.jpa.hibernate.ddl-auto=none"));
		}

		@Override
		public void close() {
			this.one.close();
			this.other.close();
		}

	}

}
