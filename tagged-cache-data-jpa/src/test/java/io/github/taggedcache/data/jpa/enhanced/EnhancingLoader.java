package io.github.taggedcache.data.jpa.enhanced;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.hibernate.SessionFactory;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.bytecode.enhance.spi.DefaultEnhancementContext;
import org.hibernate.bytecode.enhance.spi.Enhancer;
import org.hibernate.bytecode.internal.BytecodeProviderInitiator;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;

/**
 * Loads classes that Hibernate enhanced for lazy loading, as its plug-in for builds does.
 */
public final class EnhancingLoader extends ClassLoader {

	private final Set<String> names;

	private final Enhancer enhancer = BytecodeProviderInitiator.buildDefaultBytecodeProvider()
		.getEnhancer(new DefaultEnhancementContext() {

			@Override
			public ClassLoader getLoadingClassLoader() {
				return getClass().getClassLoader();
			}

		});

	/**
	 * Creates it.
	 * @param entities the classes that it enhances
	 */
	public EnhancingLoader(Class<?>... entities) {
		super(EnhancingLoader.class.getClassLoader());
		this.names = Stream.of(entities).map(Class::getName).collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * The enhanced class.
	 * @param entity one of the classes
	 * @return the class of the same name
	 */
	public Class<?> enhanced(Class<?> entity) {
		try {
			return loadClass(entity.getName());
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	/**
	 * A persistence unit of the enhanced classes, on a database of its own.
	 * @return the unit
	 */
	public SessionFactory unit() {
		Configuration configuration = new Configuration(
				new BootstrapServiceRegistryBuilder().applyClassLoader(this).build())
			.setProperty(AvailableSettings.JAKARTA_JDBC_URL, "jdbc:h2:mem:")
			.setProperty(AvailableSettings.POOL_SIZE, "1")
			.setProperty(AvailableSettings.HBM2DDL_AUTO, "create");
		for (String name : this.names) {
			try {
				configuration.addAnnotatedClass(loadClass(name));
			}
			catch (ClassNotFoundException ex) {
				throw new IllegalArgumentException(ex);
			}
		}
		return configuration.buildSessionFactory();
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
