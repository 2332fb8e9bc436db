package io.github.taggedcache.json;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.taggedcache.core.codec.UnstorableValueException;
import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.core.envelope.UndecodableException;
import org.hibernate.collection.spi.PersistentBag;
import org.hibernate.collection.spi.PersistentMap;
import org.hibernate.collection.spi.PersistentSet;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.Answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

@SuppressWarnings("UnusedVariable")
class HibernateValuesTests {

	private final JsonCodec codec = new JsonCodec(BootMapper.with());

	@Test
	void loadedCollectionsComeBackAsWhatTheyStandFor() throws UndecodableException {
		Order order = new Order();
		order.lines = new PersistentBag<>(session(), new ArrayList<>(List.of("a", "b")));
		order.tags = new PersistentSet<>(session(), new LinkedHashSet<>(List.of("z", "y")));
		order.counts = new PersistentMap<>(session(), new HashMap<>(Map.of("a", 1)));
		Order back = (Order) roundTrip(order);
		assertThat(back.lines).isInstanceOf(ArrayList.class).containsExactly("a", "b");
		assertThat(back.tags).isInstanceOf(LinkedHashSet.class).containsExactly("z", "y");
		assertThat(back.counts).isEqualTo(Map.of("a", 1));
	}

	@Test
	void collectionThatIsNotLoadedIsRefusedByItsName() {
		Order order = new Order();
		order.lines = new PersistentBag<>(session());
		assertRefused(order, "Order.lines: is a lazy collection that is not loaded");
	}

	@Test
	void collectionThatIsNotLoadedIsFoundAfterALoadedOne() throws UndecodableException {
		roundTrip(new Order());
		Order order = new Order();
		order.tags = new PersistentSet<>(session());
		assertRefused(order, "Order.tags: is a lazy collection that is not loaded");
	}

	@Test
	void collectionDeclaredAsACollectionIsRefusedByItsNameAndNotLoaded() {
		Cart cart = new Cart();
		cart.lines = new PersistentBag<>(session());
		assertRefused(cart, "Cart.lines: is a lazy collection that is not loaded");
	}

	@Test
	void mapWithKeysOfObjectsIsRefusedByItsNameAndNotLoaded() {
		Cart cart = new Cart();
		cart.prices = new PersistentMap<>(session());
		assertRefused(cart, "Cart.prices: is a lazy collection that is not loaded");
	}

	@Test
	void proxyIsNamedAsItsClassWasWritten() {
		Customer customer = new CustomerProxy(initializer(null));
		assertRefused(customer, "the " + Customer.class.getName() + " that it returned", "Customer: is not loaded");
	}

	@Test
	void loadedProxyComesBackAsWhatItStandsFor() throws UndecodableException {
		Order order = new Order();
		order.customer = new CustomerProxy(initializer(new Customer("Ada")));
		Order back = (Order) roundTrip(order);
		assertThat(back.customer).hasSameClassAs(new Customer(""));
		assertThat(Canonical.text(back.customer)).isEqualTo(Canonical.text(new Customer("Ada")));
	}

	@Test
	void proxyThatIsNotLoadedIsRefusedByItsName() {
		Order order = new Order();
		order.customer = new CustomerProxy(initializer(null));
		assertRefused(order, "Order.customer: is not loaded");
	}

	@Test
	void proxyAsTheValueComesBackAsWhatItStandsFor() throws UndecodableException {
		ValueType type = Catalogue.type(Customer.class);
		byte[] json = this.codec.encode(new CustomerProxy(initializer(new Customer("Ada"))), type);
		assertThat(this.codec.decode(ByteBuffer.wrap(json), type)).hasSameClassAs(new Customer(""));
	}

	private Object roundTrip(Order order) throws UndecodableException {
		ValueType type = Catalogue.type(Order.class);
		return this.codec.decode(ByteBuffer.wrap(this.codec.encode(order, type)), type);
	}

	private void assertRefused(Object value, String... problems) {
		Class<?> type = (value instanceof Customer) ? Customer.class : value.getClass();
		assertThatExceptionOfType(UnstorableValueException.class)
			.isThrownBy(() -> this.codec.encode(value, Catalogue.type(type)))
			.withMessageContainingAll(problems)
			.withMessageContaining("EntityGraph")
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo("not loaded"));
	}

	/**
	 * Collections ask their session for settings when they are made, and for nothing else
	 * as long as nobody loads them.
	 */
	private static SharedSessionContractImplementor session() {
		return mock(SharedSessionContractImplementor.class, Answers.RETURNS_DEEP_STUBS);
	}

	/**
	 * The part of an initializer that tells its state, as Hibernate's own would.
	 */
	private static LazyInitializer initializer(@Nullable Customer customer) {
		return (LazyInitializer) Proxy.newProxyInstance(HibernateValuesTests.class.getClassLoader(),
				new Class<?>[] { LazyInitializer.class }, (proxy, method, arguments) -> switch (method.getName()) {
					case "isUninitialized" -> customer == null;
					case "getImplementation" -> {
						assertThat(customer).as("nothing is loaded by the codec").isNotNull();
						yield customer;
					}
					default -> throw new UnsupportedOperationException(method.getName());
				});
	}

	static final class Order {

		List<String> lines = new ArrayList<>();

		Set<String> tags = new LinkedHashSet<>();

		Map<String, Integer> counts = new HashMap<>();

		@Nullable Customer customer;

	}

	static final class Cart {

		Collection<String> lines = new ArrayList<>();

		Map<LocalDate, String> prices = new HashMap<>();

	}

	static class Customer {

		private String name;

		Customer(String name) {
			this.name = name;
		}

	}

	static final class CustomerProxy extends Customer implements HibernateProxy {

		private static final long serialVersionUID = 1L;

		private final transient LazyInitializer initializer;

		CustomerProxy(LazyInitializer initializer) {
			super("not the name");
			this.initializer = initializer;
		}

		@Override
		public Object writeReplace() {
			return this;
		}

		@Override
		public LazyInitializer getHibernateLazyInitializer() {
			return this.initializer;
		}

	}

}
