package io.github.taggedcache.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.github.taggedcache.testsupport.RedisServers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Two instances that the tests of a class share. Each test starts with two articles of
 * the authors 1 and 2, and nothing cached.
 */
final class TwoInstances implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

	private final List<Class<?>> configurations;

	private final List<String> properties = new ArrayList<>();

	private @Nullable Instance one;

	private @Nullable Instance other;

	TwoInstances(Class<?>... configurations) {
		this.configurations = List.of(configurations);
	}

	TwoInstances with(String... properties) {
		this.properties.addAll(List.of(properties));
		return this;
	}

	Instance one() {
		return started(this.one);
	}

	Instance other() {
		return started(this.other);
	}

	private static Instance started(@Nullable Instance instance) {
		if (instance == null) {
			throw new IllegalStateException("not started");
		}
		return instance;
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		String name = "tx" + UUID.randomUUID().toString().replace("-", "");
		this.one = start(name);
		this.one.bean(JdbcTemplate.class)
			.execute("create table article (id bigint primary key, author bigint, title varchar(100))");
		this.other = start(name);
	}

	private Instance start(String name) {
		return Instance.start(RedisServers.shared().uri(), name, this.configurations,
				this.properties.toArray(String[]::new));
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		JdbcTemplate database = one().bean(JdbcTemplate.class);
		database.update("delete from article");
		database.update("insert into article values (1, 1, 'old'), (2, 2, 'old')");
		one().articles().duringLoad(() -> {
		});
		one().manager().invalidateAll();
		one().awaitCaughtUp();
		other().awaitCaughtUp();
	}

	@Override
	public void afterAll(ExtensionContext context) {
		started(this.one).close();
		started(this.other).close();
	}

}
