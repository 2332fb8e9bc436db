package io.github.taggedcache.data.jpa.result;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;

import io.github.taggedcache.ValueTags;
import io.github.taggedcache.data.jpa.desk.Agent;
import io.github.taggedcache.data.jpa.desk.Memo;
import io.github.taggedcache.data.jpa.model.EntityModel;
import io.github.taggedcache.data.jpa.model.EntityModels;
import io.github.taggedcache.data.jpa.scope.ScopeTemplates;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.bytecode.enhance.spi.DefaultEnhancementContext;
import org.hibernate.bytecode.enhance.spi.Enhancer;
import org.hibernate.bytecode.internal.BytecodeProviderInitiator;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.Test;

import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Entities whose classes Hibernate enhanced for lazy loading.
 */
class EnhancedEntityTests {

	@Test
	void whatIsNotInitialisedStaysSo() throws Exception {
		EnhancingLoader loader = new EnhancingLoader(Set.of(Agent.class.getName(), Memo.class.getName()));
		Class<?> memo = loader.loadClass(Memo.class.getName());
		Configuration configuration = new Configuration(
				new BootstrapServiceRegistryBuilder().applyClassLoader(loader).build())
			.addAnnotatedClass(memo)
			.addAnnotatedClass(loader.loadClass(Agent.class.getName()))
			.setProperty(AvailableSettings.JAKARTA_JDBC_URL, "jdbc:h2:mem:")
			.setProperty(AvailableSettings.POOL_SIZE, "1")
			.setProperty(AvailableSettings.HBM2DDL_AUTO, "create");
		try (SessionFactory factory = configuration.buildSessionFactory(); Session session = factory.openSession()) {
			session.beginTransaction();
			session.createNativeMutationQuery("insert into Agent (id, name) values (7, 'ann'), (8, 'bob')")
				.executeUpdate();
			session
				.createNativeMutationQuery(
						"insert into Memo (id, title, body, author_id, reader_id) values (1, 'one', 'text', 7, 8)")
				.executeUpdate();
			Object found = session.find(memo, 1L);
			EntityModels models = new EntityModels();
			models.add(EntityModel.of(factory.unwrap(SessionFactoryImplementor.class), true));
			ValueTags.Rule rule = new EntityValueTags(models, new ScopeTemplates(models))
				.of(ReflectionUtils.findMethod(EnhancedEntityTests.class, "toString"), List.of());
			Object reader = memo.getMethod("getReader").invoke(found);
			assertThat(Hibernate.isInitialized(reader)).isFalse();
			assertThat(rule.of(List.of(found, reader))).containsExactlyInAnyOrder("Memo:1", "Memo", "*");
			assertThat(Hibernate.isPropertyInitialized(found, "body")).isFalse();
			assertThat(Hibernate.isInitialized(reader)).isFalse();
			Hibernate.initialize(reader);
			assertThat(rule.of(found)).containsExactlyInAnyOrder("Memo:1", "Memo", "Agent:8", "Agent", "*");
			session.getTransaction().rollback();
		}
	}

	/**
	 * Enhances some classes.
	 */
	private static final class EnhancingLoader extends ClassLoader {

		private final Set<String> names;

		private final Enhancer enhancer = BytecodeProviderInitiator.buildDefaultBytecodeProvider()
			.getEnhancer(new DefaultEnhancementContext() {

				@Override
				public ClassLoader getLoadingClassLoader() {
					return getClass().getClassLoader();
				}

			});

		private EnhancingLoader(Set<String> names) {
			super(EnhancingLoader.class.getClassLoader());
			this.names = names;
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			synchronized (getClassLoadingLock(name)) {
				Class<?> loaded = findLoadedClass(name);
				if (loaded != null || !this.names.contains(name)) {
					return (loaded != null) ? loaded : super.loadClass(name, resolve);
				}
				byte[] enhanced = this.enhancer.enhance(name, bytes(name));
				return defineClass(name, enhanced, 0, enhanced.length);
			}
		}

		private byte[] bytes(String name) throws ClassNotFoundException {
			try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
				return in.readAllBytes();
			}
			catch (IOException ex) {
				throw new ClassNotFoundException(name, ex);
			}
		}

	}

}
