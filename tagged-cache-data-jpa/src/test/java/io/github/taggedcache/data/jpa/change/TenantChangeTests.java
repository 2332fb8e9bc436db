package io.github.taggedcache.data.jpa.change;

import java.util.concurrent.atomic.AtomicReference;

import io.github.taggedcache.TenantResolver;
import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.data.jpa.autoconfigure.TaggedCacheDataJpaAutoConfiguration;
import io.github.taggedcache.data.jpa.change.Desk.Owner;
import io.github.taggedcache.tenant.Tenant;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whose tags a change invalidates where there are tenants.
 */
class TenantChangeTests {

	private static final AtomicReference<String> TENANT = new AtomicReference<>();

	@Test
	void changeIsOneOfTheTenantOfItsFlush() {
		try (DeskContext desk = new DeskContext(Application.class)) {
			TENANT.set("north");
			Owner owner = new Owner("Ann");
			int before = desk.recorded().size();
			desk.run((entities) -> entities.persist(owner));
			assertThat(desk.recorded().subList(before, desk.recorded().size()))
				.anySatisfy((tags) -> assertThat(tags).contains(new Tenant("north").tag("Owner:" + owner.id)));
		}
	}

	/**
	 * A job that runs for nobody goes on to work.
	 */
	@Test
	void changeWithoutATenantIsOneOfAll() {
		try (DeskContext desk = new DeskContext(Application.class)) {
			TENANT.set(null);
			int before = desk.recorded().size();
			desk.run((entities) -> entities.persist(new Owner("Ann")));
			assertThat(desk.recorded().subList(before, desk.recorded().size()))
				.anySatisfy((tags) -> assertThat(tags).contains(TagName.NAMESPACE));
		}
	}

	@ImportAutoConfiguration({ TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class,
			JacksonAutoConfiguration.class, DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
			HibernateJpaAutoConfiguration.class, TransactionAutoConfiguration.class,
			DataJpaRepositoriesAutoConfiguration.class, TaggedCacheDataJpaAutoConfiguration.class })
	static class Application {

		@Bean
		TenantResolver tenants() {
			return TENANT::get;
		}

	}

}
